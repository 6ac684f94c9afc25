"""What the rules of the state say of a single account, whatever the others: worked out once, when it comes to the desk.

A view that knows it from the facts reads only the accounts that matter to it. A sign is no more than a hint: it stands
on every account that its rule may have to do with, and the rule looks at these again.
"""

from __future__ import annotations

import datetime as dt
import functools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from detente.model import STATUSES, QuoteStated, RecordStated, first_day
from detente.state import deadlines, performance, positions
from detente.state.alone import unsure
from detente.state.claims import affirms, denies, holds, known_day
from detente.state.events import comparable, point
from detente.state.lines import line_id
from detente.state.misquotes import may_misquote
from detente.state.opposed import may_oppose
from detente.state.placing import doubt
from detente.state.sorts import NEVER, Sign, digest

RULES = (
    "alone", "claims", "deadlines", "events", "lines", "misquotes", "opposed", "performance", "placing", "positions",
    "same_event", "signs", "sorts", "terms",
)  # fmt: skip
"""Modules that have the rules."""
WORDS = (
    "anglophone", "contested", "countries", "deadlines", "function_words", "instruments", "organisations", "placing",
    "positions", "quantities", "triggers", "truces",
)  # fmt: skip
"""Vocabularies in which they look words up."""


@dataclass(frozen=True, slots=True)
class Told:
    """Of one account: the days (ordinals) on which it became known, as of which it may first be told, and that its
    clocks give as the first valid one; the figures of the id of the line that it makes alone; a digest of what accounts
    of one happening have in common; why its date is not that of the thing, and why it is not enough alone ('' where
    they are); what it claims, equal where two claim the same; and its signs.
    """

    known: int
    since: int
    begins: int
    line: int
    meets: int
    doubt: str
    unsure: str
    says: int
    signs: Sign


def told(entry: RecordStated | QuoteStated) -> Told:
    """What the rules say of an account alone."""
    known = known_day(entry.clocks).toordinal()
    valid = entry.clocks.valid
    begins = first_day(valid.start).toordinal() if valid and valid.start else NEVER
    if isinstance(entry, QuoteStated):
        return Told(known, known, begins, _line(entry.key), 0, "", "", 0, _of_quote(entry))
    return Told(
        known,
        _since(entry, known),
        begins,
        _line(point(entry.key, entry)),
        digest("\x1f".join(comparable(entry.record))),
        doubt(entry) or "",
        unsure(entry) or "",
        0 if affirms(entry.record) else STATUSES.index(entry.record.status) + 1,
        functools.reduce(Sign.__or__, _of_record(entry), Sign.NONE),
    )


def _line(key: str) -> int:
    return int(line_id(key).removeprefix("l-"), 16)


def _since(entry: RecordStated, known: int) -> int:
    """The first day as of which it may be told: what may be told on a day may be told ever after."""
    when = entry.record.when
    days = {known, first_day(when.start).toordinal()} if when and when.start else {known}
    return next((day for day in sorted(days) if holds(entry.record, entry.clocks, _day(day))), NEVER)


def _day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)


def _of_quote(entry: QuoteStated) -> Sign:
    return (Sign.OPPOSES if may_oppose(entry) else Sign.NONE) | (Sign.QUOTES if may_misquote(entry) else Sign.NONE)


def _of_record(entry: RecordStated) -> Iterator[Sign]:
    rules = {
        Sign.DENIES: denies(entry.record),
        Sign.OPPOSES: may_oppose(entry),
        Sign.POSITION: positions.may_state(entry),
        Sign.UNDERTAKEN: deadlines.may_undertake(entry),
        Sign.CHANGE: deadlines.may_change(entry),
        Sign.DEED: performance.may_show(entry),
        Sign.PUTS_OFF: performance.may_put_off(entry),
    }
    return (sign for sign, found in rules.items() if found)


def rules() -> bytes:
    """A digest of what this follows from: the rules, as they are written, and the words that they look for."""
    state = [resources.files("detente.state") / f"{name}.py" for name in RULES]
    words = [resources.files("detente.vocabulary") / f"{name}.{end}" for name in WORDS for end in ("toml", "csv")]
    files = [file for file in (*state, *words) if file.is_file()]
    return functools.reduce(lambda found, file: zlib.crc32(file.read_bytes(), found), files, 0).to_bytes(4, "little")
