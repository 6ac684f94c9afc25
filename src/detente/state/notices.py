"""Which documents no more stand: what an outlet corrects or retracts, and editions that it put another in place of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import msgspec

from detente.model import DocumentAdded, DocumentRevised, Entry, NoticeStated, precedence

Superseding = NoticeStated | DocumentRevised


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """A document as far as it matters here; `alike` are near copies that the desk had when it came."""

    document: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    alike: frozenset[str]


def stated(entries: Iterable[Entry], seen: Callable[[Entry], bool]) -> list[Superseding]:
    """The notices and revisions among entries, as far as they are seen."""
    return [entry for entry in entries if isinstance(entry, Superseding) and seen(entry)]


def edition(entry: DocumentAdded) -> Edition:
    """The edition that a document is."""
    return Edition(
        document=entry.document,
        published=entry.ref.published,
        outlet=entry.ref.outlet,
        title=entry.ref.title,
        url=entry.ref.url,
        alike=frozenset(like.document for like in entry.likenesses),
    )


def superseded(told: Iterable[Superseding], editions: Mapping[str, Edition]) -> dict[str, Superseding]:
    """Leads from each document that no more stands to the notice or revision that says so, the earliest of several.

    What a notice supersedes is by the same outlet, published before, and a near copy, or under the same address, or
    named by its title. A retraction of the very text in which it stands takes that one back. An edition of a document
    supersedes the earlier ones.
    """
    known = [one for one in told if one.document in editions]
    noticed = taken_back([one for one in known if isinstance(one, NoticeStated)], editions)
    return {**replaced(one for one in known if isinstance(one, DocumentRevised)), **noticed}


def replaced(revisions: Iterable[DocumentRevised]) -> dict[str, DocumentRevised]:
    """Leads from each edition that another stands in place of to the earliest that does."""
    found: dict[str, DocumentRevised] = {}
    for one in sorted(revisions, key=lambda one: (one.clocks.known_at or one.clocks.recorded_at, one.id)):
        for before in one.before:
            found.setdefault(before, one)
    return found


def taken_back(notices: Iterable[NoticeStated], editions: Mapping[str, Edition]) -> dict[str, NoticeStated]:
    """Leads from each document that a notice takes back to the earliest that does."""
    found: dict[str, NoticeStated] = {}
    known = sorted(notices, key=lambda one: order(one, editions))
    by_outlet = outlets(editions) if known else {}
    for one in known:
        told = editions[one.document]
        if one.notice.own:
            found.setdefault(one.document, one)
        for other in by_outlet.get(folded(told.outlet), ()):
            if earlier(other, told) and same(other, told, one.notice.titles):
                found.setdefault(other.document, one)
    return found


def order(notice: NoticeStated, editions: Mapping[str, Edition]) -> tuple[tuple[bool, str, str], str]:
    """Sorts notices by publication."""
    return (precedence(notice.document, editions[notice.document].published), notice.id)


def outlets(editions: Mapping[str, Edition]) -> dict[str, list[Edition]]:
    """The editions of each outlet that has a name."""
    found: defaultdict[str, list[Edition]] = defaultdict(list)
    for one in editions.values():
        if one.outlet:
            found[folded(one.outlet)].append(one)
    return dict(found)


def folded(text: str | None) -> str:
    """Letters and figures, in lower case."""
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def earlier(one: Edition, other: Edition) -> bool:
    return precedence(one.document, one.published) < precedence(other.document, other.published)


def same(one: Edition, other: Edition, titles: Iterable[str]) -> bool:
    """Whether `one` is an edition of what `other` is, or of what its notice names."""
    near = one.document in other.alike or other.document in one.alike
    address = one.url is not None and one.url == other.url
    return near or address or (bool(one.title) and folded(one.title) in titles)
