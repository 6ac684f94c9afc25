"""What one side's account of a contact mentions and the other side's does not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from small_log import TRUMP, XI, document, event, quote, stated, view

from detente.model import Document, Entry, Quote, Span
from detente.state.views import SilenceLine

PADDING = "It was a long and open talk about many things that matter to both of our countries and to the world. " * 3


def readout(name: str, speaker: str, country: str, words: str, day: str = "2025-06-05") -> tuple[Entry, ...]:
    """A document that tells of the call and then gives one side's words on it."""
    doc: Document = document(name, day, f"Outlet {name}")
    call = event("r1", when="2025-06-05", mode="phone", confidence=0.9, actors=(TRUMP, XI))
    return stated(doc, call, quote("q1", words, speaker, country, kind="indirect"))


def silences(*logs: Sequence[Entry]) -> list[SilenceLine]:
    log = [entry for entries in logs for entry in entries]
    return [line for line in view("silences", log) if isinstance(line, SilenceLine)]


OURS = readout("a", "Donald Trump", "USA", PADDING + "We spoke of fentanyl.")
THEIRS = readout("b", "Xi Jinping", "CHN", PADDING + "Taiwan must be handled with care.")


def test_an_issue_that_only_one_side_names_is_a_silence_of_the_other() -> None:
    found = {(line.issue, line.by, line.of): line for line in silences(OURS, THEIRS)}
    assert found.keys() == {("fentanyl", "USA", "CHN"), ("Taiwan", "CHN", "USA")}
    line = found["Taiwan", "CHN", "USA"]
    assert (line.evidence[0].document, line.searched) == ("b", ("a",))
    assert line.ground == (
        "Taiwan: in the account by China of the contact on 2025-06-05; "
        "not mentioned in the words of United States that were read in a"
    )


def other_words(text: str) -> tuple[Entry, ...]:
    return stated(document("c", "2025-06-06"), quote("q1", text, "Scott Bessent", "USA"))


NONE = [
    ("a side of which the desk has no account is not silent", [THEIRS]),
    ("a sentence that a reporter picked is no account",
     [readout("a", "Donald Trump", "USA", "We spoke of trade."), THEIRS]),
    ("phrases picked by a reporter",
     [stated(document("a", "2025-06-05"), event("r1", when="2025-06-05", confidence=0.9, actors=(TRUMP, XI)),
             *(quote(f"q{n}", f"it was talk number {n} of many, and a good one", kind="indirect") for n in range(12))),
      THEIRS]),
    ("an account of weeks later", [readout("a", "Donald Trump", "USA", PADDING, "2025-06-09"), THEIRS]),
    ("what the side says elsewhere in those days",
     [readout("a", "Donald Trump", "USA", PADDING), THEIRS, other_words("Taiwan came up, too.")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "logs"), NONE, ids=[case[0] for case in NONE])
def test_no_silence(why: str, logs: list[tuple[Entry, ...]]) -> None:
    assert silences(*logs) == [], why


def test_what_the_document_itself_tells_of_the_issue_is_no_silence() -> None:
    words = "Both sides spoke of Taiwan."
    told = event("r2", when="2025-06-05", evidence=(Span(0, len(words), words),))
    theirs = readout("a", "Donald Trump", "USA", PADDING)
    assert silences(theirs, stated(document("a", "2025-06-05", "Outlet a"), told), THEIRS) == []


def test_words_far_from_those_that_tell_of_the_contact_are_no_account_of_it() -> None:
    far = Quote(
        id="q1", content=Span(9000, 9000 + len(PADDING), PADDING), kind="indirect",
        speaker=quote("q", "x").speaker, chain=quote("q", "x").chain,
    )  # fmt: skip
    call = event("r1", when="2025-06-05", confidence=0.9)
    assert silences(stated(document("a", "2025-06-05"), call, far), THEIRS) == []
