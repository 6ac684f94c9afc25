"""The feeds and the profile of a SQLite desk keep their contract."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from feeds_contract import GAZETTE, NOW, FeedsContract

from detente.errors import DeskReadOnly
from detente.model import FeedStore
from detente.store.sqlite import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    SqliteStore.create(tmp_path / "desk.db", dispute="Cheese").close()
    return tmp_path / "desk.db"


class TestSqliteFeeds(FeedsContract):
    @pytest.fixture
    def feeds(self, path: Path) -> Iterator[FeedStore]:
        with SqliteStore.open(path) as store:
            store.feeds.add(GAZETTE, NOW)
            yield store.feeds

    @pytest.fixture
    def again(self, feeds: FeedStore, path: Path) -> Iterator[FeedStore]:
        with SqliteStore.open(path) as another:
            yield another.feeds


def test_a_desk_opened_for_reading_follows_no_feed(path: Path) -> None:
    with SqliteStore.open(path, read_only=True) as store, pytest.raises(DeskReadOnly):
        store.feeds.add(GAZETTE, NOW)


def test_the_profile_set_last_counts_and_the_others_stay(path: Path) -> None:
    with SqliteStore.open(path) as store:
        assert store.profiles.latest() is None
        store.profiles.set("cheese", "{}", NOW)
        store.profiles.set("wine", '{"a": 1}', NOW)
        assert store.profiles.latest() == ("wine", '{"a": 1}')
    with sqlite3.connect(path) as browser, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        browser.execute("DELETE FROM profiles")
