"""Files, folders, globs and pipes: which documents come, under which ids, and what is said of the rest."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from detente.errors import DocumentConflict, EncodingInvalid, InputError, UsageError
from detente.ingest import Settings, documents, expected, once
from detente.model import Document


def ids(*names: object, **settings: object) -> list[str]:
    found = documents([str(name) for name in names], Settings(**settings))  # type: ignore[arg-type]
    return [item.id if isinstance(item, Document) else str(item) for item in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden/d.txt", "sub/picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Ministers met.")
    return tmp_path


def test_a_folder_gives_its_documents_sorted_and_named_by_their_place_in_it(folder: Path) -> None:
    assert ids(folder) == ["a", "b", "sub/c"]


def test_a_glob_gives_its_matches_sorted(folder: Path) -> None:
    assert ids(folder / "**" / "*.txt") == ["b", "c"]


def test_a_file_named_twice_comes_once(folder: Path) -> None:
    assert ids(folder / "b.txt", folder / "*.txt", folder / "b.txt") == ["b"]


@pytest.mark.parametrize("name", ["missing.txt", "*.html", "empty-folder"])
def test_a_name_that_leads_to_nothing_is_wrong_use_before_anything_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    with pytest.raises(UsageError, match=name.replace("*", r"\*")):
        documents([str(tmp_path / name)])


BAD_FILES = [
    ("an empty file", b"", InputError, "empty; nothing to read"),
    ("white space alone", b" \n\t", InputError, "'text' is empty"),
    ("a binary file", b"PK\x03\x04\0\0", EncodingInvalid, "binary file, no text (NUL byte at 4)"),
    ("Latin-1", "Zölle".encode("latin-1"), EncodingInvalid, "not utf-8 (byte 0xf6 at 1)"),
    ("a long file", b"x" * 101, EncodingInvalid, "longer than 0.0001 MB, the limit of a document"),
]


@pytest.mark.parametrize(("content", "kind", "words"), [c[1:] for c in BAD_FILES], ids=[c[0] for c in BAD_FILES])
def test_a_bad_file_is_named_and_the_next_one_read(
    tmp_path: Path, content: bytes, kind: type[InputError], words: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text("Ministers met.")
    names = [str(tmp_path / "bad.txt"), str(tmp_path / "good.txt")]
    bad, good = documents(names, Settings(limit=100))
    assert isinstance(bad, kind)
    assert str(bad).startswith(names[0])
    assert words in str(bad)
    assert isinstance(good, Document)


def test_text_is_kept_as_it_stands_line_ends_included(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One.\r\n\r\nTwo.\n")
    (found,) = documents([str(tmp_path / "a.txt")], Settings(published="2025-06"))
    assert found == Document(id="a", text="One.\r\n\r\nTwo.\n", published="2025-06")


def test_an_encoding_that_does_not_exist_is_wrong_use(folder: Path) -> None:
    with pytest.raises(UsageError, match="klingon"):
        list(documents([str(folder / "b.txt")], Settings(encoding="klingon")))


class Pipe(io.TextIOWrapper):
    """Standard input with bytes in it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))


def test_json_lines_from_a_pipe_are_known_by_their_brace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe(b'{"id": "a", "text": "x"}\n{"id": "b"}\n'))
    first, second = documents(["-"])
    assert first == Document(id="a", text="x")
    assert "standard input:2: no 'text'" in str(second)


def test_text_from_a_pipe_has_the_same_id_whenever_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for content in (b"Ministers met.", b"Ministers met.", b"They parted."):
        monkeypatch.setattr(sys, "stdin", Pipe(content))
        found += ids("-")
    assert found[0] == found[1] != found[2]
    assert found[0].startswith("text-")


def test_the_same_document_again_is_dropped_and_errors_are_kept() -> None:
    one, error = Document(id="a", text="x"), InputError("kept")
    assert list(once([one, one, error])) == [one, error]


def test_another_text_under_an_id_is_a_conflict_that_names_both_files(tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text('{"id": "a", "text": "x"}\n{"id": "a", "text": "x"}\n')
    second.write_text('{"id": "a", "text": "y"}\n{"id": "b", "text": "z"}\n')
    *same, conflict, other = documents([str(first), str(second)])
    assert same == [Document(id="a", text="x")] * 2
    assert isinstance(conflict, DocumentConflict)
    for words in ("second.jsonl: document 'a'", "first.jsonl", "another id"):
        assert words in str(conflict)
    assert other == Document(id="b", text="z")


def test_how_many_documents_to_expect_is_known_for_files_only(folder: Path) -> None:
    (folder / "n.jsonl").write_text('{"id": "1"}\n{"id": "2"}')
    assert expected([str(folder / "n.jsonl"), str(folder / "b.txt")]) == 3
    assert expected(["-"]) is None
