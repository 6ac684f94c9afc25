"""Laws that hold for any text."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import first_day, last_day, partial
from detente.reading.page import Sentence
from detente.reading.times import anchored, find
from detente.reading.times.finding import GRAMMAR
from detente.reading.times.grammar import BARREN
from detente.reading.times.holidays import easter, part
from detente.reading.times.lexicon import lexicon
from detente.reading.times.values import bounds, month_shift, week_value

WORDS = sorted(lexicon().words) + [" ".join(phrase) for phrase in sorted(lexicon().phrases)]
FIGURES = ["31", "45", "1999", "2025", "9" * 30, "3.5", "1,000", "25:99", "7:15", "p.m.", "BC", "1990s", "'89", "½",
           "1/2", "2/30/2025", "2025-13-45", "1st", "$", "%", "-", ",", ".", "Q3", "\ud800", "İ", "\n"]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*WORDS, *(word.title() for word in WORDS), *FIGURES]), max_size=25).map(" ".join)
PUBLISHED = st.sampled_from([None, "", "soon", "2025-06", "2025-06-06", "0001-01-01", "9999-12-31T23:00:00Z"])


@settings(max_examples=50, deadline=None)
@given(TEXTS | st.text(max_size=80), PUBLISHED)
def test_any_text_gives_sorted_disjoint_verbatim_expressions_with_real_dates(text: str, published: str | None) -> None:
    times = find(text, (Sentence(0, len(text), 0),), published)
    assert all(time.text == text[time.start : time.end] and time.value for time in times)
    assert all(before.end <= after.start for before, after in itertools.pairwise(times))
    for time in times:
        stretch = anchored(time, text, times)
        ends = [time.earliest, time.latest, *((stretch.start, stretch.end) if stretch else ())]
        assert all(partial(end) == end for end in ends if end)
        if time.earliest and time.latest:
            assert first_day(time.earliest) <= last_day(time.latest)


LETTERS = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=5)


@settings(max_examples=60, deadline=None)
@given(LETTERS)
def test_no_rule_of_the_grammar_begins_with_a_class_letter_that_the_search_passes_over(codes: str) -> None:
    begun = [letter + codes for letter in BARREN if any(rule.pattern.match(letter + codes) for rule in GRAMMAR.rules)]
    assert begun == []


@pytest.mark.parametrize("words", ["June 5, ", "1999-", "May and ", "the ", "two hundred ", "a year ago "])
def test_a_very_long_sentence_is_read(words: str) -> None:
    text = words * (5_000 // len(words))
    assert all(time.end <= len(text) for time in find(text, (Sentence(0, len(text), 0),), "2025-06-06"))


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)))
@settings(max_examples=40)
def test_a_day_lies_within_the_bounds_of_its_week(day: dt.date) -> None:
    start, end = bounds(week_value(day))
    assert start is not None
    assert end is not None
    assert start <= day.isoformat() <= end


@given(st.integers(1000, 2999), st.integers(1, 12), st.integers(-500, 500))
@settings(max_examples=40)
def test_months_counted_on_and_back_return(year: int, month: int, count: int) -> None:
    on = month_shift(year, month, count)
    assert month_shift(int(on[:4]), int(on[5:]), -count) == f"{year:04d}-{month:02d}"


@pytest.mark.parametrize(("year", "day"), [(2000, (4, 23)), (2008, (3, 23)), (2024, (3, 31)), (2025, (4, 20))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert (easter(year).month, easter(year).day) == day


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [("labor day", 2025, "09-01"), ("memorial day", 2025, "05-26"), ("good friday", 2025, "04-18"),
     ("christmas", None, "12-25"), ("easter", None, None), ("no such day", 2025, None)],
)  # fmt: skip
def test_holidays(name: str, year: int | None, expected: str | None) -> None:
    assert part(name, year) == expected
