"""Packed web archives (WACZ): a ZIP archive with WARC files, read where they lie."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, cast

from detente.errors import DocumentInvalid, InputError
from detente.ingest import warc
from detente.ingest.inputs import Input
from detente.ingest.settings import Settings
from detente.ingest.zipped import archive
from detente.model import Document

WARCS = (".warc", ".warc.gz")


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """Documents in the order of the archives and their records."""
    try:
        with archive(seekable(stream), source.name) as found:
            names = [one.filename for one in found.infolist() if one.filename.lower().endswith(WARCS)]
            if not names:
                raise DocumentInvalid(f"{source.name}: a ZIP archive without WARC files; give a .wacz or its .warc.gz")
            for name in names:
                yield from records(found, name, source, settings)
    except InputError as error:
        yield error


def records(found: zipfile.ZipFile, name: str, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The documents of one archive within. Raises DocumentInvalid where it is damaged."""
    place = f"{source.name}, {name[-100:]}"
    try:
        with found.open(name) as member:
            yield from warc.read(
                io.BufferedReader(cast("io.RawIOBase", member)), Input(place, source.path, None), settings
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        yield DocumentInvalid(f"{place}: damaged ({error}); the pages before are read")


def seekable(stream: io.BufferedReader) -> IO[bytes]:
    """The stream, or what a pipe holds."""
    return stream if stream.seekable() else io.BytesIO(stream.read())
