"""One party a side: who of those taken for actors and targets the words name for each state."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from detente.model import Document, Quote
from detente.reading.coreference import Resolver
from detente.reading.page import Page, RecordProposal
from detente.reading.page_reader import page_of
from detente.reading.quotes import attribution
from detente.reading.quotes import rules as quote_rules
from detente.reading.records.filling import fill


class Taken(NamedTuple):
    """A record as a reader took it: kind, type, and the words of the mentions taken for actors and targets."""

    kind: str
    type: str
    actors: tuple[str, ...]
    targets: tuple[str, ...] = ()


def told(text: str, taken: Taken) -> tuple[str, ...]:
    """The names of actors and targets, '>' between them, of a record over the last sentence."""
    page = page_of(Document(id="d", text=text, published="2025-06-06"))
    proposal = RecordProposal(
        start=page.sentences[-1].start,
        end=page.sentences[-1].end,
        kind=taken.kind,  # type: ignore[arg-type]
        type=taken.type,
        status="happened",
        actors=places(page, taken.actors),
        targets=places(page, taken.targets),
        rule="test",
    )
    resolver = Resolver(page.text, page.sentences, page.mentions, page.published)
    (record,) = fill(page, [proposal], resolver, quotes_of(page, resolver), "d")
    return (*(a.name for a in record.actors), ">", *(a.name for a in record.targets))


def quotes_of(page: Page, resolver: Resolver) -> tuple[Quote, ...]:
    return tuple(attribution.attribute(page, quote_rules.propose(page, False), resolver))


def places(page: Page, texts: tuple[str, ...]) -> tuple[int, ...]:
    texts_of_page = [mention.text for mention in page.mentions]
    return tuple(texts_of_page.index(text) for text in texts)


CASES = [
    (
        "the minister who met, not the state whose minister he is",
        "Wang Yi of China met Marco Rubio in Rome.",
        Taken("event", "CONSULT", ("Marco Rubio", "China", "Wang Yi")),
        ("Marco Rubio", "Wang Yi", ">"),
    ),
    (
        "people named in one list all take part",
        "Scott Bessent and Jamieson Greer met He Lifeng.",
        Taken("event", "CONSULT", ("Scott Bessent", "Jamieson Greer", "He Lifeng")),
        ("Scott Bessent", "Jamieson Greer", "He Lifeng", ">"),
    ),
    (
        "the states that agreed, not who says so",
        "The United States and China have struck a deal, Scott Bessent said.",
        Taken("event", "AGREE", ("China", "Scott Bessent", "United States")),
        ("China", "United States", ">"),
    ),
    (
        "the state in whose name a duty is told, before its president",
        "Trump said American tariffs on Chinese goods could go up.",
        Taken("measure", "tariff", ("Trump", "American"), ("Chinese",)),
        ("United States", ">", "China"),
    ),
    (
        "whoever charges is who says so",
        "“China has cheated us,” said Marco Rubio of the United States.",
        Taken("event", "ACCUSE", ("United States", "Marco Rubio"), ("China",)),
        ("Marco Rubio", ">", "China"),
    ),
    (
        "a body where something is takes no part",
        "Donald Trump met Jean-Claude Juncker at the White House.",
        Taken("event", "CONSULT", ("the White House", "Donald Trump", "Jean-Claude Juncker")),
        ("Donald Trump", "Jean-Claude Juncker", ">"),
    ),
    (
        "a people without office is no party beside its state",
        "The United States and its farmers cheered as China lifted the ban.",
        Taken("event", "RETREAT", ("China",), ("United States",)),
        ("China", ">", "United States"),
    ),
    (
        "a state acts on others, not on itself besides",
        "China accused the United States of bullying Japan and China.",
        Taken("event", "ACCUSE", ("China",), ("United States", "China")),
        ("China", ">", "United States"),
    ),
    (
        "what is asked in a speaker's words is asked by the speaker",
        "Kevin McAleenan said Mexico should send more guards to the border of the United States.",
        Taken("event", "REQUEST", ("Mexico", "Kevin McAleenan"), ("United States",)),
        ("Kevin McAleenan", ">", "Mexico"),
    ),
    (
        "the other party that 'with' leads up to",
        "Donald Trump held talks with Japan on Monday.",
        Taken("event", "CONSULT", ("Donald Trump",)),
        ("Donald Trump", "Japan", ">"),
    ),
    (
        "every state of a list of talks",
        "Canada, Mexico and Japan held talks on Monday.",
        Taken("event", "CONSULT", ("Canada", "Mexico")),
        ("Canada", "Mexico", "Japan", ">"),
    ),
    (
        "the other of the two countries",
        "China and the United States trade. China said talks between the two countries went well.",
        Taken("event", "CONSULT", ("China",)),
        ("China", "United States", ">"),
    ),
    (
        "the state in whose town it is visited",
        "China and the United States trade. Liu He will travel to Washington for talks.",
        Taken("event", "CONSULT", ("Liu He",)),
        ("Liu He", "United States", ">"),
    ),
]


@pytest.mark.parametrize(("behaviour", "text", "taken", "expected"), CASES, ids=[case[0] for case in CASES])
def test_one_party_a_side(behaviour: str, text: str, taken: Taken, expected: tuple[str, ...]) -> None:
    assert told(text, taken) == expected, behaviour
