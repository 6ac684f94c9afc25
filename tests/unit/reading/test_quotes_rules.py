"""Where quotes stand, by rules: marks, cues, clauses, transcripts. All sentences are written for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from detente.model import Mention
from detente.reading import sentences
from detente.reading.page import Page, QuoteProposal
from detente.reading.quotes.marks import regions
from detente.reading.quotes.rules import propose


def page(text: str) -> Page:
    return Page(text=text, sentences=sentences.split(text))


def shown(text: str, proposal: QuoteProposal) -> tuple[tuple[str, ...], str, str]:
    """Content pieces, source and cue as words."""
    source = " ".join(text[a:b] for a, b in proposal.source)
    return tuple(text[a:b] for a, b in proposal.content), source, " ".join(text[a:b] for a, b in proposal.cue)


def quotes(text: str, *, broad: bool = False) -> list[tuple[tuple[str, ...], str, str]]:
    return [shown(text, proposal) for proposal in propose(page(text), broad)]


MARKS = [
    ("curly marks", "He said “no deal” twice.", ["no deal"]),
    ("straight marks", 'He said "no deal" and "no talks".', ["no deal", "no talks"]),
    ("single marks; an apostrophe closes nothing", "He called it ‘the mill’s folly’ again.", ["the mill’s folly"]),
    ("apostrophes alone are no marks", "The workers' tariffs didn't fall in the '90s.", []),
    ("low-high marks", "Er sagte „kein Handel“ dort.", ["kein Handel"]),
    ("guillemets", "Il a dit « jamais » hier.", ["jamais"]),
    ("inner marks belong to the outer region", "“She said ‘wait’ to us,” he said.", ["She said ‘wait’ to us,"]),
    (
        "an unclosed region ends with its paragraph",
        "“We will go on.\n\n“We will win.”",
        ["We will go on.", "We will win."],
    ),
]


@pytest.mark.parametrize(("behaviour", "text", "expected"), MARKS, ids=[case[0] for case in MARKS])
def test_quotation_marks(behaviour: str, text: str, expected: list[str]) -> None:
    paragraphs = [(s.start, s.end) for s in sentences.split(text)]
    joined = [(paragraphs[0][0], paragraphs[-1][1])] if "\n" not in text else paragraphs
    assert [text[r.start : r.end] for r in regions(text, joined)] == expected, behaviour


def test_a_mention_that_begins_inside_a_word_means_that_word() -> None:
    text = "The ruling was met with anger by Oslo-Norwegians, who said the levy would go."
    start = text.index("Norwegians")
    named = replace(page(text), mentions=(Mention(start, start + 10, "Norwegians", "unnamed", "Norwegians", "NOR"),))
    assert [shown(text, proposal)[1] for proposal in propose(named)] == ["Oslo-Norwegians"]


QUOTES = [
    (
        "the speaker stands right of a direct quote",
        "“The levy is a mistake,” Anna Lind said on Monday.",
        [(("The levy is a mistake",), "Anna Lind", "said")],
    ),
    (
        "the verb may come before the speaker",
        "“The levy is a mistake,” said Anna Lind, a grain trader in Oslo.",
        [(("The levy is a mistake",), "Anna Lind, a grain trader in Oslo", "said")],
    ),
    (
        "the speaker stands left of a direct quote",
        'The envoy told reporters: "We shall wait and see."',
        [(("We shall wait and see.",), "The envoy", "told")],
    ),
    (
        "a quote split by its cue is two quotes",
        '"The port is shut," the mayor said. "It will open in May."',
        [(("The port is shut",), "the mayor", "said"), (("It will open in May.",), "the mayor", "")],
    ),
    (
        "words in marks inside a reported clause make it mixed, whole",
        "Lind said the levy was “a gift to smugglers” and would fail.",
        [(("the levy was “a gift to smugglers” and would fail",), "Lind", "said")],
    ),
    (
        "scare quotes are no utterance",
        "The so-called “golden levy” took effect at noon.",
        [],
    ),
    (
        "a clause after 'said that'",
        "The ministry said that the ships had left the harbour.",
        [(("the ships had left the harbour",), "The ministry", "said")],
    ),
    (
        "a clause before its speaker",
        "The ships had left the harbour, the ministry said on Friday.",
        [(("The ships had left the harbour",), "the ministry", "said")],
    ),
    (
        "the listener stands before the clause",
        "Lind told reporters that the talks had stalled.",
        [(("the talks had stalled",), "Lind", "told")],
    ),
    (
        "a relative clause belongs to the subject",
        "Lind, who ran the mill until May, said the talks had stalled.",
        [(("the talks had stalled",), "Lind, who ran the mill until May", "said")],
    ),
    (
        "a participle goes on with the same speaker",
        "Lind said the talks had stalled, adding that nobody was to blame.",
        [(("the talks had stalled",), "Lind", "said"), (("nobody was to blame",), "Lind", "adding")],
    ),
    (
        "'and that' begins another report",
        "Lind said that the talks had stalled and that nobody was to blame.",
        [(("the talks had stalled",), "Lind", "said"), (("nobody was to blame",), "Lind", "said")],
    ),
    (
        "'according to' needs no verb",
        "According to the harbour office, three ships were turned back.",
        [(("three ships were turned back",), "the harbour office", "According to")],
    ),
    (
        "a promise is what somebody says he will do",
        "The minister vowed on Tuesday to cut the levy by June.",
        [(("to cut the levy by June",), "The minister", "vowed")],
    ),
    (
        "a request is somebody and what he is to do",
        "The minister urged the growers to wait for the ruling.",
        [(("the growers to wait for the ruling",), "The minister", "urged")],
    ),
    (
        "an accusation is of somebody",
        "The minister accused the mill of hiding grain.",
        [(("the mill of hiding grain",), "The minister", "accused")],
    ),
    (
        "a dash opens the document's own remark",
        "Lind said the levy would go — a change nobody expected.",
        [(("the levy would go",), "Lind", "said")],
    ),
    (
        "a pair of dashes does not end the report",
        "Lind said the levy — now in its third year — would go.",
        [(("the levy — now in its third year — would go",), "Lind", "said")],
    ),
    ("what was not said is no quote", "Lind did not say that the levy would go.", []),
    ("what might be said is no quote", "Lind would say that the levy must go.", []),
    ("a noun is no cue", "The report covers the state of the harbour.", []),
    ("the writer's own words are no report", "We say the levy is a folly.", []),
    (
        "a noun of speech with its owner reports as well",
        "The ministry's warning that prices would rise went unheard.",
        [(("prices would rise went unheard",), "The ministry", "warning")],
    ),
    (
        "a relay that reports a speaker's words is no quote of its own",
        "The ministry said the ships had left the harbour, according to a report.",
        [(("the ships had left the harbour",), "The ministry", "said")],
    ),
    (
        "someone is quoted as saying",
        "Lind was quoted as saying the levy would go.",
        [(("the levy would go",), "Lind", "saying")],
    ),
    (
        "a post set into an article is signed",
        "The levy must go now! — Anna Lind (@annalind) May 3, 2021",
        [(("The levy must go now!",), "Anna Lind", "")],
    ),
]


@pytest.mark.parametrize(("behaviour", "text", "expected"), QUOTES, ids=[case[0] for case in QUOTES])
def test_quotes_by_rules(behaviour: str, text: str, expected: list[tuple[tuple[str, ...], str, str]]) -> None:
    assert quotes(text) == expected, behaviour


TRANSCRIPT = """The spokesman met the press on Friday.
Reuters: Will the levy be lifted?
Ola Berg: The levy stays in force.
We ask all sides to be patient.
AFP: And the ships?
Ola Berg: The ships may leave."""


def test_each_paragraph_of_a_transcript_is_a_quote_of_the_name_before_it() -> None:
    found = [(content[0], source) for content, source, _ in quotes(TRANSCRIPT)]
    assert found == [
        ("Will the levy be lifted?", "Reuters"),
        ("The levy stays in force.", "Ola Berg"),
        ("We ask all sides to be patient.", "Ola Berg"),
        ("And the ships?", "AFP"),
        ("The ships may leave.", "Ola Berg"),
    ]


def test_labels_alone_make_no_transcript() -> None:
    assert quotes("Related: Ships leave the harbour\n\nPhoto: A ship\n\nUpdate: New figures") == []


def test_broad_joins_the_pieces_around_one_cue() -> None:
    text = '"The port is shut," the mayor said. "It will open in May."'
    assert quotes(text, broad=True) == [(("The port is shut", "It will open in May."), "the mayor", "said")]


def test_broad_counts_thoughts() -> None:
    text = "Analysts believe that the levy will go."
    assert quotes(text) == []
    assert quotes(text, broad=True) == [(("the levy will go",), "Analysts", "believe")]


ALPHABET = st.sampled_from(
    [
        "Lind ",
        "said ",
        "that ",
        "the levy ",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        ",",
        ". ",
        ": ",
        "\n",
        "— ",
        "(",
        ")",
        "told ",
        "He ",
        "according to ",
        "saying ",
        "as ",
        "Q ",
        "quoted ",
        "@x",
        "was ",
        "Monday ",
        "…",
        "\u2028",
        "«",
        "»",
        "„",
        "�",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ALPHABET, max_size=40).map("".join), st.booleans())
def test_any_text_is_read_and_every_span_is_of_it(text: str, broad: bool) -> None:
    for proposal in propose(page(text), broad):
        for start, end in (*proposal.content, *proposal.source, *proposal.cue):
            assert 0 <= start < end <= len(text)
