"""Why one account alone does not place a happening: what readers get wrong often enough to wait for a second document.

What the reader itself is unsure of, parties that cannot be right, and dates too coarse, or not in the account's words.
"""

from __future__ import annotations

import functools
import re

from detente.model import Actor, Commitment, Event, Interval, Measure, Move, Record, RecordStated, first_day, last_day
from detente.state.claims import SETTLED, known_day
from detente.state.placing import DAY, LONG, YEAR, day_words, told
from detente.state.same_event import MET, bodies, one_sided, states
from detente.vocabulary import rows, table

SURE = 0.6
"""Confidence from which on a reader is believed; what is less sure needs a second account."""
SURER = 0.8
"""The same for acts that are neither said nor agreed, which readers take other things for."""
SUREST = 0.9
"""The same for what is told to the month."""
STATUS_SURE, WHEN_SURE = 0.7, 0.5
"""The same for the status and for the date by themselves, where the reader says how sure it is of them."""
SHORT_NAME = 3
"""Letters up to which a word of a name does not tell whose it is."""


def unsure(entry: RecordStated) -> str | None:
    """Why one account alone is not enough, in words; None where it is."""
    record = entry.record
    if reason := _read_with_doubt(record) or _parties(record):
        return reason
    if record.status == "unconfirmed":
        return "the text itself does not vouch for it"
    if isinstance(record, Commitment):
        return "a promise, whose date may be that on which it is due"
    return _far_from_a_day(record) or (None if isinstance(record, Move) else _loose(entry) or _unnamed(record))


def _read_with_doubt(record: Record) -> str | None:
    """Where the reader is not sure enough of the line, its status or its date."""
    if record.confidence < (SURER if _deed(record) else SURE):
        return f"read with a confidence of {record.confidence:.2f} only"
    if record.status_confidence is not None and record.status_confidence < STATUS_SURE:
        return f"its status is read with a confidence of {record.status_confidence:.2f} only"
    if record.when_confidence is not None and record.when_confidence < WHEN_SURE:
        return f"its date is read with a confidence of {record.when_confidence:.2f} only"
    return None


def _deed(record: Record) -> bool:
    return isinstance(record, Event) and record.type not in {*table("placing")["speech"]["types"], *MET}


def _parties(record: Record) -> str | None:
    """Where the parties, as they were read, cannot all be right."""
    if isinstance(record, Move | Commitment):
        return None
    if isinstance(record, Event) and record.type in MET:
        return "a contact with the parties of one state alone" if one_sided(record) else None
    if {actor.country for actor in record.actors} & {target.country for target in record.targets} - {None}:
        return "one state on both sides"
    return _actors(record)


def _actors(record: Record) -> str | None:
    """Where an act of one party is told with others, or with nobody in particular."""
    if not record.actors:
        return "who does it is not named"
    if len(states(record.actors)) > 1:
        return "an act of one party, told with two"
    if isinstance(record, Event) and len([actor for actor in record.actors if actor.name not in bodies()]) > 1:
        return "an act of one, told with several of its side"
    nobody = bool(record.actors) and not record.actors[0].country and record.actors[0].name.islower()
    return "nobody in particular does it" if nobody else None


def _unnamed(record: Record) -> str | None:
    """Where somebody acts, or is acted on, whom the words neither name nor stand for."""
    words = told(record)
    missing = [
        *(actor.name for actor in record.actors if not (_names(actor).search(words) or _stands_for(actor, words))),
        *(target.name for target in record.targets if not (_names(target).search(words) or _understood(record, words))),
    ]
    return f"its words do not name {missing[0]}" if missing else None


def _stands_for(actor: Actor, words: str) -> bool:
    """Whether the words have one that may mean the actor; a person is no 'it'."""
    return any(
        found.group().lower() not in _things() or actor.name in bodies() for found in _stand_ins().finditer(words)
    )


@functools.lru_cache(maxsize=10_000)
def _names(actor: Actor) -> re.Pattern[str]:
    """What names an actor: its name, a word of it that is no state's, or its state."""
    own = {word for word in re.findall(r"[\w'’-]+", actor.name) if len(word) > SHORT_NAME and word[0].isupper()}
    found = [actor.name, *own.difference(table("placing")["names"]["common"]), *_state_names(actor.country)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})", re.IGNORECASE if actor.name.islower() else 0)


@functools.lru_cache(maxsize=1000)
def _state_names(country: str | None) -> tuple[str, ...]:
    parts = ("name", "aliases", "adjectives", "people", "capital", "metonyms")
    found = [row[part] for row in rows("countries") if row["alpha3"] == country for part in parts]
    return tuple(name for names in found for name in names.split("|") if name)


def _understood(record: Record, words: str) -> bool:
    """Whether somebody on whom something is done may go without a name: where a word stands for them, or of a measure
    or a threat whose words do not tell that it falls on everybody.
    """
    if isinstance(record, Measure) or record.type == "THREATEN":
        return not _everybody().search(words)
    return _objects().search(words) is not None


@functools.cache
def _everybody() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('placing')['names']['everybody'])})\b", re.IGNORECASE)


@functools.cache
def _things() -> frozenset[str]:
    """Words that stand for bodies and things only."""
    return frozenset(table("placing")["names"]["things"])


@functools.cache
def _objects() -> re.Pattern[str]:
    """Words that stand for whom something is done to."""
    return re.compile(rf"\b(?:{'|'.join(table('placing')['names']['objects'])})\b", re.IGNORECASE)


@functools.cache
def _stand_ins() -> re.Pattern[str]:
    """Words that stand for somebody named before."""
    return re.compile(rf"\b(?:{'|'.join(table('placing')['names']['stand_ins'])})\b", re.IGNORECASE)


def _far_from_a_day(record: Record) -> str | None:
    """Where the date is too coarse for one account: a year, or months of what is told as done."""
    when = record.when
    if when is None or when.start is None or len(when.start) == DAY:
        return "told to the year only" if when and _years(when) else None
    if _years(when):
        return "told to the year only"
    if record.status not in SETTLED:
        return None
    if when.end not in (None, when.start):
        return "told to a stretch of months only"
    return "told to the month only, and not surely" if record.attribution or record.confidence < SUREST else None


def _years(when: Interval) -> bool:
    """Whether the date is a year, or a stretch of more than one."""
    start, end = when.start or "", when.end or when.start or ""
    return len(start) == YEAR or (bool(start and end) and last_day(end) - first_day(start) > LONG)


def _loose(entry: RecordStated) -> str | None:
    """Where the account stands in a piece of a sentence, or the day does not stand in the words."""
    record = entry.record
    if isinstance(record, Measure) and record.type == "other":
        return "a measure of no known instrument"
    if told(record)[:1].islower():
        return "a piece of a sentence"
    return _left_open(record) or _day_of_another_clause(record) or _day_from_elsewhere(entry)


def _left_open(record: Record) -> str | None:
    """Where the words leave open what is told as planned."""
    return "its words leave it open" if record.status == "planned" and _perhaps().search(told(record)) else None


@functools.cache
def _perhaps() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('placing')['open']['words'])})\b")


def _day_of_another_clause(record: Record) -> str | None:
    """Where a word like 'after' stands between every day in the words and every word for the event."""
    days = [found.span() for found in day_words().finditer(told(record))]
    acts = [found.span() for found in _acts(record).finditer(told(record))]
    gaps = [told(record)[min(day[1], act[1]) : max(day[0], act[0])] for day in days for act in acts]
    apart = bool(gaps) and all(_joints().search(gap) for gap in gaps)
    return "the day is that of another clause" if apart else None


def _acts(record: Record) -> re.Pattern[str]:
    """Words for an event, or for the instrument of a measure."""
    return _instruments(record.type) if isinstance(record, Measure) else _triggers(record.type)


@functools.cache
def _instruments(kind: str) -> re.Pattern[str]:
    nouns = "|".join(r"\W+".join(_stem(word) for word in noun.split()) for noun in table("instruments")[kind]["nouns"])
    return re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE)


@functools.cache
def _joints() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('placing')['joints']['words'])})\b", re.IGNORECASE)


@functools.cache
def _triggers(event_type: str) -> re.Pattern[str]:
    """Words for a type of event, whatever their ending; of irregular verbs the plain form only."""
    listed = [words for row in rows("triggers") if row["type"] == event_type for words in row["words"].split("|")]
    stems = {r"\W+(?:\w+\W+){0,2}?".join(_stem(word) for word in words.split()) for words in listed}
    return re.compile(rf"\b(?:{'|'.join(sorted(stems, key=lambda stem: (-len(stem), stem)))})\b", re.IGNORECASE)


def _stem(word: str) -> str:
    return re.escape(word[:-1] if word[-1] in "ey" and len(word) > SHORT_NAME else word) + r"\w{0,4}"


def _day_from_elsewhere(entry: RecordStated) -> str | None:
    """Whether a day is not in the account's own words: where it is that of publication, and for any measure's day."""
    record = entry.record
    start = record.when.start if record.when else None
    if start is None or len(start) < DAY or day_words().search(told(record)):
        return None
    if start == str(known_day(entry.clocks)):
        return "the day is that of publication, and not in its words"
    return "the day of a measure, and not in its words" if isinstance(record, Measure) else None
