"""Items of feeds -> documents of the desk, each committed before its item is settled."""

from __future__ import annotations

import itertools
import random
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Protocol

from detente.desk import Added, Desk
from detente.errors import DocumentInvalid, FetchFailed, InputError
from detente.gathering.documents import of_item, of_page
from detente.gathering.polling import after, iso
from detente.ingest.politeness import backoff
from detente.ingest.visiting import Visitor
from detente.model import Document, Outcome, Reader, Waiting
from detente.reading.triage import Gate

TRIES = 8
"""Times that a page is tried before what the feed itself says must do."""
AGAIN = 300.0
"""Seconds until a page is tried again for the first time."""

Works = Iterator[tuple[Waiting, Future[Document]]]


class Ledger(Protocol):
    """Where it is noted what became of an item."""

    def settle(self, waiting: Waiting, outcome: Outcome, reason: str = "", document: str | None = None) -> None: ...

    def postpone(self, waiting: Waiting, due: str, reason: str) -> None: ...


class Taker:
    """Takes items into a desk. `stopped` is asked before each; `reasons` are told of each document kept out."""

    def __init__(
        self, desk: Desk, visitor: Visitor, gate: Gate | None, chance: random.Random, stopped: Callable[[], bool]
    ) -> None:
        self.desk = desk
        self.visitor = visitor
        self.gate = gate
        self._chance = chance
        self._stopped = stopped

    def document(self, waiting: Waiting) -> Document:
        """The document of an item: its own text if that is whole, else the page. Raises InputError."""
        now, item, feed = iso(self.visitor.clock()), waiting.item, waiting.feed
        if item.url is None or item.whole:
            return of_item(item, now, feed)
        try:
            return of_page(self.visitor.get(item.url), now, item, feed)
        except InputError as error:
            if may_come(error, waiting) or not item.text:
                raise
            return of_item(item, now, feed)
        except Exception as error:
            words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            raise DocumentInvalid(f"{item.url}: the page cannot be read ({words}); please report it") from error

    def take(self, works: Works, ledger: Ledger, reader: Callable[[], Reader]) -> Counter[str]:
        """Take in the documents of the items. Returns how many came to what. `reader` is asked for where one is needed.

        Raises StoreError where the desk cannot be written.
        """
        counts, given = Counter[str](), deque[Waiting]()
        documents = self._relevant(works, ledger, counts, given)
        for first in documents:
            for added in self.desk.add(itertools.chain([first], documents), reader()):
                waiting, outcome = given.popleft(), outcome_of(added)
                counts[outcome] += 1
                ledger.settle(waiting, outcome, str(added.error or ""), added.document)
        return counts

    def _relevant(
        self, works: Works, ledger: Ledger, counts: Counter[str], given: deque[Waiting]
    ) -> Iterator[Document]:
        """The documents that the gate lets pass; their items stand in `given`, those of the others are dealt with."""
        for waiting, work in works:
            if self._stopped():
                return
            try:
                document = work.result()
            except InputError as error:
                counts[self._put_off(waiting, error, ledger)] += 1
                continue
            verdict = self.gate.verdict(document.text) if self.gate else None
            if verdict is None or verdict.relevant:
                given.append(waiting)
                yield document
            else:
                counts["kept out"] += 1
                ledger.settle(waiting, "kept out", verdict.reason)

    def _put_off(self, waiting: Waiting, error: InputError, ledger: Ledger) -> str:
        """Try the item again later, unless that does not help or was done often enough. Returns what became of it."""
        if not may_come(error, waiting):
            ledger.settle(waiting, "given up", str(error))
            return "given up"
        asked = error.retry_after if isinstance(error, FetchFailed) else None
        wait = max(backoff(waiting.tries + 1, AGAIN, self._chance), asked or 0)
        ledger.postpone(waiting, after(self.visitor.clock(), wait), str(error))
        return "postponed"


def may_come(error: InputError, waiting: Waiting) -> bool:
    """Whether another try may help."""
    return isinstance(error, FetchFailed) and not error.lasting and waiting.tries + 1 < TRIES


def outcome_of(added: Added) -> Outcome:
    return "given up" if added.outcome == "failed" else added.outcome
