"""What an address asks for: the moment, which lines, in what order, which page of them. Any query string is an answer
or an error that names the value and the remedy; names that nobody knows are passed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, cast, get_args
from urllib.parse import urlencode

import msgspec

from detente.errors import DateInvalid, UsageError
from detente.model import STATUSES, EventType, Instrument, Line, QuoteKind, Standing, first_day, last_day, partial
from detente.selection import Selection

Order = Literal["", "latest", "earliest"]
Clock = Literal["valid", "known"]
Moment = tuple[dt.date, dt.date | None]
LONGEST = 500
"""Characters of a value; an id may have more."""
SEVERAL = ("country", "kind", "type", "status", "standing", "outlet")
"""Fields that may be given more than once."""
KINDS = ("event", "measure", "commitment", "move", "gap", "quote")
CHOICES: Mapping[str, Sequence[str]] = {
    "kind": KINDS,
    "type": (*get_args(EventType), *get_args(Instrument), *get_args(QuoteKind), "commitment", "move", "gap"),
    "status": STATUSES,
    "standing": get_args(Standing),
    "order": ("latest", "earliest"),
    "by": get_args(Clock),
    "length": ("short", "full"),
}
FIELDS = (
    "as_of", "known_at", "q", "actor", "country", "issue", "kind", "type", "status", "standing", "outlet", "since",
    "min_confidence", "order", "by", "page", "limit", "id", "name", "account", "view", "party", "other", "stage",
    "verdict", "for", "length", "words",
)  # fmt: skip
"""Every field of an address, in the order in which links write them."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines: a selection, and what a page adds to it: outlets (of any account), words, and the order."""

    selection: Selection = Selection()
    outlets: tuple[str, ...] = ()
    words: str = ""
    order: Order = ""
    by: Clock = "valid"

    @property
    def everything(self) -> bool:
        """Whether nothing is left out, and nothing sorted."""
        return self.whichever == Wanted()

    @property
    def whichever(self) -> Wanted:
        """The same, whichever line is to stand first."""
        return msgspec.structs.replace(self, order="")

    def of(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines asked for, in their order."""
        return (line for line in self.selection.of(lines) if self.keeps(line))

    def keeps(self, line: Line) -> bool:
        """Whether outlet and words are asked for."""
        return (not self.outlets or any(one.outlet in self.outlets for one in line.evidence)) and (
            not self.words or holds(line, self.words.casefold())
        )


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a page. `given` are the fields of the address that were understood, for links."""

    as_of: dt.date
    today: dt.date
    known_at: dt.date | None = None
    wanted: Wanted = Wanted()
    page: int = 1
    limit: int | None = None
    given: tuple[tuple[str, str], ...] = ()

    @property
    def moment(self) -> Moment:
        return (self.as_of, self.known_at)

    def chosen(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines asked for, by the clock asked for."""
        found = self.wanted.of(lines)
        if self.wanted.by == "known":
            return iter(sorted(found, key=lambda line: (line.clocks.known_at or "9999", line.id)))
        return found

    def field(self, name: str) -> str:
        """The value of a field, '' where none is given."""
        return next((value for key, value in self.given if key == name), "")

    def link(self, path: str, **changed: str | int | None) -> str:
        """An address with the fields given here, some `changed`; None leaves one out. The page is never kept."""
        kept = [(key, value) for key, value in self.given if key not in changed and key != "page"]
        new = [(key, str(value)) for key, value in changed.items() if value not in (None, "")]
        query = urlencode(sorted([*kept, *new], key=lambda pair: FIELDS.index(pair[0])))
        return f"{path}?{query}" if query else path

    def at(self, path: str, **fields: str | int | None) -> str:
        """An address of another page at the same moment."""
        moment = {key: value for key, value in self.given if key in ("as_of", "known_at")}
        new = {key: str(value) for key, value in fields.items() if value not in (None, "")}
        query = urlencode(moment | new)
        return f"{path}?{query}" if query else path

    def without(self, path: str, name: str, value: str) -> str:
        """The address without one value of a field."""
        kept = [pair for pair in self.given if pair != (name, value) and pair[0] != "page"]
        return f"{path}?{urlencode(kept)}" if kept else path

    def added(self, path: str, name: str, value: str) -> str:
        """The address with one more value of a field."""
        kept = [pair for pair in self.given if pair[0] != "page"]
        return f"{path}?{urlencode([*kept, (name, value)])}"

    def on_page(self, path: str, number: int) -> str:
        """The address on another page."""
        kept = [pair for pair in self.given if pair[0] != "page"]
        return f"{path}?{urlencode([*kept, ('page', str(number))])}"


def asked(query: Sequence[tuple[str, str]], today: dt.date, usual: Order = "") -> Asked:
    """What the fields of a query string ask for; `usual` is the page's own order. Raises UsageError."""
    given = tuple((name, value.strip()) for name, value in understood(query))
    one = dict(given)
    as_of, known_at = (day(name, one.get(name)) for name in ("as_of", "known_at"))
    return Asked(
        as_of=as_of or today,
        today=today,
        known_at=known_at,
        wanted=Wanted(
            selection=selection(given),
            outlets=several(given, "outlet"),
            words=one.get("q", ""),
            order=cast("Order", one.get("order", usual)),
            by=cast("Clock", one.get("by", "valid")),
        ),
        page=whole("page", one.get("page", "1")),
        limit=whole("limit", one["limit"]) if "limit" in one else None,
        given=given,
    )


def understood(query: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The fields that have a meaning and a value, each value once. Raises UsageError where one is none of its own."""
    found = dict.fromkeys((name, value) for name, value in query if name in FIELDS and value.strip())
    last = {name: value for name, value in found if name not in SEVERAL}
    for name, value in sorted(found, key=lambda pair: FIELDS.index(pair[0])):
        if len(value) > LONGEST and name not in ("id", "account"):
            raise UsageError(f"{name}: {value[:40]!r}… has {len(value)} characters; {LONGEST} are the most")
        if name in CHOICES and value not in CHOICES[name]:
            raise UsageError(f"{name}: {value[:80]!r} is none of {', '.join(CHOICES[name])}")
        if name in SEVERAL or last[name] == value:
            yield name, value


def selection(given: Sequence[tuple[str, str]]) -> Selection:
    """The selection that the fields ask for. Raises UsageError."""
    one = dict(given)
    return Selection(
        actor=one.get("actor"),
        countries=tuple(code.upper() for code in several(given, "country")),
        issue=one.get("issue"),
        kinds=several(given, "kind"),
        types=several(given, "type"),
        statuses=several(given, "status"),
        standings=several(given, "standing"),
        since=day("since", one.get("since"), last=False),
        min_confidence=share(one.get("min_confidence", "0")),
    )


def several(given: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    """All values of a field."""
    return tuple(value for key, value in given if key == name)


def day(name: str, value: str | None, *, last: bool = True) -> dt.date | None:
    """A day; of a month or a year the last one, or the first. Raises UsageError."""
    if value is None:
        return None
    try:
        found = partial(value)
    except DateInvalid as error:
        raise UsageError(f"{name}: {error}") from error
    return last_day(found) if last else first_day(found)


def whole(name: str, value: str) -> int:
    """A count from 1. Raises UsageError."""
    if not (value.isascii() and value.isdecimal()) or len(value) > 9 or int(value) < 1:
        raise UsageError(f"{name}: {value[:40]!r} is no whole number from 1; write for example 2")
    return int(value)


def share(value: str) -> float:
    """A confidence. Raises UsageError."""
    try:
        found = float(value)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise UsageError(f"min_confidence: {value[:40]!r} is no confidence; write a figure from 0 to 1, such as 0.6")
    return found


def holds(line: Line, words: str) -> bool:
    """Whether the words stand in any piece of evidence of a line, whatever their case."""
    return any(words in piece.text.casefold() for piece in line.evidence)
