"""Files that are ZIP archives: opened in place, never unpacked to disk, and never to more bytes than a limit."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from detente.errors import DocumentInvalid
from detente.ingest.decoding import megabytes

FILES = 10_000
"""Files that an archive may have."""


@contextlib.contextmanager
def archive(data: IO[bytes], name: str, limit: int | None = None) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises DocumentInvalid where it is damaged or encrypted, or unpacks to more than `limit` bytes."""
    try:
        with zipfile.ZipFile(data) as found:
            checked(found, name, limit)
            yield found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise DocumentInvalid(f"{name}: a damaged archive, or none ({error}); save it anew") from error


def checked(found: zipfile.ZipFile, name: str, limit: int | None) -> None:
    """Raises DocumentInvalid where an archive unpacks to too much, has too many files or is encrypted.

    More than it declares is never unpacked of a file.
    """
    files = found.infolist()
    if any(one.flag_bits & 1 for one in files):
        raise DocumentInvalid(f"{name}: encrypted; open it with its password and save it without one")
    size = sum(one.file_size for one in files)
    if len(files) > FILES or (limit is not None and size > limit):
        raise DocumentInvalid(
            f"{name}: {len(files)} files that unpack to {megabytes(size)}, more than is taken in; save its text as .txt"
        )


def member(found: zipfile.ZipFile, path: str) -> io.BytesIO | None:
    """A file of the archive; None where it has none of that name."""
    try:
        return io.BytesIO(found.read(path))
    except KeyError:
        return None
