"""Datelines: 'GENEVA, May 13 (Meridian Wire) -' tells where and when a dispatch was written, not what is the case."""

from __future__ import annotations

import re

CITY = r"[A-Z]{3,}[A-Z.'’/ ]{0,30}(?:,[ ][A-Z][\w.]{1,14}(?![ ]\d)){0,2}"
DAY = r"(?:,?[ ][A-Z][a-z]{2,8}\.?[ ]\d{1,2}(?:,[ ]\d{4})?)?"
AGENCY = r"\([A-Z][^()\n]{1,40}\)"
DASH = r"(?:--?|–|—)"
DATELINE = re.compile(
    rf"(?:{CITY}{DAY},?[ ]?{AGENCY}[ ]*{DASH}?|{CITY}{DAY}[ ]?{DASH}(?=[ ][^–—\n]*(?:\n|\Z))"
    rf"|{AGENCY}(?:[ ]{DASH})?)[ ]+(?=\S)"
)


def after(text: str, start: int, end: int) -> int:
    """The offset behind the dateline that `text[start:end]` begins with; `start` where it begins with none."""
    found = DATELINE.match(text, start, end)
    return found.end() if found else start
