"""Texts that tell of the past by its own dates count from their running date, not from the day of writing."""

from __future__ import annotations

import pytest

from detente.reading.page import Sentence
from detente.reading.times import find

STORY = (
    "In 1807 the port was closed.",
    "A treaty of 1794 had promised otherwise.",
    "In June 1808 the first petition came, in July 1808 the next, and by 1809 trade was gone.",
)


def values(*told: str, published: str = "2025-06-06") -> list[str]:
    """The values of the last sentence of a story that these sentences go on with."""
    sentences, at = [], 0
    lines = (*STORY, *told)
    for line in lines:
        sentences.append(Sentence(at, at + len(line), 0))
        at += len(line) + 1
    last = sentences[-1].start
    return [time.value for time in find("\n".join(lines), sentences, published) if time.start >= last]


@pytest.mark.parametrize(
    ("says", "told", "value"),
    [
        ("a month takes the year of the story", ("On 3 March 1810 it reopened.", "In May ships came."), "1810-05"),
        ("months that turn begin a year", ("On 3 November 1810 it reopened.", "In January ships came."), "1811-01"),
        ("a joined month shares the year", ("Ships came in August and September 1812.",), "1812-08"),
        ("the same day is the last one", ("On 3 March 1810 it reopened.", "That same day ships came."), "1810-03-03"),
        ("the following year", ("On 3 March 1810 it reopened.", "The following year ships came."), "1811"),
        ("winter belongs to the year it ends in", ("It reopened in October 1810.", "The winter was hard."), "1811-WI"),
        ("today is the teller's", ("Ships lie there today.",), "PRESENT_REF"),
        ("an aside does not lead on", ("On 3 March 1810 it reopened.", "Records opened in 2005 show it.",
                                       "On 9 March ships came."), "1810-03-09"),
    ],
)  # fmt: skip
def test_a_narrative_counts_from_its_own_dates(says: str, told: tuple[str, ...], value: str) -> None:
    assert values(*told)[0] == value, says


def test_news_with_weekdays_is_no_narrative() -> None:
    assert values("On Monday he spoke.", "Yesterday he spoke.", "In May he spoke.") == ["2025-05"]
