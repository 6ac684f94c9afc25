"""Who is who: everyone whom a desk's records and quotes name, and whether a table knows them.

Readers bring mentions under canonical names; whoever no table knows is *proposed* here, with the known name that comes
nearest, and never merged without an analyst's entry.
"""

from __future__ import annotations

import difflib
import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, cast

import msgspec

from detente.model import (
    Decided,
    KnowActor,
    KnownActor,
    MentionKind,
    Office,
    QuoteStated,
    RecordStated,
    Ruling,
    StateOfPlay,
)
from detente.state.rulings import holding
from detente.vocabulary import rows

NEAR = 0.85
"""Likeness of two names (0..1, difflib) from which the known one is worth a look."""
OPEN = "9999"
"""Stands for the end of a term that is still running."""
OTHER_NAMES = ("aliases", "capital", "metonyms")
"""Columns of the package's tables with what else somebody is called."""
Told = tuple[str, str | None, str]
"""Name, country and kind ('' where it is not told) of somebody in an account."""


class ActorOfDesk(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the desk: in how many records a party, how many quotes the speaker, how often cited; in how many
    documents, first and last published when. `known` is the table that has the name; `office` what the person
    held on the day looked at; `resembles` a known name like it.
    """

    name: str
    kind: str
    country: str | None
    records: int
    quotes: int
    cited: int
    documents: int
    first: str | None
    last: str | None
    known: Literal["table", "desk", "proposed"]
    office: str | None = None
    resembles: str | None = None


def own_table(rulings: Iterable[Ruling]) -> tuple[KnownActor, ...]:
    """The desk's own table of actors; of two rows of one name the later counts."""
    decisions = (ruling.decision for ruling in holding(rulings) if isinstance(ruling, Decided))
    return tuple({one.actor.name: one.actor for one in decisions if isinstance(one, KnowActor)}.values())


@functools.cache
def table() -> Mapping[str, KnownActor]:
    """The package's table by canonical name: persons, bodies, outlets, states, places."""
    kinds = {
        "places": "place",
        "persons": "person",
        "outlets": "outlet",
        "countries": "government",
        "organisations": "",
    }
    return {actor.name: actor for name, kind in kinds.items() for actor in map(_known(kind), rows(name))}


def _known(kind: str) -> functools.partial[KnownActor]:
    return functools.partial(_row, kind)


def _row(kind: str, row: Mapping[str, str]) -> KnownActor:
    country = row.get("alpha3") or row["country"] or None
    aliases = tuple(filter(None, "|".join(row.get(column, "") for column in OTHER_NAMES).split("|")))
    sort = cast("MentionKind", kind or row["kind"])
    return KnownActor(name=row["name"], kind=sort, country=country, aliases=aliases)


def known(name: str, own: Sequence[KnownActor] = ()) -> KnownActor | None:
    """The actor whom a table has under that name or alias, the desk's own table first."""
    for actor in own:
        if name == actor.name or name in actor.aliases:
            return actor
    return table().get(name) or _by_alias().get(name)


@functools.cache
def _by_alias() -> Mapping[str, KnownActor]:
    return {alias: actor for actor in reversed(tuple(table().values())) for alias in actor.aliases}


def actors(state: StateOfPlay) -> tuple[ActorOfDesk, ...]:
    """Everyone of the desk who has a name, whoever is named most first."""
    own = own_table(state.rulings)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    documents: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
    told: dict[str, Told] = {}
    for entry in accounts(state):
        for role, person in people(entry):
            counts[person[0]][role] += 1
            documents[person[0]][entry.document] = entry.clocks.known_at
            told[person[0]] = better(told.get(person[0]), person)
    day = state.as_of.valid.isoformat()
    found = [
        msgspec.structs.replace(_counted(person, counts[name], documents[name], own), office=office(name, day, own))
        for name, person in told.items()
        if has_name(person)
    ]
    return tuple(sorted(found, key=lambda one: (-(one.records + one.quotes + one.cited), one.name)))


def sources(state: StateOfPlay) -> frozenset[str]:
    """The names by which a source may be meant: outlets, whoever is cited, and whose word an account counts as, such as
    'outlet:Reuters' or 'party:CHN'.
    """
    voices = {added.voice for added in state.documents.values()} | {one.source or "" for one in accounts(state)}
    outlets = {added.ref.outlet or "" for added in state.documents.values()}
    cited = {person[0] for one in accounts(state) for _, person in people(one)}
    return frozenset((voices | {voice.partition(":")[2] for voice in voices} | outlets | cited) - {""})


def office(name: str, day: str, own: Sequence[KnownActor] = ()) -> str | None:
    """The offices that a person held on an ISO day, the desk's own table before the package's; None for none."""
    held = [one for actor in own if actor.name == name for one in actor.offices] or _offices().get(name, [])
    now = [one.office for one in held if (one.start or "") <= day <= (one.end or OPEN)]
    return ", ".join(dict.fromkeys(now)) or None


@functools.cache
def _offices() -> Mapping[str, list[Office]]:
    found: defaultdict[str, list[Office]] = defaultdict(list)
    for row in rows("offices"):
        found[row["person"]].append(Office(office=row["office"], start=row["start"], end=row["end"]))
    return dict(found)


def accounts(state: StateOfPlay) -> Iterator[RecordStated | QuoteStated]:
    """Every account of the state."""
    for group in state.records.values():
        yield from group
    for quotes in state.quotes.values():
        yield from quotes


def people(entry: RecordStated | QuoteStated) -> Iterator[tuple[str, Told]]:
    """Everyone in an account with what they are in it: 'records', 'quotes' or 'cited'."""
    if isinstance(entry, RecordStated):
        for actor in (*entry.record.actors, *entry.record.targets):
            yield "records", (actor.name, actor.country, "")
        for source in entry.record.attribution:
            yield "cited", (source.name, None, source.kind)
        return
    speaker = entry.quote.speaker
    if speaker:
        yield "quotes", (speaker.name, speaker.country, speaker.kind)
    for source in entry.quote.chain[:-1]:
        yield "cited", (source.name, None, source.kind)


def better(one: Told | None, other: Told) -> Told:
    """What both tell of somebody."""
    return other if one is None else (one[0], one[1] or other[1], one[2] or other[2])


def has_name(person: Told) -> bool:
    """Whether it is somebody by name, not 'officials', 'Chinese students' or two names in one."""
    words = person[0].split()
    described = not words or words[0][0].islower() or words[-1][0].islower()
    several = all(known(part) for part in person[0].split(" and ")) and not known(person[0])
    return person[2] not in ("unnamed", "document") and not described and not several


def _counted(
    person: Told, counts: Counter[str], documents: Mapping[str, str | None], own: Sequence[KnownActor]
) -> ActorOfDesk:
    actor = known(person[0], own)
    days = sorted(day for day in documents.values() if day)
    listed: Literal["table", "desk", "proposed"] = "proposed"
    if actor is not None:
        listed = "desk" if actor in own else "table"
    return ActorOfDesk(
        name=person[0],
        kind=person[2] or (actor.kind if actor else ""),
        country=person[1] or (actor.country if actor else None),
        records=counts["records"],
        quotes=counts["quotes"],
        cited=counts["cited"],
        documents=len(documents),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        known=listed,
        resembles=None if actor else resembled(person[0], person[1], own),
    )


def resembled(name: str, country: str | None = None, own: Sequence[KnownActor] = ()) -> str | None:
    """The known name most like it, for an analyst to look at: all but the same letters, and of no other country."""
    near = [*_spelled_alike(name), *(one.name for one in own if ratio(name, one.name) >= NEAR)]
    countries = {one.name: one.country for one in (*table().values(), *own)}
    possible = [other for other in near if other != name and not distinct(country, countries[other])]
    return max(possible, key=lambda other: (ratio(name, other), other), default=None)


def ratio(one: str, other: str) -> float:
    """Likeness of two names, whatever their case, 0 to 1."""
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def distinct(one: str | None, other: str | None) -> bool:
    """Whether both countries are known and two."""
    return one is not None and other is not None and one != other


@functools.lru_cache(maxsize=20_000)
def _spelled_alike(name: str) -> tuple[str, ...]:
    """Names of the package's table that are all but the same; they begin alike or end in the same word."""
    folded = {other.casefold(): other for other in (*_by_first(name[:1]), *_by_last_word().get(last_word(name), ()))}
    return tuple(folded[found] for found in difflib.get_close_matches(name.casefold(), folded, 3, NEAR))


def last_word(name: str) -> str:
    return name.casefold().rsplit(maxsplit=1)[-1] if name.strip() else ""


@functools.cache
def _by_last_word() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in table():
        found[last_word(name)].append(name)
    return {word: tuple(names) for word, names in found.items()}


@functools.cache
def _by_first(letter: str) -> tuple[str, ...]:
    return tuple(name for name in table() if name.startswith(letter))
