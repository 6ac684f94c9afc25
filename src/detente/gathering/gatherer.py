"""Feeds polled and their items taken into a desk. Whatever moment it is broken off at, the next run goes on from there:
an answer's items are queued in the transaction that keeps its ETag, a document is committed on its own, and only then
is its item settled. An item that is queued again for a document that is there finds it present.
"""

from __future__ import annotations

import functools
import random
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec

from detente.desk import Desk
from detente.gathering.ahead import ahead
from detente.gathering.documents import of_page
from detente.gathering.polling import Answer, Outcome, Report, is_due, iso, poll
from detente.gathering.taking import Taker
from detente.ingest.feeds import is_feed, issue
from detente.ingest.visiting import Visitor
from detente.model import Document, Feed, FeedState, Item, Reader, Waiting
from detente.model import Outcome as ItemOutcome
from detente.reading.readers import reader as reader_named
from detente.reading.triage import Gate
from detente.state.identities import own_table

THREADS = 8
AHEAD = 16
"""Pages that are fetched ahead of the one that is read."""
BATCH = 200
"""Items of one feed that are dealt with before the other feeds have their turn."""
EVERY = 900.0

Asked = tuple[Feed, FeedState]


class Unkept:
    """A ledger for what is fetched once: nothing is kept of it but what could not be had."""

    def __init__(self) -> None:
        self.failures: list[str] = []

    def settle(
        self,
        waiting: Waiting,  # noqa: ARG002
        outcome: ItemOutcome,
        reason: str = "",
        document: str | None = None,  # noqa: ARG002
    ) -> None:
        """Remember why an item could not be had."""
        if outcome == "given up":
            self.failures.append(reason)

    def postpone(self, waiting: Waiting, due: str, reason: str) -> None:  # noqa: ARG002
        """Remember why; nobody comes again."""
        self.failures.append(reason)


class Gatherer:
    """Polls the feeds of a desk. `gate` keeps out what is not about the dispute; `every` is in seconds.

    Set `stop` to end after the document at hand.
    """

    def __init__(  # noqa: PLR0913 - each is for the caller to choose
        self,
        desk: Desk,
        visitor: Visitor,
        *,
        gate: Gate | None = None,
        reader: Reader | str | None = None,
        every: float = EVERY,
        chance: random.Random | None = None,
    ) -> None:
        self.desk = desk
        self.visitor = visitor
        self.every = every
        self.stop = threading.Event()
        self._reader = reader
        self._chance = chance or random.Random()
        self._taker = Taker(desk, visitor, gate, self._chance, self.stop.is_set)

    def cycle(self, urls: Collection[str] | None = None) -> Iterator[Report]:
        """Poll the feeds whose turn it is, or those of these addresses, and take in the items whose turn it is.

        Yields a report for each feed, once its items are dealt with. Raises StoreError where the desk cannot be
        written.
        """
        asked = self._asked(urls)
        reader = functools.cache(self._made_reader)
        ask = functools.partial(self._poll, always=urls is not None)
        with ThreadPoolExecutor(THREADS) as pool:
            try:
                for (feed, before), answer in ahead(pool, ask, asked, len(asked)):
                    if self.stop.is_set():
                        return
                    yield self._handled(feed, before, answer.result(), reader, pool)
            finally:
                pool.shutdown(cancel_futures=True)

    def once(self, url: str) -> Report:
        """Take in the page at an address, or the items of the feed there, without following it.

        Raises FetchFailed, FeedInvalid and DocumentInvalid.
        """
        found, now = self.visitor.get(url), iso(self.visitor.clock())
        feed, ledger = Feed(url=url), Unkept()
        items = [Item(key=url, digest="", url=found.url)]
        work: Callable[[Waiting], Document] = lambda _: of_page(found, now)  # noqa: E731
        if is_feed(found.body, found.media):
            items = list(issue(found.body, found.url, now, found.headers.get("content-type", "")).items)
            work = self._taker.document
        with ThreadPoolExecutor(THREADS) as pool:
            works = ahead(pool, work, [Waiting(feed, item) for item in items], AHEAD)
            counts = self._taker.take(works, ledger, functools.cache(self._made_reader))
        state = FeedState(error=ledger.failures[0] if ledger.failures else None)
        return Report.of(url, "failed" if ledger.failures else "ok", counts, FeedState(), state)

    def next_turn(self) -> str | None:
        """When the next feed is due, ISO; None where none is followed."""
        now = self.visitor.clock()
        states = [state for _, state in self.desk.store.feeds.all()]
        return min((iso(now) if is_due(state, now) else str(state.due) for state in states), default=None)

    def _asked(self, urls: Collection[str] | None) -> list[Asked]:
        now = self.visitor.clock()
        queued = {waiting.feed.url for waiting in self.desk.store.feeds.waiting(iso(now))}
        followed = self.desk.store.feeds.all()
        if urls is not None:
            return [(feed, state) for feed, state in followed if feed.url in urls]
        return [(feed, state) for feed, state in followed if is_due(state, now) or feed.url in queued]

    def _poll(self, asked: Asked, *, always: bool) -> Answer | None:
        """The feed's answer; None where only items of it are due."""
        feed, state = asked
        if not always and not is_due(state, self.visitor.clock()):
            return None
        return poll(feed, state, self.visitor, self.every, self._chance)

    def _handled(
        self,
        feed: Feed,
        before: FeedState,
        answer: Answer | None,
        reader: Callable[[], Reader],
        pool: ThreadPoolExecutor,
    ) -> Report:
        """Keep what the feed answered, and deal with its items whose turn it is."""
        feeds, received, outcome = self.desk.store.feeds, 0, _outcome(answer)
        moved = answer.moved if answer and answer.moved and feeds.move(feed.url, answer.moved) else None
        label, feed = feed.label, msgspec.structs.replace(feed, url=moved or feed.url)
        if answer and answer.items is not None:
            received = feeds.receive(feed.url, answer.items, answer.state)
        elif answer:
            feeds.keep(feed.url, answer.state)
        waiting = feeds.waiting(iso(self.visitor.clock()), [feed.url])[:BATCH]
        counts = self._taker.take(ahead(pool, self._taker.document, waiting, AHEAD), feeds, reader)
        counts["received"] = received
        report = Report.of(label, outcome, counts, before, answer.state if answer else before)
        return msgspec.structs.replace(report, moved=moved)

    def _made_reader(self) -> Reader:
        if self._reader is None or isinstance(self._reader, str):
            return reader_named(self._reader, own_table(self.desk.state().rulings))
        return self._reader


def _outcome(answer: Answer | None) -> Outcome:
    if answer is None or (answer.items is None and answer.error is None):
        return "unchanged"
    return "failed" if answer.error else "ok"
