"""Persons by surname alone, once the document or the gazetteer has given the whole name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from detente.reading.mentions.found import Found, Name, covering
from detente.reading.mentions.incumbents import leading
from detente.reading.mentions.name_parts import capitalised, first_names, never, surname, words_for
from detente.reading.mentions.titles import heads
from detente.reading.mentions.tokens import Tokens

_SHOUTED = re.compile(r"^(?:[A-Z][A-Z.'-]+ ){0,3}[A-Z][A-Z'-]+(?=:)", re.MULTILINE)
_PRONOUNS = frozenset(("He", "She", "It", "We", "They", "You", "An", "So", "Will", "Can", "Even", "Long", "Still"))


def by_surname(people: Sequence[Found]) -> dict[str, list[Found]]:
    """The persons of a document under the surnames that may stand for them."""
    index: defaultdict[str, list[Found]] = defaultdict(list)
    for person in people:
        family = surname(person.name.name)
        index[family].append(person)
        if " " in family:
            index[family.split()[-1]].append(person)
    return dict(index)


def surname_hits(
    tokens: Tokens, known: Sequence[Found], people: Sequence[Found], published: str | None
) -> Iterator[Found]:
    """Surnames that stand alone, each as who leads a state, else as the person last named so (or the first)."""
    index = {family: _led(people, published) for family, people in by_surname(people).items()}
    opening = {family.split()[0] for family in index if " " in family}
    for at, word in enumerate(tokens.words):
        if word in index and _stands_alone(tokens, known, at):
            end = tokens.ends[at]
            yield Found(tokens.starts[at], end, nearest(index[word], end))
        elif word in opening and f"{word} {tokens.word(at + 1)}" in index and _stands_alone(tokens, known, at, width=2):
            end = tokens.ends[at + 1]
            yield Found(tokens.starts[at], end, nearest(index[f"{word} {tokens.word(at + 1)}"], end))


def _led(people: list[Found], published: str | None) -> list[Found]:
    """The one who leads a state alone, where just one of the people does; else all."""
    chief = leading(people, published[:10]) if published else None
    return [chief] if chief else people


def nearest(people: Sequence[Found], offset: int) -> Name:
    """The one last named before an offset, else the first."""
    before = [person for person in people if person.start < offset]
    return (before[-1] if before else people[0]).name


def _stands_alone(tokens: Tokens, known: Sequence[Found], at: int, width: int = 1) -> bool:
    """Whether the word is a surname here: no known name, no first name before it, no month, no pronoun."""
    word, before, after = tokens.word(at), tokens.word(at - 1), tokens.word(at + width)
    if covering(known, tokens.starts[at], tokens.ends[at + width - 1]) is not None:
        return False
    if word == "May":
        return before not in words_for("month_before") and not (after[:1].isdigit() or after in ("Day",))
    if word in _PRONOUNS:
        return before in heads() or before in ("'s",)
    if before in first_names() and tokens.starts[at] - tokens.ends[at - 1] == 1:
        return False
    if word in never() and before in ("", ".", "\n", '"'):
        return not capitalised(after)
    return not (capitalised(after) and after not in never() and tokens.starts[at + width] - tokens.ends[at] == 1)


def shouted(folded: str, people: Sequence[Found]) -> Iterator[Found]:
    """Speakers of a transcript: 'WALLACE:' at the start of a line."""
    index = {family.upper(): persons for family, persons in by_surname(people).items()}
    for match in _SHOUTED.finditer(folded):
        family = match.group().split()[-1]
        if family in index:
            yield Found(match.start(), match.end(), nearest(index[family], match.end()))
