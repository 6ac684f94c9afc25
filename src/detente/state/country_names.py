"""By which words a text names a country."""

from __future__ import annotations

import functools
import re

from detente.vocabulary import rows


@functools.cache
def country_names(country: str | None) -> re.Pattern[str] | None:
    """Names, adjectives and metonyms of a country, and what its people are called."""
    row = next((row for row in rows("countries") if row["alpha3"] == country), None)
    if row is None:
        return None
    fields = (row["name"], row["aliases"], row["adjectives"], row["people"], row["metonyms"], row["capital"])
    words = sorted({word for field in fields for word in field.split("|") if word}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
