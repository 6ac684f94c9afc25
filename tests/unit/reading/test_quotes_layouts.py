"""Quotes that a layout gives a speaker: turns of a transcript, posts, signed quotations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Document
from detente.reading.page import QuoteProposal
from detente.reading.page_reader import page_of
from detente.reading.quotes.layouts import ON, borne_out, laid_out, with_layout
from detente.reading.rules import RulesReader

Found = list[tuple[str, str]]

CASES: list[tuple[str, str, Found]] = [
    (
        "a name after a dash on the line of the quotation signs it",
        "“We will not wait for a deal.” ― Ana Lopez\n“Nor will we.” ― Bo Chen",
        [("We will not wait for a deal.", "Ana Lopez"), ("Nor will we.", "Bo Chen")],
    ),
    (
        "the name may stand on the next line, with what the signer is",
        '"Tariffs hurt our farm."\n— Ruth Weber, soy farmer',
        [("Tariffs hurt our farm.", "Ruth Weber")],
    ),
    (
        "a dash that goes on with a sentence signs nothing",
        "“We will wait” — Chen said so twice — “and see.”",
        [],
    ),
    (
        "a quotation within a sentence of the document is not signed by what follows",
        "He called it “a farce” – Brussels",
        [],
    ),
    (
        "lines of a transcript in marks speak for the name before the colon",
        "“LEE: Is it signed?\n\n“MORA: Not yet.\n\n“LEE: When?\n\n“MORA: On Friday.",
        [("Is it signed?", "LEE"), ("Not yet.", "MORA"), ("When?", "LEE"), ("On Friday.", "MORA")],
    ),
    (
        "a turn ends where the document introduces a post",
        "LEE: Is it signed?\nMORA: Not yet.\nLEE: When?\nMORA: On Friday.\nBo Chen posted on X:\n“It is done.”",
        [("Is it signed?", "LEE"), ("Not yet.", "MORA"), ("When?", "LEE"), ("On Friday.", "MORA")],
    ),
    (
        "and where it brings in another's words, but not at what the speaker himself once said",
        "LEE: Signed?\nMORA: As I said:\nNot yet.\nLEE: When?\nMORA: On Friday.\nBo Chen spoke, where he said:\nIt is.",
        [
            ("Signed?", "LEE"),
            ("As I said:", "MORA"),
            ("Not yet.", "MORA"),
            ("When?", "LEE"),
            ("On Friday.", "MORA"),
        ],
    ),
    (
        "a line that says who posted where introduces a post without marks",
        "On Monday, President Mora also posted on Truth Social:\nNO DEAL BEFORE THE HARVEST!\nThe mill is shut.",
        [("NO DEAL BEFORE THE HARVEST!", "President Mora")],
    ),
    (
        "a post may follow on the line of the colon, and the platform may stand before the verb",
        "@anamora on Truth Social posted: THE HARVEST IS IN!",
        [("THE HARVEST IS IN!", "@anamora")],
    ),
    (
        "where the paragraph goes on to tell of the post, the document speaks again",
        "Ana Mora posted on X: We wait. We have time. The post was gone by noon.",
        [("We wait. We have time.", "Ana Mora")],
    ),
    (
        "as where it tells of who wrote it",
        "Ana Mora posted on X: We wait. At noon Mora took it back.\nBo Lee posted on X: We go! He meant it.",
        [("We wait.", "Ana Mora"), ("We go!", "Bo Lee")],
    ),
    (
        "a post in marks, one that hands on another's words, and a clip are left to the words themselves",
        "Ana Mora posted on X: “We wait.”\nBo Lee posted on X:\n.@mora: We wait.\nBo Lee posted a clip on X:\nWe wait.",
        [],
    ),
    (
        "who writes somewhere else than on a platform is no layout",
        "The ministry wrote to the mill: All duties stand as they are.",
        [],
    ),
]


@pytest.mark.parametrize(("why", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_layout_names_the_speaker(why: str, text: str, expected: Found) -> None:
    found = laid_out(page_of(Document(id="d", text=text)))
    assert [(text[slice(*q.content[0])], text[slice(*q.source[0])]) for q in found] == expected, why


def quote(start: int, end: int, cue: tuple[int, int] | None = None) -> QuoteProposal:
    return QuoteProposal(
        content=((start, end),), source=((90, 95),), cue=(cue,) if cue else (), confidence=0.5, rule="x"
    )


def test_a_further_paragraph_of_a_turn_stands_where_the_reader_hears_it_too() -> None:
    first = QuoteProposal(content=((0, 9),), source=((90, 95),), confidence=0.9, rule="turn")
    further = QuoteProposal(content=((10, 30),), source=((90, 95),), confidence=0.9, rule=ON)
    assert borne_out([first, further], [quote(10, 22)]) == (first, further)
    assert borne_out([first, further], [quote(40, 60)]) == (first,)
    inside = QuoteProposal(content=((18, 30),), source=((12, 16),), confidence=0.5, rule="x")
    assert borne_out([first, further], [inside]) == (first,), "the paragraph names a speaker of its own"


REPLACED = [
    ("half of the same words give way", quote(10, 21), False),
    ("a part of them without a cue gives way", quote(12, 15), False),
    ("what somebody else is quoted with inside a turn stays", quote(12, 15, (20, 24)), True),
    ("words elsewhere stay", quote(40, 60), True),
]


@pytest.mark.parametrize(("why", "proposed", "kept"), REPLACED, ids=[case[0] for case in REPLACED])
def test_layout_goes_before_a_proposal_of_the_same_words(why: str, proposed: QuoteProposal, kept: bool) -> None:
    assert (proposed in with_layout([proposed], [quote(10, 30)])) is kept, why


@given(st.text(alphabet='“”"―—-:\nAb c', max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_layout(text: str) -> None:
    for proposal in laid_out(page_of(Document(id="d", text=text))):
        assert all(0 <= a < b <= len(text) for a, b in (*proposal.content, *proposal.source))


def test_a_post_that_a_line_introduces_is_a_direct_quote_with_its_venue() -> None:
    text = "President Trump posted on Truth Social: WE LIKE THE HARVEST VERY MUCH!"
    (quote,) = RulesReader().read(Document(id="d", text=text, published="2025-06-04")).quotes
    assert (quote.kind, quote.venue) == ("direct", "Truth Social")
    assert quote.speaker is not None
    assert quote.speaker.name == "Donald Trump"
