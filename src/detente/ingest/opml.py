"""Lists of feeds: OPML in and out, and the lists that come with the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from detente.errors import AddressRefused, FeedInvalid
from detente.ingest.addresses import split
from detente.model import Feed
from detente.vocabulary import rows

LISTS = ("us-china",)
DEEPEST = 50


def feeds_of(data: bytes, place: str) -> tuple[Feed, ...]:
    """The feeds of an OPML file, each address once, those within folders too. Raises FeedInvalid."""
    import defusedxml.ElementTree  # noqa: PLC0415 - needed here alone
    from defusedxml import DefusedXmlException  # noqa: PLC0415

    try:
        root = defusedxml.ElementTree.fromstring(data)
    except DefusedXmlException as error:
        raise FeedInvalid(f"{place}: declares entities of its own ({error}); it is not read") from error
    except (ET.ParseError, ValueError, LookupError) as error:
        raise FeedInvalid(f"{place}: no OPML ({error}); give a list of feeds as feed readers export it") from error
    found = {feed.url: feed for feed in outlines(root.find("body"), "", DEEPEST)}
    if not found:
        raise FeedInvalid(f"{place}: no feeds in it; an OPML list has outlines with an xmlUrl")
    return tuple(found.values())


def outlines(parent: ET.Element | None, folder: str, deepest: int) -> Iterator[Feed]:
    """The feeds of the outlines below an element; the innermost folder is their kind."""
    if parent is None or deepest == 0:
        return
    for outline in parent.iterfind("outline"):
        name = outline.get("title") or outline.get("text") or ""
        url = (outline.get("xmlUrl") or "").strip()
        if url and fetchable(url):
            kind = outline.get("category", "").strip("/") or folder
            yield Feed(url=url, name=name, kind=kind, country=outline.get("country", ""))
        yield from outlines(outline, folder if url else name, deepest - 1)


def fetchable(url: str) -> bool:
    try:
        split(url)
    except AddressRefused:
        return False
    return True


def opml(feeds: Iterable[Feed], title: str) -> bytes:
    """The feeds as OPML 2.0, a folder for each kind."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title
    body = ET.SubElement(root, "body")
    folders: dict[str, ET.Element] = {"": body}
    for feed in feeds:
        if feed.kind not in folders:
            folders[feed.kind] = ET.SubElement(body, "outline", text=feed.kind)
        about = {"type": "rss", "text": feed.label, "title": feed.label, "xmlUrl": feed.url, "country": feed.country}
        ET.SubElement(folders[feed.kind], "outline", {name: value for name, value in about.items() if value})
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def listed(name: str) -> tuple[Feed, ...]:
    """The feeds of a list of the package. Raises KeyError where there is none of that name."""
    if name not in LISTS:
        raise KeyError(name)
    return tuple(
        Feed(url=row["url"], name=row["name"], kind=row["class"], country=row["country"])
        for row in rows("feeds")
        if row["format"] == "feed"
    )
