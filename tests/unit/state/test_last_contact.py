"""Contacts told as the last ones or the first, when there was another."""

from __future__ import annotations

import pytest
from small_log import TRUMP, XI, document, event, stated, view

from detente.model import Actor, Event, Span
from detente.state.views import ContestedLine


def claim(words: str, when: str = "2024-09/2024-12") -> Event:
    return event("r1", when=when, evidence=(Span(0, len(words), words),))


def contact(words: str = "Both spoke by phone.", when: str = "2025-01-17", **fields: object) -> Event:
    return event("r1", when=when, confidence=0.9, evidence=(Span(0, len(words), words),), **fields)


def grounds(one: Event, other: Event) -> list[str]:
    log = [*stated(document("a", "2025-06-06"), one), *stated(document("b", "2025-01-18"), other)]
    return [line.ground for line in view("contested", log) if isinstance(line, ContestedLine)]


def test_a_later_call_contradicts_the_last_encounter() -> None:
    assert grounds(claim("It was their last formal encounter."), contact()) == [
        "told as their last formal encounter: 2024-09 to 2024-12; the desk has a later call of theirs on 2025-01-17"
    ]


NOT_SO = [
    ("a contact that is told as one of many", claim("They met in the autumn."), contact()),
    ("a call is no meeting", claim("It was their last meeting."), contact()),
    ("an earlier contact", claim("It was their last talk."), contact(when="2024-05-17")),
    ("the contact that the text is about", claim("It was their last encounter."), contact(when="2025-06-05")),
    ("other people", claim("It was their last encounter."), contact(actors=(TRUMP, Actor("Li Qiang", "CHN")))),
    ("a contact that is merely planned", claim("It was their last encounter."), contact(status="planned")),
    ("a contact known to the month", claim("It was their last encounter."), contact(when="2025-01")),
]


@pytest.mark.parametrize(("why", "one", "other"), NOT_SO, ids=[case[0] for case in NOT_SO])
def test_no_later_contact(why: str, one: Event, other: Event) -> None:
    assert grounds(one, other) == [], why


def test_a_later_meeting_contradicts_the_last_meeting() -> None:
    assert len(grounds(claim("It was their last meeting."), contact("Both met at the fair.", actors=(TRUMP, XI)))) == 1


def test_an_earlier_call_contradicts_the_first_of_the_year() -> None:
    words = "It was their first call this year."
    assert grounds(claim(words, "2025-06-05"), contact()) == [
        "told as their first call: this year; the desk has an earlier call of theirs on 2025-01-17"
    ]


def test_the_first_since_an_inauguration_leaves_what_was_before() -> None:
    words = "It was their first direct contact since Mr. Trump took office."
    assert grounds(claim(words, "2025-06-05"), contact()) == []
    assert len(grounds(claim(words, "2025-06-05"), contact(when="2025-02-17"))) == 1


def test_a_first_without_a_beginning_claims_nothing() -> None:
    assert grounds(claim("It was a first call of its kind.", "2025-06-05"), contact()) == []
