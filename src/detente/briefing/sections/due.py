"""What is due, the nearest first: ends of truces and measures, undertakings, changes announced, meetings planned."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from detente.briefing import phrases
from detente.briefing.brief import Section, Sentence
from detente.briefing.scene import Scene, section, sentence
from detente.model import Quote
from detente.state import phrasing, wording
from detente.state.views import DueLine
from detente.vocabulary import table

LATELY = 30
"""Days before the period in which something was due that is still told of."""
STALE = dt.timedelta(days=730)
"""What no text has told of for so long is not told of as due."""
VERDICT = re.compile(r"(?P<verdict>\w+) by (?P<of>[^,;]+), says (?P<by>[^(;]+) \((?P<day>[\d-]+)\)")


def compose(scene: Scene) -> Section:
    """What is still to come, then what is past."""
    found = list(lines(scene))
    ahead = scene.part(told(line) for line in found if not _past(line))
    behind = scene.part((told(line) for line in found if _past(line)), "Past their day")
    return section("due", (ahead, behind))


def lines(scene: Scene) -> Iterator[DueLine]:
    """The dated lines of the two sides, by due date."""
    for line in scene.view("due"):
        if isinstance(line, DueLine) and line.days is not None and scene.concerns(line) and _worth(scene, line):
            yield line


def _worth(scene: Scene, line: DueLine) -> bool:
    """Not what was due long before, nor one side's undertaking to itself; meetings held are told elsewhere."""
    days = line.days or 0
    if days < -(scene.asked.as_of - scene.asked.since).days - LATELY or line.schedule == "met":
        return False
    if line.sort in ("truce", "end"):
        return True
    told = max((note.published[:10] for note in line.evidence if note.published), default="")
    return scene.between(line) and told >= (scene.asked.as_of - STALE).isoformat()


def _past(line: DueLine) -> bool:
    return line.days is not None and line.days < 0


def told(line: DueLine) -> Sentence:
    """The sentence of its sort."""
    return sentence(_TELL[line.sort](line), line, weighed=True)


def _truce(line: DueLine) -> str:
    who = phrasing.article(wording.state_names(line.key.split("|")[1]))
    if _past(line):
        return phrases.say("truce_over", who=who, day=day(line), shown=phrases.dates(line.shown))
    return phrases.say("truce", who=who, day=day(line), left=left(line), verdicts=_verdicts(line))


def _verdicts(line: DueLine) -> str:
    """'; China says that the United States has broken it (5 June 2025)'."""
    found = [
        f"{phrasing.article(one['by'])} says that {_of(one)} has {one['verdict']} it ({phrasing.date(one['day'])})"
        for one in VERDICT.finditer(line.said)
    ]
    return f"; {phrases.listed(found)}" if found else ""


def _of(verdict: re.Match[str]) -> str:
    """Of whom it is said; a state says of itself that 'it' has kept a truce."""
    return "it" if verdict["of"] == verdict["by"] else phrasing.article(verdict["of"])


def _undertaking(line: DueLine) -> str:
    verb = table("brief")["said"].get(line.said, line.said)
    return phrases.say(
        "undertaking", who=_who(line), said=verb, words=_words(line), when=_when(line), shown=_shown(line)
    )


def _change(line: DueLine) -> str:
    verb = table("brief")["said"].get(line.said, line.said)
    when = f"{_when(line)}, {line.schedule}" if _past(line) else _when(line)
    return phrases.say("change", who=_who(line), said=verb, words=_words(line), when=when)


def _end(line: DueLine) -> str:
    measure = _measure(line)
    if _past(line):
        return phrases.say("end_over", measure=measure, day=day(line), shown=phrases.dates(line.shown))
    return phrases.say("end", measure=measure, day=day(line), left=left(line))


def _measure(line: DueLine) -> str:
    """'the United States' tariff on China (all goods)'."""
    key = line.key.removesuffix("|expires")
    name = wording.ledger_name(key, getattr(line.subject, "programme", None))
    imposer = wording.state_names(key.split("|")[1])
    thing = phrasing.article(name.removeprefix(imposer).strip())
    return f"{phrasing.possessive(phrasing.article(imposer))} {thing}"


def _meeting(line: DueLine) -> str:
    name = "meeting_past" if _past(line) else "meeting"
    shown = phrases.dates(line.shown)
    return phrases.say(name, when=phrasing.on(line.due), words=_words(line), shown=shown)


def _who(line: DueLine) -> str:
    return phrasing.people(line.subject.actors) if not isinstance(line.subject, Quote) else "somebody"


def _words(line: DueLine) -> str:
    return phrases.quotation(line.evidence[0].text)


def _when(line: DueLine) -> str:
    """'due by 31 December 2025, in 204 days', 'due on 14 May 2025, 27 days ago'."""
    return f"due {'by' if line.sort == 'undertaking' else 'on'} {day(line)}{left(line)}"


def _shown(line: DueLine) -> str:
    """What the record shows of it; the words it shows it by are a note."""
    head = line.shown.partition(": “")[0]
    return phrases.dates(head if head in ("met", "put off", "evidence against") else line.shown.partition(";")[0])


def day(line: DueLine) -> str:
    """The last day of what is due: '12 August 2025'."""
    return phrasing.date((line.due.end or line.due.start or "") if line.due else "")


def left(line: DueLine) -> str:
    """', in 63 days', ', 27 days ago', ', today'."""
    days = line.days or 0
    if days == 0:
        return ", today"
    return f", in {phrases.count(days, 'day')}" if days > 0 else f", {phrases.count(-days, 'day')} ago"


_TELL = {"truce": _truce, "undertaking": _undertaking, "change": _change, "end": _end, "meeting": _meeting}
