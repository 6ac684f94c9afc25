"""Every page of a small desk: that it is there, says what the desk says, and survives whatever is asked of it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote, urlencode

import msgspec
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from small_desk import DOCUMENTS, TODAY, DeskReader, client_of

from detente.desk import Desk
from detente.state import VIEWS, line_json
from detente.web.asked import FIELDS
from detente.web.page import LEDGERS, NAVIGATION

PAGES = [path for path, _ in (*NAVIGATION, *LEDGERS)]


def link_of(text: str, words: str) -> str:
    """The address of the panel of the line whose heading has these words."""
    found = re.search(rf'data-panel="([^"]+)"[^>]*>[^<]*{re.escape(words)}', text)
    assert found, words
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_and_runs_nothing_but_the_desks_own_scripts(reading: TestClient, path: str) -> None:
    answer = reading.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_rows_as_json_and_csv(reading: TestClient, path: str) -> None:
    stem = "/state" if path == "/" else path
    rows = reading.get(f"{stem}.json").json()
    table = list(csv.DictReader(io.StringIO(reading.get(f"{stem}.csv").text)))
    assert len(table) == len(rows)


@pytest.mark.parametrize("view", [name for name in VIEWS if name != "state"])
def test_the_lines_of_a_page_are_those_of_the_desk(reading: TestClient, made: Path, view: str) -> None:
    with Desk.open(made, read_only=True) as desk:
        told = [msgspec.json.decode(msgspec.json.encode(line_json(line))) for line in desk.lines(view, as_of=TODAY)]
    order = lambda row: str(row["id"])  # noqa: E731
    assert sorted(reading.get(f"/{view}.json").json(), key=order) == sorted(told, key=order)


def test_the_landing_page_says_the_rate_and_what_is_due(reading: TestClient) -> None:
    text = reading.get("/").text
    assert "30 %" in text
    assert "12 June 2025" in text
    assert re.search(r"<b>61</b>\s*<span>days</span>", text)


def test_the_state_of_a_former_day_is_shown_as_it_was(reading: TestClient) -> None:
    assert "145 %" in reading.get("/?as_of=2025-04-20").text
    assert "30 %" not in reading.get("/?as_of=2025-04-20").text


def test_a_line_opens_to_its_words_in_the_document_with_chain_rule_and_confidence(reading: TestClient) -> None:
    address = link_of(reading.get("/quotes").text, "Mr Hee")
    text = reading.get(address).text
    assert re.search(r'<mark class="quote"[^>]*>It was a fair deal</mark>', text)
    assert re.findall(r'<span class="name">(?:<a[^>]*>)?([^<]+)', text) == ["Quay", "Quay", "Mr Hee"]
    assert "<code>said</code>, confidence 0.90" in text


@pytest.mark.parametrize(
    "path", ["/measures", "/due", "/timeline", "/gaps", "/markets", "/sources", "/rates", "/totals"]
)
def test_every_line_of_a_page_opens(reading: TestClient, path: str) -> None:
    for address in set(re.findall(r'data-panel="([^"]+)"', reading.get(path).text)):
        answer = reading.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200, address
        assert "<mark" in answer.text


def test_what_a_document_says_is_never_markup(reading: TestClient) -> None:
    for path in ("/documents", "/document?id=h/..", "/search?q=Bold"):
        text = reading.get(path).text
        assert "<script>alert" not in text
        assert "<b>Bold" not in text
        assert "\u202e" not in text.split("document-text")[0]
        assert 'href="javascript' not in text
        assert len(text) < 60_000


def test_a_hostile_title_is_no_formula_in_a_spreadsheet(reading: TestClient) -> None:
    for row in csv.reader(io.StringIO(reading.get("/documents.csv").text)):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_a_document_has_every_line_marked(reading: TestClient) -> None:
    text = reading.get("/document?id=c").text
    assert re.search(r'<a class="mark quote"[^>]*>It was a fair deal</a>, Mr Hee said', text)


def test_a_month_is_drawn_wider_than_a_day(reading: TestClient) -> None:
    text = reading.get("/timeline").text
    assert 'class="day happened"' in text


def test_two_columns_say_who_says_nothing(reading: TestClient) -> None:
    text = reading.get("/two-columns?party=CHN&other=USA&issue=tariffs").text
    assert "Nothing from China on tariffs" in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("as_of=yesterday", "write 2025, 2025-06 or 2025-06-05"),
        ("as_of=2025-02-31", "no date of the calendar"),
        ("page=0", "whole number"),
        ("page=-1", "whole number"),
        ("kind=rumour", "none of event"),
        ("min_confidence=nan", "from 0 to 1"),
        ("standing=certain", "none of stated"),
        ("q=" + "x" * 600, "500 are the most"),
        ("order=random", "none of latest"),
    ],
)
def test_what_cannot_be_understood_is_said_with_the_remedy(reading: TestClient, query: str, words: str) -> None:
    answer = reading.get(f"/quotes?{query}")
    assert answer.status_code == 400
    assert words in answer.text
    problem = reading.get(f"/quotes.json?{query}")
    assert problem.headers["content-type"] == "application/problem+json"
    assert words in problem.json()["detail"]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*FIELDS, "x"]), st.text(max_size=12)), max_size=4), st.sampled_from(PAGES))
def test_any_query_string_gets_an_answer(reading: TestClient, fields: list[tuple[str, str]], path: str) -> None:
    answer = reading.get(f"{path}?{urlencode(fields, errors='replace')}")
    assert answer.status_code in (200, 400, 404)


@pytest.mark.parametrize("path", ["/nowhere", "/line?id=l-none", "/line", "/document?id=%00", "/actor?name=Nobody"])
def test_what_is_not_there_is_said(reading: TestClient, path: str) -> None:
    answer = reading.get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_a_host_that_is_not_the_desks_is_refused(reading: TestClient) -> None:
    assert reading.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_desk_that_grows_while_it_is_read_shows_it(client: TestClient, path: Path) -> None:
    before = client.get("/documents").text
    seen = re.search(r"/head\?seen=(\d+)", before)
    assert seen
    assert client.get(f"/head?seen={seen[1]}").status_code == 204
    with Desk.open(path) as desk:
        new = DOCUMENTS[5].__class__(id="new", text="It is not known why.", published="2025-06-11", outlet="Echo")
        assert [one.outcome for one in desk.add([new], DeskReader())] == ["added"]
    assert "has grown by 1 entry" in client.get(f"/head?seen={seen[1]}").text
    assert "/document?id=new" in client.get("/documents").text


def test_the_page_of_a_list_is_cut_and_leads_on(made: Path) -> None:
    with client_of(made) as client:
        found = client.get("/documents.json?limit=3&page=2").json()
    assert [one["id"] for one in found] == ["e", "d", "c"]


def test_a_facet_counts_and_narrows_down(reading: TestClient) -> None:
    text = reading.get("/unplaced").text + reading.get("/timeline").text
    assert 'aria-label="Narrow down"' in text
    kept = reading.get("/timeline.json?kind=move").json()
    assert [one["kind"] for one in kept] == ["move"]


def test_a_search_finds_documents_by_full_text_and_lines_by_words(reading: TestClient) -> None:
    text = reading.get("/search?q=soybeans&view=due").text
    assert "<mark>soybeans</mark>" in text
    assert "Undertaking" in text
    assert reading.get("/search?q=" + quote('"') + "&view=quotes").status_code == 200


def test_what_changed_since_the_last_visit_is_told_by_the_cookie(reading: TestClient) -> None:
    reading.cookies.set("detente_visits", "_2025-05-01")
    text = reading.get("/changes").text
    reading.cookies.delete("detente_visits")
    assert "your last visit" in text
    assert 'value="2025-05-01"' in text
    assert "30 %" in text


def test_the_counts_of_a_long_list_come_after_the_page(reading: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.web.pages.lists.LONG", 0)
    text = reading.get("/measures?as_of=2025-04-21").text + reading.get("/unplaced?since=2025-01-01").text
    address = re.search(r'hx-get="(/facets[^"]+view=unplaced[^"]*)"', text)
    assert address
    later = reading.get(address[1].replace("&amp;", "&")).text
    assert 'href="/unplaced?since=2025-01-01&amp;' in later
    assert reading.get("/facets?view=none").status_code == 404
