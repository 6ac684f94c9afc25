"""A desk that cannot be written: by who may not, on a full disk, while another writes.

Root may write everything, so the tests become somebody else for a while; a full disk is a limit on the size of files.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from desk_samples import bare, sample

from detente.errors import DeskInvalid, DeskReadOnly, StoreError
from detente.store.sqlite import SqliteStore

NOBODY = 65534


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "cheese.db"
    with SqliteStore.create(path, dispute="Cheese") as store:
        store.commit(*sample("a"))
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    """A desk with one document, closed."""
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def somebody() -> Iterator[Callable[[], object]]:
    if os.name != "posix":
        pytest.skip("needs POSIX permissions")

    @contextmanager
    def as_somebody() -> Iterator[None]:
        if os.getuid() != 0:
            yield
            return
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)

    return as_somebody


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody can reach (pytest's own are private), writable by everybody until a test says else."""
    folder = Path(tempfile.mkdtemp(prefix="detente-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def public_desk(made: Path, public: Path) -> Path:
    return Path(shutil.copy(made, public))


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_a_desk_that_cannot_be_written_can_be_read(
    public_desk: Path, somebody: Callable, file_mode: int, folder_mode: int
) -> None:
    public_desk.chmod(file_mode)
    public_desk.parent.chmod(folder_mode)
    with somebody():
        with pytest.raises(DeskReadOnly, match="reading only, or copy"):
            SqliteStore.open(public_desk)
        with SqliteStore.open(public_desk, read_only=True) as store:
            assert len(list(store.entries())) == len(sample("a")[2])
            assert store.search("cheese")
    assert os.listdir(public_desk.parent) == ["cheese.db"]


def test_a_desk_in_use_by_a_writer_can_be_read_by_who_may_not_write(public_desk: Path, somebody: Callable) -> None:
    with SqliteStore.open(public_desk) as writer:
        writer.commit(*sample("b"))
        public_desk.parent.chmod(0o555)
        with somebody(), SqliteStore.open(public_desk, read_only=True) as store:
            assert {ref.id for ref in store.documents()} == {"a", "b"}


def test_what_a_killed_writer_left_is_read_or_told_but_never_passed_over(public: Path, somebody: Callable) -> None:
    """The log of a writer that did not close holds documents; no reader may see the desk without them."""
    with SqliteStore.create(public / "live.db", dispute="Cheese") as writer:
        writer.commit(*sample("a"))
        for suffix in ("", "-wal"):
            shutil.copy(public / f"live.db{suffix}", public / f"left.db{suffix}")
            (public / f"left.db{suffix}").chmod(0o444)
    public.chmod(0o555)
    with somebody(), pytest.raises(DeskReadOnly, match="make its file and folder writable, or copy it"):
        SqliteStore.open(public / "left.db", read_only=True)
    for path in public.glob("left*"):
        path.chmod(0o666)
    public.chmod(0o777)
    with SqliteStore.open(public / "left.db", read_only=True) as store:
        assert [ref.id for ref in store.documents()] == ["a"]


def test_a_link_is_as_writable_as_the_folder_of_what_it_names(public_desk: Path, somebody: Callable) -> None:
    link = public_desk.parent / "link"
    link.mkdir()
    link.chmod(0o777)
    (link / "desk.db").symlink_to(public_desk)
    public_desk.parent.chmod(0o555)
    with somebody():
        with pytest.raises(DeskReadOnly):
            SqliteStore.open(link / "desk.db")
        with SqliteStore.open(link / "desk.db", read_only=True) as store:
            assert store.document("a")


def test_a_desk_that_may_not_be_read_is_told(public_desk: Path, somebody: Callable) -> None:
    public_desk.chmod(0)
    with somebody(), pytest.raises(DeskInvalid, match=r"cannot be read \(Permission denied\)"):
        SqliteStore.open(public_desk)


def test_a_desk_behind_a_closed_folder_is_told(public_desk: Path, somebody: Callable) -> None:
    public_desk.parent.chmod(0)
    with somebody(), pytest.raises(DeskInvalid, match="cannot be read"):
        SqliteStore.open(public_desk)


def test_no_desk_is_made_in_a_folder_that_cannot_be_written(public: Path, somebody: Callable) -> None:
    public.chmod(0o555)
    with somebody(), pytest.raises(DeskReadOnly, match="cannot be written; give another path"):
        SqliteStore.create(public / "desk.db", dispute="Cheese")


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    resource = pytest.importorskip("resource", reason="needs POSIX resource limits")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_write_that_fails_leaves_the_desk_as_it_was_and_it_goes_on(desk: Path) -> None:
    long = bare("long", "many words " * 100_000)
    with SqliteStore.open(desk) as store:
        with files_no_larger_than(200_000), pytest.raises(StoreError, match=f"{desk}.*the disk"):
            store.commit(*long)
        assert [ref.id for ref in store.documents()] == ["a"]
        assert store.commit(*sample("b"))
    with SqliteStore.open(desk) as store:
        assert store.commit(*long)
        assert {ref.id for ref in store.documents()} == {"a", "b", "long"}
    with closing(sqlite3.connect(desk)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_desk_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    with files_no_larger_than(10_000), pytest.raises(StoreError, match="the disk"):
        SqliteStore.create(tmp_path / "desk.db", dispute="Cheese")
    assert os.listdir(tmp_path) == []


def test_a_desk_that_another_keeps_locked_is_told(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.store.sqlite.connection.BUSY_SECONDS", 0.01)
    with SqliteStore.open(desk) as store, closing(sqlite3.connect(desk, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process"):
            store.commit(*sample("b"))
        assert store.document("a")
        other.execute("ROLLBACK")
        assert store.commit(*sample("b"))
