"""Cells of a file of prices: the day of a session and a price, as files write them."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from detente.errors import SeriesInvalid
from detente.markets.sessions import clock

MISSING = frozenset({"", ".", "-", "na", "n/a", "#n/a", "nan", "null", "none"})
"""What stands where there is no price, in lower case."""
COMPACT = re.compile(r"\d{8}")
GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
"""'42,319.74'."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One row: a day and its prices, None where the row has none."""

    day: dt.date
    close: float | None
    high: float | None = None
    low: float | None = None


def day_of(value: Any, row: str, zone: ZoneInfo | None, exchange: str) -> dt.date:
    """The local day of a session. A time of day other than midnight needs a zone; with one the day is the exchange's.

    Raises SeriesInvalid, naming the row.
    """
    when = value if isinstance(value, dt.date) else _parsed(str(value).strip(), row)
    if not isinstance(when, dt.datetime):
        return when
    if when.tzinfo is None and when.time() == dt.time():
        return when.date()
    if when.tzinfo is None and zone is None:
        raise SeriesInvalid(
            f"{row}: {value} has a time of day and no time zone; say which with --zone, e.g. --zone America/New_York"
        )
    there = when if when.tzinfo else when.replace(tzinfo=zone)
    return there.date() if there.time() == dt.time() else there.astimezone(clock(exchange).zone).date()


def _parsed(text: str, row: str) -> dt.date:
    whole = f"{text[:4]}-{text[4:6]}-{text[6:]}" if COMPACT.fullmatch(text) else text
    try:
        return dt.date.fromisoformat(whole) if len(whole) <= len("2025-06-05") else dt.datetime.fromisoformat(whole)
    except ValueError as error:
        raise SeriesInvalid(f"{row}: {text!r} is no date; write it as 2025-06-05") from error


def price_of(value: Any, row: str) -> float | None:
    """The price; None where there is none. Raises SeriesInvalid, naming the row, where it is no number."""
    if value is None:
        return None
    text = str(value).strip()
    if text.casefold() in MISSING:
        return None
    try:
        price = float(text.replace(",", "") if GROUPED.fullmatch(text) else text)
    except ValueError as error:
        raise SeriesInvalid(f"{row}: {text!r} is no price; write it as 42319.74, or leave it empty") from error
    if math.isinf(price):
        raise SeriesInvalid(f"{row}: {text!r} is no price; write it as 42319.74, or leave it empty")
    return None if math.isnan(price) else price
