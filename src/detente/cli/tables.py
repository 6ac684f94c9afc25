"""Tables for people on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.cli.words import cell, interval, kind, names, plain, what, who, whom
from detente.model import Quote, Reading, Record


def console() -> Console:
    """A console on standard output; nothing is taken for markup, emoji or numbers to colour."""
    return Console(markup=False, emoji=False, highlight=False)


def bare(*columns: str) -> Table:
    """A table with these columns and no more lines than it needs."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", vertical="top")
    return table


GAP = 2
"""Spaces between columns."""
LONGEST_WORD = 16
"""A column is not made narrower than its longest word, up to so many characters, while there is room."""


def filled(table: Table, rows: Iterable[Sequence[Text]], width: int) -> Table:
    """The table with these rows in a terminal of `width` characters: ids whole, no word broken if it can be helped."""
    whole = [len(str(column.header)) for column in table.columns]
    longest = list(whole)
    for row in rows:
        table.add_row(*row)
        for at, text in enumerate(row):
            whole[at] = max(whole[at], len(text.plain))
            longest[at] = max(longest[at], *map(len, text.plain.split()), 0)
    kept = [column.header == "id" for column in table.columns]
    room = width - GAP * len(kept)
    for column, size in zip(table.columns, shared(least(longest, kept, room), whole, room), strict=True):
        column.width = size
    return table


def show(headings: Sequence[str], rows: Sequence[Sequence[Text]], nothing: str) -> None:
    """Rows on standard output, as lists where the terminal is too narrow for a table; `nothing` where there is none."""
    out = console()
    if not rows:
        out.print(cell(nothing, "dim"))
    elif crowded(headings, rows, out.width):
        for row in rows:
            out.print(listed(headings, row))
            out.print()
    else:
        out.print(filled(bare(*headings), rows, out.width))


def crowded(headings: Sequence[str], rows: Sequence[Sequence[Text]], width: int) -> bool:
    """Whether a table in `width` characters would break most words: every column wants its longest word, or LEGIBLE
    characters of it, and ids want to be whole.
    """
    wanted = 0
    for at, heading in enumerate(headings):
        words = [heading, *(word for row in rows for word in row[at].plain.split())]
        wanted += max(len(word) if heading == "id" or DATE.match(word) else min(len(word), LEGIBLE) for word in words)
    return wanted + GAP * (len(headings) - 1) > width


DATE = re.compile(r"\d{4}-\d\d")
LEGIBLE = 8
"""Characters under which a column is harder to read than a list."""


def listed(headings: Sequence[str], row: Sequence[Text]) -> Table:
    """One row as a list of its headings and values, the empty ones left out, for terminals too narrow for a table."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, GAP, 0, 0))
    table.add_column(style="bold", width=max(map(len, headings)))
    table.add_column(overflow="fold")
    for heading, text in zip(headings, row, strict=True):
        if text.plain:
            table.add_row(heading, text)
    return table


def least(longest: Sequence[int], kept: Sequence[bool], room: int) -> list[int]:
    """The least width of each column: its longest word; where all do not fit the widest give way, but not the kept."""
    widths = [word if keep else min(word, LONGEST_WORD) for word, keep in zip(longest, kept, strict=True)]
    while sum(widths) > room and any(n > 1 and not keep for n, keep in zip(widths, kept, strict=True)):
        widest = max((n, at) for at, n in enumerate(widths) if not kept[at])[1]
        widths[widest] -= 1
    return widths


def shared(widths: Sequence[int], whole: Sequence[int], room: int) -> list[int]:
    """The widths with what room is left, a character at a time to the column that lacks most of its longest text."""
    grown = list(widths)
    for _ in range(room - sum(grown)):
        lack, at = max((want / has, at) for at, (want, has) in enumerate(zip(whole, grown, strict=True)))
        if lack <= 1:
            break
        grown[at] += 1
    return grown


def print_reading(reading: Reading, out: Console) -> None:
    """One document's quotes and records."""
    ref = reading.document
    out.print(cell(" · ".join(filter(None, (ref.id, ref.outlet, ref.published, ref.title))), "bold"))
    lines: Sequence[Quote | Record] = (*reading.quotes, *reading.records)
    if not lines:
        out.print(cell(f"  nothing found{not_read(reading)}", "dim"))
        return
    table = bare("", "who", "to", "what", "status", "when", "according to")
    for line in sorted(lines, key=lambda line: line.spans[0].start):
        table.add_row(*subject_cells(line))
    out.print(table)
    out.print()


def subject_cells(subject: Quote | Record) -> tuple[Text, ...]:
    """The row of one quote or record."""
    return (
        cell(kind(subject), "cyan"),
        cell(who(subject)),
        cell(whom(subject)),
        cell(what(subject)),
        cell("said" if isinstance(subject, Quote) else subject.status),
        cell("" if isinstance(subject, Quote) else interval(subject.when)),
        cell(names(subject.chain[:-1] if isinstance(subject, Quote) else subject.attribution)),
    )


def not_read(reading: Reading) -> str:
    """Why nothing was found, where the language is why."""
    language = reading.document.language or "en"
    return "" if language.lower().startswith("en") else plain(f": language {language!r}, and only English is read")
