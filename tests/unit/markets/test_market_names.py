"""What an analyst calls an instrument."""

from __future__ import annotations

import pytest

from detente.errors import NotFound
from detente.markets.names import canonical, find, listing
from detente.vocabulary import table

NAMES = [
    ("the Dow", "Dow Jones Industrial Average", "XNYS"),
    ("DJIA", "Dow Jones Industrial Average", "XNYS"),
    ("Dow Jones Industrial Average", "Dow Jones Industrial Average", "XNYS"),
    ("S&P 500", "S&P 500", "XNYS"),
    ("^GSPC", "S&P 500", "XNYS"),
    ("Shanghai Composite", "Shanghai Composite", "XSHG"),
    ("the  Shanghai composite index", "Shanghai Composite", "XSHG"),
    ("yuan", "yuan", "24/5"),
    ("renminbi", "yuan", "24/5"),
    ("USD/CNY", "yuan", "24/5"),
    ("10-year", "10-year Treasury yield", "XNYS"),
    ("10-year Treasury", "10-year Treasury yield", "XNYS"),
    ("Hang Seng", "Hang Seng", "XHKG"),
    ("VIX", "Cboe Volatility Index", "XNYS"),
    ("the Nikkei", "Nikkei 225", "XTKS"),
]


@pytest.mark.parametrize(("said", "instrument", "exchange"), NAMES)
def test_a_name_and_its_exchange(said: str, instrument: str, exchange: str) -> None:
    found = listing(said)
    assert (found.instrument, found.calendar) == (instrument, exchange)


def test_a_name_that_no_market_has_stays_as_it_is() -> None:
    assert canonical("Northgate shares") == "Northgate shares"
    assert find("financial markets") is None
    with pytest.raises(NotFound, match="'Northgate shares'"):
        listing("Northgate shares")


def test_every_listed_instrument_is_one_that_the_reader_knows() -> None:
    listed = {name for name, row in table("listings").items() if isinstance(row, dict)}
    assert listed <= set(table("markets")["instruments"])
