"""The brief as a page and as files, the words of its notes, and the feeds."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from detente.briefing import Brief
from detente.errors import Unsupported
from detente.web.pages import brief as page

ASKED = "/brief?as_of=2025-06-12&since=2025-05-01&for=the+trade+desk&length=short"


def notes(text: str) -> list[str]:
    """The addresses of the notes."""
    return [one.replace("&amp;", "&") for one in re.findall(r'class="cite" href="([^"]+)"', text)]


def test_the_brief_is_told_for_whom_it_is_and_has_every_section(reading: TestClient) -> None:
    text = reading.get(ASKED).text
    assert "the trade desk" in text
    assert "1 May 2025" in text
    headings = re.findall(r'<h2 id="h-[a-z_]+">([^<]+)', text)
    assert headings[0] == "Bottom line"
    assert headings[-1] == "Notes"


def test_every_note_opens_to_its_words_in_the_document(reading: TestClient) -> None:
    found = notes(reading.get(ASKED).text)
    assert found
    for address in found[:4]:
        text = reading.get(address, headers={"hx-request": "true"}).text
        said = re.search(r"<blockquote[^>]*>([^<]+)", text)
        assert said
        assert f"data-first>{said[1]}</mark>" in text
        assert reading.get(address).text.startswith("<!doctype html>")


@pytest.mark.parametrize(("form", "start"), [("md", b"# US-China"), ("html", b"<!doctype html>")])
def test_the_brief_is_a_file_too(reading: TestClient, form: str, start: bytes) -> None:
    answer = reading.get(f"/brief.{form}?as_of=2025-06-12")
    assert answer.content.startswith(start)
    assert answer.headers["content-disposition"] == f'attachment; filename="brief-2025-06-12.{form}"'
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/brief?since=2026", 400, "is after the day looked at"),
        ("/brief?length=long", 400, "none of short, full"),
        ("/brief.doc", 404, "brief.pdf"),
        ("/passage?id=nowhere&words=1-2", 404, "nowhere"),
        ("/passage?id=a&words=x", 400, "no place in a document"),
        ("/passage?id=a&words=5-9999", 400, "no place in a document"),
    ],
)
def test_what_cannot_be_is_said(reading: TestClient, path: str, code: int, words: str) -> None:
    answer = reading.get(path)
    assert answer.status_code == code
    assert words in answer.text


def test_where_nothing_sets_a_pdf_the_page_says_what_to_install(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "SETS", ("no_such_library",))
    assert "detente[pdf]" in client.get("/brief").text


def test_a_sentence_without_its_words_is_not_shown(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(brief: Brief, texts: object) -> None:
        raise Unsupported("the sentence 'x' rests on no words; leave it out")

    monkeypatch.setattr(page, "check", refused)
    answer = client.get("/brief")
    assert answer.status_code == 500
    assert "rests on no words" in answer.text


def test_the_feeds_are_plain_addresses(reading: TestClient) -> None:
    atom = reading.get("/changes.atom?since=2025-05-01")
    assert atom.headers["content-type"].startswith("application/atom+xml")
    assert ElementTree.fromstring(atom.content).findall("{http://www.w3.org/2005/Atom}entry")
    assert reading.get("/changes.feed.json?since=2025-05-01").json()["items"]
    assert b"DTSTART;VALUE=DATE:20250812" in reading.get("/due.ics").content
