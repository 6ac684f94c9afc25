"""What a line says in an analyst's words, built from its fields; a text's own words stand in quotation marks."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from detente.model import Actor, Commitment, Event, Gap, Interval, Line, Measure, Move, Quote, Record
from detente.state.figures import figure
from detente.vocabulary import rows, table

LONGEST = 120
"""Characters of a text's own words."""
_LOWER = {"tariff": "tariff", "export-control": "export controls", "visa-restriction": "visa restrictions"}


def measure_name(measure: Measure) -> str:
    """'United States tariff on China (Chinese goods)', 'China export controls on United States (rare earths)'."""
    noun = _LOWER.get(measure.type, measure.type.replace("-", " "))
    imposer, target = states(measure.actors), states(measure.targets)
    scope = (f" ({measure.scope})" if target else f" on {measure.scope}") if measure.scope else ""
    return f"{imposer or 'Unnamed'} {noun}{f' on {target}' if target else ''}{scope}"


def ledger_name(key: str, programme: str | None) -> str:
    """A measure by its typed key: 'United States tariff on China (all goods)'."""
    _, imposer, on, kind, under, scope = key.split("|")
    noun = _LOWER.get(kind, kind.replace("-", " "))
    parts = [scope_label(scope) if scope != "-" else "", (programme or under) if under != "-" else ""]
    about = ", ".join(part for part in parts if part)
    target = f" on {state_names(on)}" if on != "-" else ""
    return f"{state_names(imposer)} {noun}{target}" + (f" ({about})" if about else "")


def names(actors: Iterable[Actor]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    found = list(dict.fromkeys(actor.name for actor in actors))
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def states(actors: Iterable[Actor]) -> str:
    """The states the actors stand for, by name; those without a country by their own names."""
    known = _state_names()
    return names(Actor(known.get(actor.country or "", actor.name)) for actor in actors)


def state_names(codes: str) -> str:
    """The states of a key's part by name: 'CAN+MEX' is 'Canada and Mexico', '-' nobody."""
    known = _state_names()
    return names(Actor(known.get(code, code)) for code in codes.split("+") if code != "-")


@functools.cache
def _state_names() -> dict[str, str]:
    return {row["alpha3"]: row["name"] for row in rows("countries")}


def scope_known(scope: str) -> bool:
    """Whether the scope is all goods, a class of the vocabulary or a list by its value, not a text's own words."""
    classes = table("scopes")["class"]
    return scope in ("all", "-") or scope.startswith("usd-") or all(part in classes for part in scope.split("+"))


def scope_label(scope: str) -> str:
    """A scope class in words: 'all goods', 'Steel and aluminium', 'list of 200bn dollars'."""
    if scope in ("all", "-"):
        return {"all": "all goods", "-": "goods not named"}[scope]
    classes = table("scopes")["class"]
    if scope_known(scope) and not scope.startswith("usd-"):
        return ", ".join(str(classes[part]["label"]).lower() for part in scope.split("+"))
    return f"list of {scope.removeprefix('usd-')} dollars" if scope.startswith("usd-") else scope.replace("-", " ")


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
    "AGREE": "agrees with", "CONSULT": "in contact with", "SUPPORT": "supports", "CONCEDE": "concedes to",
    "COOPERATE": "cooperates with", "AID": "aids", "RETREAT": "eases measures toward", "REQUEST": "asks",
    "ACCUSE": "accuses", "REJECT": "rejects", "THREATEN": "threatens", "PROTEST": "protests against",
    "SANCTION": "imposes costs on", "MOBILIZE": "mobilises against", "COERCE": "coerces", "ASSAULT": "attacks",
}  # fmt: skip
_ALONE = {"REQUEST": "makes a demand", "RETREAT": "eases measures", "REJECT": "refuses", "ACCUSE": "raises a charge",
          "AGREE": "agrees", "SUPPORT": "voices support", "THREATEN": "makes a threat"}  # fmt: skip
_CONTACTS = {"phone": "Call of", "visit": "Visit of", "meet": "Meeting of"}
_FORESEEN = {"planned": "planned", "proposed": "proposed", "conditional": "on a condition", "threatened": "threatened",
             "unconfirmed": "unconfirmed", "negated": "denied"}  # fmt: skip


def _act(subject: Event | Commitment | Gap) -> str:
    if isinstance(subject, Event):
        head = _event(subject)
    elif isinstance(subject, Commitment):
        targets = names(subject.targets)
        head = f"{names(subject.actors) or 'Somebody'} committed" + (f" to {targets}" if targets else "")
    else:
        head = "Open" if own_words(subject) else "Open: " + gap_words(subject)
    topic = subject.what if own_words(subject) else ""
    about = f" ({', '.join(subject.issues)})" if subject.issues and not topic and not isinstance(subject, Gap) else ""
    status = f", {_FORESEEN[subject.status]}" if _foreseen(subject) else ""
    return f"{head}{about}{f': {topic}' if topic else ''}{dated(subject.when)}{status}"


def _foreseen(subject: Event | Commitment | Gap) -> bool:
    """Whether an act's title must say that it is no fact; what became of a contact its view says."""
    return isinstance(subject, Event) and subject.type != "CONSULT" and subject.status in _FORESEEN


def _event(event: Event) -> str:
    actors, targets = names(event.actors), names(event.targets)
    if event.type == "CONSULT":
        return f"{_CONTACTS.get(event.mode or '', 'Talks of')} {names((*event.actors, *event.targets))}"
    if event.type == "AGREE" and not targets and len(event.actors) > 1:
        return f"{actors} agree"
    verb = _VERBS[event.type] if targets else _ALONE.get(event.type, _VERBS[event.type].split(" ")[0])
    return " ".join(part for part in (actors, verb, targets) if part)


def own_words(subject: Event | Commitment | Gap) -> bool:
    """Whether `what` says more than type and parties, which a reader may have put together from them."""
    people = [actor.name for actor in (*subject.actors, *subject.targets)]
    return bool(subject.what) and not subject.what.startswith(("left open", *people))


def gap_words(gap: Gap) -> str:
    """The words in which the text says so, between quotation marks as they are its own."""
    flat = " ".join(" ".join(span.text for span in gap.evidence).split())
    return f"“{flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + '…'}”"
