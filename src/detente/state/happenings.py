"""What has a place in time as of the day and what has none, of all accounts of a state.

A state made from facts is looked through by these first: what they show to have no place in time, or to be told by too
little, is read when it is asked for, and what was worked out for one day serves another wherever the accounts are the
same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from detente.model import RecordStated
from detente.state.book import Book
from detente.state.events import Group, Happening, Sort, Unplaced, comparable, doubted, judged, points, told
from detente.state.groups import Groups
from detente.state.lines import line_id, published
from detente.state.long_views import MadeWhenAsked
from detente.state.once import once
from detente.state.outlines import Outline, outline
from detente.state.sorts import Column, digest

Judged = tuple[Happening | Unplaced, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """Accounts of one point in time, with what others must have to be compared, and why it has no place, if it has
    none.
    """

    group: Group
    sort: Sort
    doubt: Unplaced | None

    @classmethod
    def of(cls, book: Book, group: Group) -> Point:
        return cls(group, comparable(group[1][0].record), doubted(book, group))


@dataclass(frozen=True, slots=True)
class SortedOut:
    """What has a place in time, what has none in the order of `unplaced`, and of the latter what is merely not sure."""

    happenings: tuple[Happening, ...]
    unplaced: Sequence[Unplaced]
    unsure: Callable[[], Iterable[Unplaced]]


def happenings(book: Book, *, sure: bool = True) -> tuple[Happening, ...]:
    """What has a place in time and may be told as of the day, joined from all its accounts.

    `sure` leaves out what a single account does not tell well enough.
    """
    found = sorted_out(book)
    others = () if sure else (Happening(one.key, one.accounts) for one in found.unsure())
    return (*found.happenings, *others)


def unplaced(book: Book) -> Sequence[Unplaced]:
    """What may be told as of the day and has no place in time, and what is joined but not sure, by when it was known
    first, then by the id of its line.
    """
    return sorted_out(book).unplaced


def sorted_out(book: Book) -> SortedOut:
    """What may be told as of the day, with a place in time and without."""
    return once(book.state, "sorted out", lambda: _from_facts(book) or _read_through(book))


def _read_through(book: Book) -> SortedOut:
    found = [Point.of(book, group) for group in told(book)]
    placed, unsure = _split(one for bucket in _by_sort(found).values() for one in judged(book, _groups(bucket)))
    doubts = [one.doubt for one in found if one.doubt]
    return SortedOut(placed, tuple(sorted((*doubts, *unsure), key=_order)), lambda: unsure)


def _by_sort(found: Iterable[Point]) -> dict[Sort, list[Point]]:
    """What has a place in time, by what could be one."""
    buckets: dict[Sort, list[Point]] = {}
    for one in found:
        if one.doubt is None:
            buckets.setdefault(one.sort, []).append(one)
    return buckets


def _groups(bucket: Iterable[Point]) -> list[Group]:
    return [one.group for one in bucket]


def _split(found: Iterable[Happening | Unplaced]) -> tuple[tuple[Happening, ...], list[Unplaced]]:
    both = list(found)
    return tuple(one for one in both if isinstance(one, Happening)), [one for one in both if isinstance(one, Unplaced)]


def _order(one: Unplaced) -> tuple[str, str]:
    return (published(one.accounts) or "9999", line_id(one.key))


def _from_facts(book: Book) -> SortedOut | None:
    groups = book.state.records
    if not isinstance(groups, Groups):
        return None
    plain = outline(groups, book.day, book.reviews.figures())
    read = _points(book, groups, plain.unread)
    met = np.isin(plain.meets, [digest("\x1f".join(one.sort)) for one in read if one.doubt is None])
    wanted = plain.placed & (plain.enough | met | _several(plain.meets, plain.placed))
    buckets = _by_sort((*read, *_points(book, groups, plain.runs(np.flatnonzero(wanted)))))
    placed, unsure = _split(one for bucket in buckets.values() for one in _judged(book, groups, bucket))
    rest = np.flatnonzero(~wanted)
    made = [*(one.doubt for one in read if one.doubt), *unsure]
    return SortedOut(
        placed,
        _Unplaced(book, groups, plain, rest, made),
        lambda: (*unsure, *_made(book, groups.read(plain.runs(rest[plain.placed[rest]])))),
    )


def _points(book: Book, groups: Groups[RecordStated], runs: Sequence[Column]) -> list[Point]:
    """The points in time of these accounts, run by run; those read for another day are not read again."""
    kept = groups.shared.setdefault("points", {})
    names = [run.tobytes() for run in runs]
    new = [at for at, name in enumerate(names) if name not in kept]
    for at, accounts in zip(new, groups.read([runs[at] for at in new]), strict=True):
        kept[names[at]] = tuple(Point.of(book, group) for group in points(accounts[0].key, accounts))
    return [one for name in names for one in kept[name]]


def _judged(book: Book, groups: Groups[RecordStated], bucket: Sequence[Point]) -> Judged:
    """What comparable points come to, worked out once for all days on which they are the same."""
    kept: dict[tuple[Point, ...], Judged] = groups.shared.setdefault("judged", {})
    name = tuple(bucket)
    if name not in kept:
        kept[name] = tuple(judged(book, _groups(bucket)))
    return kept[name]


def _several(values: Column, among: Column) -> Column:
    """Which values there are several of among some (a mask)."""
    _, inverse, counts = np.unique(values[among], return_inverse=True, return_counts=True)
    found = np.zeros(len(values), dtype=bool)
    found[among] = counts[inverse] > 1
    return found


def _made(book: Book, told: Iterable[tuple[RecordStated, ...]]) -> Iterator[Unplaced]:
    """What has no place in time, from the accounts of each by itself."""
    for accounts in told:
        [group] = points(accounts[0].key, accounts)
        yield doubted(book, group) or _split(judged(book, [group]))[1][0]


class _Unplaced(MadeWhenAsked[Unplaced]):
    """The points `rest` of an outline together with those that are `made`, in their order."""

    def __init__(
        self, book: Book, groups: Groups[RecordStated], plain: Outline, rest: Column, made: Sequence[Unplaced]
    ) -> None:
        keys = [_order(one) for one in made]
        known = np.append(plain.known[rest], [groups.rank(when) for when, _ in keys]).astype(np.int64)
        line = np.append(plain.line[rest], [int(line[2:], 16) for _, line in keys]).astype(np.int64)
        self._order = np.lexsort((line, known))
        self._book, self._groups, self._plain, self._rest, self._read = book, groups, plain, rest, made
        super().__init__(len(self._order), self._at)

    def _at(self, places: range) -> list[Unplaced]:
        wanted = self._order[np.array(places, dtype=np.int64)]
        own = wanted[wanted < len(self._rest)]
        read = iter(list(_made(self._book, self._groups.read(self._plain.runs(self._rest[own])))))
        return [next(read) if at < len(self._rest) else self._read[at - len(self._rest)] for at in wanted.tolist()]
