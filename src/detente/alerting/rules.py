"""What a rule brings up on a desk."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping

from detente.desk import Desk
from detente.errors import UsageError
from detente.model import Line, Quote, pieces
from detente.model.alert import Alert, Passage, Rule, RuleKind
from detente.state import phrasing
from detente.state.views import ContestedLine, DueLine, RateLine, cells
from detente.state.wording import state_names

MOST = 5
"""Passages of a message; `detente why` has all."""
Found = tuple[str, str, Line]
"""What tells a thing from others, its title and its line."""


def rule_of(  # noqa: PLR0913 - each is a field of the rule
    kind: RuleKind, *, days: int = 0, countries: tuple[str, ...] = (), by: str = "", on: str = "", made: str = ""
) -> Rule:
    """A rule, with an id that follows from what it asks. Raises UsageError where it asks nothing."""
    if kind == "deadline" and days < 1:
        raise UsageError(f"{days} days: a deadline rule looks one day ahead at the least; write --deadline 7d")
    if kind == "quote-by" and not by.strip():
        raise UsageError("--quote-by wants part of a name, e.g. --quote-by Bessent")
    asked = "|".join((kind, str(days), "+".join(sorted(countries)), by.casefold(), on.casefold()))
    name = hashlib.blake2b(asked.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return Rule(id=f"a-{name}", kind=kind, days=days, countries=countries, by=by, on=on, made=made)


def add(desk: Desk, rule: Rule, as_of: dt.date | None = None) -> bool:
    """Make a rule of the desk's. What stands by it already is not told, but for deadlines, which are.

    Returns False where the desk has it. Raises DeskReadOnly and StoreError.
    """
    standing = () if rule.kind == "deadline" else tuple(matches(desk, rule, as_of))
    return desk.store.alerts.add(rule, standing)


def matches(desk: Desk, rule: Rule, as_of: dt.date | None = None) -> Iterator[Alert]:
    """What the rule brings up as of the day, whether told before or not."""
    for thing, title, line in _FIND[rule.kind](desk, rule, as_of):
        yield alert(rule, thing, title, line, desk.clock())


def alert(rule: Rule, thing: str, title: str, line: Line, made: str) -> Alert:
    """An alert, with an id that follows from the rule and the thing."""
    name = hashlib.blake2b(f"{rule.id}|{thing}".encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Alert(
        id=f"alert-{name}",
        rule=rule.id,
        kind=rule.kind,
        title=" ".join(title.split()),
        line=line.id,
        standing=line.standing,
        origins=line.origins,
        passages=tuple(passages(line)),
        made=made,
    )


def passages(line: Line) -> Iterator[Passage]:
    """The words that the line rests on."""
    against = line.against_evidence if isinstance(line, ContestedLine) else ()
    for note in (*line.evidence[:MOST], *against[:MOST]):
        yield Passage(
            document=note.document,
            outlet=note.outlet,
            published=note.published,
            start=note.start,
            end=note.end,
            text=note.text,
            chain=tuple(link.name for link in note.chain),
        )


def _deadlines(desk: Desk, rule: Rule, as_of: dt.date | None) -> Iterator[Found]:
    """What is due within the days and not met; a moved date is told anew."""
    for line in desk.view("due", as_of=as_of):
        if isinstance(line, DueLine) and line.due and _pending(line) and 0 <= (line.days or 0) <= rule.days:
            day = line.due.end or line.due.start or ""
            yield f"{line.id}|{day}", f"{phrasing.date(day)}, {line.schedule}: {phrasing.due_words(line)}", line


def _pending(line: DueLine) -> bool:
    return line.days is not None and line.schedule not in ("met", "called off")


def _rates(desk: Desk, rule: Rule, as_of: dt.date | None) -> Iterator[Found]:
    names = {state_names(code) for code in rule.countries}
    for line in desk.view("rates", as_of=as_of):
        if isinstance(line, RateLine) and (not names or {line.imposer, line.on} & names):
            rate = f" at {line.percent:g} %" if line.percent is not None else ""
            yield line.id, f"{line.imposer} on {line.on}, {line.label}: {line.phase}{rate} from {line.day}", line


def _quotes(desk: Desk, rule: Rule, as_of: dt.date | None) -> Iterator[Found]:
    for line in desk.view("quotes", as_of=as_of):
        subject = line.subject
        if isinstance(subject, Quote) and subject.speaker and rule.by.casefold() in subject.speaker.name.casefold():
            words = " … ".join(span.text for span in pieces(subject.content))
            if rule.on.casefold() in words.casefold():
                yield line.id, f"{subject.speaker.name}: “{cells.cut(words)}”", line


def _contested(desk: Desk, _: Rule, as_of: dt.date | None) -> Iterator[Found]:
    for line in desk.view("contested", as_of=as_of):
        if isinstance(line, ContestedLine):
            yield line.id, f"Now contested: {line.ground}", line


_FIND: Mapping[RuleKind, Callable[[Desk, Rule, dt.date | None], Iterator[Found]]] = {
    "deadline": _deadlines,
    "rate-changes": _rates,
    "quote-by": _quotes,
    "contested": _contested,
}
