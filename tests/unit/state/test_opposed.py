"""What one party says and the other says is not so."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from small_log import document, quote, stated, view

from detente.model import Entry, Quote
from detente.state.views import ContestedLine

HELD = "We are talking to China every day."
NONE = "China and the United States are not having any negotiations on tariffs."
BROKE = "China has wholly broken the agreement of May."
KEPT = "China is faithfully implementing the consensus."


def ours(words: str, day: str = "2025-06-03", name: str = "a") -> tuple[Entry, ...]:
    return stated(document(name, day), quote("q1", words, venue="interview"))


def theirs(words: str, day: str = "2025-06-04", name: str = "b", country: str = "CHN") -> tuple[Entry, ...]:
    return stated(document(name, day, "Valley News"), quote("q1", words, "Lin Jian", country))


def contested(*logs: Sequence[Entry]) -> list[ContestedLine]:
    log = [entry for entries in logs for entry in entries]
    return [line for line in view("contested", log) if isinstance(line, ContestedLine)]


OPPOSED = [
    ("talks that one holds and the other denies", HELD, NONE, "talks",
     "United States says that talks are held (2025-06-03), China that none are (2025-06-04)"),
    ("an agreement broken and kept", BROKE, KEPT, "breach",
     "United States says that China broke an agreement (2025-06-03), China that it keeps it (2025-06-04)"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "claim", "denial", "field", "ground"), OPPOSED, ids=[case[0] for case in OPPOSED])
def test_opposed(why: str, claim: str, denial: str, field: str, ground: str) -> None:
    [line] = contested(ours(claim), theirs(denial))
    assert (line.field, line.ground) == (field, ground), why
    assert (line.evidence[0].text, line.against_evidence[0].text) == (claim, denial), why


NOT_OPPOSED = [
    ("a question claims nothing", ours("Are you talking to China every day?"), theirs(NONE)),
    ("talks may have begun since", ours(HELD, "2025-06-09"), theirs(NONE, "2025-06-04")),
    ("a party that speaks of talks with somebody else", ours("We are talking to Japan every day."), theirs(NONE)),
    ("a denial by a third state", ours(HELD), theirs(NONE, country="JPN")),
    ("a denial by a company", ours(HELD),
     stated(document("b", "2025-06-04"), quote("q1", NONE, "Ren Zhengfei", "CHN"))),
    ("a party does not deny its own words", ours(HELD), ours(NONE, name="c")),
    ("an appeal to keep an agreement", ours(BROKE), theirs("China hopes that all will honour the consensus.")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), NOT_OPPOSED, ids=[case[0] for case in NOT_OPPOSED])
def test_not_opposed(why: str, one: Sequence[Entry], other: Sequence[Entry]) -> None:
    assert contested(one, other) == [], why


def test_what_the_other_party_denies_stands_as_denied_and_the_denial_as_contested() -> None:
    log = [*ours(HELD), *theirs(NONE)]
    found = {line.subject.speaker.name: line.standing for line in view("quotes", log)
             if isinstance(line.subject, Quote) and line.subject.speaker}  # fmt: skip
    assert found == {"Donald Trump": "denied", "Lin Jian": "contested"}


def test_a_document_that_repeats_a_claim_is_one_line() -> None:
    twice = stated(document("a", "2025-06-03"), quote("q1", HELD), quote("q2", HELD + " We really do."))
    assert len(contested(twice, theirs(NONE))) == 1
