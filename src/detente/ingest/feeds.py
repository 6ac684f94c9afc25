"""RSS, Atom and JSON Feed -> items. Entities are refused, dates that cannot be are left out, half a feed is no feed."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import msgspec

from detente.errors import AddressRefused, FeedInvalid
from detente.ingest.addresses import split
from detente.ingest.feed_dates import plausible
from detente.ingest.fragments import plain
from detente.model import Item

WHOLE = 1200
"""Characters that a text within a feed has at least, to count as the whole text and no summary."""
CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue|view|see) (?:more|reading|the full \w+))\W*\Z", re.I)
"""How a text ends that goes on elsewhere."""
ENDS = re.compile(r"</\s*(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
ROOT = re.compile(rb"\A(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*<(?:rss|feed|rdf:rdf)[\s>]", re.DOTALL)
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|at_(?:medium|campaign)|ref|rss|partner|smid", re.IGNORECASE
)


class Issue(msgspec.Struct, frozen=True):
    """What a feed held: its title and its items, each key once, as they stood."""

    title: str
    items: tuple[Item, ...]


class Raw(msgspec.Struct, kw_only=True):
    """An entry as its feed has it; `texts` are HTML or plain, the fullest is taken."""

    guid: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    updated: str = ""
    byline: str = ""
    content: str = ""
    summary: str = ""


def issue(data: bytes, url: str, now: str, media: str = "") -> Issue:
    """The feed that the bytes are. `now` (ISO) bounds its dates, `media` is its Content-Type with its charset.

    Raises FeedInvalid where they are none, are cut off, or hold entities of their own.
    """
    if data.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] == b"{":
        title, raws = json_feed(data, url)
    else:
        title, raws = xml_feed(data, url, media)
    return Issue(title, tuple(items(raws, url, now)))


def is_feed(data: bytes, media: str) -> bool:
    """Whether bytes of that type look like a feed, by their beginning."""
    start = data[:2000].replace(b"\0", b"").lstrip(codecs.BOM_UTF8 + b"\xff\xfe \t\r\n").lower()
    if start.startswith(b"{"):
        return b"jsonfeed.org" in start
    return media.endswith(("rss+xml", "atom+xml", "rdf+xml")) or bool(ROOT.search(start))


def items(raws: Sequence[Raw], base: str, now: str) -> Iterator[Item]:
    """The items, those that say the same twice once."""
    links = [link(raw.url, base) for raw in raws]
    guids: dict[str | None, set[str]] = {}
    for found, raw in zip(links, raws, strict=True):
        guids.setdefault(found, set()).add(raw.guid)
    seen: set[str] = set()
    for found, raw in zip(links, raws, strict=True):
        item = item_of(raw, found, shared=found is not None and len(guids[found]) > 1, now=now)
        if item.key not in seen and (item.url or item.text):
            seen.add(item.key)
            yield item


def item_of(raw: Raw, url: str | None, *, shared: bool, now: str) -> Item:
    """One item. Its key is its address, so that renamed guids change nothing; the guid too where several have it."""
    body = plain(raw.content or raw.summary)
    said = "\n".join((raw.title, raw.updated, raw.content or raw.summary))
    key = bare(url) if url else raw.guid or digest(said)
    return Item(
        key=f"{key}#{raw.guid}" if shared and raw.guid else key,
        digest=digest(said),
        url=url,
        title=plain(raw.title).replace("\n", " ") or None,
        published=plausible(raw.published or raw.updated, now),
        byline=plain(raw.byline).replace("\n", " ") or None,
        text=body,
        whole=bool(raw.content) and len(body) >= WHOLE and not CUT.search(body),
    )


def link(target: str, base: str) -> str | None:
    """The address of an item; None where it has none that may be fetched."""
    try:
        url = urljoin(base, target.strip())
        split(url)
    except (ValueError, AddressRefused):
        return None
    return url if target.strip() else None


def bare(url: str) -> str:
    """The address without its fragment and what tells only where the reader came from."""
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(pair[0])]
    return parts._replace(query=urlencode(query), fragment="").geturl()


def digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def json_feed(data: bytes, url: str) -> tuple[str, list[Raw]]:
    """A JSON Feed (jsonfeed.org, versions 1 and 1.1). Raises FeedInvalid."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FeedInvalid(f"{url}: broken JSON ({error}); it is tried again") from error
    entries = value.get("items")
    if "jsonfeed.org" not in str(value.get("version")) or not isinstance(entries, list):
        raise FeedInvalid(f"{url}: JSON, but no JSON Feed; give the address of an RSS, Atom or JSON feed")
    return words(value.get("title")), [json_item(entry) for entry in entries if isinstance(entry, dict)]


def json_item(entry: dict[str, Any]) -> Raw:
    authors = entry.get("authors") or [entry.get("author")]
    names = [words(one.get("name")) for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    return Raw(
        guid=words(entry.get("id")),
        url=words(entry.get("url") or entry.get("external_url")),
        title=words(entry.get("title")),
        published=words(entry.get("date_published")),
        updated=words(entry.get("date_modified")),
        byline=", ".join(name for name in names if name),
        content=words(entry.get("content_html") or entry.get("content_text")),
        summary=words(entry.get("summary")),
    )


def words(value: object) -> str:
    """A string that can be written as UTF-8; '' for what is none."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text.encode("utf-8", "replace").decode("utf-8")


def xml_feed(data: bytes, url: str, media: str) -> tuple[str, list[Raw]]:
    """RSS or Atom, sanitised by feedparser. Raises FeedInvalid."""
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - takes long to load

    refuse_entities(data, url)
    headers = {"content-location": url, **({"content-type": media} if media else {})}
    found = feedparser.parse(data, response_headers=headers)
    if not found.get("version"):
        raise FeedInvalid(f"{url}: no feed but something else; give the address of an RSS, Atom or JSON feed")
    if not ENDS.search(data[-2000:].replace(b"\0", b"").decode("latin-1")):
        raise FeedInvalid(f"{url}: the feed breaks off before its end; it is tried again")
    return words(found.feed.get("title")), [xml_item(entry) for entry in found.entries]


def refuse_entities(data: bytes, url: str) -> None:
    """Raises FeedInvalid where the document declares entities, which can read files and fill the memory.

    What is not well-formed passes: feedparser puts a document type of its own in place of any.
    """
    from xml.sax import SAXException  # noqa: PLC0415
    from xml.sax.handler import ContentHandler  # noqa: PLC0415

    import defusedxml.sax  # noqa: PLC0415
    from defusedxml import DefusedXmlException  # noqa: PLC0415

    try:
        defusedxml.sax.parseString(data, ContentHandler())
    except DefusedXmlException as error:
        raise FeedInvalid(f"{url}: the feed declares entities of its own ({error}); it is not read") from error
    except (SAXException, LookupError, ValueError):
        return


def xml_item(entry: Any) -> Raw:
    contents = [words(one.get("value")) for one in entry.get("content", ())]
    return Raw(
        guid=words(entry.get("id")),
        url=words(entry.get("link")),
        title=words(entry.get("title")),
        published=words(dict.get(entry, "published")),  # feedparser's own `get` takes one for the other
        updated=words(dict.get(entry, "updated")),
        byline=words(entry.get("author")),
        content=max(contents, key=len, default=""),
        summary=words(entry.get("summary")),
    )
