"""Sentences: where they end, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.sentences import split

CASES = [
    ("a full stop ends a sentence", "Talks began. They stalled.", ["Talks began.", "They stalled."]),
    ("a title needs its name", "Gov. Ruiz met Dr. Lam. Both left.", ["Gov. Ruiz met Dr. Lam.", "Both left."]),
    ("a title may follow a hyphen", "Then-Sen. Ruiz voted no.", ["Then-Sen. Ruiz voted no."]),
    ("initials are no end", "Envoy J. R. Ames spoke. He left.", ["Envoy J. R. Ames spoke.", "He left."]),
    ("U.S. goes on before a name", "The U.S. Treasury paid.", ["The U.S. Treasury paid."]),
    ("U.S. ends before an opener", "He left the U.S. The talks went on.", ["He left the U.S.", "The talks went on."]),
    ("a dateline stays with its story", "ALBANY, N.Y. — Mills shut.", ["ALBANY, N.Y. — Mills shut."]),
    ("a month is followed by its day", "It ends on Jan. 5. Then?", ["It ends on Jan. 5.", "Then?"]),
    (
        "No. before a figure is a number",
        "Rule No. 7 applies. No. It does not.",
        ["Rule No. 7 applies.", "No.", "It does not."],
    ),
    ("decimals hold", "It fell 2.5 percent. Oil rose.", ["It fell 2.5 percent.", "Oil rose."]),
    ("p.m. goes on in lower case", "At 5 p.m. on Monday it shut.", ["At 5 p.m. on Monday it shut."]),
    ("three dots may go on", "He said ... nothing. Wait… She left.", ["He said ... nothing.", "Wait…", "She left."]),
    ("spaced dots are three dots", "Well . . . no. Yes. . . . Good.", ["Well . . . no.", "Yes. . . .", "Good."]),
    ("a closing mark belongs to the sentence", "“We are done.” She left.", ["“We are done.”", "She left."]),
    ("a comma quote stays one", '"We won," he said. Good.', ['"We won," he said.', "Good."]),
    ("an exclaimed quote keeps its speaker", '"Never!" he said. Good.', ['"Never!" he said.', "Good."]),
    ("even with a name", "“Why now?” Ms. Lam asked. No answer.", ["“Why now?” Ms. Lam asked.", "No answer."]),
    ("a question ends where no speaker follows", "“Why now?” Oil fell.", ["“Why now?”", "Oil fell."]),
    ("a lost space is seen", "They met on talks.The dollar fell.", ["They met on talks.", "The dollar fell."]),
    ("Chinese needs no space", "会谈结束。双方同意。", ["会谈结束。", "双方同意。"]),
    ("a blank line ends a heading", "Duties rise\n\nThe ministry acts.", ["Duties rise", "The ministry acts."]),
    ("a line may be a sentence", "Duties rise\nThe ministry acts.", ["Duties rise", "The ministry acts."]),
    ("a line that goes on in lower case", "The ministry\nacts now.", ["The ministry\nacts now."]),
    ("a list number is no end", "1. Beans\n2. Chips", ["1. Beans", "2. Chips"]),
    ("nothing but space", " \n\t ", []),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in split(text)] == expected


def test_lines_of_even_width_are_wrapped_though_one_begins_with_a_capital() -> None:
    text = (
        "The ministry of the northern republic said late on Monday that\n"
        "Harbour fees would rise by a tenth from the first of the month\n"
        "and that no exemption would be granted."
    )
    assert [(s.start, s.end) for s in split(text)] == [(0, len(text))]


def test_paragraphs_are_counted_at_blank_lines() -> None:
    assert [s.paragraph for s in split("One. Two.\n\nThree.\r\n \r\nFour.")] == [0, 0, 1, 2]


@settings(max_examples=150, deadline=None)
@given(st.text(st.one_of(st.sampled_from(' .\n"“”?!…Aa1-'), st.characters()), max_size=120))
def test_sentences_are_ordered_disjoint_trimmed_and_cover_all_but_space(text: str) -> None:
    found = split(text)
    ends = [0, *(s.end for s in found)]
    assert all(end <= s.start < s.end <= len(text) for end, s in zip(ends, found, strict=False))
    covered = {i for s in found for i in range(s.start, s.end)}
    assert covered >= {i for i, character in enumerate(text) if not character.isspace()}
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in found)
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)


@pytest.mark.parametrize("unit", ["a", ". ", "\n", "“", "A. ", "?” Aa ", "\ud800", "Mr. ", ". . ", " \n"])
def test_long_runs_of_anything_are_split_in_passing(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert sum(s.end - s.start for s in split(text)) <= len(text)
