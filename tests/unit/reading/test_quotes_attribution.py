"""Who said it, through whom, where and to whom. All sentences are written for these tests."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Mention, MentionKind, Quote, pieces
from detente.reading import sentences
from detente.reading.page import Page, QuoteProposal
from detente.reading.quotes.attribution import attribute, chain_for
from detente.reading.quotes.rules import propose

KNOWN: dict[str, tuple[str, MentionKind, str | None]] = {
    "Anna Lind": ("Anna Lind", "person", "NOR"),
    "Lind": ("Anna Lind", "person", "NOR"),
    "Ola Berg": ("Ola Berg", "person", "NOR"),
    "Oslo": ("Norway", "government", "NOR"),
    "Norway's trade ministry": ("Norway Ministry of Trade", "government", "NOR"),
    "Reuters": ("Reuters", "outlet", "GBR"),
    "the Fjord Post": ("Fjord Post", "outlet", "NOR"),
    "The Fjord Post": ("Fjord Post", "outlet", "NOR"),
    "Twitter": ("Twitter", "outlet", "USA"),
}


class FakeResolver:
    """Pronouns mean the last person named before them; 'the ministry' means Norway's."""

    def __init__(self, mentions: tuple[Mention, ...], text: str) -> None:
        self.mentions = mentions
        self.text = text

    def resolve(self, start: int, end: int) -> Mention | None:
        words = self.text[start:end].lower()
        kind = "government" if words == "the ministry" else "person"
        if words not in ("he", "she", "the ministry"):
            return None
        return next((m for m in reversed(self.mentions) if m.start < start and m.kind == kind), None)


def page(text: str) -> Page:
    names = "|".join(sorted(map(re.escape, KNOWN), key=len, reverse=True))
    mentions = []
    for match in re.finditer(rf"\b(?:{names})\b", text):
        name, kind, country = KNOWN[match.group()]
        mentions.append(Mention(match.start(), match.end(), match.group(), kind, name, country))
    return Page(text=text, sentences=sentences.split(text), mentions=tuple(mentions))


def attributed(text: str) -> tuple[Quote, ...]:
    read = page(text)
    return attribute(read, propose(read), FakeResolver(read.mentions, text))


CHAINS = [
    ("most quotes have one link", "Anna Lind said the levy would go.", [["Anna Lind"]]),
    (
        "a pronoun means whom the resolver says",
        "Anna Lind spoke. She said the levy would go.",
        [["Anna Lind"]],
    ),
    (
        "a common noun too",
        "Norway's trade ministry met. The ministry said the levy would go.",
        [["Norway Ministry of Trade"]],
    ),
    ("a capital means its government", "Oslo said the levy would go.", [["Norway"]]),
    (
        "somebody unnamed keeps the text's description",
        "Two people familiar with the talks said the levy would go.",
        [["Two people familiar with the talks"]],
    ),
    (
        "an aide is not the one he serves",
        "An aide to Anna Lind said the levy would go.",
        [["An aide to Anna Lind"]],
    ),
    (
        "a name set beside a description speaks",
        "The head of the grain board, Ola Berg, said the levy would go.",
        [["Ola Berg"]],
    ),
    (
        "outlets that one sentence names side by side speak as one",
        "Reports from the Fjord Post and Reuters noted that the levy would go.",
        [["the Fjord Post and Reuters"]],
    ),
    (
        "a paper speaks for who wrote it",
        "A report by Norway's trade ministry said the levy would go.",
        [["Norway Ministry of Trade"]],
    ),
    (
        "whoever is merely an example is not the speaker",
        "Some growers, including Ola Berg, said the levy would go.",
        [["Some growers"]],
    ),
    ("two may speak as one", "Anna Lind and Ola Berg said the levy would go.", [["Anna Lind and Ola Berg"]]),
    (
        "an outlet that was told stands before the speaker",
        "“The levy will go,” Anna Lind told Reuters on Friday.",
        [["Reuters", "Anna Lind"]],
    ),
    (
        "so does one that interviewed",
        "Anna Lind said in an interview with the Fjord Post that the levy would go.",
        [["Fjord Post", "Anna Lind"]],
    ),
    (
        "so does one that reported",
        "“The levy will go,” Anna Lind said, Reuters reported.",
        [["Reuters", "Anna Lind"]],
    ),
    (
        "a relay that cites others is no speaker",
        "The levy will go, The Fjord Post reports, citing foreign media.",
        [["Fjord Post", "foreign media"]],
    ),
    (
        "what an outlet reports that somebody said comes through it",
        "The Fjord Post reported that Anna Lind said the levy would go.",
        [["Fjord Post", "Anna Lind"]],
    ),
    (
        "a quote in a quote comes through the outer speaker",
        "“I was away and Ola Berg said the levy would go,” Anna Lind said.",
        [["Anna Lind"], ["Anna Lind", "Ola Berg"]],
    ),
    ("a platform is a venue, no relay", "Anna Lind said on Twitter that the levy would go.", [["Anna Lind"]]),
]


@pytest.mark.parametrize(("behaviour", "text", "expected"), CHAINS, ids=[case[0] for case in CHAINS])
def test_chains(behaviour: str, text: str, expected: list[list[str]]) -> None:
    assert [[link.name for link in quote.chain] for quote in attributed(text)] == expected, behaviour


KINDS = [
    ("words in marks are direct", "“The levy will go,” Anna Lind said.", "direct"),
    ("a clause without marks is indirect", "Anna Lind said the levy would go.", "indirect"),
    ("a clause with marks in it is mixed", "Anna Lind said the levy was “a folly” of old men.", "mixed"),
]


@pytest.mark.parametrize(("behaviour", "text", "expected"), KINDS, ids=[case[0] for case in KINDS])
def test_kind_follows_from_the_marks(behaviour: str, text: str, expected: str) -> None:
    assert [quote.kind for quote in attributed(text)] == [expected], behaviour


CIRCUMSTANCES = [
    ("Anna Lind said in a statement that the levy would go.", "statement", None),
    ("Anna Lind wrote on Twitter that the levy would go.", "Twitter", None),
    ("At a news conference in Oslo, Anna Lind said the levy would go.", "news conference", None),
    ("Anna Lind told reporters that the levy would go.", "remarks to reporters", "reporters"),
    ("Anna Lind told Ola Berg that the levy would go.", None, "Ola Berg"),
    ("Anna Lind said the levy would go.", None, None),
]


@pytest.mark.parametrize(("text", "venue", "addressee"), CIRCUMSTANCES)
def test_venue_and_addressee_only_where_the_text_gives_them(
    text: str, venue: str | None, addressee: str | None
) -> None:
    assert [(quote.venue, quote.addressee) for quote in attributed(text)] == [(venue, addressee)]


def test_nobody_is_invented_for_a_pronoun_that_means_nobody() -> None:
    (quote,) = attributed("He said the levy would go.")
    assert quote.speaker is None
    assert quote.chain == ()
    assert quote.confidence < 0.5


def test_ids_are_the_same_for_the_same_words_and_differ_else() -> None:
    text = "Anna Lind said the levy would go. Ola Berg said the port would open."
    first, second = (quote.id for quote in attributed(text))
    assert [first, second] == [quote.id for quote in attributed(text)]
    assert first != second
    assert re.fullmatch(r"q-[0-9a-f]{12}", first)


def test_the_chain_of_a_clause_is_its_quotes_and_empty_in_the_documents_own_voice() -> None:
    text = "The levy fell on Monday. Anna Lind told Reuters the port would open."
    read = page(text)
    resolver = FakeResolver(read.mentions, text)
    start = text.index("the port")
    assert [link.name for link in chain_for(read, start, len(text) - 1, resolver)] == ["Reuters", "Anna Lind"]
    assert chain_for(read, 0, 24, resolver) == ()


PARTS = st.sampled_from(
    [
        "Anna Lind ",
        "said ",
        "told Reuters ",
        "that ",
        "the levy fell",
        "“",
        "”",
        ", ",
        ". ",
        "\n",
        "Ola Berg: ",
        "he ",
        "— ",
        "according to the Fjord Post ",
        "citing officials",
        "in an interview with ",
        "(@x)",
        "\u2028",
    ]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(PARTS, max_size=30).map("".join))
def test_any_text_is_attributed_and_the_speaker_ends_the_chain(text: str) -> None:
    for quote in attributed(text):
        assert all(span.matches(text) for span in quote.spans)
        assert all(piece.text.strip() for piece in pieces(quote.content))
        if quote.speaker is not None:
            assert quote.chain[-1].name == quote.speaker.name or quote.speaker.name in [x.name for x in quote.chain]


def told(text: str, content: str, source: str, cue: str) -> Quote:
    """The quote of a reader that proposed these words for its content, source and cue."""
    start = text.index
    found = QuoteProposal(
        content=((start(content), start(content) + len(content)),),
        source=((start(source), start(source) + len(source)),),
        cue=((start(cue), start(cue) + len(cue)),),
        rule="x",
    )
    read = page(text)
    (quote,) = attribute(read, [found], FakeResolver(read.mentions, text))
    return quote


LIMITS = [
    (
        "an indirect quote ends with the sentence of its cue",
        "the levy would go. The mill is shut",
        "Lind said the levy would go. The mill is shut.",
        "the levy would go",
    ),
    (
        "words in marks may hold several sentences",
        "The levy goes. The mill is shut.",
        "Lind said, “The levy goes. The mill is shut.”",
        "The levy goes. The mill is shut.",
    ),
]


@pytest.mark.parametrize(("why", "content", "text", "expected"), LIMITS, ids=[case[0] for case in LIMITS])
def test_where_a_reported_clause_ends(why: str, content: str, text: str, expected: str) -> None:
    assert " ".join(span.text for span in pieces(told(text, content, "Lind", "said").content)) == expected, why


THINGS = [
    ("a lone thing says nothing", "The length of the conversation suggests calm.", "conversation", None),
    ("people of a kind speak", "Many dockworkers suggest calm.", "dockworkers", "dockworkers"),
    ("a paper speaks", "One survey suggests calm.", "survey", "survey"),
]


@pytest.mark.parametrize(("why", "text", "source", "expected"), THINGS, ids=[case[0] for case in THINGS])
def test_who_may_speak(why: str, text: str, source: str, expected: str | None) -> None:
    speaker = told(text, "calm", source, "suggest").speaker
    assert (speaker and speaker.name) == expected, why
