"""When, as the text has it: TIMEX3 expressions with their resolved intervals."""

from __future__ import annotations

from typing import Literal

import msgspec

from detente.model.interval import Interval
from detente.model.span import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class TimeExpression(msgspec.Struct, frozen=True):
    """A TIMEX3: its words, type and value, and the earliest and latest partial date it can mean (None where open)."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    earliest: str | None = None
    latest: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end, self.text)

    @property
    def interval(self) -> Interval | None:
        """The interval of a DATE or TIME that resolves at one end at least."""
        if self.earliest is None and self.latest is None:
            return None
        return Interval(self.earliest, self.latest)
