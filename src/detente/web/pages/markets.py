"""Markets: the moves that documents report, each with what the desk's series of prices have instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from fastapi import APIRouter

from detente.markets.verdicts import VERDICTS, figure
from detente.model import Line, Move
from detente.verifying import Verified, verify
from detente.web import page as pages
from detente.web import rows
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()
INSTRUMENTS = 16
CHIPS = {"contradicts": "contested", "impossible in sequence": "contested", "intraday": "stated",
         "cannot check": "unconfirmed", "rounded or truncated": "confirmed", "agrees": "confirmed"}  # fmt: skip
"""How a verdict looks: as the standing that it comes nearest to."""
CHECKED = ("verdict", "also", "ground", "told", "unit", "measured", "close", "day", "source", "vintage", "sessions")
"""What is said of the check of a move, as JSON and in CSV."""


def moves(shelf: Shelf, asked: Asked) -> tuple[Line, ...]:
    """Every reported move, dated or not, the latest told first."""
    return shelf.once(("moves", asked.moment), lambda: told(shelf, asked))


def told(shelf: Shelf, asked: Asked) -> tuple[Line, ...]:
    found = {
        line.id: line
        for view in ("timeline", "unplaced")
        for line in shelf.view(view, asked)
        if isinstance(line.subject, Move)
    }
    return tuple(sorted(found.values(), key=lambda line: (line.clocks.known_at or "", line.id), reverse=True))


def checks(shelf: Shelf, asked: Asked) -> Mapping[str, Verified]:
    """What was found of each move, by the id of its line; nothing where the desk has no series.

    Of a move with several accounts it is the gravest that could be checked.
    """
    return shelf.once(("checks", asked.moment), lambda: checked(shelf, asked))


def checked(shelf: Shelf, asked: Asked) -> dict[str, Verified]:
    if not shelf.desk.store.series.instruments():
        return {}
    found = {one.id: one for one in verify(shelf.desk, *asked.moment)}
    accounts = {line.id: [found[entry] for entry in line.accounts if entry in found] for line in moves(shelf, asked)}
    return {line: min(own, key=gravity) for line, own in accounts.items() if own}


def gravity(one: Verified) -> tuple[bool, int]:
    """Where it stands among the accounts of a move: what cannot be checked comes last."""
    return one.verdict == "cannot check", VERDICTS.index(one.verdict)


def verdicts(one: Verified) -> tuple[str, ...]:
    return (one.verdict, *one.also)


def chosen(shelf: Shelf, asked: Asked) -> Sequence[Line]:
    """The moves asked for; of one instrument, and of one verdict, where one is named."""
    instrument, verdict = asked.field("name"), asked.field("verdict")
    found = checks(shelf, asked)
    return [
        line
        for line in asked.wanted.of(moves(shelf, asked))
        if isinstance(line.subject, Move)
        and instrument in ("", line.subject.instrument)
        and (not verdict or (line.id in found and verdict in verdicts(found[line.id])))
    ]


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """A page of moves, each with its check; the instruments, the verdicts, and the series that they rest on."""
    named = Counter(line.subject.instrument for line in moves(shelf, asked) if isinstance(line.subject, Move))
    found = checks(shelf, asked)
    counts = Counter(verdict for one in found.values() for verdict in verdicts(one))
    return {
        "instruments": named.most_common(INSTRUMENTS),
        "verdicts": [(name, counts[name]) for name in VERDICTS if counts[name]],
        "series": sorted({f"{one.instrument} ({one.source}, {one.vintage})" for one in found.values() if one.source}),
        "checks": found,
        "chips": CHIPS,
        "measured": measured,
        **pages.listed(chosen(shelf, asked), asked),
    }


def measured(one: Verified) -> str:
    """'measured -108 points'; '' where nothing is."""
    return f"measured {figure(round(one.measured, 4), one.unit)}" if one.measured is not None and one.unit else ""


def all_rows(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All moves asked for; with the check of each where the desk has series."""
    lines, found = chosen(shelf, asked), checks(shelf, asked)
    return [rows.Beside(line, check_row(found.get(line.id))) for line in lines] if found else lines


def check_row(one: Verified | None) -> dict[str, Any]:
    """The check of a move as plain values."""
    built: dict[str, Any] = msgspec.to_builtins(one) if one else {}
    return {f"check_{name}": built.get(name) for name in CHECKED}


pages.add(router, Page("/markets", "Markets", "markets.html", build, all_rows))
