"""What a line says in an analyst's words, built from its fields. Never shown as a quotation."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model import Actor, Commitment, Event, Gap, Interval, Line, Measure, Move, Quote, Record
from detente.state.disputes import figure
from detente.vocabulary import rows

_LOWER = {"tariff": "tariff", "export-control": "export controls", "visa-restriction": "visa restrictions"}


def measure_name(measure: Measure) -> str:
    """'United States tariff on Chinese goods', 'China export-control on United States (rare earths)'."""
    noun = _LOWER.get(measure.type, measure.type.replace("-", " "))
    imposer, target = states(measure.actors), states(measure.targets)
    scope = (f" ({measure.scope})" if target else f" on {measure.scope}") if measure.scope else ""
    return f"{imposer or 'Unnamed'} {noun}{f' on {target}' if target else ''}{scope}"


def names(actors: Iterable[Actor]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    found = list(dict.fromkeys(actor.name for actor in actors))
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def states(actors: Iterable[Actor]) -> str:
    """The states the actors stand for, by name; those without a country by their own names."""
    known = {row["alpha3"]: row["name"] for row in rows("countries")}
    return names(Actor(known.get(actor.country or "", actor.name)) for actor in actors)


def rate(measure: Measure) -> str:
    return figure(measure.rate) if measure.rate else ""


def dated(when: Interval | None) -> str:
    """' on 2025-06-05', ' in 2025-06', ' between A and B', '' where there is no date."""
    if when is None or (when.start is None and when.end is None):
        return ""
    if when.start and when.end and when.start != when.end:
        return f" between {when.start} and {when.end}"
    day = when.start or when.end or ""
    word = ("on" if len(day) == 10 else "in") if when.start else "by"
    return f" {word} {day}"


def title(line: Line) -> str:
    """One line of text for any line: who, what, when."""
    return _title(line.subject)


def _title(subject: Record | Quote) -> str:
    if isinstance(subject, Quote):
        return f"{subject.speaker.name if subject.speaker else 'Somebody'} quoted"
    if isinstance(subject, Measure):
        return measure_name(subject)
    if isinstance(subject, Move):
        amount = f" {subject.change:g} {subject.unit or ''}".rstrip() if subject.change is not None else ""
        return f"{subject.instrument} {subject.direction}{amount}{dated(subject.when)}"
    return _act(subject)


_VERBS = {
    "AGREE": "agree", "CONSULT": "contact", "SUPPORT": "supports", "CONCEDE": "concedes to",
    "COOPERATE": "cooperates with", "AID": "aids", "RETREAT": "withdraws toward", "REQUEST": "asks",
    "ACCUSE": "accuses", "REJECT": "rejects", "THREATEN": "threatens", "PROTEST": "protests against",
    "SANCTION": "imposes costs on", "MOBILIZE": "mobilises against", "COERCE": "coerces", "ASSAULT": "attacks",
}  # fmt: skip


def _act(subject: Event | Commitment | Gap) -> str:
    actors, targets = names(subject.actors), names(subject.targets)
    if isinstance(subject, Event):
        joint = not targets and len(subject.actors) > 1 and subject.type in ("AGREE", "CONSULT")
        verb = ("agree" if subject.type == "AGREE" else "in contact") if joint else _VERBS[subject.type]
        head = " ".join(part for part in (actors, verb, targets) if part)
    elif isinstance(subject, Commitment):
        head = f"{actors or 'Somebody'} committed" + (f" to {targets}" if targets else "")
    else:
        head = f"Open{f' ({actors})' if actors else ''}"
    return f"{head}{f': {subject.what}' if subject.what else ''}{dated(subject.when)}"
