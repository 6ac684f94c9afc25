"""How long a measure or a truce is told to hold, where its words give a length and not a day: 'for 90 days'."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

from detente.model import Record
from detente.vocabulary import table


def term(record: Record) -> str | None:
    """The length for which the evidence says that it holds or is prolonged: '90 days', '1 year'; None for none."""
    for span in record.evidence:
        found = _lengths().search(span.text)
        if found:
            count = found["for_count"] or found["count"]
            unit = (found["for_unit"] or found["unit"]).lower().rstrip("s")
            return f"{_number(count)} {unit}" + ("" if _number(count) == 1 else "s")
    return None


def after(start: dt.date, length: str) -> dt.date:
    """The day that a length reaches to from a day; a month or year keeps the day of the month where there is one."""
    count, unit = int(length.split(maxsplit=1)[0]), length.split()[1].rstrip("s")
    if unit in ("day", "week"):
        return start + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def eases(record: Record) -> bool:
    """Whether the evidence tells of a cut or a suspension; a duty that 'has been paid for ten months' has no end."""
    words = "|".join(table("truces")["easing"]["words"])
    return any(re.search(rf"\b(?:{words})\b", span.text, re.I) for span in record.evidence)


def extends(record: Record) -> bool:
    """Whether the evidence tells of an extension."""
    words = "|".join(table("truces")["extension"]["words"])
    return any(re.search(rf"\b(?:{words})\b", span.text, re.I) for span in record.evidence)


def _number(count: str) -> int:
    numbers: dict[str, float] = table("quantities")["numbers"]
    return int(count) if count.isdigit() else int(numbers[count.lower()])


@functools.cache
def _lengths() -> re.Pattern[str]:
    words = table("truces")
    numbers = "|".join(name for name, number in table("quantities")["numbers"].items() if number >= 1)
    units = "|".join(words["units"]["words"])
    held = "|".join(words["held"]["words"])
    count = rf"\d{{1,3}}|{numbers}"
    return re.compile(
        rf"\b(?:for|by)\s+(?:(?:an?|the|initial|another|further|additional|period|of|next)\s+){{0,5}}?"
        rf"(?P<for_count>{count})[- ](?P<for_unit>{units})\b"
        rf"|\b(?P<count>{count})[- ](?P<unit>{units})[- ](?:\w+\s+){{0,2}}?(?:{held})\b",
        re.I,
    )
