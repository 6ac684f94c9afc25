"""PDF files: the text of their pages. What is only a picture of text has none."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdf

from detente.errors import DocumentInvalid, InputError
from detente.ingest import validation
from detente.ingest.dates import when
from detente.ingest.decoding import bounded
from detente.ingest.inputs import Input
from detente.ingest.originals import original_of, with_original
from detente.ingest.settings import Settings
from detente.model import Captured, Document
from detente.model.document import text_digest

MEDIA = "application/pdf"
MOST = 2000
"""Pages read of one file."""
NUMBER = re.compile(r"\s*(?:page\s+)?[-–—]?\s*\d{1,4}\s*(?:(?:/|of)\s*\d{1,4})?\s*[-–—]?\s*", re.IGNORECASE)
BROKEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
REPEATED = 3
"""Pages on which a first or last line stands before it counts as a heading of the page."""


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The one document of the file."""
    try:
        yield captured(bounded(stream.read(settings.limit + 1), source.name, settings), source, settings)
    except InputError as error:
        yield error


def captured(data: bytes, source: Input, settings: Settings) -> Captured:
    """The document of a file, with the file. Raises DocumentInvalid where it has none."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said once, as an error
    try:
        value = fields(pypdf.PdfReader(io.BytesIO(data)), source, settings)
    except InputError:
        raise
    except Exception as error:  # a damaged file makes pypdf fail in any way there is
        words = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        raise DocumentInvalid(
            f"{source.name}: a damaged PDF, or none ({words}); open it and save it anew, or save its text as .txt"
        ) from error
    return with_original(validation.document(value, source.name, settings), original_of(data, MEDIA, source))


def fields(reader: pypdf.PdfReader, source: Input, settings: Settings) -> dict[str, str | None]:
    """The fields of the document. Raises DocumentInvalid."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentInvalid(f"{source.name}: an encrypted PDF; open it with its password and save it without one")
    if len(reader.pages) > MOST:
        raise DocumentInvalid(f"{source.name}: a PDF of more than {MOST} pages; split it")
    text = text_of(list(pages(reader, source, settings)))
    if not text.strip():
        raise DocumentInvalid(
            f"{source.name}: a PDF without text, perhaps pictures of pages; have their text recognised, save it as .txt"
        )
    about = reader.metadata
    return {
        "id": source.id or f"pdf-{text_digest(text)[:12]}",
        "text": text,
        "title": told(about.title if about else None),
        "byline": told(about.author if about else None),
        "modified": dated(about.get("/ModDate") or about.get("/CreationDate")) if about else None,
    }


def pages(reader: pypdf.PdfReader, source: Input, settings: Settings) -> Iterator[list[str]]:
    """The lines of each page. Raises DocumentInvalid where the text is longer than a document may be."""
    length = 0
    for page in reader.pages:
        text = re.sub("[\ud800-\udfff\x00]", "\ufffd", page.extract_text())
        length += len(text)
        if length > settings.limit:
            raise DocumentInvalid(f"{source.name}: a PDF whose text is longer than the limit of a document; split it")
        yield [line.rstrip() for line in text.splitlines()]


def text_of(found: Sequence[list[str]]) -> str:
    """The text of pages without their numbers and headings, words broken at the end of a line put together."""
    ends = Counter(line.strip() for lines in found for line in {*lines[:1], *lines[-1:]} if line.strip())
    kept = ["\n".join(line for line in lines if not furniture(line, lines, ends)) for lines in found]
    return BROKEN.sub("", "\n\n".join(part.strip("\n") for part in kept if part.strip()))


def furniture(line: str, lines: Sequence[str], ends: Counter[str]) -> bool:
    """Whether a line is a page's number or heading."""
    if line not in (lines[0], lines[-1]):
        return False
    return bool(line.strip() and NUMBER.fullmatch(line)) or ends[line.strip()] >= REPEATED


def told(value: object) -> str | None:
    """What a file says of itself, on one line."""
    words = " ".join(re.sub("[\ud800-\udfff\x00]", "", str(value)).split()) if value else ""
    return words or None


def dated(value: object) -> str | None:
    """'D:20250605143000+08'00'' -> '2025-06-05T14:30:00+08:00'."""
    match = re.match(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?([Z+-])?(?:(\d\d)'?(\d\d)?)?)?", str(value or ""))
    if match is None:
        return None
    year, month, day, hour, minute, second, sign, over, past = match.groups()
    clock = f"T{hour}:{minute}:{second or '00'}" if hour else ""
    zone = "" if not clock or not sign else "Z" if sign == "Z" else f"{sign}{over or '00'}:{past or '00'}"
    return when(f"{year}-{month}-{day}{clock}{zone}")
