"""What a brief says, and what no brief may say."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from harbour_desk import HOSTILE, made

from detente.briefing import Brief, Request, Sentence, compose, render
from detente.briefing.checking import QUOTED, apart, folded, quotes_are_quotes
from detente.briefing.drawing import Sheet, marks, pace
from detente.briefing.phrases import count, dates, quotation
from detente.desk import Desk
from detente.errors import DeskInvalid, DetenteError, SpanMismatch, Unsupported, UsageError
from detente.model import Evidence
from detente.model.document import text_digest

ASKED = Request(as_of=dt.date(2025, 6, 10), since=dt.date(2025, 5, 12), reader="the <pier> desk")
NOTE = Evidence(
    document="d", outlet="Quay Post", published="2025-06-06", start=0, end=23, text='He said "we are done" .'
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("brief") / "harbour.db")


@pytest.fixture(scope="module")
def desk(path: Path) -> Iterator[Desk]:
    with Desk.open(path) as desk:
        yield desk


@pytest.fixture(scope="module")
def brief(desk: Desk) -> Brief:
    return compose(desk, ASKED)


def rendered(brief: Brief, desk: Desk, form: str = "md") -> str:
    return render(brief, form, lambda one: desk.document(one).text).decode()


def with_first(brief: Brief, **altered: object) -> Brief:
    """The brief with its first sentence altered."""
    section = brief.sections[0]
    first, *rest = section.parts[0].sentences
    part = msgspec.structs.replace(section.parts[0], sentences=(msgspec.structs.replace(first, **altered), *rest))
    changed = msgspec.structs.replace(section, parts=(part, *section.parts[1:]))
    return msgspec.structs.replace(brief, sections=(changed, *brief.sections[1:]))


def test_it_has_the_sections_in_their_order(brief: Brief) -> None:
    names = [section.name for section in brief.sections]
    assert names == [
        "bottom_line", "changed", "in_force", "due", "contested", "tone", "markets", "unknown", "sources"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (
            "bottom_line",
            "The contact of the period most told of: talks of the United States and China on 5 June 2025, held.",
        ),
        ("in_force", "China's tariff on the United States (all goods) is in force at 15 % since 20 May 2025."),
        (
            "due",
            "China undertook: “Beijing PLEDGE to buy wheat by 2025-07-01.”; due by 1 July 2025, in 21 days, "
            "no evidence found as of 10 June 2025.",
        ),
        ("unknown", "Quay Post, 6 June 2025: “UNKNOWN is the price that was agreed for all of it.”"),
        (
            "tone",
            "In June 2025 the desk has no acts of pressure by the United States toward China (PLOVER 0) and one act of "
            "engagement (+2.5).",
        ),
    ],
)
def test_a_section_says(brief: Brief, section: str, words: str) -> None:
    [found] = [one for one in brief.sections if one.name == section]
    assert words in [sentence.text for sentence in found.sentences()]


def test_every_sentence_has_notes_that_stand_in_their_documents(brief: Brief, desk: Desk) -> None:
    assert len(list(brief.sentences())) > 12
    for sentence in brief.sentences():
        assert sentence.notes
        for note in sentence.notes:
            assert desk.document(note.document).text[note.start : note.end] == note.text


def test_confidence_and_what_is_reported_are_apart(brief: Brief) -> None:
    said = [sentence for sentence in brief.sentences() if "onfidence" in sentence.text]
    assert [sentence.sort for sentence in said] == ["judgement"]


@pytest.mark.parametrize("form", ["md", "html", "pdf"])
@pytest.mark.parametrize(
    ("altered", "error"),
    [
        ({"notes": ()}, Unsupported),
        ({"notes": (msgspec.structs.replace(NOTE, document="one"),)}, SpanMismatch),
        ({"text": "He said “we are not done”."}, Unsupported),
        ({"text": "It is likely, with high confidence, that it holds."}, Unsupported),
    ],
)  # fmt: skip
def test_a_sentence_that_may_not_stand_stops_the_brief(
    brief: Brief, desk: Desk, form: str, altered: dict[str, object], error: type[DetenteError]
) -> None:
    with pytest.raises(error):
        render(with_first(brief, **altered), form, lambda one: desk.document(one).text)


def test_a_span_moved_by_one_stops_the_brief(brief: Brief, desk: Desk) -> None:
    first = next(brief.sentences()).notes[0]
    moved = msgspec.structs.replace(first, start=first.start + 1, end=first.end + 1)
    with pytest.raises(SpanMismatch, match="does not stand at"):
        rendered(with_first(brief, notes=(moved,)), desk)


@pytest.mark.parametrize(("digest_too", "error"), [(False, DeskInvalid), (True, SpanMismatch)])
def test_a_document_altered_in_the_store_stops_the_brief(
    path: Path, tmp_path: Path, digest_too: bool, error: type[DetenteError]
) -> None:
    copy = tmp_path / "sabotaged.db"
    copy.write_bytes(path.read_bytes())
    with sqlite3.connect(copy) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f'DROP TRIGGER "{name}"')
        [(text,)] = file.execute("SELECT text FROM documents WHERE id = 'three'")
        altered = text.replace("wheat", "maize")
        file.execute("UPDATE documents SET text = ? WHERE id = 'three'", (altered,))
        if digest_too:
            file.execute("UPDATE documents SET sha256 = ? WHERE id = 'three'", (text_digest(altered),))
    with Desk.open(copy) as desk, pytest.raises(error, match="'three'"):
        rendered(compose(desk, ASKED), desk)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("He said “we are done”.", True),
        ("“He said ‘we are done’ .”", True),
        ("“He said … done’ .”", True),
        ("“He said we are done”", False),
        ("“…”", False),
        ("Nothing is quoted here.", True),
        ("“He said ‘we are done’ .” and “more”", False),
    ],
)
def test_a_paraphrase_is_never_shown_as_a_quote(text: str, fits: bool) -> None:
    sentence = Sentence(text=text, notes=(NOTE,))
    if fits:
        quotes_are_quotes(sentence)
    else:
        with pytest.raises(Unsupported):
            quotes_are_quotes(sentence)


@pytest.mark.parametrize("words", ["“unlikely”, he said with confidence", "It is likely.", "Confidence is high."])
def test_one_of_the_two_may_be_told_and_words_in_quotes_are_not_ours(words: str) -> None:
    apart(words)


def test_a_quotation_is_cut_at_a_word_and_stays_verbatim() -> None:
    words = 'They said "wait" and ' + "waited " * 60
    shown = quotation(words)
    [inner] = QUOTED.findall(shown)
    assert shown.endswith("waited …”")
    assert folded(inner.removesuffix("…")) in folded(words)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (dates("in force by 2025-05-14, until 2025-08"), "in force by 14 May 2025, until August 2025"),
        (dates("by 2025-08: “by 2025-08-12”"), "by August 2025: “by 2025-08-12”"),
        (dates("read in tracker-2025-06-05"), "read in tracker-2025-06-05"),
        (count(1, "act"), "one act"),
        (count(0, "act"), "no acts"),
        (count(1204, "document"), "1,204 documents"),
    ],
)
def test_words_of_a_brief(found: str, wanted: str) -> None:
    assert found == wanted


def test_markdown_numbers_its_notes_and_each_is_there(brief: Brief, desk: Desk) -> None:
    page = rendered(brief, desk)
    cited = {int(number) for number in re.findall(r"\(#note-(\d+)\)", page)}
    there = [int(number) for number in re.findall(r'id="note-(\d+)"', page)]
    assert there == list(range(1, len(there) + 1))
    assert cited == set(there)
    assert "Chen Li, through Harbour Radio" in page or "Harbour News, 3 May 2025" in page


class Tags(HTMLParser):
    """Collects tags, and the ids and targets of links."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids.update(value or "" for name, value in attrs if name == "id")
        self.targets.update((value or "").removeprefix("#") for name, value in attrs if name == "href")


def test_html_is_one_page_without_script_whose_links_lead_somewhere(brief: Brief, desk: Desk) -> None:
    page = rendered(brief, desk, "html")
    found = Tags()
    found.feed(page)
    assert "script" not in found.tags
    assert found.targets <= found.ids
    assert "svg" in found.tags
    assert "the &lt;pier&gt; desk" in page
    assert HOSTILE not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("https", "http").split("</style>")[0]


def test_a_short_brief_is_shorter(brief: Brief, desk: Desk) -> None:
    short = compose(desk, msgspec.structs.replace(ASKED, length="short"))
    assert len(list(short.sentences())) <= len(list(brief.sentences()))


def test_an_empty_desk_says_what_it_has_not(tmp_path: Path) -> None:
    with Desk.create(tmp_path / "empty.db") as desk:
        page = rendered(compose(desk, ASKED), desk)
    assert "The desk has no measure of either side in force on this day." in page
    assert "Nothing is cited." in page


def test_a_format_that_there_is_not_is_named(brief: Brief, desk: Desk) -> None:
    with pytest.raises(UsageError, match="docx"):
        rendered(brief, desk, "docx")


def test_charts_hold_their_marks_within_the_sheet(brief: Brief) -> None:
    charts = [chart for section in brief.sections for chart in section.charts]
    assert {chart.kind for chart in charts} == {"bars", "steps"}
    for chart in charts:
        points = [point for mark in marks(chart) for point in getattr(mark, "points", ())]
        assert all(0 <= x <= 640 and 0 <= y <= 240 for x, y in points)
        assert Sheet.of(chart).most >= max(step.value for one in chart.series for step in one.steps)


@pytest.mark.parametrize(("span", "wanted"), [(0, 1), (3, 1), (25, 10), (145, 50), (4000, 1000)])
def test_rules_of_a_chart_stand_at_round_figures(span: float, wanted: float) -> None:
    assert pace(span) == wanted
