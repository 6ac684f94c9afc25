"""A reading becomes entries: ids, clocks, whose word it is."""

from __future__ import annotations

import pytest

from detente.linking import link
from detente.linking.outlets import relayed, tags, voice, voice_of
from detente.model import (
    Actor,
    Commitment,
    Document,
    DocumentAdded,
    DocumentRef,
    Event,
    Interval,
    Mention,
    Overlap,
    Quote,
    QuoteStated,
    ReaderInfo,
    Reading,
    Record,
    RecordStated,
    Source,
    Span,
    Speaker,
)

DOC = Document(id="d1", text="Both sides spoke on Thursday.", published="2025-06-06T10:00:00Z", outlet="Desk Daily")
CALL = Event(
    id="r1",
    type="CONSULT",
    status="happened",
    evidence=(Span(0, 10, "Both sides"),),
    actors=(Actor("Donald Trump", "USA"), Actor("Xi Jinping", "CHN")),
    when=Interval("2025-06-05", "2025-06-05"),
)


def reading(*records: Record, quotes: tuple[Quote, ...] = (), mentions: tuple[Mention, ...] = ()) -> Reading:
    info = ReaderInfo(name="hand", version="1")
    return Reading(document=DocumentRef.of(DOC), records=records, quotes=quotes, mentions=mentions, reader=info)


def test_entries_come_document_quotes_records() -> None:
    quote = Quote(id="q1", content=Span(0, 4, "Both"), kind="indirect")
    kinds = [type(entry) for entry in link(DOC, reading(CALL, quotes=(quote,)), (), "2025-07-01")]
    assert kinds == [DocumentAdded, QuoteStated, RecordStated]


def test_clocks_are_kept_apart() -> None:
    entry = link(DOC, reading(CALL), (), "2025-07-01")[1]
    assert entry.clocks.valid == Interval("2025-06-05", "2025-06-05")
    assert entry.clocks.known_at == "2025-06-06T10:00:00Z"
    assert entry.clocks.recorded_at == "2025-07-01"


def test_a_commitment_is_valid_from_when_it_was_made_not_when_it_is_due() -> None:
    pledge = Commitment(
        id="r1",
        status="planned",
        evidence=(Span(0, 4, "Both"),),
        when=Interval("2025-05-12", "2025-05-12"),
        due=Interval(None, "2025-08-12"),
    )
    assert link(DOC, reading(pledge), (), "2025-07-01")[1].clocks.valid == Interval("2025-05-12", "2025-05-12")


def test_ids_follow_from_the_document_not_from_the_desk() -> None:
    one, other = (link(DOC, reading(CALL), (), when) for when in ("2025-07-01", "2026-01-01"))
    assert [entry.id for entry in one] == [entry.id for entry in other]
    assert len({entry.id for entry in one}) == 2


def test_overlaps_become_likenesses_where_enough_is_shared() -> None:
    text = " ".join(f"word{i}" for i in range(400))
    here = Document(id="here", text=text, published="2025-06-06")
    there = DocumentRef.of(Document(id="there", text=text, published="2025-06-05"))
    far = DocumentRef.of(Document(id="far", text=text, published="2025-06-05"))
    added = link(here, reading(), (Overlap(there, 80, 90), Overlap(far, 3, 90)), "2025-07-01")[0]
    assert isinstance(added, DocumentAdded)
    assert [one.document for one in added.likenesses] == ["there"]


SOURCES = [
    ("its own voice", (), None),
    ("a government is its party", (Source("Ministry of Commerce", "government"),), "party:CHN"),
    ("state media are their party", (Source("Xinhua", "outlet"),), "party:CHN"),
    ("state media however they are called", (Source("Chinese state media", "outlet"),), "party:CHN"),
    ("another outlet", (Source("Reuters", "outlet"),), "outlet:Reuters"),
    ("the last link is where it comes from",
     (Source("Reuters", "outlet"), Source("Ministry of Commerce", "government")), "party:CHN"),
    ("unnamed sources leave it to the outlet that cites them",
     (Source("Reuters", "outlet"), Source("aides", "unnamed")), "outlet:Reuters"),
    ("unnamed sources of its own are its own word", (Source("officials", "unnamed"),), None),
    ("an organisation", (Source("Chamber of Trade", "organisation"),), "source:Chamber of Trade"),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "attribution", "expected"), SOURCES, ids=[row[0] for row in SOURCES])
def test_whose_word_a_record_is(behaviour: str, attribution: tuple[Source, ...], expected: str | None) -> None:
    ministry = Mention(0, 4, "Both", "government", "Ministry of Commerce", "CHN")
    record = Event(id="r1", type="ACCUSE", status="happened", evidence=CALL.evidence, attribution=attribution)
    entry = link(DOC, reading(record, mentions=(ministry,)), (), "2025-07-01")[1]
    assert isinstance(entry, RecordStated)
    assert entry.source == expected


def test_a_quote_comes_from_the_relay_next_to_the_speaker() -> None:
    chain = (Source("The Economic Times", "outlet"), Source("Donald Trump", "person"))
    quote = Quote(id="q1", content=Span(0, 4, "Both"), kind="direct", speaker=Speaker("Donald Trump", "USA", "person"))
    quote = Quote(id="q1", content=quote.content, kind="direct", speaker=quote.speaker, chain=chain)
    entry = link(DOC, reading(quotes=(quote,)), (), "2025-07-01")[1]
    assert isinstance(entry, QuoteStated)
    assert entry.source == voice_of("The Economic Times")


TAGGED = [
    ("a dateline tag", "GENEVA (Reuters) - Talks went on.", None, ("Reuters",)),
    ("two tags", "PARIS (Reuters, AFP) - Talks went on.", None, ("Reuters", "AFP")),
    ("a tag at the end", "Talks went on. (AP)", None, ("Associated Press",)),
    ("in the outlet's name", "Talks went on.", "Dawn (AFP)", ("AFP",)),
    ("a photo credit is none", "(Jane Doe/Reuters) Talks went on.", None, ()),
    ("a mention is none", "Reuters asked for comment.", None, ()),
]


@pytest.mark.parametrize(("behaviour", "text", "outlet", "expected"), TAGGED, ids=[row[0] for row in TAGGED])
def test_wire_tags(behaviour: str, text: str, outlet: str | None, expected: tuple[str, ...]) -> None:
    assert tags(Document(id="d", text=text, outlet=outlet)) == expected


VOICES = [
    ("a wire copy has the agency's voice", "BERN (Reuters) - Talks went on.", "Desk Daily", "outlet:Reuters"),
    ("else the outlet's", "Talks went on.", "Desk Daily", "outlet:Desk Daily"),
    ("state media speak for the state", "Talks went on.", "Global Times", "party:CHN"),
    ("without an outlet it stands alone", "Talks went on.", None, "document:d"),
]


@pytest.mark.parametrize(("behaviour", "text", "outlet", "expected"), VOICES, ids=[row[0] for row in VOICES])
def test_voices(behaviour: str, text: str, outlet: str | None, expected: str) -> None:
    assert voice(Document(id="d", text=text, outlet=outlet)) == expected


def test_a_relay_names_what_it_relays() -> None:
    document = Document(id="d", text="No deal came, Desk Daily reports citing foreign media.", outlet="Desk Daily")
    assert relayed(document) == ("foreign media",)
