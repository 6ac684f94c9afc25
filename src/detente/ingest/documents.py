"""Inputs -> documents, one after the other; what cannot be taken in comes as an error in its place."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, cast

from detente.errors import DocumentConflict, InputError
from detente.ingest.inputs import Input, expand
from detente.ingest.kinds import SUFFIXES, reader_for
from detente.ingest.settings import Settings
from detente.model import Document


def documents(names: Sequence[str], settings: Settings | None = None) -> Iterator[Document | InputError]:
    """The documents of files, folders, globs and '-', in order, one in memory at a time.

    An id that comes again with another text comes as a DocumentConflict; with the same text the document comes again.
    Raises UsageError at once, before anything is read, where a name leads to nothing.
    """
    return taken(expand(names, SUFFIXES), settings or Settings())


def taken(sources: Iterable[Input], settings: Settings) -> Iterator[Document | InputError]:
    """The documents of the inputs, each id with one text."""
    seen: dict[str, tuple[str, str]] = {}
    for source in sources:
        for found in read_input(source, settings):
            if isinstance(found, InputError):
                yield found
                continue
            digest, place = seen.setdefault(found.id, (found.sha256, source.name))
            if digest == found.sha256:
                yield found
            else:
                yield DocumentConflict(
                    f"{source.name}: document {found.id!r} came before with another text (in {place}); "
                    "give one of them another id",
                    found,
                )


def read_input(source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The documents of one input; an error where it cannot be opened or read."""
    try:
        if source.path is None:
            yield from read_stream(sys.stdin.buffer, source, settings)
        else:
            with source.path.open("rb") as stream:
                yield from read_stream(stream, source, settings)
    except OSError as error:
        yield InputError(f"{source.name}: {error.strerror or error}; check that it may be read")


def read_stream(stream: BinaryIO, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The documents of an open stream; a document that tells nothing comes as an error."""
    buffered = peekable(stream)
    if not buffered.peek(1):
        yield InputError(f"{source.name}: empty; nothing to read")
    else:
        yield from reader_for(source, buffered, settings)(buffered, source, settings)


def peekable(stream: BinaryIO) -> io.BufferedReader:
    """`stream` such that its first bytes can be looked at."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))


def once(found: Iterable[Document | InputError]) -> Iterator[Document | InputError]:
    """Each document once."""
    seen: set[str] = set()
    for item in found:
        if isinstance(item, InputError):
            yield item
        elif item.id not in seen:
            seen.add(item.id)
            yield item
