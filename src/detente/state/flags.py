"""What is odd about a desk's documents and dates: flagged for people to look at, never dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from detente.model import (
    Aside,
    DocumentAdded,
    DocumentRevised,
    NoticeStated,
    RecordStated,
    Ruling,
    StateOfPlay,
    day_published,
    first_day,
    last_day,
)
from detente.state.identities import accounts

EARLIEST = 1900
"""Years before this are more often misread than meant."""
AHEAD = dt.timedelta(days=1)
"""By how much publication may run ahead of this machine's clock: the zones of the world."""
PAST = frozenset({"happened", "ended"})


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """Something odd. `flag` says what sort, `document` where, `entry` in which account, `found` what stands there."""

    flag: str
    document: str
    entry: str | None = None
    found: str


def flags(state: StateOfPlay, asides: Iterable[Aside] = (), today: dt.date | None = None) -> tuple[Flag, ...]:
    """Everything odd: documents set aside or taken back, then documents and records in the order of documents.

    `today` is the day by which entries may have been made; None where that is not looked at.
    """
    set_aside = [Flag(flag=one.why, document=one.document.id, found=one.reason) for one in asides]
    clock = [flag for entry in (*state.documents.values(), *state.rulings) for flag in of_clock(entry, today)]
    published = [flag for _, added in sorted(state.documents.items()) for flag in of_document(added)]
    told = [flag for one in accounts(state) if isinstance(one, RecordStated) for flag in of_record(one)]
    replaced = sorted(state.superseded.items(), key=lambda item: item[0])
    taken_back = [flag for name, one in replaced for flag in of_superseded(name, one)]
    return (*set_aside, *taken_back, *clock, *published, *sorted(told, key=lambda one: (one.document, one.entry or "")))


def of_superseded(document: str, by: NoticeStated | DocumentRevised) -> Iterator[Flag]:
    """A document that its outlet took back, or quotes and figures in it that its outlet altered without a word."""
    if isinstance(by, NoticeStated):
        found = f"{by.document}: {by.notice.words.text}"
        yield Flag(flag="taken back by its outlet", document=document, entry=by.id, found=found)
    elif not by.announced and document == by.before[0]:
        for one in by.altered:
            became = f"“{one.after.text}”" if one.after else "nothing"
            found = f"{by.document}: “{one.before.text}” became {became}"
            yield Flag(flag=f"{one.kind} altered without a notice", document=document, entry=by.id, found=found)


def of_clock(entry: DocumentAdded | Ruling, today: dt.date | None) -> Iterator[Flag]:
    """An entry that was made, by the clock of the machine, after today: the clock went wrong."""
    made = day_published(entry.clocks.recorded_at)
    if today is not None and made is not None and made > today + AHEAD:
        place = entry.document
        yield Flag(flag="recorded in the future", document=place, entry=entry.id, found=entry.clocks.recorded_at)


def of_document(added: DocumentAdded) -> Iterator[Flag]:
    """A publication ahead of the clock by which the desk took the document in, or long ago."""
    published = added.ref.published
    day, taken = day_published(published), day_published(added.clocks.recorded_at)
    if published is None or day is None:
        return
    if taken is not None and day > taken + AHEAD:
        yield Flag(flag="published in the future", document=added.document, found=published)
    if day.year < EARLIEST:
        yield Flag(flag=f"published before {EARLIEST}", document=added.document, found=published)


def of_record(entry: RecordStated) -> Iterator[Flag]:
    """A date long ago, or something that happened only after it was told."""
    when, told = entry.record.when, day_published(entry.clocks.known_at)
    for date in dict.fromkeys((when.start, when.end)) if when else ():
        if date and last_day(date).year < EARLIEST:
            yield Flag(flag=f"dated before {EARLIEST}", document=entry.document, entry=entry.id, found=date)
    start = when.start if when else None
    if start and told and entry.record.status in PAST and first_day(start) > told + AHEAD:
        words = f"{entry.record.status} {start}, told {entry.clocks.known_at}"
        yield Flag(flag="happened after it was told", document=entry.document, entry=entry.id, found=words)
