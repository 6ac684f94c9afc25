"""Editions of one document: which text is a later edition of another, and what the log says of it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from detente.comparing import Change, alterations, changes
from detente.linking.link import entry_id
from detente.linking.notices import notices
from detente.model import (
    Alteration,
    Captured,
    Clocks,
    Document,
    DocumentRevised,
    Entry,
    QuoteStated,
    Reading,
    RecordStated,
    Span,
    Store,
)
from detente.reading import sentences

COMMON = 0.3
"""Share of the pairs of neighbouring words of the shorter text that stand in the longer one, where both are editions of
one document; of two texts on one subject it is below a tenth.
"""
WORD = re.compile(r"\w+")


class Dated(msgspec.Struct, frozen=True):
    """An edition with the time (ISO) since which its text is known to have stood."""

    document: Document
    since: str


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A document, under an id of its own, as an edition of `of`; `earlier` and `later` are the editions that the desk
    has, in time.
    """

    document: Document
    of: str
    since: str
    earlier: tuple[Dated, ...]
    later: tuple[Dated, ...]


def revision(store: Store, document: Document, recorded_at: str) -> Revision | None:
    """The document, whose text the desk has not, as an edition of what it has; None where it is none."""
    held = editions(store, document)
    if not held:
        return None
    of = held[0].document.id
    ordered = sorted(held, key=lambda one: moment(one.since))
    since = back_since(document, ordered) or stands_since(document, held[-1].since, recorded_at)
    return Revision(
        document=msgspec.structs.replace(document, id=free_name(store, of, len(held) + 1)),
        of=of,
        since=since,
        earlier=tuple(one for one in ordered if moment(one.since) <= moment(since)),
        later=tuple(one for one in ordered if moment(one.since) > moment(since)),
    )


def editions(store: Store, document: Document) -> tuple[Dated, ...]:
    """The editions that the desk has of the document, as they were taken in: those of its id, else those under its
    address; () where none of them has words in common with it.
    """
    names = [document.id] if store.editions.of(document.id) else store.editions.at(document.url or "")
    for name in names:
        held = dated(store, name)
        if is_edition(held[-1].document, document):
            return held
    return ()


def present(store: Store, document: Document) -> bool:
    """Whether the desk has this very text under the document's id or address, as whichever edition, and it is not known
    to have come back after another.
    """
    for name in dict.fromkeys([document.id, *store.editions.at(document.url or "")]):
        held = dated(store, name)
        if any(one.document.sha256 == document.sha256 for one in held):
            return back_since(document, sorted(held, key=lambda one: moment(one.since))) is None
    return False


def back_since(document: Document, ordered: Sequence[Dated]) -> str | None:
    """Since when the text of an earlier edition stands again: a later time than that of the latest edition, which has
    another text, by what the page says of itself or by when it was captured; None where neither is known.
    """
    latest = ordered[-1]
    if latest.document.sha256 == document.sha256 or all(one.document.sha256 != document.sha256 for one in ordered):
        return None
    told = (document.modified, document.at if isinstance(document, Captured) else None)
    return next((when for when in told if when and moment(when) > moment(latest.since)), None)


def dated(store: Store, name: str) -> tuple[Dated, ...]:
    """The editions of the document of that id, as they were taken in: the first has stood since its page says it was
    changed, the others since the log has them known.
    """
    held = [(store.document(one.document), one.known_at or "") for one in store.editions.of(name)]
    return tuple(
        Dated(document, known if number else document.modified or known)
        for number, (document, known) in enumerate(held)
    )


def is_edition(one: Document, other: Document) -> bool:
    """Whether two texts under one id or one address are editions of one document."""
    if one.id == other.id and one.url is not None and one.url == other.url:
        return True
    this, that = pairs(one.text), pairs(other.text)
    return (this & that).total() >= COMMON * max(1, min(this.total(), that.total()))


def pairs(text: str) -> Counter[tuple[str, str]]:
    """The pairs of neighbouring words."""
    words = WORD.findall(text.casefold())
    return Counter(itertools.pairwise(words))


def stands_since(document: Document, last: str, recorded_at: str) -> str:
    """Since when the text is known to have stood: what its page says, unless that is no later than its publication, or
    the same as of the edition taken in last; else when the desk took it in.
    """
    told = document.modified
    if told and moment(told) > moment(document.published) and moment(told) != moment(last):
        return told
    return recorded_at


def moment(when: str | None) -> str:
    """A date or time such that earlier ones sort first: times in UTC, a day at its beginning.

    What is no time, or none that a calendar has in UTC, stays as it stands.
    """
    if not when:
        return ""
    try:
        found = dt.datetime.fromisoformat(when)
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).isoformat()
    except (ValueError, OverflowError):
        return when


def free_name(store: Store, of: str, number: int) -> str:
    """'ID@2' for the second edition; a later number where a document has that id."""
    while store.editions.of(f"{of}@{number}"):
        number += 1
    return f"{of}@{number}"


def as_edition(found: Revision, reading: Reading) -> Reading:
    """The reading as that of the edition."""
    ref = msgspec.structs.replace(reading.document, id=found.document.id)
    return msgspec.structs.replace(reading, document=ref)


def revised(found: Revision, linked: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of an edition: what it states, known since its text stood, and what it stands in place of.

    What an earlier edition stated in the same sentences keeps, as `since`, the day of that one.
    """
    recorded_at = linked[0].clocks.recorded_at
    return (*(redated(entry, found) for entry in linked), *superseding(found, recorded_at))


def redated(entry: Entry, found: Revision) -> Entry:
    """The entry, known since the text of its edition stood."""
    clocks = msgspec.structs.replace(entry.clocks, known_at=found.since)
    if not isinstance(entry, QuoteStated | RecordStated):
        return msgspec.structs.replace(entry, clocks=clocks)
    spans = entry.quote.spans if isinstance(entry, QuoteStated) else entry.record.spans
    return msgspec.structs.replace(entry, clocks=clocks, since=first_said(found, spans))


def first_said(found: Revision, spans: Sequence[Span]) -> str | None:
    """Since when an edition has had the sentences in which the words stand; None where only this one has them."""
    text = found.document.text
    held = [
        text[one.start : one.end]
        for one in sentences.split(text)
        if any(one.start < span.end and span.start < one.end for span in spans)
    ]
    return next((one.since for one in found.earlier if all(words in one.document.text for words in held)), None)


def superseding(found: Revision, recorded_at: str) -> Iterator[DocumentRevised]:
    """What the edition stands in place of, and what stands in place of it where it came to the desk late."""
    before = found.earlier[-1].document if found.earlier else None
    names = tuple(one.document.id for one in reversed(found.earlier))
    clocks = Clocks(known_at=found.since, recorded_at=recorded_at)
    yield entry(found.of, clocks, found.document, before, names)
    for one in found.later[:1]:
        clocks = Clocks(known_at=one.since, recorded_at=recorded_at)
        yield entry(found.of, clocks, one.document, found.document, (found.document.id,))


def entry(
    of: str, clocks: Clocks, document: Document, before: Document | None, names: tuple[str, ...]
) -> DocumentRevised:
    """That a document stands in place of the editions `names`, of which `before` is the latest."""
    altered = alterations(changes(before.text, document.text), document.text) if before else ()
    return DocumentRevised(
        id=entry_id(document, f"revision {' '.join(names)}"),
        document=document.id,
        clocks=clocks,
        of=of,
        before=names,
        announced=before is not None and announced(before, document),
        altered=altered,
    )


def announced(before: Document, document: Document) -> bool:
    """Whether the document tells of a correction that the edition before it did not tell of."""
    old = {one.words.text for one in notices(before)}
    return any(one.words.text not in old for one in notices(document))


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """From one edition of a document to the next: `since` is when that stood, `altered` are quotes and figures that
    differ, `announced` whether the document tells of a correction.
    """

    of: str
    before: str
    after: str
    since: str
    announced: bool
    changes: tuple[Change, ...]
    altered: tuple[Alteration, ...]


def history(store: Store, document: str) -> Iterator[Step]:
    """The steps from edition to edition of a document, in time. Raises NotFound where the desk has no such document."""
    store.document(document)
    held = dated(store, document)
    of = held[0].document.id
    for before, after in itertools.pairwise(sorted(held, key=lambda one: moment(one.since))):
        found = changes(before.document.text, after.document.text)
        yield Step(
            of=of,
            before=before.document.id,
            after=after.document.id,
            since=after.since,
            announced=announced(before.document, after.document),
            changes=found,
            altered=alterations(found, after.document.text),
        )
