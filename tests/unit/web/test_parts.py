"""The parts of a page by themselves: addresses, marks, words, charts, corrections, visits, spreadsheets."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.model import Actor, Event, Interval, Measure, Rate, Source, Span
from detente.web import correcting, words
from detente.web.asked import asked
from detente.web.cache import Cache
from detente.web.marking import Marked, marked
from detente.web.pages.search import snippet
from detente.web.pages.timeline import days, drawn, precision
from detente.web.rows import harmless

TODAY = dt.date(2025, 6, 12)


@pytest.mark.parametrize(
    ("query", "moment"),
    [
        ([], (TODAY, None)),
        ([("as_of", "2025-05")], (dt.date(2025, 5, 31), None)),
        ([("as_of", " 2025-05-14 "), ("known_at", "2025")], (dt.date(2025, 5, 14), dt.date(2025, 12, 31))),
        ([("as_of", ""), ("nonsense", "x")], (TODAY, None)),
        ([("as_of", "2025-01-01"), ("as_of", "2025-02-02")], (dt.date(2025, 2, 2), None)),
    ],
)
def test_an_address_sets_the_clocks(query: list[tuple[str, str]], moment: tuple[dt.date, dt.date | None]) -> None:
    assert asked(query, TODAY).moment == moment


def test_a_link_keeps_the_moment_and_the_filters_and_never_the_page() -> None:
    found = asked([("page", "3"), ("country", "CHN"), ("as_of", "2025-05-01")], TODAY)
    assert found.link("/quotes") == "/quotes?as_of=2025-05-01&country=CHN"
    assert found.at("/due") == "/due?as_of=2025-05-01"
    assert found.added("/quotes", "country", "USA") == "/quotes?as_of=2025-05-01&country=CHN&country=USA"
    assert found.without("/quotes", "country", "CHN") == "/quotes?as_of=2025-05-01"
    assert found.on_page("/quotes", 2) == "/quotes?as_of=2025-05-01&country=CHN&page=2"


@pytest.mark.parametrize("value", ["²", "1e9", "0x1", "9999999999", ""])
def test_a_page_is_a_whole_number(value: str) -> None:
    if not value:
        assert asked([("page", value)], TODAY).page == 1
        return
    with pytest.raises(UsageError, match="whole number"):
        asked([("page", value)], TODAY)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http://", False),
        ("http://[", False),
        ("https://example.org/\u202egpj.exe", False),
        ("https://example.org/" + "x" * 3000, False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, linked: bool) -> None:
    assert (words.address(url) == url) is (linked or url is None)


@settings(max_examples=20)
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=6))
def test_marks_cut_a_text_in_pieces_and_lose_nothing_of_it(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        Marked(start=start, end=end, document="d", id=str(number), kind="event", words="")
        for number, (start, end) in enumerate(spans)
    ]
    pieces = marked(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            assert "".join(one.text for one in pieces if mark in one.marks) == text[mark.start : mark.end]
        else:
            assert all(mark not in one.marks for one in pieces)


@pytest.mark.parametrize(
    ("interval", "said", "width"),
    [
        (Interval("2025-06-05", "2025-06-05"), "day", 1),
        (Interval("2025-06", "2025-06"), "month", 30),
        (Interval("2025", "2025"), "year", 365),
        (Interval("2025-06-05", "2025-06-08"), "stretch", 4),
        (Interval("2025-06-05", None), "open", 1),
    ],
)
def test_a_date_is_drawn_as_wide_as_it_is_known(interval: Interval, said: str, width: int) -> None:
    first, last = days(interval)
    assert (precision(interval), (last - first).days + 1) == (said, width)


def test_what_is_drawn_stays_between_the_ends_of_its_page() -> None:
    spans = {"a": Interval("2020", "2020"), "b": Interval("2025-06-05", "2025-06-05"), "c": None}
    found = drawn(spans)
    assert set(found) == {"a", "b"}
    assert all(one.x >= 0 and one.x + one.width <= 1000 for one in found.values())


MEASURE = Measure(
    id="r1",
    type="tariff",
    action="raise",
    status="happened",
    actors=(Actor("China", "CHN"), Actor("India", "IND")),
    rate=Rate(25, "percent", "max"),
    when=Interval("2025-06", "2025-06"),
    attribution=(Source("Xinhua", "outlet"),),
    evidence=(Span(0, 1, "x"),),
)


def test_a_form_has_the_fields_as_an_analyst_types_them() -> None:
    shown = {field.name: field.value for field in correcting.fields(MEASURE)}
    assert shown["actors"] == "China; India"
    assert shown["rate"] == "up to 25 percent"
    assert shown["when"] == "2025-06"
    assert shown["scope"] == ""
    assert not {"id", "evidence", "confidence", "rule"} & set(shown)


@pytest.mark.parametrize(
    ("form", "asked_for"),
    [
        ({"rate": "up to 25 percent", "actors": "China; India"}, []),
        ({"rate": "30 percent"}, ["rate=30 percent"]),
        ({"when": " "}, ["when=none"]),
        ({"status": "planned", "evidence": "other words"}, ["status=planned"]),
    ],
)
def test_only_what_differs_is_a_correction(form: dict[str, str], asked_for: list[str]) -> None:
    assert correcting.given(MEASURE, form) == asked_for


def test_the_words_of_a_line_are_no_field() -> None:
    event = Event(id="e", type="ACCUSE", status="happened", evidence=(Span(0, 1, "x"),))
    assert "evidence" not in {field.name for field in correcting.fields(event)}


@pytest.mark.parametrize(
    ("cell", "written"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-x", "'-x"), ("a=b", "a=b"), (-1.5, -1.5), (None, None)]
)
def test_a_spreadsheet_runs_no_cell(cell: object, written: object) -> None:
    assert harmless(cell) == written


@pytest.mark.parametrize(
    ("text", "found"), [("a [b] c", ["b"]), ("[x", []), ("x] [", []), ("[a][b]", ["a", "b"]), ("", [])]
)
def test_the_words_found_are_told_apart_in_a_snippet(text: str, found: list[str]) -> None:
    assert [piece.text for piece in snippet(text) if piece.found] == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\u202eb", "a�b"), ("a\x00b", "a�b"), ("  a \n b ", "a b"), (None, ""), ("x" * 400, "x" * 279 + "…")],
)
def test_words_of_a_document_are_put_on_one_line(text: str | None, shown: str) -> None:
    assert words.short(text) == shown


def test_what_is_kept_goes_when_the_log_grows_or_the_room_is_needed() -> None:
    cache = Cache(3, len).at(1)
    for key in ("a", "b", "c", "d"):
        cache.keep(key, "x")
    assert [cache.get(key) for key in ("a", "b", "d")] == [None, "x", "x"]
    cache.keep("long", "xxxx")
    assert cache.get("long") is None
    assert cache.at(2).get("b") is None
