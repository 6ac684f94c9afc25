"""Mail, one message (.eml) or many (.mbox): newsletters, with the sender as the outlet. Attachments are left out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import errors as mail_errors
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from detente.errors import DocumentInvalid, InputError
from detente.ingest import html, validation
from detente.ingest.dates import when
from detente.ingest.decoding import bounded
from detente.ingest.inputs import Input
from detente.ingest.originals import original_of, with_original
from detente.ingest.outlets import credible
from detente.ingest.settings import Settings
from detente.model import Document
from detente.model.document import text_digest

MEDIA = "message/rfc822"
POLICY = policy.default.clone(utf8=True)
FULL = 0.5
"""A plain part counts where it has so many times the words of the marked-up one: else it is a stub ('view online')."""
ARCHIVED = ("Archived-At", "List-Archive", "X-Original-Url")


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The documents of the messages, in their order, an error in the place of each that is none."""
    if stream.peek(5)[:5] != b"From ":
        yield one(stream.read(settings.limit + 1), source.name, source, settings)
        return
    for number, data in enumerate(messages(stream, settings.limit), 1):
        place = f"{source.name}, message {number}"
        yield one(data, place, Input(place, source.path, None), settings)


def messages(stream: io.BufferedReader, limit: int) -> Iterator[bytes]:
    """The messages of an mbox file; one that is longer than the limit is cut just beyond it."""
    held: list[bytes] = []
    length, blank = 0, True
    stream.readline(limit)
    while line := stream.readline(limit):
        if blank and line.startswith(b"From "):
            yield b"".join(held)
            held, length = [], 0
        elif length <= limit:
            held.append(line[1:] if re.match(rb">+From ", line) else line)
            length += len(line)
        blank = not line.strip()
    yield b"".join(held)


def one(data: bytes, place: str, source: Input, settings: Settings) -> Document | InputError:
    """The document of one message, with the message, or what is wrong with it."""
    try:
        message = parsed(bounded(data, place, settings), place)
        text, about = body(message, place, settings)
        value = fields(message, text, about, source)
        return with_original(validation.document(value, place, settings), original_of(data, MEDIA, source))
    except InputError as error:
        return error


def parsed(data: bytes, place: str) -> EmailMessage:
    """The message. Raises DocumentInvalid where the bytes are none."""
    try:
        found = BytesParser(policy=POLICY).parsebytes(data)
    except (mail_errors.MessageError, ValueError, LookupError, IndexError, AttributeError, TypeError) as error:
        raise DocumentInvalid(f"{place}: a damaged message ({error}); save its text as .txt") from error
    if not found.keys():
        raise DocumentInvalid(f"{place}: no message, for it has no header; save its text as .txt")
    return found


def body(message: EmailMessage, place: str, settings: Settings) -> tuple[str, Document | None]:
    """The text of a message, and the document of its marked-up part. Raises DocumentInvalid where there is none."""
    plain, rich = part(message, "plain"), part(message, "html")
    about = None
    if rich:
        try:
            about = html.article(rich, Input(place, None, "part"), settings, html.Capture())
        except InputError:
            about = None
    shown = about.text if about else ""
    if plain and len(plain.split()) >= FULL * len(shown.split()):
        return plain.replace("\r\n", "\n").strip("\n"), about
    if shown:
        return shown, about
    raise DocumentInvalid(f"{place}: a message without text; save its text as .txt")


def part(message: EmailMessage, kind: str) -> str:
    """The first part of that kind; '' where there is none, or it cannot be decoded."""
    try:
        found = message.get_body(preferencelist=(kind,))
        content = found.get_content() if found is not None else ""
    except (mail_errors.MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError):
        return ""
    return re.sub("[\ud800-\udfff\x00]", "\ufffd", content) if isinstance(content, str) else ""


def fields(message: EmailMessage, text: str, about: Document | None, source: Input) -> dict[str, str | None]:
    """The fields of the document."""
    sender, address = parseaddr(header(message, "From"))
    identity = header(message, "Message-ID").strip("<> ")
    urls = (re.search(r"https?://[^\s<>\"]+", header(message, name)) for name in ARCHIVED)
    return {
        "id": source.id or (f"mail-{text_digest(identity or text)[:12]}"),
        "text": text,
        "title": header(message, "Subject") or (about.title if about else None),
        "published": when(header(message, "Date")),
        "outlet": credible(sender or None, f"https://{address.partition('@')[2]}/"),
        "url": next((match.group() for match in urls if match), None),
    }


def header(message: EmailMessage, name: str) -> str:
    """A header on one line; '' where there is none, or it is broken."""
    try:
        value = str(message.get(name, ""))
    except (mail_errors.MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError):
        return ""
    return " ".join(re.sub("[\ud800-\udfff\x00]", "", value).split())
