"""The total rate of one state's duties on another's goods as of the day, with its parts and the words of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from detente.model import Line, Rate, RecordStated, StateOfPlay
from detente.state.book import Book
from detente.state.figures import figure
from detente.state.lines import make
from detente.state.prevailing import Bound
from detente.state.suspended import Suspension, suspensions
from detente.state.totals import Basis, Duties, Held, Total, duties
from detente.state.views import cells
from detente.state.views.view import Column, View
from detente.state.wording import scope_known, scope_label, state_names
from detente.vocabulary import table

WORDS = 90
"""Characters of the words of a part."""


class TotalLine(Line, frozen=True, kw_only=True):
    """The total rate as of the day, in percent; None where only lists and sectors have a rate.

    `since` is the day from which it is known to hold. `parts` and `lists` say each programme's, list's and sector's
    rate, since when, and in which words; lists fall on other goods and are in no sum. `bound` says that it is told as a
    most ('max') or a least ('min'), `as_announced` that a rate in it was announced for a day that has come, and no text
    tells that it came to pass. `suspended` says how much of which duty is suspended, or was until its end lapsed, in
    which words; it is in no sum.
    """

    imposer: str
    on: str
    total: float | None
    basis: Basis | None = None
    since: str | None = None
    parts: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    bound: Bound | None = None
    as_announced: bool = False
    suspended: tuple[str, ...] = ()


def lines(state: StateOfPlay) -> tuple[TotalLine, ...]:
    """One line for each pair of states whose duties are known, by pair."""
    book = Book.of(state)
    paused = suspensions(book)
    found = (_line(book, pair, one, paused) for pair, one in duties(state, book.origin).items())
    return tuple(line for line in found if line is not None)


def _line(book: Book, pair: tuple[str, str], known: Duties, paused: Sequence[Suspension]) -> TotalLine | None:
    total = known.total(book.day)
    lists = tuple(held for held in known.lists(book.day) if scope_known(held.scope))
    told = accounts(total, lists)
    if not told:
        return None
    suspended = [one for one in paused if one.pair == pair]
    told = list({e.id: e for e in (*told, *(one.told[0] for one in suspended))}.values())
    imposer, on = pair
    since = max((one.day for one in known.series() if one.day <= book.day), default=None)
    return make(
        TotalLine,
        book,
        told,
        f"total|{imposer}|{on}",
        imposer=state_names(imposer),
        on=state_names(on),
        total=total.value if total else None,
        basis=total.basis if total else None,
        since=since.isoformat() if since and total else None,
        parts=tuple(part(held) for held in total.parts) if total else (),
        lists=tuple(part(held) for held in lists),
        bound=total.bound if total else None,
        as_announced=total is not None and total.as_announced,
        suspended=tuple(eased(one, book.day) for one in suspended),
    )


def standing(found: Iterable[Suspension], pair: tuple[str, str], day: dt.date) -> list[Suspension]:
    """The suspensions between a pair that hold on a day."""
    return [one for one in found if one.pair == pair and one.since <= day and not one.over(day)]


def eased(one: Suspension, day: dt.date) -> str:
    """'all goods 24 percent suspended since 2025-05-12 until 2025-08-12: “the words”'."""
    over = f", lapsed on {one.until}" if one.over(day) else f" until {one.until}" if one.until else ""
    since = f"suspended since {one.since}{over}"
    return f"{named(one.programme, one.scope)} {figure(one.rate)} {since}: “{_words(one.told[0])}”"


def accounts(total: Total | None, lists: tuple[Held, ...]) -> list[RecordStated]:
    """The entries that a total rests on: the account of it, then those of its parts and of the lists."""
    held = [*([total.told] if total and total.told else []), *(one.stretch for one in (total.parts if total else ()))]
    found = [stretch.step.entry for stretch in (*held, *(one.stretch for one in lists))]
    return list({entry.id: entry for entry in found}.values())


def part(held: Held) -> str:
    """'IEEPA fentanyl 20 percent since 2025-03-04: “the words”'."""
    rate = figure(Rate(held.stretch.value, "percent", held.stretch.bound))
    since = f"{held.stretch.since}{', as announced' if held.stretch.as_announced else ''}"
    return f"{named(held.programme, held.scope)} {rate} since {since}: “{_words(held.stretch.step.entry)}”"


def _words(entry: RecordStated) -> str:
    flat = " ".join(" ".join(span.text for span in entry.record.evidence).split())
    return flat if len(flat) <= WORDS else flat[: WORDS - 1] + "…"


def named(programme: str, scope: str) -> str:
    """A programme and scope in words: 'IEEPA fentanyl', 'list of 200bn dollars (Section 301)', 'all goods'."""
    under = str(table("programmes")["programme"].get(programme, {}).get("label", programme)) if programme != "-" else ""
    if scope in ("-", "all"):
        return under or "all goods"
    return scope_label(scope) + (f" ({under})" if under else "")


def _who(line: Line) -> str:
    return f"{line.imposer} > {line.on}" if isinstance(line, TotalLine) else ""


def _total(line: Line) -> str:
    """'30 percent', 'up to 125 percent'."""
    if not isinstance(line, TotalLine) or line.total is None:
        return ""
    return figure(Rate(line.total, "percent", line.bound))


def _since(line: Line) -> str:
    return (line.since or "") if isinstance(line, TotalLine) else ""


def _basis(line: Line) -> str:
    if not isinstance(line, TotalLine) or line.basis is None:
        return ""
    return f"{line.basis}, as announced" if line.as_announced else line.basis


def _parts(line: Line) -> str:
    return "; ".join((*line.parts, *line.lists, *line.suspended)) if isinstance(line, TotalLine) else ""


TOTALS = View(
    "totals",
    "the total tariff rate of each state on each other as of the day, with its parts",
    (
        Column("who", _who),
        Column("total", _total),
        Column("in force by", _since),
        Column("basis", _basis),
        Column("parts and lists", _parts),
        cells.ID,
    ),
    lines,
)
