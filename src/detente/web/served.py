"""One desk as it is served: whatever reads or writes it runs in a thread that has a desk of its own.

A store serves one thread, and a state reads from its store. So there are three threads: `fold` works out states and
views and enters decisions, `files` fetches documents and searches, so that they never wait for a view, and `changes`
compares two states and reads whole views through, which takes longest on a large desk. Pages that are made are kept
until the log grows or a series of prices comes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Literal, TypeVar

from detente.desk import Desk
from detente.errors import DeskReadOnly
from detente.web.cache import Cache
from detente.web.shelf import Shelf, mark

Answer = TypeVar("Answer")
Thread = Literal["fold", "files", "changes"]
PAGES = 64_000_000
"""Bytes of pages that are kept."""

BATCH = 100
"""Rows that are written at a time."""


class Served:
    """The desk at `path`. Raises DeskMissing, DeskInvalid, DeskTooNew."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.writable = True
        self._desk = self.opened()
        self.dispute = self._desk.store.dispute
        self._pages = Cache(PAGES, len)
        self._threads = {name: ThreadPoolExecutor(1, f"desk-{name}") for name in ("fold", "files", "changes")}
        self._shelves: dict[str, Shelf] = {}

    def opened(self) -> Desk:
        """The desk, for reading alone where it cannot be written."""
        try:
            return Desk.open(self.path)
        except DeskReadOnly:
            self.writable = False
            return Desk.open(self.path, read_only=True)

    def head(self) -> int:
        """How far the log goes now, whoever writes it."""
        return self._desk.store.head()

    async def ask(self, thread: Thread, question: Callable[[Shelf], Answer]) -> Answer:
        """The answer to a question, worked out in that thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads[thread], self._answer, thread, question)

    async def batches(self, thread: Thread, coming: Iterator[bytes]) -> AsyncIterator[bytes]:
        """What comes, each batch of it made in that thread between other questions."""
        while batch := await self.ask(thread, lambda _: b"".join(islice(coming, BATCH))):
            yield batch

    async def page(self, key: Hashable, thread: Thread, made: Callable[[Shelf], bytes]) -> bytes:
        """A page as it was made for this mark of the desk, else made now."""
        now = mark(self._desk)
        kept = self._pages.at(now).get(key)
        if isinstance(kept, bytes):
            return kept
        body = await self.ask(thread, made)
        self._pages.at(now).keep(key, body)
        return body

    def warm(self) -> None:
        """Begin to bring what the desk keeps of its log up to date, so that the first page need not."""
        if self.writable:
            self._threads["fold"].submit(self._answer, "fold", lambda shelf: shelf.desk.projector.save())

    def close(self) -> None:
        """Let go of the desk, having finished what was begun."""
        for name, thread in self._threads.items():
            shelf = self._shelves.get(name)
            if shelf is not None:
                thread.submit(shelf.desk.close).result()
            thread.shutdown()
        self._desk.close()

    def _answer(self, thread: Thread, question: Callable[[Shelf], Answer]) -> Answer:
        if thread not in self._shelves:
            self._shelves[thread] = Shelf(self.opened())
        return question(self._shelves[thread])
