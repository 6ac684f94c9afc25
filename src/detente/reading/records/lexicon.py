"""Trigger lexicons: which words of a text may tell of which kind and type of record."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from detente import vocabulary
from detente.reading.records.inflection import noun_forms, verb_forms


def as_it_stands(words: str) -> tuple[str, ...]:
    return (words,)


FORMS = {"verb": verb_forms, "noun": noun_forms, "phrase": as_it_stands}


class Trigger(msgspec.Struct, frozen=True):
    """A word or phrase that may tell of a record; `form` is verb, noun or phrase; `weight` its log-odds."""

    kind: str
    type: str
    mode: str
    form: str
    words: str
    weight: float = 0.0

    @property
    def trait(self) -> str:
        return trait(self.form, self.words)


class Hit(msgspec.Struct, frozen=True):
    """A trigger in a text: tokens `first` up to, not including, `last`."""

    first: int
    last: int
    trigger: Trigger


def closed_class(name: str) -> frozenset[str]:
    """A list of clauses.toml."""
    return frozenset(vocabulary.table("clauses")[name])


def trait(form: str, words: str) -> str:
    """The name under which proposal_weights.csv keeps a trigger's weight."""
    return f"trigger={form}:{words}"


@functools.cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of proposals by key (`event:AGREE`) and trait."""
    table: dict[str, dict[str, float]] = {}
    for row in vocabulary.rows("proposal_weights"):
        table.setdefault(row["key"], {})[row["trait"]] = float(row["weight"])
    return table


def trigger(kind: str, type_: str, mode: str, form: str, words: str) -> Trigger:
    own = weights().get(f"{kind}:{type_}", {})
    return Trigger(kind, type_, mode, form, words, own.get(trait(form, words), 0.0))


Index = Mapping[str, Sequence[tuple[tuple[str, ...], Trigger]]]


def index(triggers: Sequence[Trigger]) -> Index:
    """Every form of the triggers by first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Trigger]]] = {}
    for trigger in triggers:
        for form in FORMS[trigger.form](trigger.words):
            words = tuple(form.split())
            table.setdefault(words[0], []).append((words, trigger))
    return {word: sorted(entries, key=lambda e: -len(e[0])) for word, entries in table.items()}


def find(table: Index, words: Sequence[str], first: int, last: int) -> Iterator[Hit]:
    """Every trigger within the tokens `first:last`, in text order, the longest of one type alone at one place."""
    for at in [at for at, word in enumerate(words[first:last], first) if word in table]:
        seen: set[tuple[str, str]] = set()
        for form, trigger in table[words[at]]:
            end = at + len(form)
            if end <= last and (len(form) == 1 or tuple(words[at:end]) == form):
                key = (trigger.kind, trigger.type)
                if key not in seen:
                    seen.add(key)
                    yield Hit(at, end, trigger)


@functools.cache
def triggers() -> Index:
    """The triggers of events, commitments and gaps (triggers.csv)."""
    return index(
        [
            trigger(row["kind"], row["type"], row["mode"], row["form"], row["words"])
            for row in vocabulary.rows("triggers")
        ]
    )


@functools.cache
def instruments() -> Index:
    """The nouns that name instruments (instruments.toml)."""
    table = vocabulary.table("instruments")
    return index(
        [
            trigger("measure", name, "", "noun", noun)
            for name, entry in table.items()
            if isinstance(entry, dict)
            for noun in entry["nouns"]
        ]
    )


@functools.cache
def actions() -> Index:
    """The words that tell what is done with a measure (actions.toml); the action is the trigger's type."""
    table = vocabulary.table("actions")
    return index(
        [
            Trigger("action", name, "", form, words)
            for name, entry in table.items()
            if isinstance(entry, dict)
            for form in ("verb", "noun")
            for words in entry[form + "s"]
        ]
    )


@functools.cache
def status_cues() -> Index:
    """The cues of status (factuality.toml); the status they speak for is the trigger's type."""
    table = vocabulary.table("factuality")
    return index(
        [
            Trigger("cue", name, "", form, words)
            for name, entry in table.items()
            if isinstance(entry, dict)
            for form, field in (("verb", "verbs"), ("phrase", "words"))
            for words in entry[field]
        ]
    )
