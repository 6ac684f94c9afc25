"""What was fetched, and what a feed says of it -> a document."""

from __future__ import annotations

import io
import re
from urllib.parse import urlsplit

import msgspec

from detente.errors import DocumentInvalid, EncodingInvalid, InputError
from detente.ingest import Settings
from detente.ingest.documents import peekable
from detente.ingest.feed_dates import plausible
from detente.ingest.fetching import Fetched
from detente.ingest.inputs import Input
from detente.ingest.kinds import load
from detente.model import Captured, Document, Feed, Item
from detente.model.document import text_digest

PAGES = ("", "text/html", "application/xhtml+xml")
OTHERS = {"text/plain": "text", "text/markdown": "markdown", "application/pdf": "pdf"}
"""Types of what is taken from an address, with the kind that reads them; films, programs, archives and files of several
documents, which could give themselves any name, are not.
"""
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
SUBSITES = re.compile(r"^(?:www|m|mobile|amp|edition|en|english)\.")


def of_page(found: Fetched, now: str, item: Item | None = None, feed: Feed | None = None) -> Document:
    """The document that was fetched. Raises InputError where there is none in it."""
    settings = Settings(forgive_dates=True)
    if found.media in PAGES:
        document = of_html(found, now, settings)
    elif found.media in OTHERS:
        document = of_other(found, settings)
    else:
        raise DocumentInvalid(f"{found.url}: {found.media}, no page, text or PDF; give the address of the article")
    return completed(at_home(document, found.url), now, item, feed)


def of_html(found: Fetched, now: str, settings: Settings) -> Document:
    """The article of a page. A page that is not encoded as anybody says is read as Windows-1252, like browsers do."""
    from detente.ingest.html import Capture, captured  # noqa: PLC0415 - takes long to load

    capture = Capture(url=found.url, at=now, encoding=charset(found))
    try:
        return captured(found.body, Input(found.url), settings, capture)
    except EncodingInvalid:
        if b"\0" in found.body:
            raise
    body = found.body.decode("cp1252", "replace").encode()
    return captured(body, Input(found.url), msgspec.structs.replace(settings, encoding="utf-8"), capture)


def charset(found: Fetched) -> str | None:
    """What the server declares; not UTF-16 or 32 where no byte is zero, for then it is wrong."""
    told = CHARSET.search(found.headers.get("content-type", ""))
    if told is None or (told.group(1).lower().startswith(("utf-16", "utf-32")) and b"\0" not in found.body):
        return None
    return told.group(1)


def of_other(found: Fetched, settings: Settings) -> Document:
    """The one document of a text or PDF."""
    source = Input(found.url, id=name_of(found.url))
    stream = peekable(io.BytesIO(found.body))
    read = next(load(OTHERS[found.media])(stream, source, settings), None)
    if isinstance(read, InputError):
        raise read
    if read is None:
        raise DocumentInvalid(f"{found.url}: empty; nothing to read")
    return read


def at_home(document: Document, url: str) -> Document:
    """The document under the address it names as its own, if that is of the site it came from, else under `url`: no
    site may put its words in place of another's.
    """
    if document.url and site(document.url) == site(url):
        return document
    return msgspec.structs.replace(document, url=url, id=name_of(url))


def site(url: str) -> str:
    """The host without what tells its editions apart."""
    return SUBSITES.sub("", urlsplit(url).hostname or "")


def name_of(url: str) -> str:
    """The id of what stands at an address."""
    return f"page-{text_digest(url)[:12]}"


def of_item(item: Item, now: str, feed: Feed | None = None) -> Document:
    """The item's own text as a document. Raises DocumentInvalid where it has none."""
    if not item.text:
        raise DocumentInvalid(f"{item.url or item.key}: neither the page nor the feed has a text; nothing to read")
    title = item.title if item.title and not item.text.startswith(item.title) else None
    text = f"{title}\n{item.text}" if title and not item.whole else item.text
    document = Document(id=name_of(item.url or item.key), text=text, url=item.url)
    return completed(document, now, item, feed)


def completed(document: Document, now: str, item: Item | None, feed: Feed | None) -> Document:
    """The document with what only the feed says, and without dates that cannot be; it is seen to stand so now."""
    document = msgspec.structs.replace(document, at=now) if isinstance(document, Captured) else document
    return msgspec.structs.replace(
        document,
        published=plausible(document.published or "", now) or (item.published if item else None),
        modified=plausible(document.modified or "", now) or now,
        title=document.title or (item.title if item else None),
        outlet=document.outlet or site(document.url or (feed.url if feed else "")) or None,
        byline=document.byline or (item.byline if item else None),
    )
