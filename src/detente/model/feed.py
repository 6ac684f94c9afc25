"""Feeds that a desk follows: what they are, how they last answered, and which of their items wait or are done with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, Protocol

import msgspec

Outcome = Literal["waiting", "added", "present", "kept out", "given up", "elsewhere"]
"""What became of an item: it waits for its turn (again), is in the desk, was there already, is not about the dispute,
could not be had after many tries, or is another feed's too and was dealt with there.
"""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed by its address. `kind` is its class ('official', 'media'), `country` as in the list it came from."""

    url: str
    name: str = ""
    kind: str = ""
    country: str = ""

    @property
    def label(self) -> str:
        """The name, else the address."""
        return self.name or self.url


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """How a feed last answered. Times are ISO, UTC; `etag` and `modified` are sent back to it word for word.

    `failures` counts those in a row, `failing` is when the first of them was and `error` what the last one was.
    """

    etag: str | None = None
    modified: str | None = None
    polled: str | None = None
    due: str | None = None
    failures: int = 0
    failing: str | None = None
    error: str | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a feed. `key` tells it from others, `digest` its present words from what they were before.

    `text` is plain; `whole` says whether it is the whole text, not a summary. `published` is ISO or None.
    """

    key: str
    digest: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    text: str = ""
    whole: bool = False


class Waiting(msgspec.Struct, frozen=True):
    """An item of a feed that is still to be taken in, and how often that was tried in vain."""

    feed: Feed
    item: Item
    tries: int = 0


class FeedStore(Protocol):
    """Keeps the feeds of a desk. All that it writes is there before a method returns."""

    def add(self, feed: Feed, at: str) -> bool:
        """Follow a feed. Returns False where it is followed already."""
        ...

    def remove(self, url: str) -> bool:
        """Follow a feed no more, and forget its items (not the documents). Returns False where it is not followed."""
        ...

    def all(self) -> Sequence[tuple[Feed, FeedState]]:
        """The feeds as they were added."""
        ...

    def move(self, url: str, to: str) -> bool:
        """Follow a feed at another address from now on, with its state and items. Returns False where that one is
        followed already, or this one is not.
        """
        ...

    def keep(self, url: str, state: FeedState) -> None:
        """Keep how a feed answered."""
        ...

    def receive(self, url: str, items: Sequence[Item], state: FeedState) -> int:
        """Queue what is new or changed among the items, and keep how the feed answered, in one transaction.

        Returns how many are new or changed. An item that another feed brought and that was dealt with is not queued.
        """
        ...

    def waiting(self, now: str, urls: Collection[str] | None = None) -> Sequence[Waiting]:
        """The items whose turn has come, of these feeds or of all, as they were received."""
        ...

    def settle(self, waiting: Waiting, outcome: Outcome, reason: str = "", document: str | None = None) -> None:
        """Note what became of an item."""
        ...

    def postpone(self, waiting: Waiting, due: str, reason: str) -> None:
        """Try an item again at that time."""
        ...

    def outcomes(self, url: str) -> Mapping[str, int]:
        """How many items of a feed came to what."""
        ...


class ProfileStore(Protocol):
    """Keeps what a desk's dispute is known by: the words that tell what is about it."""

    def set(self, name: str, profile: str, recorded_at: str) -> None:
        """From now on the dispute is known by this profile (JSON)."""
        ...

    def latest(self) -> tuple[str, str] | None:
        """Name and profile that count; None where none was set."""
        ...
