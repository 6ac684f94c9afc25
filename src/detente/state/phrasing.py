"""Sentences an analyst would write, each put together from the fields of one line (and of what it was before)."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model import Actor, Event, Interval, Line, Measure, Quote, Rate, first_day
from detente.state import wording
from detente.state.steps import CHANGES, IN_FORCE, formerly
from detente.state.views import cells
from detente.state.views.contested import ContestedLine
from detente.state.views.due import SORTS, DueLine
from detente.state.views.measures import MeasureLine
from detente.state.views.meetings import NO_ACCOUNT, MeetingLine
from detente.vocabulary import table

MOVES = frozenset({"raise", "lower"})
DAY, MONTH = len("2025-06-05"), len("2025-06")


def date(value: str) -> str:
    """A partial date as it is written: '14 May 2025', 'May 2025', '2025'."""
    day = first_day(value)
    if len(value) < MONTH:
        return value
    month = f"{day:%B} {day.year}"
    return f"{day.day} {month}" if len(value) >= DAY else month


def on(when: Interval | None) -> str:
    """' on 14 May 2025', ' in May 2025', ' from 10 May 2025 to 11 May 2025', ' by 12 August 2025'; '' for no date."""
    if when is None or not (when.start or when.end):
        return ""
    if when.start and when.end and when.start != when.end:
        return f" between {date(when.start)} and {date(when.end)}"
    value = when.start or when.end or ""
    return f"{' on ' if len(value) >= DAY else ' in '}{date(value)}" if when.start else f" by {date(value)}"


def article(names: str) -> str:
    """Names of states as they stand in a sentence: 'the United States and China'."""
    for name in table("changes")["names"]["the"]:
        names = names.replace(name, f"the {name}")
    return names


def possessive(name: str) -> str:
    """'China's', 'the United States''."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "”")) else ".")


def percent(rate: Rate) -> str:
    """'30 %', 'up to 125 %', '5 dollars'."""
    bound = {"max": "up to ", "min": "at least ", None: ""}[rate.bound]
    return f"{bound}{rate.value:g} {'%' if rate.unit == 'percent' else rate.unit}"


def people(actors: Iterable[Actor]) -> str:
    return article(wording.names(actors))


def quoted(line: Line) -> str:
    """'“the words”'."""
    return f"“{cells.words(line)}”"


def measure(line: MeasureLine, was: MeasureLine | None, *, plausible: bool) -> str:
    """'The United States lowered its tariff on China from 145 % to 30 % on 14 May 2025 (announced 12 May 2025).'

    `plausible`: whether the figure can be the new rate; else it is told as a figure only.
    """
    who, thing = _thing(line)
    if line.stage == "lapsed":
        return sentence(f"{possessive(who)} {thing}{_rates(line, None)} lapsed on {date(line.expires or '')}")
    if line.stage in ("in force", "expired", "unconfirmed"):
        return sentence(_standing(line, was, plausible))
    if line.stage not in IN_FORCE and line.stage != "removed":
        return sentence(_foreseen(line, was, plausible))
    verb = table("changes")["stages"][line.stage]
    foreseen = line.stage in IN_FORCE and line.as_announced
    when = f"{_day_of(line)}{'' if foreseen else _announced(line)}{_until(line)}"
    tail = ", as announced; no account tells that it came to pass" if foreseen else ""
    return sentence(f"{who} {verb} its {thing}{_rates(line, was, plausible)}{when}{tail}")


def _thing(line: MeasureLine) -> tuple[str, str]:
    """Who imposes it, and what it is: 'the United States', 'tariff on China (all goods)'."""
    programme = line.subject.programme if isinstance(line.subject, Measure) else None
    name = wording.ledger_name(line.key, programme)
    return article(line.imposer), article(name.removeprefix(line.imposer).strip())


def _foreseen(line: MeasureLine, was: MeasureLine | None, plausible: bool) -> str:
    """'The United States announced that it would lower its tariff on China to 30 % on 14 May 2025'."""
    who, thing = _thing(line)
    words = table("changes")
    action = line.subject.action if isinstance(line.subject, Measure) else "impose"
    verb = words["actions"].get(action, words["actions"]["impose"])
    when = f"{_day_of(line)}{_announced(line)}{_until(line)}"
    return f"{who} {words['foreseen'][line.stage]} {verb} {thing}{_rates(line, was, plausible)}{when}"


def _standing(line: MeasureLine, was: MeasureLine | None, plausible: bool) -> str:
    who, thing = _thing(line)
    be, have = ("are", "have") if thing.partition(" on ")[0].partition(" (")[0].endswith("s") else ("is", "has")
    word = {"in force": f"{be} in force", "expired": f"{have} expired", "unconfirmed": f"{be} unconfirmed"}[line.stage]
    since = f" since {date(line.effective)}" if line.effective and line.stage == "in force" else ""
    rates = f"{_rates(line, None, plausible)}{_formerly(was)}"
    return f"{possessive(who)} {thing} {word}{rates}{since}{_announced(line)}{_until(line)}"


def _formerly(was: MeasureLine | None) -> str:
    """' (before: 30 %)'; '' where no rate was known."""
    old = was.subject.rate if was and isinstance(was.subject, Measure) else None
    return f" (before: {percent(old)})" if old else ""


def _day_of(line: MeasureLine) -> str:
    start = line.removed or line.effective
    return on(Interval(start, start)) if start else ""


def _announced(line: MeasureLine) -> str:
    told = line.announced and line.announced != line.effective
    return f" (announced {date(line.announced)})" if told and line.announced else ""


def _until(line: MeasureLine) -> str:
    if not line.expires or line.stage == "lapsed":
        return ""
    return f", until {date(line.expires)}" + (", the end of the truce" if line.truce else "")


def _rates(line: MeasureLine, was: MeasureLine | None, plausible: bool = True) -> str:
    """' from 145 % to 30 %', ' at 30 %', ', 115 %' where the figure cannot be the new rate; '' where there is none."""
    now = line.subject.rate if isinstance(line.subject, Measure) else None
    old = was.subject.rate if was and isinstance(was.subject, Measure) else None
    if now is None or not isinstance(line.subject, Measure):
        return ""
    if now != old and line.subject.action in CHANGES and not plausible:
        return f" ({percent(now)})"
    before = formerly(line.subject)
    if before is not None and line.stage in ("lowered", "raised"):
        return f" from {before:g} % to {percent(now)}"
    if old and old != now:
        return f" from {percent(old)} to {percent(now)}"
    moves = line.subject.action in MOVES and line.stage != "lapsed"
    return f" {'to' if moves else 'at'} {percent(now)}"


def deadline(line: DueLine, was: DueLine | None) -> str:
    """'New deadline: 12 August 2025, the truce of China and the United States ends (due in 61 days).'"""
    what = due_words(line)
    day = date((line.due.end or line.due.start or "") if line.due else "") if line.due else ""
    if line.schedule == "met":
        return sentence(f"met: {what}, {line.shown}")
    if line.was and (was is None or was.due != line.due):
        return sentence(f"extended from {date(line.was)} to {day}: {what}")
    if line.schedule.startswith("overdue"):
        return sentence(f"overdue since {day}: {what}; {line.shown}")
    if line.schedule in ("lapsed", "called off", NO_ACCOUNT):
        return sentence(f"{line.schedule} ({day}): {what}; {line.shown}")
    if was is not None:
        return sentence(f"{what}{f', {day}' if day else ''}: now {line.said} (was {was.said}), {line.schedule}")
    head = f"new deadline: {day}, {what} ({line.schedule})" if day else f"new {what} (no date)"
    return sentence(head)


def due_words(line: DueLine) -> str:
    """'the truce of China and the United States ends', 'the undertaking of China: “the words”'."""
    if line.sort == "truce":
        return f"the truce of {article(wording.state_names(line.key.split('|')[1]))} ends"
    who = people(line.subject.actors) if not isinstance(line.subject, Quote) else ""
    return f"{SORTS[line.sort]}{f' of {who}' if line.sort == 'undertaking' else f', {who}'}: {quoted(line)}"


def contact(line: MeetingLine, was: MeetingLine | None) -> str:
    """'Held: call of Donald Trump and Xi Jinping on 5 June 2025 (was ahead).'"""
    event = line.subject
    kind = {"phone": "call of", "visit": "visit of", "meet": "meeting of"}
    mode = (event.mode or "") if isinstance(event, Event) else ""
    who = people((*event.actors, *event.targets)) if isinstance(event, Event) else ""
    doubt = f", {line.standing}" if line.standing in ("contested", "denied") else ""
    before = f" (was {was.state})" if was else ""
    state = "planned" if line.state == "ahead" else line.state
    return sentence(f"{state}: {kind.get(mode, 'talks of')} {who}{on(line.clocks.valid)}{doubt}{before}")


def act(line: Line) -> str:
    """'Donald Trump accused China on 30 May 2025: “the words”'; what is foreseen says so."""
    event = line.subject
    if not isinstance(event, Event):
        return sentence(wording.title(line))
    words = table("changes")
    verb = words["acts"][event.type] if event.targets else words["alone"][event.type]
    whom = f" {people(event.targets)}" if event.targets else ""
    done = event.status in ("happened", "ongoing", "ended")
    claim = "" if done else f"{'denied' if event.status == 'negated' else event.status}: "
    return sentence(f"{claim}{people(event.actors) or 'somebody'} {verb}{whom}{on(line.clocks.valid)}: {quoted(line)}")


def contradiction(line: ContestedLine) -> str:
    """'The words of A (Metro Post), against “the other words”: the ground.' A series has no words."""
    against = f" against “{cells.cut(line.against_evidence[0].text)}”" if line.against_evidence else ""
    return f"{quoted(line)} ({cells.outlet(line)}){against}: {line.ground}"
