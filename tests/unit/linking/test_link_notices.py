"""Corrections and retractions: which paragraphs are notices, and what they take back."""

from __future__ import annotations

import pytest

from detente.linking import link
from detente.linking.notices import notices
from detente.model import Document, DocumentRef, Gap, NoticeStated, ReaderInfo, Reading, RecordStated, Span

BODY = "The council raised the toll to 30 marks on Friday.\n"
C, R = "correction", "retraction"
FOUND = [
    (
        "a correction below the text",
        "Correction: An earlier version of this story gave it as 40 marks.",
        C,
        False,
    ),
    ("in capitals and brackets", "[CORRECTION: A previous version of this article misstated the toll.]", C, False),
    ("without a heading", "An earlier version of this report said the toll was 40 marks.", C, False),
    ("a clarification", "Clarification — The original version of this column named the wrong council.", C, False),
    ("an editors' note", "Editor’s note: The toll was incorrectly reported as 40 marks.", C, False),
    ("a retraction of the text itself", "Editor's note: This story has been retracted.", R, True),
    (
        "a retraction of another text",
        "Retraction: We have retracted our report “Toll doubles to 80 marks overnight”.",
        R,
        False,
    ),
]
NOT = [
    ("a note that corrects nothing", "[Editor's note: the crowd cheers at this point]"),
    ("a market's correction", "Correction fears grew as shares fell."),
    ("somebody else retracts", "The minister retracted his offer, and the ministry has withdrawn the bill."),
    ("a report of somebody else's", "“This report has been withdrawn by the ministry,” she said."),
    ("an earlier version of something else", "An earlier version of the treaty was signed in 1990."),
    ("a heading alone", "Corrections & Amplifications"),
    ("a statement about a misstatement", "The envoy said the paper had misstated the toll."),
]


@pytest.mark.parametrize(("behaviour", "words", "kind", "own"), FOUND, ids=[row[0] for row in FOUND])
def test_a_notice_is_found_word_for_word(behaviour: str, words: str, kind: str, own: bool) -> None:
    document = Document(id="a", text=f"{BODY}\n  {words}  \nMore.")
    (found,) = notices(document)
    assert (found.words.text, found.kind, found.own) == (words, kind, own)
    assert found.words.matches(document.text)


@pytest.mark.parametrize(("behaviour", "words"), NOT, ids=[row[0] for row in NOT])
def test_other_paragraphs_are_none(behaviour: str, words: str) -> None:
    assert list(notices(Document(id="a", text=BODY + words))) == []


def test_a_title_in_quotation_marks_is_named() -> None:
    (found,) = notices(Document(id="a", text=str(FOUND[-1][1])))
    assert found.titles == ("toll doubles to 80 marks overnight",)


def test_a_notice_is_an_entry_of_its_own() -> None:
    document = Document(id="a", text=BODY + str(FOUND[0][1]), published="2025-06-05")
    reading = Reading(document=DocumentRef.of(document), reader=ReaderInfo(name="hand", version="1"))
    *_, last = link(document, reading, (), "2025-07-01")
    assert isinstance(last, NoticeStated)
    assert (last.document, last.clocks.known_at) == ("a", "2025-06-05")


def test_what_a_notice_says_was_wrong_is_no_entry() -> None:
    document = Document(id="a", text=f"Done.\n{FOUND[0][1]}", published="2025-06-05")
    wrong = Gap(id="r1", status="negated", evidence=(Span.of(document.text, 20, 60),))
    right = Gap(id="r2", status="negated", evidence=(Span.of(document.text, 0, 5),))
    reading = Reading(
        document=DocumentRef.of(document), records=(wrong, right), reader=ReaderInfo(name="hand", version="1")
    )
    stated = [entry.record.id for entry in link(document, reading, (), "2025-07-01") if isinstance(entry, RecordStated)]
    assert stated == ["r2"]
