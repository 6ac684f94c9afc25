"""Many documents read, in this process or in several, in order and with bounded memory."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from detente.model import Document, Reader, Reading
from detente.reading.readers import chosen
from detente.reading.readers import reader as reader_named

AHEAD = 4
"""Documents given out to each process ahead of the one awaited."""

Read = tuple[Document, Reading]


def read_all(
    documents: Iterable[Document], *, reader: str | None = None, broad: bool = False, jobs: int = 1
) -> Iterator[Read]:
    """Each document with its reading, in the order given, the same whatever `jobs` is.

    Raises UsageError, before anything is read, where there is no such reader.
    """
    if jobs == 1:
        single = reader_named(reader)
        return ((document, single.read(document, broad=broad)) for document in documents)
    return in_processes(documents, chosen(reader).name, broad, jobs)


def in_processes(documents: Iterable[Document], reader: str, broad: bool, jobs: int) -> Iterator[Read]:
    """As `read_all`, in `jobs` processes."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=Worker.start, initargs=(reader, broad))
    waiting: deque[tuple[Document, Future[Reading]]] = deque()
    try:
        for document in documents:
            waiting.append((document, pool.submit(Worker.read, document)))
            if len(waiting) >= jobs * AHEAD:
                yield finished(waiting)
        while waiting:
            yield finished(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def finished(waiting: deque[tuple[Document, Future[Reading]]]) -> Read:
    """The oldest document that was given out, once it is read."""
    document, future = waiting.popleft()
    return document, future.result()


class Worker:
    """What a process keeps: its reader, loaded once."""

    reader: Reader
    broad: bool

    @classmethod
    def start(cls, reader: str, broad: bool) -> None:
        """Load the reader; an interrupt is for the process that gives out the work."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        cls.reader, cls.broad = reader_named(reader), broad

    @classmethod
    def read(cls, document: Document) -> Reading:
        return cls.reader.read(document, broad=cls.broad)
