"""A CSV file of actors -> rows for a desk's own table, checked cell by cell.

Columns: name (the only one that must be there), kind, country, aliases (joined by |), gender, role, office, start, end.
Somebody who held several offices has a row for each.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast, get_args

import msgspec

from detente.errors import DateInvalid, DocumentInvalid, InputError
from detente.ingest.decoding import decode
from detente.model import KnownActor, MentionKind, Office, partial

COLUMNS = ("name", "kind", "country", "aliases", "gender", "role", "office", "start", "end")
KINDS = get_args(MentionKind)
COUNTRY = re.compile("[A-Z]{3}")
Row = Mapping[str, str | None]


def actors_of(path: Path) -> tuple[KnownActor, ...]:
    """The actors of a file. Raises InputError and its kinds, naming the line, where anything in it is wrong."""
    try:
        text = decode(path.read_bytes(), str(path)).removeprefix("\ufeff")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check that it may be read") from error
    reader = csv.DictReader(text.splitlines())
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if unknown or "name" not in (reader.fieldnames or ()):
        wrong = f"no column {', '.join(unknown)} is known" if unknown else "no column 'name'"
        raise DocumentInvalid(f"{path}:1: {wrong}; the first line is {','.join(COLUMNS)}, or some of these")
    return joined(actor(row, f"{path}:{reader.line_num}") for row in reader)


def joined(rows: Iterable[KnownActor]) -> tuple[KnownActor, ...]:
    """Rows of one name as one actor with all offices; what the first says of the actor counts."""
    found: dict[str, KnownActor] = {}
    for row in rows:
        first = found.setdefault(row.name, row)
        if first is not row:
            found[row.name] = msgspec.structs.replace(first, offices=(*first.offices, *row.offices))
    return tuple(found.values())


def actor(row: Row, place: str) -> KnownActor:
    """The actor of one row. Raises DocumentInvalid."""
    cells = {name: (value or "").strip() for name, value in row.items() if name in COLUMNS}
    if not cells["name"]:
        raise DocumentInvalid(f"{place}: no name; give one or remove the line")
    if None in row:
        raise DocumentInvalid(f"{place}: more cells than columns; put what has a comma in double quotes")
    return KnownActor(
        name=cells["name"],
        kind=cast("MentionKind", one_of(cells.get("kind") or "person", KINDS, "kind", place)),
        country=country(cells.get("country", ""), place),
        aliases=tuple(alias.strip() for alias in cells.get("aliases", "").split("|") if alias.strip()),
        gender=one_of(cells.get("gender", ""), ("m", "f", ""), "gender", place),  # type: ignore[arg-type]
        role=cells.get("role", ""),
        offices=tuple(offices(cells, place)),
    )


def country(code: str, place: str) -> str | None:
    """An alpha-3 code, None where there is none. Raises DocumentInvalid."""
    if code and not COUNTRY.fullmatch(code):
        raise DocumentInvalid(f"{place}: country {code!r}; write the ISO 3166 alpha-3 code, such as CHN, or nothing")
    return code or None


def one_of(value: str, allowed: Iterable[str], field: str, place: str) -> str:
    """`value`. Raises DocumentInvalid where it is none of those allowed."""
    if value not in allowed:
        choice = ", ".join(one or "nothing" for one in allowed)
        raise DocumentInvalid(f"{place}: {field} {value!r}; write one of {choice}")
    return value


def offices(cells: Mapping[str, str], place: str) -> Iterator[Office]:
    """The office of a row, if it has one. Raises DocumentInvalid."""
    if not cells.get("office"):
        return
    try:
        start, end = (partial(cells[name]) if cells.get(name) else None for name in ("start", "end"))
    except DateInvalid as error:
        raise DocumentInvalid(f"{place}: {error}") from error
    yield Office(office=cells["office"], start=start, end=end)
