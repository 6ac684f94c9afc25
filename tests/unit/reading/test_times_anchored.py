"""Durations anchored to a date of their sentence."""

from __future__ import annotations

import pytest

from detente.model import Interval
from detente.reading.page import Sentence
from detente.reading.times import anchored, find


def stretches(text: str) -> list[Interval]:
    times = find(text, (Sentence(0, len(text), 0),), "2025-06-06")
    return [found for time in times if (found := anchored(time, text, times))]


CASES = [
    ("from a date on", "The pause runs for 90 days from 14 May.", "2025-05-14", "2025-08-12"),
    ("from a dated act on", "Within 30 days of signing on 9 July both report.", "2025-07-09", "2025-08-08"),
    ("a date and 'for'", "From 14 May, for 90 days, the levy is waived.", "2025-05-14", "2025-08-12"),
    ("back from its end", "The 90-day truce expires on 10 August.", "2025-05-12", "2025-08-10"),
    ("back from a deadline", "Notice is due 30 days before 9 July.", "2025-06-09", "2025-07-09"),
    ("months", "It lasts six months starting 31 August 2025.", "2025-08-31", "2026-02-28"),
    ("a month stays a month", "It lasts two years from March 2024.", "2024-03", "2026-03"),
]


@pytest.mark.parametrize(("says", "text", "start", "end"), CASES, ids=[case[0] for case in CASES])
def test_a_date_beside_a_duration_anchors_it(says: str, text: str, start: str, end: str) -> None:
    assert stretches(text) == [Interval(start, end)], says


@pytest.mark.parametrize(
    "text",
    [
        "They agreed on a 90-day truce on 12 May.",
        "The talks took two days. From 14 May on the levy is waived.",
        "It will take several weeks from 14 May.",
        "It will take two hours from 14 May.",
        "Trade fell in the first five months of 2025.",
    ],
)
def test_other_durations_have_no_anchor(text: str) -> None:
    assert not stretches(text)
