"""The steps of a measure, told by its accounts: what each says holds, from when, and whether it alters anything."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.model import Measure, Rate, RecordStated, last_day
from detente.state.claims import affirms, holds, known_day, start_day
from detente.state.once import Same
from detente.vocabulary import table

Stage = Literal[
    "proposed", "conditional", "threatened", "announced", "unconfirmed",
    "in force", "raised", "lowered", "suspended", "extended", "exempted", "lapsed", "expired", "removed",
]  # fmt: skip

_DONE: dict[str, Stage] = {
    "impose": "in force", "keep": "in force", "raise": "raised", "lower": "lowered", "suspend": "suspended",
    "extend": "extended", "remove": "removed", "exempt": "exempted", "announce": "announced",
    "threaten": "threatened", "propose": "proposed",
}  # fmt: skip
_CLAIMED: dict[str, Stage] = {
    "unconfirmed": "unconfirmed", "threatened": "threatened", "proposed": "proposed", "conditional": "conditional",
    "planned": "announced",
}  # fmt: skip
IN_YEAR = re.compile(r"\b[Ii]n (?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b")
QUESTION = re.compile(
    r"\?[\s\"”’']*\Z"
    r"|\b(?:answer(?:s|ed|ing)?|respond(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|take|takes|took|fields?|fielded)"
    r"(?: \w+){0,3} questions? (?:on|about|regarding|concerning|over)\b"
)
"""A question, or what somebody was asked about: 'answered questions on the tariffs' does not say who imposes them."""
IN_FORCE = frozenset({"in force", "raised", "lowered", "extended", "suspended", "exempted"})
"""Stages of a measure that is on the books."""
CHANGES = frozenset({"impose", "raise", "lower", "suspend", "extend", "remove"})
"""Actions that alter what is in force."""
ALTERS = CHANGES | {"exempt"}
"""Actions that make a step of their own."""
NEWS = frozenset({"raise", "lower", "suspend", "extend"})
"""Changes that are news when first told, even without a date; 'imposed' often looks back."""
DAY = len("2025-06-05")
"""Characters of a date that is known to the day."""
IMPOSED = re.compile(
    r"\b(?:tariffs?|duties|duty|levies|measures|controls|restrictions)\s+(?:that\s+(?:it|they|he|we)\s+)?"
    r"(?:imposed|introduced|levied|announced|added|issued)\s+(?:on|after|since|from|in|before)\s+"
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|\d)",
    re.I,
)
"""A duty told by the day on which it was imposed."""
RECENT = dt.timedelta(days=14)
"""A rate told to stand for longer is old news to whoever tells of a change to it."""
FOR_A_TIME = frozenset({"suspended", "extended", "lowered", "exempted"})
"""Stages that end by themselves where an end is given."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing said of a measure: what holds from when, until when.

    `date` is the day given, None where none is; `since` the day to order it by: the one given, or for a change told
    without a date that brings a rate not heard of before, the day it became known; None where nothing is altered.
    `as_announced`: it was announced for a day that has come, and nothing told since says otherwise.
    """

    entry: RecordStated
    record: Measure
    stage: Stage
    date: dt.date | None
    known: dt.date
    since: dt.date | None
    as_announced: bool = False

    @property
    def settled(self) -> bool:
        done = affirms(self.record) and self.stage not in ("announced", "threatened", "proposed")
        return done or self.as_announced

    @property
    def words(self) -> str:
        return f"{self.stage}, as announced" if self.as_announced else self.stage

    @property
    def moves(self) -> bool:
        """Whether it alters what is in force; what is kept, or told of as standing, does not."""
        return self.record.action in ALTERS and not recounts(self.record)

    @property
    def to_the_day(self) -> bool:
        """Whether the day it began is known, not just the month."""
        when = self.record.when
        return when is not None and when.start is not None and len(when.start) == DAY

    @property
    def ends(self) -> str | None:
        """The end of a step that holds for a time only.

        An end before publication is none: there the two dates only say that the day of the act is not known.
        """
        when = self.record.when
        if when is None or when.end is None or self.stage not in FOR_A_TIME:
            return None
        return when.end if when.end != when.start and last_day(when.end) > self.known else None

    @property
    def claim(self) -> tuple[object, ...]:
        """What two accounts of one step have in common."""
        rate = self.record.rate
        return (self.stage, self.date, rate and (rate.value, rate.unit))


def steps(accounts: Sequence[RecordStated], day: dt.date) -> list[Step]:
    """The steps that may be told as of `day`, as they became known; what is said not to be makes no step."""
    last = max((max(known_day(e.clocks), start_day(e.record) or dt.date.min) for e in accounts), default=day)
    return list(_steps(Same(accounts), min(day, last)))  # what comes after the last of their days alters nothing


@functools.lru_cache(maxsize=16_384)
def _steps(accounts: Same[RecordStated], day: dt.date) -> tuple[Step, ...]:
    heard = Heard()
    found = []
    for entry in sorted((e for e in accounts if _may_be_told(e, day)), key=_by_knowledge):
        step = _arrival(entry, accounts, day) or _step(entry, heard)
        if step is not None:
            found.append(step)
            heard.note(step)
    return tuple(found)


def _may_be_told(entry: RecordStated, day: dt.date) -> bool:
    """Whether it may be told as of `day`; what has but the month or year of its telling, from that day on.

    A question tells nothing of a measure, whatever it takes for granted, nor do words that tell of a year after their
    own publication as past: there the document is younger than its date.
    """
    if not holds(entry.record, entry.clocks, day) or all(QUESTION.search(s.text) for s in entry.record.evidence):
        return False
    start = entry.record.when.start if entry.record.when else None
    known = known_day(entry.clocks)
    if entry.record.status == "happened" and any(
        int(y) > known.year for s in entry.record.evidence for y in IN_YEAR.findall(s.text)
    ):
        return False
    return known <= day or not start or len(start) == DAY or last_day(start) < known


class Heard:
    """The rates told of a measure so far, which tell a change from what is retold of an old one."""

    def __init__(self) -> None:
        self._set: set[Rate] = set()
        self._told: dict[Rate, dt.date] = {}

    def note(self, step: Step) -> None:
        if step.record.rate and step.settled:
            self._told.setdefault(step.record.rate, step.known)
            if step.moves and step.since:
                self._set.add(step.record.rate)

    def before(self, rate: Rate | None, known: dt.date) -> bool:
        """Whether a change to that rate was told before, or the rate was told to stand two weeks before."""
        if rate is None or rate in self._set:
            return True
        return rate in self._told and known - self._told[rate] > RECENT


def _by_knowledge(entry: RecordStated) -> tuple[dt.date, str]:
    return (known_day(entry.clocks), entry.id)


def _step(entry: RecordStated, heard: Heard) -> Step | None:
    record = entry.record
    if not isinstance(record, Measure) or record.status == "negated":
        return None
    told = recounts(record)
    if told and not affirms(record):
        return None
    stage = "in force" if told else _CLAIMED.get(record.status) or done(record)
    if record.status == "ended":
        stage = "removed" if record.action == "remove" else "expired"
    date, known = start_day(record), known_day(entry.clocks)
    if record.action == "keep" or told or _of_before(record, date, known):
        return Step(entry, record, stage, None, known, None)
    return Step(entry, record, stage, date, known, _since(record, date, known, heard))


def _of_before(record: Measure, date: dt.date | None, known: dt.date) -> bool:
    """Whether the day is that of an act before: 'reduce the tariffs imposed after April 2' was not on that day."""
    change = record.action in ALTERS and record.action != "impose"
    return change and date is not None and date < known and any(IMPOSED.search(s.text) for s in record.evidence)


def _since(record: Measure, date: dt.date | None, known: dt.date, heard: Heard) -> dt.date | None:
    """The day to order a step by; None where a rate heard of before is retold, or an amount is no rate."""
    if is_amount(record):
        return None
    retold = affirms(record) and heard.before(record.rate, known)
    partly = record.when is not None and len(record.when.start or "") < DAY
    if date is not None and not (partly and last_day((record.when and record.when.start) or "") >= known):
        return None if retold and record.rate and partly else date
    return known if record.action in NEWS and affirms(record) and not retold else None


def is_amount(record: Measure) -> bool:
    """Whether the figure is by how much a rate was changed: 'raised by 34 percent', 'a further 10 percent duty'."""
    if record.rate is None or not any(_of_change().search(span.text) for span in record.evidence):
        return False
    words = table("rates")
    added = "|".join(words["added"]["words"])
    by = re.compile(rf"\b(?:by (?:a total of |an additional |another )?|(?:{added}) )" + _percent(record.rate))
    change = "|".join(words["amount"]["words"])
    of = re.compile(rf"\b(?:{change}) of " + _percent(record.rate))
    behind = re.compile(_percent(record.rate) + rf"(?: (?:tariffs?|dut(?:y|ies)|points?))? (?:{change})\b")
    return any(pattern.search(span.text) for span in record.evidence for pattern in (by, of, behind))


@functools.cache
def _of_change() -> re.Pattern[str]:
    """Any word that may tell of an amount: most evidence has none, and needs no closer look."""
    words = table("rates")
    return re.compile(r"\b(?:by|" + "|".join((*words["added"]["words"], *words["amount"]["words"])) + r")\b")


def _percent(rate: Rate) -> str:
    return rf"{rate.value:g}[ -]?(?:%|percent|per cent)"


def done(record: Measure) -> Stage:
    """The stage that the act brings about; a rate set 'from 145 percent to 30 percent' is lowered."""
    before = formerly(record)
    if record.action == "impose" and record.rate is not None and before is not None and before != record.rate.value:
        return "lowered" if before > record.rate.value else "raised"
    return _DONE[record.action]


def formerly(record: Measure) -> float | None:
    """The rate that the evidence gives as the one before this one, in percent: 'from 145 percent to 30 percent'."""
    if record.rate is None or record.rate.unit != "percent":
        return None
    pairs = (pair for span in record.evidence for pair in _from_to().findall(span.text))
    return next((float(old) for spread, old, new in pairs if not spread and float(new) == record.rate.value), None)


@functools.cache
def _from_to() -> re.Pattern[str]:
    """Whether it is a range of heights ('ranging'), and its two figures."""
    spread = "|".join(table("rates")["spread"]["words"])
    figure = r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent)"
    return re.compile(rf"(?:\b({spread})\s+)?\bfrom (?:[a-z]+ ){{0,5}}?{figure}? to {figure}")


def recounts(record: Measure) -> bool:
    """Whether an imposition is told of as a rate that stands or a sum ('will total 55 percent'), not as an act."""
    if record.action != "impose" or record.rate is None:
        return False
    words = frozenset(table("rates")["standing"]["words"])
    return any(not words.isdisjoint(re.findall(r"[a-z]+", span.text.lower())) for span in record.evidence)


def _arrival(entry: RecordStated, accounts: Sequence[RecordStated], day: dt.date) -> Step | None:
    """What was announced for a day that has come, where nothing told between says otherwise."""
    record, known = entry.record, known_day(entry.clocks)
    if not isinstance(record, Measure) or record.status != "planned" or not _takes_effect(record):
        return None
    date = start_day(record)
    if date is None or not known <= date <= day or (date == known and not _says(record, "effect")):
        return None
    if any(_revises(other, known, date) for other in accounts):
        return None
    return Step(entry, record, done(record), date, known, date, as_announced=True)


def _takes_effect(record: Measure) -> bool:
    """Whether the announcement names the day of a change; an interval is the term of a suspension or no day."""
    when = record.when
    if when is None or when.start is None or len(when.start) < DAY:
        return False
    one_day = when.end in (None, when.start) or record.action in ("suspend", "extend")
    return record.action in CHANGES and one_day and not recounts(record) and not _says(record, "unsure")


def _says(record: Measure, part: str) -> bool:
    """Whether the evidence has a word of that part of the vocabulary of rates."""
    return any(_words_of(part).search(span.text) for span in record.evidence)


@functools.cache
def _words_of(part: str) -> re.Pattern[str]:
    """The words of a part, capital first or not; but 'May' is a month, whatever 'may' is."""
    words = table("rates")[part]["words"]
    forms = {form for word in words for form in (word, word if word == "may" else word[:1].upper() + word[1:])}
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + r")\b")


def _revises(other: RecordStated, known: dt.date, date: dt.date) -> bool:
    """Whether an account published after an announcement (`known`) and by its day puts off or denies a change."""
    record = other.record
    if not isinstance(record, Measure) or not known < known_day(other.clocks) <= date:
        return False
    return record.status == "negated" or record.action in ("suspend", "extend", "remove")
