"""The dates and times that files carry, in the forms they carry them -> ISO; what has no zone gets none."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from detente.errors import DateInvalid
from detente.model import conceivable, partial

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "hkt": 8, "jst": 9, "kst": 9,
    "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "et": None, "cst": None,
}  # fmt: skip
"""Hours from UTC; None where the abbreviation has several meanings."""
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = re.compile(
    rf"\b(?:{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH.replace('month', 'month2')},?\s+(?P<year2>\d{{4}}))\b"
)
CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
NUMERIC = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?(?:Z|[+-]\d\d:?\d\d))?)?")
CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap])?(?:\.?m\b\.?)?\s*\(?(?P<zone>[a-z]{1,4}\b)?"
    r"\s*(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?"
)
X = re.compile(r"\w{3} (\w{3}) (\d\d) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})")
"""'Wed Jun 04 20:19:24 +0000 2025', as X writes it."""


def when(text: str | None) -> str | None:
    """The first date in `text`, with its time and zone where they are told; None where there is none, or where it is
    what programs write that know none ('0001-01-01').
    """
    text = (text or "").strip()[:400]
    if not text:
        return None
    for form in (iso, mailed, posted, written):
        found = form(text)
        if found:
            return found if conceivable(found) else None
    return None


def iso(text: str) -> str | None:
    """'2025-06-05', '2025-06-05T14:30:00+08:00', '2025-06-05 14:30:00 +0800', '2025-06'."""
    try:
        if partial(text) == text:
            return text
    except DateInvalid:
        pass
    match = ISO.search(text)
    if match is None:
        return None
    try:
        return valid(re.sub(r"\s(?=[Z+-])", "", match.group()))
    except ValueError:
        return None


def valid(value: str) -> str:
    """The ISO date or time as Python writes it. Raises ValueError where it is none."""
    if len(value) == 10:
        return dt.date.fromisoformat(value).isoformat()
    return dt.datetime.fromisoformat(value.replace(",", ".")).replace(microsecond=0).isoformat()


def mailed(text: str) -> str | None:
    """'Thu, 05 Jun 2025 14:30:00 +0800', as in mail."""
    if not re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d:\d\d", text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, OverflowError):
        return None


def posted(text: str) -> str | None:
    """'Wed Jun 04 20:19:24 +0000 2025', as X writes it."""
    match = X.fullmatch(text)
    if match is None:
        return None
    month, day, clock, offset, year = match.groups()
    try:
        return dt.datetime.strptime(f"{day} {month} {year} {clock} {offset}", "%d %b %Y %H:%M:%S %z").isoformat()
    except ValueError:
        return None


def written(text: str) -> str | None:
    """'June 5, 2025, 2:30 p.m. EDT', '5 June 2025', '2025/06/05', '2025年6月5日'."""
    low = text.lower()
    match = DAY.search(low)
    if match:
        parts = (match["year"] or match["year2"], match["month"] or match["month2"], match["day"] or match["day2"])
        year, month, day = int(parts[0]), MONTHS.index(parts[1]) + 1, int(parts[2])
    else:
        match = CHINESE.search(low) or NUMERIC.search(low)
        if match is None:
            return None
        year, month, day = (int(group) for group in match.groups())
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    rest = low[: match.start()] + " " + low[match.end() :]
    return timed(date, CLOCK.search(rest))


def timed(date: dt.date, clock: re.Match[str] | None) -> str:
    """The day with a time where one is told whole; a zone that may be several is none, and the day stands alone."""
    if clock is None:
        return date.isoformat()
    hour, minute = int(clock["hour"]), int(clock["minute"])
    if clock["half"]:
        hour = hour % 12 + 12 * (clock["half"] == "p")
    zone = offset(clock["zone"], clock["offset"])
    if hour > 23 or minute > 59 or zone is None:
        return date.isoformat()
    return dt.datetime(date.year, date.month, date.day, hour, minute, tzinfo=zone).isoformat()


def offset(zone: str | None, told: str | None) -> dt.tzinfo | None:
    """The zone of an abbreviation, or of hours and minutes from UTC; None where it is not known."""
    if told:
        hours, minutes = re.fullmatch(r"([+-]\d{1,2}):?(\d\d)?", told).groups()  # type: ignore[union-attr]
        found = int(hours) * 60 + int(minutes or 0) * (-1 if hours.startswith("-") else 1)
        return dt.timezone(dt.timedelta(minutes=found)) if abs(found) < 24 * 60 else None
    known = ZONES.get(zone or "")
    return None if known is None else dt.timezone(dt.timedelta(hours=known))
