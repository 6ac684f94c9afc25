"""Function words by what they do, from the vocabulary."""

from __future__ import annotations

from detente.vocabulary import table


def listed(name: str) -> frozenset[str]:
    """The list `name` of the function words, in lower case."""
    return frozenset(table("function_words")["words"][name])


APPOSITION_OPENERS = listed("apposition_openers")
BEFORE_NOUNS = listed("before_nouns")
COMPLEMENTIZERS = listed("complementizers")
CONJUNCTIONS = listed("conjunctions")
DETERMINERS = listed("determiners")
FINITE = listed("finite")
HEADS = listed("heads")
INTRODUCTIONS = listed("introductions")
LISTENER_PRONOUNS = listed("listener_pronouns")
NO_CLAUSE = listed("no_clause")
NO_OBJECT = listed("no_object")
OWN = listed("own")
OWNERS = listed("owners")
PLURALS = listed("plurals")
POSSESSIVES = listed("possessives")
PREPOSITIONS = listed("prepositions")
PRONOUNS = listed("pronouns")
STARTERS = listed("starters")
STOPS = listed("stops")
SUBORDINATORS = listed("subordinators")
TIMES = listed("times")
TURN_LABELS = listed("turn_labels")
VENUES = listed("venues")
WEAK_TIMES = listed("weak_times")
