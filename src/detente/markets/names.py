"""What an analyst, a file or a report calls an instrument -> the desk's name, and where it is traded."""

from __future__ import annotations

import functools

import msgspec

from detente.errors import NotFound
from detente.vocabulary import table


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """An instrument and its market. `calendar` is a code of exchange_calendars, `unit` that of its level.

    `inverse`: a rise of what is named is a fall of the figure. `fred` and `yahoo` are its codes there, '' for none.
    """

    instrument: str
    calendar: str
    unit: str
    inverse: bool = False
    names: tuple[str, ...] = ()
    fred: str = ""
    yahoo: str = ""


def listing(name: str) -> Listing:
    """The listing of an instrument by any of its names. Raises NotFound where none is called so."""
    found = find(name)
    if found is None:
        raise NotFound(
            f"{name!r}: no listed instrument is called so; give one of {', '.join(sorted(listings()))}, or its "
            "exchange and unit too"
        )
    return found


def find(name: str) -> Listing | None:
    """The listing of an instrument by any of its names; None where none is called so."""
    return listings().get(canonical(name))


def canonical(name: str) -> str:
    """The desk's name for an instrument; the name itself where it is not known."""
    return _names().get(plain(name), name.strip())


def plain(name: str) -> str:
    """Lower case, one space between words, no article."""
    return " ".join(name.casefold().split()).removeprefix("the ")


@functools.cache
def listings() -> dict[str, Listing]:
    """The listings by instrument."""
    rows = {name: row for name, row in table("listings").items() if isinstance(row, dict)}
    return {name: msgspec.convert(row | {"instrument": name}, Listing) for name, row in rows.items()}


@functools.cache
def _names() -> dict[str, str]:
    read = {plain(word): name for name, words in table("markets")["instruments"].items() for word in (name, *words)}
    listed = {plain(word): name for name, row in listings().items() for word in (name, *row.names)}
    return read | listed
