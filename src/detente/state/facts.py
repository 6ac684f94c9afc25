"""What the projection keeps of each entry: enough to say which entries are seen on a day and which tell of one thing.

Facts follow from the entries alone, a document's from its own, so those of a new document are added to what is there
and nothing is worked out anew. Where a fact is altered or added, count FORM up: facts of another version are made
anew from the log.
"""

from __future__ import annotations

import functools
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
import numpy as np

from detente.model import DocumentAdded, Entry, QuoteStated, RecordStated
from detente.state import signs
from detente.state.amendments import names_of
from detente.state.copied import words_of
from detente.state.fold import seen_day
from detente.state.rulings import Said
from detente.state.sorts import UNDATED, Column, digest, end_of, identity, parties_of, sort_of, start_of

COLUMNS: dict[str, str] = {
    "number": "<u4",  # the entry's place in the log
    "document": "<u4",  # its document, an index into `names`
    "published": "<u4",  # when it was published, an index into `names`
    "told": "<u4",  # when it was told first, in an earlier edition too: an index into `names`
    "sort": "<u4",  # 'event:CONSULT', 'quote:direct': an index into `names`
    "parties": "<u4",  # 'CHN+USA', the countries of those who take part: an index into `names`
    "seen": "<i4",  # the day from which it is known
    "start": "<u4",  # where its first words stand in the document
    "end": "<u4",  # where its last words end
    "people": "<u8",  # marks of everyone who is named in it; see `marks`
    "identity": "<u8",  # the figures of its id, which sort as the id does
    "key": "<u8",  # digest of its key
    "words": "<u8",  # digest of what it says in which words
    "known": "<i4",  # the day on which it became known; see `signs`
    "since": "<i4",  # the first day as of which it may be told
    "begins": "<i4",  # the first day that its clocks give as valid
    "line": "<u8",  # the figures of the id of the line that it makes alone
    "meets": "<u8",  # digest of what accounts of one happening have in common
    "doubt": "<u4",  # why its date is not that of the thing, '' where it is: an index into `names`
    "unsure": "<u4",  # why it is not enough alone, '' where it is: an index into `names`
    "says": "<u1",  # equal where two accounts of one thing claim the same of it
    "signs": "<u2",  # which rules may have to do with it
    "nth": "<u2",  # how many entries of its document said that in these words before it
}
"""The columns of facts and their types, one row for each quote and record."""
NAMED = ("document", "published", "told", "sort", "parties", "doubt", "unsure")
"""The columns that are indices into `names`."""
DOCUMENT, START, WORDS = map(list(COLUMNS).index, ("document", "start", "words"))


FORM = 4
"""Of facts: which there are, and how they are written."""


@functools.cache
def version() -> int:
    """Of facts: their form and what they follow from."""
    return zlib.crc32(signs.rules(), FORM)


class AddedFact(msgspec.Struct, frozen=True, array_like=True):
    """Facts of a DocumentAdded. `likenesses` are pairs of document and containment; `outlet`, `title` and `url` are for
    notices of correction.
    """

    number: int
    document: str
    published: str | None
    seen: int
    likenesses: tuple[tuple[str, float], ...]
    outlet: str | None
    title: str | None
    url: str | None


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """Facts of the entries `first` to `last` of the log. `rulings` are the places of analysts' entries and notices;
    `torn` are documents whose entries did not come all together, or have ids that linking does not give, so that `nth`
    or `identity` say nothing of them.
    """

    first: int
    last: int
    names: tuple[str, ...]
    added: tuple[AddedFact, ...]
    rulings: tuple[int, ...]
    torn: tuple[str, ...]
    columns: dict[str, memoryview]

    def column(self, name: str) -> Column:
        return np.frombuffer(self.columns[name], dtype=COLUMNS[name])


def facts(entries: Sequence[tuple[int, Entry]]) -> Facts:
    """Facts of entries with their places in the log, which come in order; documents are not cut in two."""
    names: dict[str, int] = {}
    torn: set[str] = set()
    stated = [(number, entry) for number, entry in entries if isinstance(entry, RecordStated | QuoteStated)]
    rows = [_row(number, entry, names, torn) for number, entry in stated]
    nth = _nth(rows, [entry for _, entry in stated])
    values = list(zip(*((*row, at) for row, at in zip(rows, nth, strict=True)), strict=True)) or [()] * len(COLUMNS)
    return Facts(
        first=entries[0][0] if entries else 0,
        last=entries[-1][0] if entries else 0,
        names=tuple(names),
        added=tuple(_added(number, entry) for number, entry in entries if isinstance(entry, DocumentAdded)),
        rulings=tuple(number for number, entry in entries if not isinstance(entry, Said)),
        torn=tuple(sorted(torn)),
        columns={
            name: memoryview(np.array(column, dtype=kind).tobytes())
            for (name, kind), column in zip(COLUMNS.items(), values, strict=True)
        },
    )


def _added(number: int, entry: DocumentAdded) -> AddedFact:
    alike = tuple((one.document, one.containment) for one in entry.likenesses)
    ref = entry.ref
    return AddedFact(
        number, entry.document, ref.published, seen_day(entry.clocks), alike, ref.outlet, ref.title, ref.url
    )


Row = tuple[int, ...]


def _row(number: int, entry: RecordStated | QuoteStated, names: dict[str, int], torn: set[str]) -> Row:
    """The columns but the last."""

    def named(text: str) -> int:
        return names.setdefault(text, len(names))

    figures = identity(entry.id)
    if figures is None:
        torn.add(entry.document)
    return (
        number,
        named(entry.document),
        named(entry.clocks.known_at or UNDATED),
        named(entry.since or entry.clocks.known_at or UNDATED),
        named(sort_of(entry)),
        named(parties_of(entry)),
        seen_day(entry.clocks),
        start_of(entry),
        end_of(entry),
        marks(names_of(entry)),
        figures or 0,
        digest(entry.key),
        digest("\x1f".join(words_of(entry))),
        *_told(entry, named),
    )


def _told(entry: RecordStated | QuoteStated, named: Callable[[str], int]) -> Row:
    """The columns `known` to `signs`."""
    told = signs.told(entry)
    return (
        told.known,
        told.since,
        told.begins,
        told.line,
        told.meets,
        named(told.doubt),
        named(told.unsure),
        told.says,
        int(told.signs),
    )


def marks(names: Iterable[str]) -> int:
    """Three bits of 64 for each name: an account that lacks one of a name's bits does not name it (a Bloom filter)."""
    found = 0
    for name in names:
        found |= _mark(name)
    return found


@functools.lru_cache(maxsize=50_000)
def _mark(name: str) -> int:
    bits = digest(name)
    return 1 << (bits & 63) | 1 << (bits >> 6 & 63) | 1 << (bits >> 12 & 63)


def _nth(rows: Sequence[Row], entries: Sequence[RecordStated | QuoteStated]) -> list[int]:
    """For each row, how many of its document have its words and stand before it, as `copied` counts them."""
    places = [(row[DOCUMENT], row[START], entry.key, entry.id) for row, entry in zip(rows, entries, strict=True)]
    order = sorted(range(len(rows)), key=places.__getitem__)
    seen: Counter[tuple[int, int]] = Counter()
    nth = [0] * len(rows)
    for at in order:
        place = (rows[at][DOCUMENT], rows[at][WORDS])
        nth[at] = seen[place]
        seen[place] += 1
    return nth


class Table:
    """Facts of adjoining stretches of the log, in order, as arrays of one row for each quote and record."""

    def __init__(self, parts: Sequence[Facts]) -> None:
        place: dict[str, int] = {}
        maps = [_places(part.names, place) for part in parts]
        self.place = place
        self.names = tuple(place)
        self.added = tuple(fact for part in parts for fact in part.added)
        self.rulings = tuple(number for part in parts for number in part.rulings)
        self.torn = _torn(parts)
        self._ranks: Column | None = None
        self.column: Mapping[str, Column] = Columns(parts, maps)

    def __len__(self) -> int:
        return len(self.column["number"])

    def ranks(self) -> Column:
        """Where each name stands in the order of strings."""
        if self._ranks is None or len(self._ranks) <= len(self.names):
            order = sorted(range(len(self.names)), key=self.names.__getitem__)
            self._ranks = np.empty(len(self.names) + 1, dtype="<u4")
            self._ranks[order] = np.arange(len(self.names), dtype="<u4")
        return self._ranks

    def rows(self, numbers: Sequence[int]) -> Column:
        """The rows of the entries at those places of the log."""
        found: Column = np.searchsorted(self.column["number"], np.array(numbers, dtype="<u4"))
        return found

    def put(self, part: Facts) -> None:
        """Put the facts of some of its entries, as analysts amended them, in place of those that it has."""
        rows, places = self.rows(part.column("number").tolist()), _places(part.names, self.place)
        self.names = tuple(self.place)
        put = {name: self.column[name].copy() for name in COLUMNS}
        for name, column in put.items():
            own = part.column(name)
            column[rows] = own if places is None or name not in NAMED else places[own]
        self.column = put


class Columns(dict[str, Column]):
    """Columns by name, of several parts; each is put together when it is first asked for. `maps` are where the names of
    each part stand.
    """

    def __init__(self, parts: Sequence[Facts], maps: Sequence[Column | None]) -> None:
        super().__init__()
        self._parts, self._maps = parts, maps

    def __missing__(self, name: str) -> Column:
        self[name] = _joined(name, self._parts, self._maps)
        return self[name]


def _places(names: Sequence[str], place: dict[str, int]) -> Column | None:
    """Where names stand in `place`, which they are added to; None for the first ones, which stand as they are."""
    if not place:
        place.update((name, at) for at, name in enumerate(names))
        return None
    return np.array([place.setdefault(name, len(place)) for name in names], dtype="<u4")


def _joined(name: str, parts: Sequence[Facts], maps: Sequence[Column | None]) -> Column:
    columns = [
        part.column(name) if places is None or name not in NAMED else places[part.column(name)]
        for part, places in zip(parts, maps, strict=True)
    ]
    return np.concatenate([*columns, np.zeros(0, dtype=COLUMNS[name])]) if len(columns) != 1 else columns[0]


def _torn(parts: Sequence[Facts]) -> tuple[str, ...]:
    """The documents that were torn, and those that stand in two parts."""
    telling: Counter[str] = Counter()
    for part in parts if len(parts) > 1 else ():
        counts = np.bincount(part.column("document"), minlength=len(part.names))
        telling.update(part.names[at] for at in np.flatnonzero(counts).tolist())
    twice = {name for name, count in telling.items() if count > 1}
    return tuple(sorted(twice.union(*(part.torn for part in parts))))


def merged(parts: Sequence[Facts]) -> Facts:
    """Facts of adjoining stretches of the log, at least one, in order, as those of one stretch."""
    table = Table(parts)
    return Facts(
        first=parts[0].first,
        last=parts[-1].last,
        names=table.names,
        added=table.added,
        rulings=table.rulings,
        torn=table.torn,
        columns={name: memoryview(table.column[name].tobytes()) for name in COLUMNS},
    )
