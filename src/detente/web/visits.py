"""When somebody was here last: two days in a cookie, this visit's and that of the one before."""

from __future__ import annotations

import datetime as dt
import re

from fastapi import Request, Response

from detente.web.asked import Asked

COOKIE = "detente_visits"
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)?_(\d{4}-\d\d-\d\d)", re.ASCII)
WEEK = dt.timedelta(days=7)
YEAR = 365 * 24 * 60 * 60
"""Seconds for which the cookie is kept."""


def since(request: Request, asked: Asked) -> tuple[dt.date, str]:
    """From which day on changes are to be told, and why that one."""
    given = asked.wanted.selection.since
    if given is not None:
        return min(given, asked.as_of), "asked for"
    before = last(request, asked.today)
    if before is not None and before < asked.as_of:
        return before, "your last visit"
    return asked.as_of - WEEK, "a week before the day looked at"


def last(request: Request, today: dt.date) -> dt.date | None:
    """The day of the visit before today's."""
    before, latest = days(request)
    return latest if latest is not None and latest < today else before


def days(request: Request) -> tuple[dt.date | None, dt.date | None]:
    """The two days of the cookie; None where it has none, or none that are days."""
    found = DAYS.fullmatch(request.cookies.get(COOKIE, ""))
    try:
        return tuple(dt.date.fromisoformat(day) if day else None for day in found.groups()) if found else (None, None)  # type: ignore[return-value]
    except ValueError:
        return None, None


def remember(request: Request, response: Response, today: dt.date) -> None:
    """Note that somebody was here today."""
    before, latest = days(request)
    if latest == today:
        return
    value = f"{(latest or before or '')}_{today.isoformat()}"
    response.set_cookie(COOKIE, value, max_age=YEAR, httponly=True, samesite="strict", path="/")
