"""The series that come with Detente: those whose licence lets them be shipped."""

from __future__ import annotations

from detente.errors import NotFound
from detente.markets.loading import About, series_of
from detente.markets.names import canonical
from detente.markets.series import Series
from detente.vocabulary import rows

SHIPPED = {
    "yuan": (
        "usdcny",
        About(
            instrument="yuan",
            source="European Central Bank, euro reference rates; quotient of CNY and USD",
            licence="free reuse, the source named",
            vintage="2026-10-30",
        ),
    )
}
"""Instrument -> the table of the vocabulary that has its days and closes, and what is to be said of it."""


def shipped(instrument: str) -> Series:
    """The series of an instrument that comes with Detente. Raises NotFound where none does."""
    if canonical(instrument) not in SHIPPED:
        raise NotFound(
            f"{instrument!r}: no series of it comes with Detente, which ships {', '.join(SHIPPED)}; give a file"
        )
    name, about = SHIPPED[canonical(instrument)]
    days, closes = zip(*(row.values() for row in rows(name)), strict=True)
    return series_of({"date": days, "close": closes}, about, f"the table {name}")
