"""A desk outlives kill -9 in the middle of adding: what was committed is there, once and whole, and adding goes on.

Run as a script this file is the process that is killed: `test_kill_sqlite.py DESK FIRST [STATEMENT]` adds documents
from number FIRST on, printing each id once it is committed; with STATEMENT it kills itself at that statement of SQL.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from desk_samples import TEXT, Sample, sample

from detente.errors import DeskInvalid
from detente.store.sqlite import SqliteStore

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="needs kill -9")]

KILLS = 15
ENTRIES = len(sample("any")[2])
SHINGLES = 300


def story(number: int) -> Sample:
    """Long enough that a kill often falls into the middle of its transaction."""
    return sample(f"story-{number}", f"{TEXT} {number} " + "And then they talked about cheese. " * 400)


def shingles(number: int) -> range:
    return range(number * SHINGLES, (number + 1) * SHINGLES)


def add_until_killed(desk: str, first: int) -> None:
    with SqliteStore.open(desk) as store:
        for number in range(first, sys.maxsize):
            store.commit(*story(number), shingles(number))
            print(f"story-{number}", flush=True)  # noqa: T201


def die_at(statement: int) -> None:
    """From now on kill this process at the given statement that SQLite is about to run."""
    connect, seen = sqlite3.connect, []

    def count(sql: str) -> None:
        if "INTO shingles" not in sql:  # hundreds alike
            seen.append(sql)
        if len(seen) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    def traced(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = traced


def child(desk: Path, first: int, *more: object) -> subprocess.Popen[str]:
    command = [sys.executable, __file__, desk, first, *more]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True, env=environment)


def check(desk: Path, printed: list[str]) -> int:
    """The desk is sound and holds every printed document once and every document whole; returns how many it holds."""
    with SqliteStore.open(desk) as store:
        ids = [ref.id for ref in store.documents()]
        logged = [entry.id for entry in store.entries()]
        assert set(printed) <= set(ids)
        assert len(set(ids)) == len(ids)
        assert len(ids) <= len(set(printed)) + 1, "at most the one that was being printed"
        numbers = sorted(int(document_id.removeprefix("story-")) for document_id in ids)
        assert logged == [entry.id for number in numbers for entry in story(number)[2]]
        for number in numbers:
            document, reading, _ = story(number)
            assert store.document(document.id) == document
            assert store.reading(document.id) == reading
            assert [(o.document.id, o.shared) for o in store.overlaps(shingles(number))] == [(document.id, SHINGLES)]
        assert len(store.search('"met in Strelsau"', limit=len(ids) + 1)) == len(ids)
    with closing(sqlite3.connect(desk)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        plain.execute("INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)")
        plain.rollback()
    return len(ids)


def test_a_desk_outlives_kills_at_random_moments(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    SqliteStore.create(desk, dispute="Cheese").close()
    chance = random.Random()
    printed: list[str] = []
    for _ in range(KILLS):
        process = child(desk, len(printed))
        assert process.stdout is not None
        printed.append(process.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        printed += process.communicate()[0].split()
        assert process.returncode == -signal.SIGKILL
        held = check(desk, printed)
        assert held >= len(printed)
    assert len(set(printed)) == len(printed) >= KILLS


def test_a_desk_outlives_a_kill_at_every_statement(tmp_path: Path) -> None:
    """The statements of opening the desk and of the first commit, one after another."""
    desk = tmp_path / "desk.db"
    SqliteStore.create(desk, dispute="Cheese").close()
    statement, held, printed = 0, 0, []
    while held == 0:
        statement += 1
        process = child(desk, 0, statement)
        printed = process.communicate()[0].split()
        assert process.returncode == -signal.SIGKILL
        held = check(desk, printed)
    assert statement > ENTRIES + 5
    assert held == 1


@pytest.mark.parametrize("statement", [1, 2, 5, 20, 40])
def test_a_desk_whose_making_was_cut_short_is_told_or_whole(tmp_path: Path, statement: int) -> None:
    desk = tmp_path / "desk.db"
    script = (
        f"import test_kill_sqlite as t; t.die_at({statement}); t.SqliteStore.create({str(desk)!r}, dispute='Cheese')"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    died = subprocess.run([sys.executable, "-c", script], env=environment, check=False)
    assert died.returncode == -signal.SIGKILL
    with pytest.raises(DeskInvalid, match="delete it"):
        SqliteStore.open(desk)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        die_at(int(sys.argv[3]))
    add_until_killed(sys.argv[1], int(sys.argv[2]))
