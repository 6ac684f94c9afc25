"""The feeds that a desk follows, in its file."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from detente.errors import NotFound
from detente.model import Feed, FeedState, Item, Outcome, Waiting
from detente.store.sqlite.part import SqlitePart

ABOUT = "url, name, kind, country"
STATE = FeedState.__struct_fields__
ADD = f"INSERT OR IGNORE INTO feeds ({ABOUT}, added_at) VALUES (?, ?, ?, ?, ?)"
ALL = f"SELECT {ABOUT}, {', '.join(STATE)} FROM feeds ORDER BY number"
MOVE = "UPDATE OR IGNORE feeds SET url = ? WHERE url = ?"
KEEP = f"UPDATE feeds SET {', '.join(f'{name} = ?' for name in STATE)} WHERE number = ?"
NUMBER = "SELECT number FROM feeds WHERE url = ?"
RECEIVE = """
    INSERT INTO feed_items (feed, key, digest, outcome, due, item)
    SELECT ?1, ?2, ?3, iif(held, 'elsewhere', 'waiting'), ?4, iif(held, NULL, ?5)
    FROM (SELECT EXISTS (SELECT 1 FROM feed_items WHERE key = ?2 AND feed <> ?1) AS held) WHERE true
    ON CONFLICT (feed, key) DO UPDATE
    SET digest = excluded.digest, item = ?5, due = ?4, tries = 0, outcome = 'waiting', reason = ''
    WHERE digest <> excluded.digest AND outcome <> 'elsewhere'"""
WAITING = """
    SELECT f.url, f.name, f.kind, f.country, i.item, i.tries
    FROM feed_items AS i JOIN feeds AS f ON f.number = i.feed
    WHERE i.outcome = 'waiting'
      AND (i.due <= ?1 OR i.due > strftime('%Y-%m-%dT%H:%M:%S+00:00', ?1, '+3 days'))
      AND (?2 IS NULL OR f.url IN (SELECT value FROM json_each(?2)))
    ORDER BY i.number"""
ITEM = "(SELECT number FROM feeds WHERE url = ?1) AND key = ?2"
SETTLE = f"""
    UPDATE feed_items SET outcome = ?3, reason = ?4, document = coalesce(?5, document), item = NULL
    WHERE feed = {ITEM}"""
POSTPONE = f"UPDATE feed_items SET due = ?3, reason = ?4, tries = tries + 1 WHERE feed = {ITEM}"
LEFT = """
    SELECT number FROM feed_items WHERE outcome = 'elsewhere' AND key IN (
        SELECT key FROM feed_items WHERE outcome = 'waiting' AND feed = (SELECT number FROM feeds WHERE url = ?1))"""
ASKED_ANEW = f"""
    UPDATE feeds SET etag = NULL, modified = NULL
    WHERE number IN (SELECT feed FROM feed_items WHERE number IN ({LEFT}))"""
OUTCOMES = """
    SELECT outcome, count(*) FROM feed_items WHERE feed = (SELECT number FROM feeds WHERE url = ?)
    GROUP BY outcome ORDER BY outcome"""


class SqliteFeeds(SqlitePart):
    """Implements `detente.model.FeedStore`; the arguments are those of the store whose file it is."""

    def add(self, feed: Feed, at: str) -> bool:
        """Follow a feed. Returns False where it is followed already. Raises DeskReadOnly and StoreError."""
        with self._transaction():
            return self._connection.execute(ADD, (feed.url, feed.name, feed.kind, feed.country, at)).rowcount > 0

    def remove(self, url: str) -> bool:
        """Follow a feed no more, and forget its items. Returns False where it is not followed.

        What still waited and another feed has too comes with the next answer of that one.
        """
        with self._transaction():
            self._connection.execute(ASKED_ANEW, (url,))
            self._connection.execute(f"DELETE FROM feed_items WHERE number IN ({LEFT})", (url,))
            return self._connection.execute("DELETE FROM feeds WHERE url = ?", (url,)).rowcount > 0

    def all(self) -> Sequence[tuple[Feed, FeedState]]:
        """The feeds as they were added."""
        return [(_feed(row), FeedState(**dict(zip(STATE, row[4:], strict=True)))) for row in self._all(ALL)]

    def move(self, url: str, to: str) -> bool:
        """Follow a feed at another address from now on, with its state and items. Returns False where that one is
        followed already, or this one is not.
        """
        with self._transaction():
            return self._connection.execute(MOVE, (to, url)).rowcount > 0

    def keep(self, url: str, state: FeedState) -> None:
        """Keep how a feed answered. Raises NotFound where it is not followed."""
        with self._transaction():
            self._keep(self._number(url), state)

    def receive(self, url: str, items: Sequence[Item], state: FeedState) -> int:
        """Queue what is new or changed, and keep how the feed answered, in one transaction. Returns how many were.

        Raises NotFound where it is not followed.
        """
        with self._transaction():
            number, before = self._number(url), self._connection.total_changes
            for item in items:
                row = (number, item.key, item.digest, state.polled or "", msgspec.json.encode(item).decode())
                self._connection.execute(RECEIVE, row)
            changed = self._connection.total_changes - before
            self._keep(number, state)
        return changed

    def waiting(self, now: str, urls: Collection[str] | None = None) -> Sequence[Waiting]:
        """The items whose turn has come, of these feeds or of all, as they were received."""
        found = self._all(WAITING, now, None if urls is None else json.dumps(sorted(urls)))
        return [Waiting(_feed(row), msgspec.json.decode(row[4], type=Item), row[5]) for row in found]

    def settle(self, waiting: Waiting, outcome: Outcome, reason: str = "", document: str | None = None) -> None:
        """Note what became of an item."""
        with self._transaction():
            row = (waiting.feed.url, waiting.item.key, outcome, reason, document)
            self._connection.execute(SETTLE, row)

    def postpone(self, waiting: Waiting, due: str, reason: str) -> None:
        """Try an item again at that time."""
        with self._transaction():
            self._connection.execute(POSTPONE, (waiting.feed.url, waiting.item.key, due, reason))

    def outcomes(self, url: str) -> Mapping[str, int]:
        """How many items of a feed came to what."""
        return dict(self._all(OUTCOMES, url))

    def _number(self, url: str) -> int:
        found = self._connection.execute(NUMBER, (url,)).fetchone()
        if found is None:
            raise NotFound(f"no feed {url}; `detente feeds list` shows which there are")
        return int(found[0])

    def _keep(self, number: int, state: FeedState) -> None:
        self._connection.execute(KEEP, (*(getattr(state, name) for name in STATE), number))


def _feed(row: Sequence[Any]) -> Feed:
    return Feed(url=row[0], name=row[1], kind=row[2], country=row[3])
