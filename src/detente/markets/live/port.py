"""What a live source of series must do."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

import msgspec

from detente.errors import NotFound
from detente.markets.loading import About
from detente.markets.names import Listing
from detente.markets.series import Series


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which series is asked for: an instrument's closes from one day to another, as the source has them on `today`."""

    listing: Listing
    since: dt.date
    until: dt.date
    today: dt.date

    def about(self, source: str, licence: str) -> About:
        """What is to be said of the series that a source gives."""
        return About(instrument=self.listing.instrument, source=source, licence=licence, vintage=self.today.isoformat())

    def code(self, source: str, code: str) -> str:
        """The source's code for it. Raises NotFound where the vocabulary has none."""
        if not code:
            raise NotFound(
                f"{self.listing.instrument!r}: {source} has no series of it that the vocabulary of listings names; "
                "load a file of prices"
            )
        return code


class Source(Protocol):
    """A live source."""

    def fetch(self, wanted: Wanted) -> Series:
        """The series. Raises NotFound, SeriesInvalid where the source has none or cannot be reached, ExtraMissing."""
        ...
