"""The tables and views: upgrades, what may not be changed, and what an analyst finds when browsing."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from desk_samples import sample, withdrawal

from detente.errors import DeskReadOnly
from detente.model import Aside, Clocks, Decided, Decision, Likeness, Undo, WithdrawDocument, WithdrawLine
from detente.store.sqlite import SqliteStore, schema

TABLES = ["documents", "readings", "log"]
OF_ANALYSTS = ("decisions", "revisions", "undone", "withdrawals", "withdrawn_lines")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with one document, made once; tests work on copies."""
    document, reading, log = sample("a", title="Cheese")
    near = tuple(Likeness(document=name, shared=5, own=9, theirs=9) for name in "bc")
    added = msgspec.structs.replace(log[0], voice="outlet:Gazette", likenesses=near)
    path = tmp_path_factory.mktemp("made") / "cheese.db"
    with SqliteStore.create(path, dispute="Cheese") as store:
        store.commit(document, reading, [added, *log[1:]], [5, 6])
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def browser(path: Path) -> Iterator[sqlite3.Connection]:
    """The desk in somebody else's program."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [migration.number for migration in schema.migrations()] == list(range(1, schema.latest() + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.sql", migration.name) for migration in schema.migrations())


def older_desk(path: Path, version: int) -> None:
    """A desk as Detente made it when it had `version` migrations, with one document."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.upgrade(connection, schema.migrations()[:version])
        connection.execute("INSERT INTO desk VALUES ('dispute', 'Cheese')")
        document = sample("old")[0]
        connection.execute(
            "INSERT INTO documents (id, sha256, number, shingles, text) VALUES (?, ?, 1, 0, ?)",
            (document.id, document.sha256, document.text),
        )


@pytest.mark.parametrize("version", range(1, schema.latest()))
def test_a_desk_of_any_older_version_is_upgraded_with_what_it_holds(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.db"
    older_desk(path, version)
    with pytest.raises(DeskReadOnly, match="open it once for writing"):
        SqliteStore.open(path, read_only=True)
    with SqliteStore.open(path) as store:
        assert [hit.document.id for hit in store.search("cheese")] == ["old"]
        assert store.commit(*sample("new"))
    with SqliteStore.open(path, read_only=True) as store:
        assert {hit.document.id for hit in store.search("cheese")} == {"old", "new"}
    with closing(sqlite3.connect(path)) as connection:
        assert schema.version(connection) == schema.latest()
        assert connection.execute("SELECT count(*) FROM measures").fetchone() == (1,)


def test_an_upgrade_that_fails_leaves_the_version_it_came_from() -> None:
    bad = schema.Migration(2, "0002_bad.sql", "CREATE TABLE more (x);\nCREATE TABLE desk (x);\n")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            schema.upgrade(connection, [schema.migrations()[0], bad])
        assert schema.version(connection) == 1
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchall()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET rowid = rowid + 1", "DELETE FROM {}", "REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_nothing_is_overwritten_by_anybody(browser: sqlite3.Connection, table: str, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        browser.execute(statement.format(table))


def test_the_three_clocks_are_columns_of_the_log(browser: sqlite3.Connection) -> None:
    row = browser.execute("SELECT * FROM log WHERE id = 'a/m'").fetchone()
    assert (row["valid_start"], row["valid_end"], row["known_at"], row["recorded_at"]) == (
        "2025-07-01", None, "2025-06-05", "2025-06-06T07:00:00Z",
    )  # fmt: skip
    assert (row["entry"], row["kind"], row["document"], row["key"]) == (
        "record-stated",
        "measure",
        "a",
        "measure/cheese",
    )


VIEWS = {
    "measures": {
        "instrument": "tariff", "action": "raise", "status": "planned", "actors": "Ruritania", "rate": 25,
        "rate_unit": "percent", "scope": "cheese", "valid_start": "2025-07-01", "outlet": "Gazette",
        "evidence": "raise its duty on cheese to 25 percent", "evidence_start": 15,
    },
    "events": {"type": "CONSULT", "actors": "Ruritania, Grand Duchy", "valid_start": "2025-06"},
    "commitments": {"due_start": None, "due_end": "2025", "evidence": "promised to talk"},
    "moves": {"instrument": "Cheese futures", "direction": "down", "change": 2, "unit": "percent"},
    "gaps": {"what": "who paid", "document": "a"},
    "quotes": {
        "speaker": "the envoy", "content": "We promised to talk, … and we shall.", "content_start": 66,
        "chain": "the envoy", "kind": "direct", "known_at": "2025-06-05",
    },
    "origins": {"document": "a", "reader": "rules", "near_copies": "b, c", "voice": "outlet:Gazette"},
}  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shows_its_line_in_readable_columns(browser: sqlite3.Connection, view: str) -> None:
    (row,) = browser.execute(f"SELECT * FROM {view}").fetchall()
    assert {column: row[column] for column in VIEWS[view]} == VIEWS[view]


def test_the_timeline_holds_what_is_dated_in_order(browser: sqlite3.Connection) -> None:
    assert [row["id"] for row in browser.execute("SELECT * FROM timeline")] == ["a/e", "a/m"]


def test_lines_of_a_withdrawn_document_leave_the_views_but_not_the_log(path: Path, browser: sqlite3.Connection) -> None:
    with SqliteStore.open(path) as store:
        store.append(withdrawal("a"))
    for view in ("quotes", "records", "measures", "events", "timeline"):
        assert browser.execute(f"SELECT * FROM {view}").fetchall() == []
    assert browser.execute("SELECT count(*) FROM log").fetchone()[0] == len(sample("a")[2]) + 1
    (row,) = browser.execute("SELECT * FROM withdrawals").fetchall()
    assert (row["document"], row["analyst"], row["reason"]) == ("a", "Rudolf", "a hoax")


def decided(name: str, decision: Decision, document: str = "") -> Decided:
    clocks = Clocks(recorded_at="2025-07-02")
    return Decided(id=name, document=document, clocks=clocks, analyst="Ada", reason="so", turn=0, decision=decision)


def test_decisions_can_be_browsed_and_reach_the_views_until_they_are_taken_back(
    path: Path, browser: sqlite3.Connection
) -> None:
    def count(view: str) -> int:
        return int(browser.execute(f"SELECT count(*) FROM {view}").fetchone()[0])

    whole = count("records")
    line = str(browser.execute("SELECT id FROM records").fetchone()["id"])
    with SqliteStore.open(path) as store:
        store.append(decided("k", WithdrawLine(line="l", entries=(line,))))
        assert (count("records"), count("withdrawn_lines")) == (whole - 1, 1)
        store.append(decided("w", WithdrawDocument(document="a"), "a"))
        assert (count("records"), count("quotes"), count("withdrawals")) == (0, 0, 1)
        store.append(decided("u", Undo(entry="k")))
        store.append(decided("v", Undo(entry="w")))
    assert (count("records"), count("withdrawals"), count("withdrawn_lines")) == (whole, 0, 0)
    found = [(*tuple(row)[:4], row["undone"]) for row in browser.execute("SELECT * FROM decisions ORDER BY seq")]
    assert found[0] == ("k", "withdraw-line", "Ada", "so", 1)
    assert [row[-1] for row in found] == [1, 1, 0, 0]


def test_only_a_decision_may_be_about_no_document(browser: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        browser.execute("INSERT INTO log (id, entry, recorded_at, payload) VALUES ('x', 'record-stated', '', '{}')")


def test_what_was_set_aside_is_never_changed(path: Path, browser: sqlite3.Connection) -> None:
    document = sample("z")[0]
    with SqliteStore.open(path) as store:
        store.set_aside(Aside(document=document, why="defect", reason="it broke", recorded_at="2025-07-02"))
    for change in ("UPDATE aside SET why = 'conflict'", "DELETE FROM aside"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            browser.execute(change)


def test_every_view_can_be_read(browser: sqlite3.Connection) -> None:
    views = [row["name"] for row in browser.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    counts = {view: browser.execute(f"SELECT count(*) FROM (SELECT * FROM {view})").fetchone()[0] for view in views}
    assert counts == {**dict.fromkeys(VIEWS, 1), "records": 5, "timeline": 2} | dict.fromkeys(OF_ANALYSTS, 0)


def test_a_document_named_elsewhere_is_found_by_its_primary_key(browser: sqlite3.Connection) -> None:
    """A browser such as Datasette follows a foreign key to the row of that primary key."""
    for table in ("log", "readings"):
        (foreign,) = browser.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        assert (foreign["table"], foreign["from"], foreign["to"]) == ("documents", "document", "id")
    keys = [row["name"] for row in browser.execute("PRAGMA table_info(documents)") if row["pk"]]
    assert keys == ["id"]


def test_the_index_of_words_is_in_step_with_the_documents(browser: sqlite3.Connection) -> None:
    browser.execute("INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)")
