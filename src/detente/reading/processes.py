"""Many documents read, in this process or in several, in order and with bounded memory."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from functools import partial

from detente.errors import ReadingFailed
from detente.model import Document, KnownActor, Reader, Reading
from detente.reading.readers import chosen
from detente.reading.readers import reader as reader_named
from detente.reading.triage import Gate, Profile, TriagingReader

AHEAD = 4
"""Documents given out to each process ahead of the one awaited."""

Read = tuple[Document, Reading]
Failed = Callable[[Document, ReadingFailed], None]
"""Told of each document on which the reader failed."""


def read_all(  # noqa: PLR0913 - each is an option of the caller
    documents: Iterable[Document],
    *,
    reader: str | None = None,
    broad: bool = False,
    jobs: int = 1,
    actors: Sequence[KnownActor] = (),
    failed: Failed | None = None,
    triage: Profile | None = None,
) -> Iterator[Read]:
    """Each document with its reading, in the order given, the same whatever `jobs` is.

    `actors` are looked for besides those that the reader knows. What the profile `triage` does not let pass has an
    empty reading that says so (`triage.PassedOver`). A document on which the reader fails goes to `failed`
    and the others are read; without it the failure is raised. Raises UsageError, before anything is read, where there
    is no such reader.
    """
    if jobs == 1:
        return read_with(reader_for(reader, actors, triage), documents, broad=broad, failed=failed)
    return in_processes(documents, Worker.start, (chosen(reader).name, broad, tuple(actors), triage), jobs, failed)


def reader_for(name: str | None, actors: Sequence[KnownActor], triage: Profile | None) -> Reader:
    """The reader of that name, behind a gate where there is a profile. Raises UsageError as `readers.chosen` does."""
    found = reader_named(name, actors)
    return TriagingReader(Gate(triage), found) if triage else found


def read_with(
    reader: Reader, documents: Iterable[Document], *, broad: bool = False, failed: Failed | None = None
) -> Iterator[Read]:
    """As `read_all`, with a reader that is ready."""
    for document in documents:
        yield from guarded(document, partial(reader.read, document, broad=broad), failed)


def guarded(document: Document, read: Callable[[], Reading], failed: Failed | None) -> Iterator[Read]:
    """The document with its reading, or nothing where the reader fails: one defect must not cost the others."""
    try:
        yield document, read()
    except BrokenExecutor:  # no reader failed, its process is gone
        raise
    except Exception as error:
        if failed is None:
            raise
        failed(document, failure(document, error))


def failure(document: Document, error: Exception) -> ReadingFailed:
    """What is said of a defect that a document brought out."""
    words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return ReadingFailed(
        f"document {document.id!r}: the reader failed on it ({words}); it is left out; please report it, and take the "
        "document again with the next version or with another --reader"
    )


def in_processes(
    documents: Iterable[Document],
    start: Callable[..., None],
    arguments: tuple[object, ...],
    jobs: int,
    failed: Failed | None,
) -> Iterator[Read]:
    """As `read_all`, in `jobs` processes, each begun by `start`."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=start, initargs=arguments)
    waiting: deque[tuple[Document, Future[Reading]]] = deque()
    try:
        for document in documents:
            waiting.append((document, pool.submit(Worker.read, document)))
            if len(waiting) >= jobs * AHEAD:
                yield from finished(waiting, failed)
        while waiting:
            yield from finished(waiting, failed)
    finally:
        pool.shutdown(cancel_futures=True)


def finished(waiting: deque[tuple[Document, Future[Reading]]], failed: Failed | None) -> Iterator[Read]:
    """The oldest document that was given out, once it is read."""
    document, future = waiting.popleft()
    yield from guarded(document, future.result, failed)


class Worker:
    """What a process keeps: its reader, loaded once."""

    reader: Reader
    broad: bool

    @classmethod
    def start(cls, reader: str, broad: bool, actors: Sequence[KnownActor], triage: Profile | None = None) -> None:
        """Load the reader; an interrupt is for the process that gives out the work."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        cls.reader, cls.broad = reader_for(reader, actors, triage), broad

    @classmethod
    def read(cls, document: Document) -> Reading:
        return cls.reader.read(document, broad=cls.broad)
