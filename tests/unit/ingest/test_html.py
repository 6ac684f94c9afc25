"""Saved web pages: the article without the page around it, and what the page says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import DocumentInvalid
from detente.ingest import Settings, documents, html
from detente.ingest.inputs import Input
from detente.model import Document

PARAGRAPH = "The trade ministers of both countries met in Vienna on Tuesday and agreed to meet again next month. "
PAGE = f"""<!doctype html><html><head><meta charset="CHARSET"><title>Ministers meet in Vienna</title>
<meta property="og:site_name" content="The Danube Post"><meta property="og:url" content="https://example.org/vienna">
<meta property="article:published_time" content="2025-06-05T09:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Ministers meet in Vienna</h1><p>{PARAGRAPH * 3}</p><p>“Zölle stay,” she said. {PARAGRAPH}</p></article>
<footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-15", "utf-16"])
def test_the_article_comes_with_title_date_outlet_and_address(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "vienna.html"
    page = PAGE.replace("“", '"').replace("”", '"').replace("CHARSET", encoding)
    path.write_bytes(page.encode(encoding))
    (found,) = documents([str(path)])
    assert isinstance(found, Document)
    assert found.id == "vienna"
    assert PARAGRAPH.strip() in found.text
    assert "Zölle stay" in found.text
    assert "rights reserved" not in found.text
    assert (found.title, found.published) == ("Ministers meet in Vienna", "2025-06-05T09:00:00+00:00")
    assert (found.outlet, found.url) == ("The Danube Post", "https://example.org/vienna")


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html>", "   "])
def test_a_page_without_an_article_is_named(tmp_path: Path, page: str) -> None:
    path = tmp_path / "bare.html"
    path.write_text(page)
    (found,) = documents([str(path)])
    assert isinstance(found, DocumentInvalid)
    assert str(found).startswith(f"{path}: no article")


def test_control_characters_cost_no_page() -> None:
    page = "<html><body><div class='related'>\x01\ufffe</div>\x01<p>Arcadia put ten percent on steel.\x0b</p></body>"
    found = html.captured(page.encode(), Input("a.html"), Settings())
    assert found.text == "Arcadia put ten percent on steel."
