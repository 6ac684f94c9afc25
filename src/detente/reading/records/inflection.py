"""The forms of a word, so that a vocabulary may list it once."""

from __future__ import annotations

import functools

from detente import vocabulary

VOWELS = "aeiou"


def verb_forms(verb: str) -> tuple[str, ...]:
    """All forms of a verb or verb phrase, whose first word is the verb: 'lash out' -> 'lashed out', ..."""
    head, _, rest = verb.partition(" ")
    return tuple(f"{form} {rest}".strip() for form in head_forms(head))


def noun_forms(noun: str) -> tuple[str, ...]:
    """Singular and plural of a noun or noun phrase, whose last word is the noun."""
    return (noun, plural(noun))


@functools.cache
def head_forms(verb: str) -> tuple[str, ...]:
    irregular = vocabulary.table("inflection")["verbs"].get(verb)
    past, participle = irregular or (regular_past(verb), regular_past(verb))
    return tuple(dict.fromkeys((verb, third_person(verb), past, participle, gerund(verb))))


def plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if consonant_y(noun) else noun + "s"


def third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "ch", "sh", "o", "zz")):
        return verb + "es"
    return verb[:-1] + "ies" if consonant_y(verb) else verb + "s"


def regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if consonant_y(verb):
        return verb[:-1] + "ied"
    return doubled(verb) + "ed"


def gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return doubled(verb) + "ing"


def consonant_y(word: str) -> bool:
    return len(word) > 1 and word.endswith("y") and word[-2] not in VOWELS


def doubled(verb: str) -> str:
    """The verb as it stands before -ed and -ing: 'ban' -> 'bann'; the vocabulary lists longer verbs that double."""
    listed = verb in vocabulary.table("inflection")["doubling"]
    short = len(verb) <= 4 and len(verb) > 2 and sum(c in VOWELS for c in verb) == 1
    closed = verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS
    return verb + verb[-1] if listed or (short and closed) else verb
