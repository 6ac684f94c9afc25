"""One desk as it is served: whatever reads or writes it runs in a thread.

`fold` works out states and views, `changes` what takes longest on a large desk (it compares two states, and reads whole
views through), and `hand` enters decisions, one after another. They share a desk, so that what one of them worked out
serves all, and a thing that several ask for is worked out once. `files` fetches documents and searches on a desk of its
own, so that it never waits for a view. Pages that are made are kept until the log grows or a series of prices comes.
"""

from __future__ import annotations

import asyncio
import threading
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
Thread = Literal["fold", "files", "changes", "hand"]
THREADS: dict[Thread, int] = {"fold": 3, "files": 1, "changes": 2, "hand": 1}
"""How many of each: a page that takes long must not keep others waiting."""

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
        self._coming: dict[Hashable, asyncio.Task[bytes]] = {}
        self._threads = {name: ThreadPoolExecutor(count, f"desk-{name}") for name, count in THREADS.items()}
        self._shelves: dict[bool, Shelf] = {}
        self._opening = threading.Lock()

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
        """A page as it was made for this mark of the desk, else made now, for all who ask for it meanwhile."""
        now = mark(self._desk)
        kept = self._pages.at(now).get(key)
        if isinstance(kept, bytes):
            return kept
        wanted = (now, key)
        if wanted not in self._coming:
            self._coming[wanted] = asyncio.ensure_future(self.ask(thread, made))
            self._coming[wanted].add_done_callback(lambda _: self._coming.pop(wanted))
        body = await asyncio.shield(self._coming[wanted])
        self._pages.at(now).keep(key, body)
        return body

    def mark(self) -> tuple[int, int]:
        """What changes whenever pages do."""
        return mark(self._desk)

    async def save(self) -> None:
        """Bring what the desk keeps of its log up to date, so that a page need not."""
        if self.writable:
            await self.ask("changes", lambda shelf: shelf.desk.projector.save())

    def close(self) -> None:
        """Let go of the desk, having finished what was begun."""
        for thread in self._threads.values():
            thread.shutdown(cancel_futures=True)
        for shelf in self._shelves.values():
            shelf.desk.close()
        self._desk.close()

    def _answer(self, thread: Thread, question: Callable[[Shelf], Answer]) -> Answer:
        return question(self._shelf(own=thread == "files"))

    def _shelf(self, *, own: bool) -> Shelf:
        with self._opening:
            if own not in self._shelves:
                self._shelves[own] = Shelf(self.opened())
            return self._shelves[own]
