"""Whether the date of an account is the day of the thing it tells of, as far as its own words and its status show.

A reader dates a record by the nearest time expression that fits. What follows from status and publication, and what
stands beside the expression, tells where that cannot be the day of the thing: such a record has no place in time yet.
"""

from __future__ import annotations

import datetime as dt
import functools
import re

from detente.model import Event, Gap, Measure, Move, Record, RecordStated, first_day, last_day
from detente.state.claims import AHEAD, SETTLED, known_day
from detente.state.same_event import MET
from detente.vocabulary import rows, table

AFTER = dt.timedelta(days=3)
"""Trackers and digests are dated a little before the last thing they tell; anything later has been misdated."""
NEWS = dt.timedelta(days=7)
"""Days before publication within which a date may be that of the report, not of the thing."""
MONTH = dt.timedelta(days=31)
"""The day of an announced measure may be that of the announcement, but not so long after it."""
FAR = dt.timedelta(days=200)
"""A day of the calendar told without its year is meant to be nearer than that."""
LONG = dt.timedelta(days=366)
"""What went on for longer is not told by a date."""
SATURDAY = 5
DAY = len("2025-06-05")
MONTH_LONG = len("2025-06")
YEAR = len("2025")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BESIDE = 8
"""Words that may stand between a word of saying and its day."""


def doubt(entry: RecordStated) -> str | None:
    """Why the account has no place in time, in words; None where its date is the day of the thing."""
    record = entry.record
    if record.when is None or record.when.start is None:
        return "no date"
    if isinstance(record, Gap):
        return "something not known has no day"
    if not record.actors and not record.targets and not isinstance(record, Move):
        return "nobody is named"
    start = record.when.start
    return _no_act(record) or _contrary(entry, start) or _borrowed(entry, start) or _published(entry, start)


def _no_act(record: Record) -> str | None:
    """Where nothing is done, as far as the words go: what is asked, or not commented on."""
    words = told(record)
    if words.rstrip(" \"”’'").endswith("?"):
        return "it is only asked"
    if isinstance(record, Event) and record.type == "REJECT" and _silence().search(words):
        return "not to comment is no act"
    if _words_in("anniversaries").search(words):
        return "an anniversary, which is not the thing itself"
    if isinstance(record, Event) and record.type in MET and _referred_to().search(words) and not _dated(words):
        return "an agreement that is only referred to"
    return None


def _contrary(entry: RecordStated, start: str) -> str | None:
    """Where the status, the day of publication or the calendar rule the date out."""
    record, known = entry.record, known_day(entry.clocks)
    if entry.clocks.known_at is None and start[:YEAR] not in told(record):
        return "its document has no date to count from"
    if record.status in SETTLED and first_day(start) > known + AFTER:
        return "told as done, but dated after its publication"
    if isinstance(record, Move):
        return _no_session(record, start)
    return _past(record, start, known) if record.status in AHEAD else None


def _no_session(record: Move, start: str) -> str | None:
    """Where markets are shut on the only day of a move."""
    single = len(start) == DAY and record.when is not None and record.when.end in (None, start)
    return "no market is open on that day" if single and first_day(start).weekday() >= SATURDAY else None


def _past(record: Record, start: str, known: dt.date) -> str | None:
    """Where what is foreseen has a day that had passed when it was told, or one too far ahead."""
    end = (record.when.end if record.when else None) or start
    if first_day(start) - known > FAR and not _year_told(record, start):
        return "a day far ahead, and its year is not in the words"
    if last_day(end) < known - (MONTH if isinstance(record, Measure) else dt.timedelta(0)):
        return "foreseen for a day that had passed when it was published"
    if isinstance(record, Measure):
        return None
    if len(start) == MONTH_LONG and last_day(start) < known and end != start:
        return "foreseen, with months that had begun when it was told"
    return "foreseen, with the day of the report" if end == str(known) and record.attribution else None


def _borrowed(entry: RecordStated, start: str) -> str | None:
    """Where the date is that of something else in the words."""
    record, words = entry.record, told(entry.record)
    if len(start) < DAY:
        return _not_a_year(words, start) if len(start) == YEAR else _old_month(entry, start)
    if isinstance(record, Event) and record.status in SETTLED and _bounds(record, words):
        return "the day is that of something else in its words"
    before = known_day(entry.clocks) - first_day(start)
    if before > LONG and not _year_told(record, start):
        return "a day more than a year before, and its year is not in the words"
    return _of_the_report(record, words) if dt.timedelta(0) <= before <= NEWS else None


def _of_the_report(record: Record, words: str) -> str | None:
    """Where a day shortly before publication is that of a report."""
    if record.status == "ongoing" and record.when and record.when.end and not _contact(record):
        return "under way, with the day of the report"
    if _day_of_a_paper(record, words):
        return "the day is that of a paper, not of what it tells"
    if record.attribution and not _own_words(record) and _beside(words):
        return "the day is that on which it was said"
    return None


def _published(entry: RecordStated, start: str) -> str | None:
    """Where the date is that of publication alone, though the words tell another one or none."""
    record, known = entry.record, str(known_day(entry.clocks))
    if isinstance(record, Move) or record.when is None or record.when.end not in (None, start):
        return None
    if len(start) == YEAR or start != known[: len(start)]:
        return None
    words = told(record)
    found = _dates().findall(words.lower())
    days = [f"-{MONTHS.index(month[:3]) + 1:02}-{int(day):02}" for month, day in found]
    if days and not any(f"{start[:YEAR]}{day}".startswith(start) for day in days):
        return "its words tell another day than that of publication"
    dated = len(start) == DAY or day_words().search(words) or _month_words().search(words)
    return None if dated else "the month is that of publication, and not in its words"


def told(record: Record) -> str:
    """The words that an account rests on."""
    return " ".join(span.text for span in record.evidence)


def _contact(record: Record) -> bool:
    return isinstance(record, Event) and record.type == "CONSULT"


def _own_words(record: Record) -> bool:
    """Whether the act lies in the saying: whoever does it is cited, and does it by saying so, or makes it known."""
    said = isinstance(record, Event) and record.type in table("placing")["speech"]["types"]
    return (said or (isinstance(record, Measure) and record.status in AHEAD)) and _cited(record)


def _cited(record: Record) -> bool:
    """Whether who is cited is the first actor, or somebody else among the actors who speaks for a state."""
    source, names = _slug(record.attribution[-1].name), [_slug(actor.name) for actor in record.actors]
    first = names[:1] if names and names[0] not in _countries() else names
    return any(source <= name or name <= source for name in first)


@functools.cache
def _silence() -> re.Pattern[str]:
    """Words for not commenting."""
    refused, comment = ("|".join(table("placing")["silence"][part]) for part in ("refused", "comment"))
    return re.compile(rf"\b(?:{refused})(?:\W+\w+){{0,6}}?\W+to (?:{comment})\b", re.IGNORECASE)


@functools.cache
def _countries() -> frozenset[frozenset[str]]:
    return frozenset(_slug(row["name"]) for row in rows("countries"))


def _slug(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower()))


def _old_month(entry: RecordStated, start: str) -> str | None:
    """Why a month of the year before last, or older, is not the one meant; None where its year is told."""
    stretch = entry.record.when is not None and entry.record.when.end not in (None, start)
    if stretch or _year_told(entry.record, start) or known_day(entry.clocks) - last_day(start) <= LONG:
        return None
    return "a month more than a year before, and its year is not in the words"


def _year_told(record: Record, start: str) -> bool:
    words = told(record)
    return start[:YEAR] in words or "year" in words.lower()


def _not_a_year(words: str, year: str) -> str | None:
    """Why the year is no time of the thing, in words; None where it is."""
    before = [found.group(1).lower() for found in re.finditer(rf"([\w’']+)[\s-]+{year}\b", words)]
    if any(word in table("placing")["years"]["words"] for word in before) or words.startswith(year):
        return None
    if before:
        return "the year is part of a name"
    return None if "year" in words.lower() else "the year is not in its words"


def _bounds(record: Event, words: str) -> bool:
    """Whether the one day in the words is that of something else: 'tariffs starting Monday'."""
    said = record.type in table("placing")["speech"]["types"]
    return len(day_words().findall(words)) == 1 and _bound(said).search(words) is not None


def _day_of_a_paper(record: Record, words: str) -> bool:
    """Whether the one day is that on which a paper came out: 'a report published on Friday'; who speaks acts by it."""
    said = isinstance(record, Event) and record.type in table("placing")["speech"]["types"]
    return not said and len(day_words().findall(words)) == 1 and _paper().search(words) is not None


@functools.cache
def _paper() -> re.Pattern[str]:
    papers = table("placing")["papers"]
    nouns, verbs = "|".join(papers["words"]), "|".join(papers["out"])
    return re.compile(
        rf"\b(?:{nouns})\W+(?:\w+\W+){{0,2}}?(?:{verbs})\W+(?:(?:on|last|this)\W+)?(?:{_day_word()})\b", re.IGNORECASE
    )


@functools.cache
def _referred_to() -> re.Pattern[str]:
    """Words that look back on an agreement: 'in line with the consensus reached'."""
    back = table("placing")["references"]
    leads, nouns = "|".join(back["words"]), "|".join(back["nouns"])
    return re.compile(rf"\b(?:{leads})\b(?:\W+\w+){{0,5}}?\W+(?:{nouns})\b", re.IGNORECASE)


def _dated(words: str) -> bool:
    return bool(day_words().search(words) or _dates().search(words.lower()))


@functools.cache
def _words_in(part: str) -> re.Pattern[str]:
    """The words of a part of the vocabulary."""
    return re.compile(rf"\b(?:{'|'.join(table('placing')[part]['words'])})\b", re.IGNORECASE)


@functools.cache
def _bound(said: bool) -> re.Pattern[str]:
    bounds = table("placing")["bounds"]
    words = "|".join([*bounds["words"], *(bounds["of_speech"] if said else ())])
    return re.compile(rf"\b(?:{words})\W+(?:on\W+)?(?:{_day_word()})\b", re.IGNORECASE)


def _beside(words: str) -> bool:
    """Whether a day stands beside a word of saying."""
    return _saying().search(words.lower()) is not None


@functools.cache
def _saying() -> re.Pattern[str]:
    said, day = "|".join(table("placing")["saying"]["words"]), _day_word()
    return re.compile(
        rf"\b(?:{said})\b(?:\W+\w+){{0,{BESIDE}}}?\W+(?:{day})|\b(?:{day})(?:\W+\w+){{0,4}}?\W+(?:{said})\b"
    )


@functools.cache
def day_words() -> re.Pattern[str]:
    """Words that tell a day, whatever the case."""
    return re.compile(rf"\b(?:{_day_word()}|{'|'.join(table('placing')['now']['words'])})\b", re.IGNORECASE)


@functools.cache
def _dates() -> re.Pattern[str]:
    """A month and a day of it, in lower case."""
    return re.compile(rf"\b({'|'.join(table('placing')['days']['months'])})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b")


@functools.cache
def _month_words() -> re.Pattern[str]:
    words = [*table("placing")["spans"]["words"], *table("placing")["days"]["months"]]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _day_word() -> str:
    days = table("placing")["days"]
    return "|".join([*days["words"], rf"(?:{'|'.join(days['months'])})\.? \d+(?:st|nd|rd|th)?", r"\d{4}-\d\d-\d\d"])
