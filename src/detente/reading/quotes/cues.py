"""Cues: verbs that say that somebody said something, found in running words."""

from __future__ import annotations

import dataclasses
import functools
from typing import Literal

from detente.reading.quotes.grammar import BEFORE_NOUNS, DETERMINERS
from detente.reading.quotes.words import Words
from detente.vocabulary import table

Form = Literal["base", "third", "past", "participle", "ing"]
FORMS: tuple[Form, ...] = ("third", "past", "participle", "ing")
SECTIONS = ("irregular", "variants", "noun", "said-noun", "adverb", "auxiliary")
VOWELS = "aeiou"


@dataclasses.dataclass(frozen=True, slots=True)
class Cue:
    """A cue at words `first:last` (auxiliaries and adverbs before it begin at `group`)."""

    group: int
    first: int
    last: int
    lemma: str
    forms: frozenset[str]
    takes: frozenset[str]
    passive: bool = False

    @property
    def participle(self) -> bool:
        return "ing" in self.forms and not self.passive


@dataclasses.dataclass(frozen=True, slots=True)
class Verb:
    """One verb of the vocabulary: particles that must follow its first word, and what it takes."""

    lemma: str
    particles: tuple[str, ...]
    takes: frozenset[str]


def inflected(verb: str) -> dict[str, Form]:
    """The forms of a regular verb, by the spelling rules of English."""
    if verb.endswith("e"):
        return {verb: "base", verb + "s": "third", verb + "d": "past", verb[:-1] + "ing": "ing"}
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return {verb: "base", verb[:-1] + "ies": "third", verb[:-1] + "ied": "past", verb + "ing": "ing"}
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return {verb: "base", third: "third", verb + "ed": "past", verb + "ing": "ing"}


def forms_of(verb: str) -> dict[str, set[str]]:
    """Every form of a one-word verb with what it may be."""
    irregular = table("cues")["irregular"]["forms"].get(verb)
    found: dict[str, set[str]] = {}
    if irregular:
        found.setdefault(verb, set()).add("base")
        for name, form in zip(FORMS, irregular, strict=True):
            found.setdefault(form, set()).add(name)
        return found
    for form, name in inflected(verb).items():
        found.setdefault(form, set()).update({name, "participle"} if name == "past" else {name})
    return found


@functools.cache
def lexicon(broad: bool) -> dict[str, tuple[tuple[frozenset[str], Verb], ...]]:
    """First words of cues with their forms and the verbs they may be, those with most particles first."""
    takes: dict[str, set[str]] = {}
    for name, group in table("cues").items():
        if isinstance(group, dict) and name not in SECTIONS and (broad or not group.get("broad")):
            for lemma in group["verbs"]:
                takes.setdefault(lemma, set()).update(group["takes"])
    found: dict[str, list[tuple[frozenset[str], Verb]]] = {}
    for lemma, taken in takes.items():
        first, *particles = lemma.split()
        verb = Verb(lemma, tuple(particles), frozenset(taken))
        for form, names in forms_of(first).items():
            found.setdefault(form, []).append((frozenset(names), verb))
    for variant, lemma in table("cues")["variants"]["forms"].items():
        if lemma in takes:
            name = "ing" if variant.endswith("ing") else "past"
            found.setdefault(variant, []).append((frozenset({name}), Verb(lemma, (), frozenset(takes[lemma]))))
    return {form: tuple(sorted(pairs, key=lambda pair: -len(pair[1].particles))) for form, pairs in found.items()}


@functools.cache
def word_list(section: str, key: str) -> frozenset[str]:
    return frozenset(table("cues")[section][key])


def find(page_words: Words, broad: bool = False) -> tuple[Cue, ...]:
    """The cues of a page, in order."""
    known = lexicon(broad)
    found = []
    for i, low in enumerate(page_words.low):
        if low in known:
            cue = _cue(page_words, i, known[low])
            if cue is not None:
                found.append(cue)
    return tuple(found)


def _cue(w: Words, i: int, readings: tuple[tuple[frozenset[str], Verb], ...]) -> Cue | None:
    for names, verb in readings:
        last = i + 1 + len(verb.particles)
        if w.low[i + 1 : last] == verb.particles:
            return _in_context(w, i, last, names, verb)
    return None


def _in_context(w: Words, i: int, last: int, names: frozenset[str], verb: Verb) -> Cue | None:
    """The cue with its auxiliaries; None where it is negated, merely possible, an infinitive or a noun."""
    begin, _ = w.sentence(i)
    if _is_noun(w, i, begin):
        return None
    group = i
    passive = False
    while group > begin:
        before = w.low[group - 1]
        if before in word_list("auxiliary", "modal"):
            if not (before == "may" and w.capital(group - 1)):
                return None
            break
        if before in word_list("auxiliary", "negative") and verb.lemma != "deny":
            return None
        if before in word_list("auxiliary", "words") and (group < i or "base" not in names or before.startswith("d")):
            passive = passive or (before in word_list("auxiliary", "passive") and "participle" in names)
        elif before not in word_list("adverb", "words") and not (before.endswith("ly") and len(before) > 4):
            break
        group -= 1
    return Cue(group, i, last, verb.lemma, names, verb.takes, passive)


def _is_noun(w: Words, i: int, begin: int) -> bool:
    """Whether the form at `i` is a noun, part of a name, or an adjective before one."""
    before = w.low[i - 1] if i > begin else ""
    if before in DETERMINERS:
        return True
    if w.low[i] not in word_list("noun", "forms"):
        return False
    if i > begin and w.capital(i):
        return True
    return i == begin or before in BEFORE_NOUNS or not (w.is_word(i - 1) or before in ',”"')
