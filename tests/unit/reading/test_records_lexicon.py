"""The forms of listed words, the tokens they match, and the vocabularies themselves."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import vocabulary
from detente.model import Action, EventType, Instrument
from detente.reading.records import lexicon
from detente.reading.records.inflection import noun_forms, verb_forms
from detente.reading.records.tokens import tokens

VERBS = [
    ("a regular verb", "impose", "impose imposes imposed imposing"),
    ("a doubled letter", "ban", "ban bans banned banning"),
    ("a listed doubling", "expel", "expel expels expelled expelling"),
    ("an irregular verb", "withdraw", "withdraw withdraws withdrew withdrawn withdrawing"),
    ("a verb in -y", "levy", "levy levies levied levying"),
]


@pytest.mark.parametrize(("behaviour", "verb", "forms"), VERBS, ids=[v[0] for v in VERBS])
def test_a_verb_has_its_forms(behaviour: str, verb: str, forms: str) -> None:
    assert verb_forms(verb) == tuple(forms.split())


def test_a_verb_phrase_inflects_its_first_word() -> None:
    assert "struck a deal" in verb_forms("strike a deal")


def test_a_noun_phrase_inflects_its_last_word() -> None:
    assert noun_forms("import duty") == ("import duty", "import duties")


def test_the_longest_name_of_an_instrument_wins_within_a_type() -> None:
    words = tokens("The import duties stay.").words
    found = [
        (words[h.first : h.last], h.trigger.type) for h in lexicon.find(lexicon.instruments(), words, 0, len(words))
    ]
    assert found[0] == (("import", "duties"), "tariff")


def test_abbreviations_possessives_and_negations_are_tokens() -> None:
    assert tokens("The U.S. won’t drop China’s 1,204 duties.").words == (
        "the", "u.s.", "won't", "drop", "china", "'s", "1,204", "duties", ".",
    )  # fmt: skip


def test_every_instrument_action_and_event_type_has_its_words() -> None:
    labelled = {name for name, entry in vocabulary.table("instruments").items() if isinstance(entry, dict)}
    assert labelled == set(get_args(Instrument))
    assert {n for n, e in vocabulary.table("actions").items() if isinstance(e, dict)} == set(get_args(Action))
    events = {row["type"] for row in vocabulary.rows("triggers") if row["kind"] == "event"}
    assert (
        events == set(get_args(EventType)) == {n for n, e in vocabulary.table("events").items() if isinstance(e, dict)}
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_tokens_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = tokens(text)
    assert all(a < b for a, b in zip(found.starts, found.ends, strict=True))
    assert all(end <= start for end, start in zip(found.ends, found.starts[1:], strict=False))
