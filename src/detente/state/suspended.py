"""What is suspended of a duty: so many points of it, since when, and until when, as its accounts tell.

What is suspended is no rate in force and none announced; it comes back by itself on its end unless that is put off.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.model import Rate, RecordStated, last_day
from detente.state.book import Book
from detente.state.claims import known_day
from detente.state.ends import TruceEnd, truce_ends
from detente.state.groups import of_kind
from detente.state.steps import Step, steps
from detente.state.totals import ALL, OPEN, PARTS, PERCENT, Pair
from detente.state.truces import UNDER
from detente.state.wording import scope_known
from detente.vocabulary import table

SUSPENDS = frozenset({"suspend", "extend"})
BETWEEN = 80
"""Characters at the most between the word for a suspension and the figure that it is of."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """Points of a duty that are suspended `since` a day, `until` another where an end is known; both included.

    `programme` and `scope` are as in the key; `told` are its accounts, the first one first.
    """

    pair: Pair
    programme: str
    scope: str
    rate: Rate
    since: dt.date
    until: dt.date | None
    told: tuple[RecordStated, ...]

    def over(self, day: dt.date) -> bool:
        """Whether it has lapsed by a day."""
        return self.until is not None and self.until < day


def suspensions(book: Book) -> tuple[Suspension, ...]:
    """The suspensions of percentages of tariffs that have begun by the day looked at; accounts of one are together."""
    found: dict[tuple[str, Rate], list[Step]] = {}
    for group in of_kind(book.state.records, "measure:tariff"):
        if not _of_states(group[0].key):
            continue
        for step in steps(group, book.day):
            rate = step.record.rate
            if rate is not None and rate.unit == PERCENT and step.record.action in SUSPENDS and suspends(step):
                found.setdefault((step.entry.key, rate), []).append(step)
    ends = truce_ends(book) if found else ()
    return tuple(_suspensions(found.items(), ends, book.day))


def _of_states(key: str) -> bool:
    parts = key.split("|")
    return len(parts) == PARTS and parts[2] != OPEN and scope_known(parts[5])


def _suspensions(
    found: Iterable[tuple[tuple[str, Rate], list[Step]]], ends: Sequence[TruceEnd], day: dt.date
) -> Iterator[Suspension]:
    for (key, rate), told in found:
        settled = [step for step in told if step.settled and (step.date or step.known) <= day]
        if not settled:
            continue
        _, imposer, on, _, programme, scope = key.split("|")
        first = min(settled, key=lambda step: (step.date or step.known, step.entry.id))
        accounts = tuple({step.entry.id: step.entry for step in (first, *told)}.values())
        since = first.date or first.known
        until = _until(told, since, frozenset({imposer, on}), ends)
        yield Suspension((imposer, on), programme, ALL if scope == OPEN else scope, rate, since, until, accounts)


def _until(told: Sequence[Step], since: dt.date, parties: frozenset[str], ends: Sequence[TruceEnd]) -> dt.date | None:
    """The last end told, else that of the truce between the parties that was new when it began."""
    given = [last_day(step.ends) for step in told if step.ends]
    under = [
        one.end
        for one in ends
        if parties <= one.parties and any(abs(known_day(entry.clocks) - since) <= UNDER for entry in one.told)
    ]
    return max((end for end in (*given, *under) if end >= since), default=None)


def suspends(step: Step) -> bool:
    """Whether the words say of the figure itself that it is suspended: 'suspend 24 percentage points', not 'keep'."""
    rate = step.record.rate
    if rate is None:
        return False
    return any(_of(rate.value).search(span.text) for span in step.record.evidence)


@functools.lru_cache(maxsize=256)
def _of(value: float) -> re.Pattern[str]:
    """A word for a suspension and the figure, either first, with no word of keeping between them."""
    words = table("truces")
    pauses, kept = ("|".join(words[part]["words"]) for part in ("suspending", "kept"))
    figure = rf"\b{value:g}(?:[ -]?(?:%|percent|per cent|percentage|points?))"
    between = rf"(?:(?!\b(?:{kept})\b)[^.;]){{0,{BETWEEN}}}?"
    return re.compile(rf"\b(?:{pauses})\b{between}{figure}|{figure}{between}\b(?:{pauses})\b", re.I)
