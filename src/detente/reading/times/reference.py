"""From when expressions are counted: the day of writing, or the date that the text last spoke of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.reading.times.tokens import Tokens
from detente.reading.times.values import bounds, day_of, year_of

QUARTER_REACH = 5
"""Sentences for which a quarter once named stays at hand."""
LEAST_PAST_YEARS = 5
PAST_PER_POINTED = 4


@dataclass(slots=True)
class Reference:
    """What the text has said so far. `written` is None where nobody knows; `spoken` is the value last spoken of."""

    written: dt.date | None
    narrative: bool
    spoken: str | None = None
    quarter: str | None = None
    quarter_sentence: int = 0
    sentence: int = 0
    story: tuple[int, int] | None = None

    def speak(self, value: str) -> None:
        """Take note of a resolved date."""
        year = year_of(value)
        if year is None:
            return
        if self.spoken and (self.story and not self.story[0] - 1 <= year <= self.story[1] + 1):
            return
        self.spoken = value.split("T", maxsplit=1)[0]

    def report(self, quarter: str) -> None:
        """Take note of a quarter that is reported on; an earlier one than is known is only compared with."""
        begun = self.written is None or (bounds(quarter)[0] or "") <= self.written.isoformat()
        if begun and quarter >= (self.quarter or ""):
            self.quarter = quarter
        self.quarter_sentence = self.sentence

    def quarter_at_hand(self) -> str | None:
        """The quarter that the sentences just before speak of."""
        return self.quarter if self.sentence - self.quarter_sentence <= QUARTER_REACH else None

    def anchor(self) -> str | None:
        """The value that 'the following year' is counted from."""
        return self.spoken or (self.written.isoformat() if self.written else None)

    def day(self) -> dt.date | None:
        """The day last spoken of, or that of writing."""
        spoken = day_of(self.spoken) if self.spoken else None
        return spoken or (None if self.narrative else self.written)


POINTED = re.compile(r"[hlx]U|[UV]g|[DWJ]")
BEFORE_CHRIST = re.compile(r"[dy0]B")


def is_narrative(sentences: Iterable[Tokens], written: dt.date | None) -> bool:
    """Whether a text tells of the past by its own dates, so that nothing is counted from the day of writing.

    It does where explicit years before the year of writing abound, and expressions that need the day of writing (today,
    weekdays, 'last month', 'two years ago') are few beside them.
    """
    past = pointed = 0
    year = written.year if written else 10_000
    for tokens in sentences:
        pointed += len(POINTED.findall(tokens.codes))
        past += len(BEFORE_CHRIST.findall(tokens.codes))
        if "y" in tokens.codes:
            past += sum(token.code == "y" and int(token.value) < year for token in tokens.items)
    return past >= LEAST_PAST_YEARS and past > PAST_PER_POINTED * pointed


def story_years(sentences: Iterable[Tokens]) -> tuple[int, int] | None:
    """The span of years a narrative dwells on: all but the outermost tenths (one at least) of its explicit years.

    A year outside it is an aside ('declassified in 2005') and does not move the reference.
    """
    dated = (tokens.items for tokens in sentences if "y" in tokens.codes)
    years = sorted(int(token.value) for items in dated for token in items if token.code == "y")
    if len(years) < LEAST_PAST_YEARS:
        return None
    tenth = max(1, len(years) // 10)
    return years[tenth], years[-1 - tenth]
