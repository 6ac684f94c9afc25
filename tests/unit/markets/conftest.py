"""The sessions of one year in place of the calendars of all times."""

from __future__ import annotations

import pytest
from few_calendars import few_calendars

__all__ = ["few_calendars"]


@pytest.fixture(autouse=True)
def one_year(few_calendars: None) -> None:
    """The few calendars, for every test here."""
