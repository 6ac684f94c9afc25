"""Dates that the record's own sentence does not name: carried on from before, told again, or the document's own day."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
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
        for time in reversed(dated_times(page)[index])
    )
    for number, (back, time) in enumerate(islice(named, CARRIED)):
        span = Interval(day(time.earliest), day(time.latest))
        yield Dating(span, "carried", time, back, reading=f"choice {number + 1}")


def again(frame: Frame) -> Iterator[Dating]:
    """The dates beside words for the same type of record in other sentences, those that share most words first."""
    page, own = frame.page, frozenset(long_words(frame.words(frame.sentence)))
    found: dict[int, tuple[int, int, Dating]] = {}
    for index, gap, time in dated_tellings(page).get((frame.proposal.kind, frame.proposal.type), ()):
        if index != frame.sentence_index and time.start not in found:
            shared = len(own & sentence_words(page, index))
            span = Interval(day(time.earliest), day(time.latest))
            dating = Dating(span, "again", time, frame.sentence_index - index, shared=shared)
            found[time.start] = (-shared, gap, dating)
    for number, (_, _, dating) in enumerate(sorted(found.values(), key=lambda f: f[:2])[:AGAIN]):
        yield Dating(dating.interval, "again", dating.time, dating.back, f"choice {number + 1}", dating.shared)


@functools.lru_cache(maxsize=4)
def dated_times(page: Page) -> tuple[tuple[TimeExpression, ...], ...]:
    """By sentence, the expressions that name a stretch of the calendar with both its ends."""
    return tuple(
        tuple(t for t in page.times_in(sentence.start, sentence.end) if dated(t) and t.earliest and t.latest)
        for sentence in page.sentences
    )


@functools.lru_cache(maxsize=4)
def dated_tellings(page: Page) -> dict[tuple[str, str], list[tuple[int, int, TimeExpression]]]:
    """By kind and type of record: the dates near words that may tell of it, each with its sentence and its distance."""
    found: dict[tuple[str, str], list[tuple[int, int, TimeExpression]]] = {}
    for key, start, end in tellings(page.text) if any(dated_times(page)) else ():
        index = page.sentence_at(start)
        for time in dated_times(page)[index]:
            gap = max(0, time.start - end, start - time.end)
            if gap <= NEAR:
                found.setdefault(key, []).append((index, gap, time))
    return found


def tellings(text: str) -> Iterator[tuple[tuple[str, str], int, int]]:
    """All words of a text that may tell of a record: its kind and type, and their offsets."""
    all_tokens = tokens(text)
    for table in (lexicon.triggers(), lexicon.instruments()):
        for hit in lexicon.find(table, all_tokens.words, 0, len(all_tokens)):
            key = hit.trigger.kind, hit.trigger.type
            yield key, all_tokens.starts[hit.first], all_tokens.ends[hit.last - 1]


@functools.lru_cache(maxsize=256)
def sentence_words(page: Page, index: int) -> frozenset[str]:
    """The long words of a sentence."""
    all_tokens, sentence = tokens(page.text), page.sentences[index]
    first, last = all_tokens.within(sentence.start, sentence.end)
    return frozenset(long_words(all_tokens.words[first:last]))


def long_words(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) >= SHORTEST]


def of_document(frame: Frame) -> Iterator[Dating]:
    """The day that the document opens with, the day of publication, and that day with the one before."""
    now = published(frame)
    if not now:
        return
    index, told, time = next(iter(recent_days(frame.page)), (OPENING, now, None))
    if index < OPENING:
        yield Dating(Interval(told, told), "lead", time, frame.sentence_index - index)
    yield Dating(Interval(now, now), "published")
    yield Dating(Interval(days_on(now, -1), now), "eve")


@functools.lru_cache(maxsize=4)
def recent_days(page: Page) -> tuple[tuple[int, str, TimeExpression], ...]:
    """The days of the week before publication that a text names: sentence, ISO day, expression."""
    now = whole_day(page.published)
    if not now:
        return ()
    first = days_on(now, -RECENT)
    return tuple(
        (index, told, time)
        for index, times in enumerate(dated_times(page))
        for time in times
        if single_day(time) and first <= (told := (time.earliest or "")[:10]) <= now
    )
