"""One feed asked what is new: what it answered, and when it is asked again."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Literal, Self

import msgspec

from detente.errors import FeedInvalid, FetchFailed, InputError
from detente.ingest.feeds import issue
from detente.ingest.politeness import LONGEST, backoff, spread
from detente.ingest.visiting import NOT_MODIFIED, Visitor
from detente.model import Feed, FeedState, Item

Outcome = Literal["ok", "unchanged", "failed"]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed answered: its items, None where nothing changed, or what was wrong; `moved` where it is for good."""

    state: FeedState
    items: tuple[Item, ...] | None = None
    error: InputError | None = None
    moved: str | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one feed: `counts` of items by what became of them, 'received' those that were new or changed.

    `known` tells of a failure that was reported before and lasts, `well_again` that one has ended, `moved` to which
    address it says to have moved for good.
    """

    feed: str
    outcome: Outcome
    counts: dict[str, int]
    error: str | None = None
    due: str | None = None
    known: bool = False
    well_again: bool = False
    moved: str | None = None

    @classmethod
    def of(cls, feed: str, outcome: Outcome, counts: Mapping[str, int], before: FeedState, state: FeedState) -> Self:
        """The report of a feed whose state was `before`."""
        return cls(
            feed=feed,
            outcome=outcome,
            counts={name: count for name, count in counts.items() if count},
            error=state.error,
            due=state.due,
            known=before.failures > 0 and state.failures > 0,
            well_again=before.failures > 0 and state.failures == 0,
        )

    @property
    def news(self) -> bool:
        """Whether there is anything to tell that was not told."""
        return bool(self.counts or self.moved) or self.well_again or (self.outcome == "failed" and not self.known)


def iso(moment: dt.datetime) -> str:
    """UTC, to the second."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def after(now: dt.datetime, seconds: float) -> str:
    """So many seconds later, ISO, UTC."""
    return iso(now + dt.timedelta(seconds=seconds))


def is_due(state: FeedState, now: dt.datetime) -> bool:
    """Whether it is the feed's turn. A time beyond what we ever set comes of a clock that was wrong."""
    return state.due is None or state.due <= iso(now) or state.due > after(now, 2 * LONGEST)


def poll(feed: Feed, state: FeedState, visitor: Visitor, every: float, chance: random.Random) -> Answer:
    """Ask the feed for what changed since it answered last; `every` is the usual time between two polls, in seconds."""
    now = visitor.clock()
    try:
        found = visitor.get(feed.url, conditions(state))
        if found.status == NOT_MODIFIED:
            return Answer(state=well(state, now, every, chance))
        read = issue(found.body, found.url, iso(now), found.headers.get("content-type", ""))
    except InputError as error:
        return Answer(state=failed(state, error, now, every, chance), error=error)
    except Exception as error:  # noqa: BLE001 - what one feed brings out must not end the watch
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        told = FeedInvalid(f"{feed.url}: the feed cannot be read ({words}); please report it")
        return Answer(state=failed(state, told, now, every, chance), error=told)
    fresh = msgspec.structs.replace(
        well(state, now, every, chance),
        etag=found.headers.get("etag"),
        modified=found.headers.get("last-modified"),
    )
    return Answer(state=fresh, items=read.items, moved=found.moved)


def conditions(state: FeedState) -> dict[str, str]:
    """The headers of a conditional GET."""
    told = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in told.items() if value}


def well(state: FeedState, now: dt.datetime, every: float, chance: random.Random) -> FeedState:
    """The state after an answer."""
    due = after(now, spread(every, chance))
    return msgspec.structs.replace(state, polled=iso(now), due=due, failures=0, failing=None, error=None)


def failed(state: FeedState, error: InputError, now: dt.datetime, every: float, chance: random.Random) -> FeedState:
    """The state after a failure: asked again later and later, never before the server wants it."""
    failures = state.failures + 1
    wait = backoff(failures, every, chance)
    asked = error.retry_after if isinstance(error, FetchFailed) else None
    return msgspec.structs.replace(
        state,
        polled=iso(now),
        due=after(now, max(wait, (asked or 0) * chance.uniform(1, 1.05))),
        failures=failures,
        failing=state.failing or iso(now),
        error=str(error),
    )
