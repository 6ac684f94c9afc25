"""Dates that the record's own sentence does not name: carried on from before, told again, or the document's own day."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import islice

from detente.model import Interval, Status, TimeExpression
from detente.reading.page import Page
from detente.reading.records import lexicon
from detente.reading.records.dates import Dating, dated, day, days_on, in_sentence, published, single_day, whole_day
from detente.reading.records.frames import Frame
from detente.reading.records.tokens import tokens

CARRIED = 3
"""So many sentences back a date may be named that still holds; so many dates of them are considered."""
AGAIN, NEAR = 3, 90
"""So many dates of other tellings are considered; a date stands so near (characters) to what tells of the same."""
OPENING, RECENT = 8, 7
"""Sentences in which a document names its day, and how many days before publication that may lie."""
SHORTEST = 4
"""Letters of a word that counts as shared."""


def datings(frame: Frame, status: Status) -> list[tuple[Dating, ...]]:
    """All that may be the time of a record, what means the same stretch together, in the order of appearance."""
    found: dict[Interval, list[Dating]] = {}
    for dating in (*in_sentence(frame, status), *carried(frame), *again(frame), *of_document(frame)):
        if dating.interval != Interval(None, None):
            found.setdefault(dating.interval, []).append(dating)
    return [tuple(same) for same in found.values()]


def carried(frame: Frame) -> Iterator[Dating]:
    """The dates last named in the few sentences before, the latest first."""
    page, at = frame.page, frame.sentence_index
    named = (
        (at - index, time)
        for index in range(at - 1, max(-1, at - 1 - CARRIED), -1)
        for time in reversed(page.times_in(page.sentences[index].start, page.sentences[index].end))
        if dated(time) and time.earliest and time.latest
    )
    for number, (back, time) in enumerate(islice(named, CARRIED)):
        span = Interval(day(time.earliest), day(time.latest))
        yield Dating(span, "carried", time, back, reading=f"choice {number + 1}")


def again(frame: Frame) -> Iterator[Dating]:
    """The dates beside words for the same type of record in other sentences, those that share most words first."""
    page, own = frame.page, long_words(frame, frame.sentence)
    found: dict[int, tuple[int, int, Dating]] = {}
    for start, end in tellings(page.text, frame.proposal.kind, frame.proposal.type):
        index = page.sentence_at(start)
        if index == frame.sentence_index:
            continue
        sentence = page.sentences[index]
        shared = len(own & long_words(frame, frame.tokens.within(sentence.start, sentence.end)))
        for time in page.times_in(sentence.start, sentence.end):
            gap = max(0, time.start - end, start - time.end)
            if dated(time) and time.earliest and time.latest and gap <= NEAR and time.start not in found:
                span = Interval(day(time.earliest), day(time.latest))
                dating = Dating(span, "again", time, frame.sentence_index - index, shared=shared)
                found[time.start] = (-shared, gap, dating)
    for number, (_, _, dating) in enumerate(sorted(found.values(), key=lambda f: f[:2])[:AGAIN]):
        yield Dating(dating.interval, "again", dating.time, dating.back, f"choice {number + 1}", dating.shared)


def long_words(frame: Frame, span: tuple[int, int]) -> frozenset[str]:
    return frozenset(word for word in frame.words(span) if len(word) >= SHORTEST)


@functools.lru_cache(maxsize=64)
def tellings(text: str, kind: str, type_: str) -> tuple[tuple[int, int], ...]:
    """Offsets of all words of a text that may tell of a type of record."""
    table = lexicon.instruments() if kind == "measure" else lexicon.triggers()
    all_tokens = tokens(text)
    return tuple(
        (all_tokens.starts[hit.first], all_tokens.ends[hit.last - 1])
        for hit in lexicon.find(table, all_tokens.words, 0, len(all_tokens))
        if (hit.trigger.kind, hit.trigger.type) == (kind, type_)
    )


def of_document(frame: Frame) -> Iterator[Dating]:
    """The day that the document opens with, the day of publication, and that day with the one before."""
    now = published(frame)
    if not now:
        return
    opening = next(recent_days(frame.page, OPENING), None)
    if opening:
        index, told, time = opening
        yield Dating(Interval(told, told), "lead", time, frame.sentence_index - index)
    yield Dating(Interval(now, now), "published")
    yield Dating(Interval(days_on(now, -1), now), "eve")


def recent_days(page: Page, sentences: int | None = None) -> Iterator[tuple[int, str, TimeExpression]]:
    """The days of the week before publication that a text names: sentence, ISO day, expression."""
    now = whole_day(page.published)
    if not now:
        return
    first = days_on(now, -RECENT)
    for index, sentence in enumerate(page.sentences[:sentences]):
        for time in page.times_in(sentence.start, sentence.end):
            told = (time.earliest or "")[:10]
            if dated(time) and single_day(time) and first <= told <= now:
                yield index, told, time
