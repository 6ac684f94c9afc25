"""An Atom feed (RFC 4287) of what changed: stable ids, and the days on which things became known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from detente.export.parcel import News, Parcel, instant

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "�")
"""What XML 1.0 cannot hold."""


def write(parcel: Parcel) -> Iterator[bytes]:
    """The feed, the latest change first."""
    yield feed(f"{parcel.dispute}: what changed", urn("feed", parcel.dispute), parcel.made, parcel.news)


def feed(title: str, feed_id: str, made: str, news: Sequence[News]) -> bytes:
    """The whole file. `updated` is that of the latest entry, so that an unchanged feed stays the same."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}feed")
    entries = sorted(news, key=lambda one: (one.day, one.id), reverse=True)
    _text(root, "id", feed_id)
    _text(root, "title", title)
    _text(root, "updated", instant(entries[0].day if entries else made))
    _text(_element(root, "author"), "name", "Detente")
    for one in entries:
        _entry(root, one)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ElementTree.Element, one: News) -> None:
    entry = _element(root, "entry")
    _text(entry, "id", urn("change", one.id))
    _text(entry, "title", one.title or one.text)
    _text(entry, "updated", instant(one.day))
    _element(entry, "category", term=one.view)
    _element(entry, "category", term=one.change)
    _text(entry, "content", "\n".join(told(one)), type="text")


def told(one: News) -> Iterator[str]:
    """The change, then each passage it rests on: words, outlet, day, chain and place."""
    yield one.text
    seen: set[tuple[str, int, int]] = set()
    for line in one.lines:
        for note in line.evidence:
            place = (note.document, note.start, note.end)
            if place not in seen:
                seen.add(place)
                chain = f", {' < '.join(link.name for link in note.chain)}" if note.chain else ""
                source = f"{note.outlet or note.document}, {note.published or 'undated'}{chain}"
                yield f"“{note.text}” ({source}; document {note.document}, {note.start}-{note.end})"
    if one.lines:
        last = one.lines[-1]
        yield f"standing: {last.standing}; independent origins: {last.origins}; line {last.id}"


def urn(kind: str, name: str) -> str:
    """A name that stays: 'urn:detente:change:3f9a...'."""
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return f"urn:detente:{kind}:{digest}"


def _element(parent: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _text(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    _element(parent, name, **attributes).text = text.translate(CONTROLS)
