"""News indices of a desk: from its acts, or from the share of its documents that meet a term specification.

found = index_desk(desk, Wanted(name="epu", by="month"))
for point in found.points:
    print(point.period, point.value, point.documents)
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from detente.desk import Desk
from detente.errors import NotFound, UsageError
from detente.markets.indices import Scale
from detente.markets.indices_periods import By, period
from detente.markets.indices_points import NOWHERE, Act, Base, Point, Published, Value, act_points, share_points
from detente.markets.terms import Matcher, Specification, specification
from detente.model import DocumentRef, Event, RecordStated, day_published, first_day, last_day
from detente.state.book import Book
from detente.state.claims import affirms
from detente.state.deadlines import countries
from detente.state.happenings import happenings
from detente.state.lines import line_id
from detente.state.tone import score, series
from detente.vocabulary import table


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """An index of `indices.toml`: of acts (`acts`, `sides`), or of shares (`terms`, `scale`, and `ways` of them)."""

    label: str
    note: str
    acts: Value | None = None
    sides: tuple[Literal["pressure", "engagement"], ...] = ()
    terms: str | None = None
    ways: tuple[str, ...] = ()
    scale: Scale = "pooled"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. `since` and `until` bound the points by publication of documents and by day of acts.

    `party` and `toward` are alpha-3 codes of who acts toward whom. `outlets` counts these alone; `least` leaves out
    outlets with fewer documents in all. `scale` is instead of the definition's, `terms` instead of its specification.
    """

    name: str
    by: By = "month"
    base: Base = Base()
    scale: Scale | None = None
    terms: Path | None = None
    outlets: tuple[str, ...] = ()
    least: int = 1
    since: dt.date | None = None
    until: dt.date | None = None
    party: str | None = None
    toward: str | None = None
    as_of: dt.date | None = None
    known_at: dt.date | None = None


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """The points, and what was left out: `undated` documents or acts, and `outlets` with too few documents."""

    name: str
    definition: Definition
    scale: str
    points: tuple[Point, ...]
    undated: int = 0
    outlets_left_out: tuple[str, ...] = ()


def definitions() -> dict[str, Definition]:
    """Every index by its name."""
    data = table("indices")
    return {name: msgspec.convert(row, Definition) for name, row in data.items() if isinstance(row, dict)}


def index_desk(desk: Desk, wanted: Wanted) -> Index:
    """Draw an index. Raises NotFound for an unknown one, UsageError where it cannot be scaled."""
    there = definitions()
    if wanted.name not in there:
        raise NotFound(f"{wanted.name!r}: no index is called so; give one of {', '.join(there)}")
    definition = there[wanted.name]
    return of_acts(desk, wanted, definition) if definition.acts else of_shares(desk, wanted, definition)


def of_shares(desk: Desk, wanted: Wanted, definition: Definition) -> Index:
    """An index of the share of documents that meet a specification."""
    if wanted.party or wanted.toward:
        raise UsageError(f"{wanted.name}: counts documents, which have no party; --party and --toward go with acts")
    matcher = Matcher(terms_of(wanted, definition))
    held, left, undated = published(desk, wanted)
    scale = wanted.scale or definition.scale
    met = (msgspec.structs.replace(one, meets=matcher.way(desk.document(one.id).text) is not None) for one in held)
    points = share_points(wanted.name, met, wanted.by, scale, wanted.base)
    return Index(
        name=wanted.name, definition=definition, scale=scale, points=points, undated=undated, outlets_left_out=left
    )


def terms_of(wanted: Wanted, definition: Definition) -> Specification:
    """The specification of an index, or that of a file. Raises NotFound, UsageError."""
    if wanted.terms is None:
        made = specification(table(str(definition.terms)), str(definition.terms))
        return made.only(definition.ways) if definition.ways else made
    try:
        return specification(tomllib.loads(wanted.terms.read_text(encoding="utf-8")), str(wanted.terms))
    except FileNotFoundError as error:
        raise NotFound(f"{wanted.terms}: no such file; give a TOML file of sets and ways") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{wanted.terms}: no TOML ({error}); see terms_epu.toml for the shape") from error


def published(desk: Desk, wanted: Wanted) -> tuple[list[Published], tuple[str, ...], int]:
    """The documents that an index counts, the outlets left out, and how many documents have no date."""
    known = wanted.known_at or wanted.as_of
    refs = [one for one in desk.documents() if not wanted.outlets or (one.outlet or NOWHERE) in wanted.outlets]
    days = [(one, day_published(one.published)) for one in refs]
    dated = [(one, day) for one, day in days if day is not None and period(one.published, wanted.by) is not None]
    asked = [
        (one, day)
        for one, day in dated
        if (known is None or day <= known)
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
    ]
    counts: dict[str, int] = {}
    for one, _ in asked:
        counts[one.outlet or NOWHERE] = counts.get(one.outlet or NOWHERE, 0) + 1
    left = tuple(sorted(name for name, count in counts.items() if count < wanted.least))
    kept = [_published(one) for one, _ in asked if (one.outlet or NOWHERE) not in left]
    return kept, left, len(refs) - len(dated)


def _published(ref: DocumentRef) -> Published:
    return Published(id=ref.id, outlet=ref.outlet or NOWHERE, day=(ref.published or "")[:10])


def of_acts(desk: Desk, wanted: Wanted, definition: Definition) -> Index:
    """An index of the scores of acts."""
    if wanted.terms or wanted.scale:
        raise UsageError(f"{wanted.name}: is made of acts, not of shares; --terms and --scale go with shares")
    held, left, _ = published(desk, wanted)
    acts = list(acts_of(desk, wanted, definition))
    points = act_points(wanted.name, acts, held, wanted.by, definition.acts or "sum")
    return Index(
        name=wanted.name,
        definition=definition,
        scale=definition.acts or "sum",
        points=points,
        undated=sum(1 for act in acts if period(act.day, wanted.by) is None),
        outlets_left_out=left,
    )


def acts_of(desk: Desk, wanted: Wanted, definition: Definition) -> Iterator[Act]:
    """The acts of the index that are asked for, each once however many documents tell of it."""
    book = Book.of(desk.state(wanted.as_of, wanted.known_at))
    for happening in happenings(book):
        entry = happening.accounts[0]
        record = entry.record
        if (
            isinstance(record, Event)
            and affirms(record)
            and series(record) in definition.sides
            and _asked(entry, wanted)
        ):
            yield Act(
                id=line_id(happening.key),
                day=(record.when.start or "") if record.when else "",
                score=score(entry),
                documents=tuple(dict.fromkeys(one.document for one in happening.accounts)),
            )


def _asked(entry: RecordStated, wanted: Wanted) -> bool:
    """Whether the act is one of `party` toward `toward`, within the days asked for."""
    actors, targets = countries(entry.record.actors), countries(entry.record.targets)
    start = entry.record.when.start if entry.record.when else None
    return (
        (wanted.party is None or wanted.party in actors)
        and (wanted.toward is None or wanted.toward in (targets or actors) - {wanted.party})
        and (wanted.since is None or start is None or last_day(start) >= wanted.since)
        and (wanted.until is None or start is None or first_day(start) <= wanted.until)
    )
