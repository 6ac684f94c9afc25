"""A dispute described by its parties, issues, terms and people."""

from __future__ import annotations

import msgspec
import pytest

from detente.reading.described import described
from detente.reading.triage import Gate, profile

FISH = """
label = "Fishing rights"
terms = ["port harrow accord"]
[parties.island]
terms = ["islanders"]
people = ["una maris"]
[parties.mainland]
terms = ["mainland"]
[issues]
quotas = ["cod", "quota"]
harbours = ["landing rights"]
"""
TEXTS = [
    ("Islanders and the mainland argue about the quota.", True, "two parties and an issue"),
    ("Una Maris met a minister of the mainland on landing rights.", True, "a party may be named by its people"),
    ("Islanders and the mainland play chess.", False, "no issue"),
    ("Islanders ate cod.", False, "one party alone"),
    ("The Port Harrow accord holds.", True, "a term of the dispute alone"),
    ("A cold front will cross the hills.", False, "nothing of it"),
]


@pytest.mark.parametrize(("text", "relevant", "why"), TEXTS, ids=[why for _, _, why in TEXTS])
def test_a_text_is_about_the_dispute(text: str, relevant: bool, why: str) -> None:
    assert Gate(described(FISH).profile()).verdict(text).relevant is relevant


def test_what_is_missing_is_named() -> None:
    verdict = Gate(described(FISH).profile()).verdict("Islanders ate cod.")
    assert verdict.missing == ("mainland", "terms")


@pytest.mark.parametrize("text", ["", "A cold front.", "Islanders ate cod."])
def test_the_blank_profile_keeps_nothing_out(text: str) -> None:
    assert Gate(profile("blank")).verdict(text).relevant


@pytest.mark.parametrize("text", ["[parties.a]\nterms = 3\n[issues]", "[parties.a]\nterms = ['x']", "colour = 1"])
def test_a_description_that_lacks_something_is_told(text: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        described(text)
