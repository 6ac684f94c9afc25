"""How many of the lines have which party, type, status, standing and outlet: the counts beside a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from detente.model import Line
from detente.selection import countries, issues, sort
from detente.state.wording import state_names

EACH = 12
"""Values of a facet that are shown."""


class Value(msgspec.Struct, frozen=True):
    """One value of a field: what an address writes, what people read, and how many lines have it."""

    value: str
    label: str
    count: int


class Facet(msgspec.Struct, frozen=True):
    """A field of an address with its commonest values."""

    field: str
    label: str
    values: tuple[Value, ...]


LABELS = {
    "country": "Party",
    "kind": "Kind",
    "type": "Type",
    "status": "Status",
    "standing": "Standing",
    "issue": "Issue",
    "outlet": "Outlet",
}


def facets(lines: Iterable[Line]) -> tuple[Facet, ...]:
    """The facets of these lines; a field of which all lines have one value, or none, is left out."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in LABELS}
    total = 0
    for line in lines:
        total += 1
        for field, value in values(line):
            counts[field][value] += 1
    found = ((field, label, counts[field].most_common(EACH)) for field, label in LABELS.items())
    return tuple(
        Facet(field, label, tuple(Value(value, shown(field, value), count) for value, count in most))
        for field, label, most in found
        if len(most) > 1 or (most and most[0][1] < total)
    )


def values(line: Line) -> Iterator[tuple[str, str]]:
    """Every field and value of a line, each once."""
    kind, type_, status, standing = sort(line)
    yield from (("kind", kind), ("type", type_), ("status", status), ("standing", standing))
    yield from (("country", code) for code in countries(line))
    yield from (("issue", issue) for issue in dict.fromkeys(issues(line)))
    yield from (("outlet", outlet) for outlet in outlets(line))


def outlets(line: Line) -> Sequence[str]:
    """The outlets that carry it."""
    return [*{piece.outlet: None for piece in line.evidence if piece.outlet}]


def shown(field: str, value: str) -> str:
    """A value as people read it."""
    return state_names(value) if field == "country" else value.lower() if field == "type" else value
