"""A site may call itself what it likes, but by a known outlet's name only on that outlet's hosts."""

from __future__ import annotations

import pytest

from detente.ingest import Settings
from detente.ingest.html import Capture, captured
from detente.ingest.inputs import Input
from detente.ingest.outlets import credible
from detente.linking.outlets import tags, voice

EVIL = "https://www.evil.example/talks"


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        ("Reuters", "https://www.reuters.com/world/talks", "Reuters"),
        ("Reuters", "https://jp.reuters.com/world/talks", "Reuters"),
        ("BBC News", "https://www.bbc.co.uk/news/talks", "BBC News"),
        ("Harbour Post", "https://harbourpost.example/talks", "Harbour Post"),
        (None, "https://harbourpost.example/talks", "harbourpost.example"),
        ("Reuters", None, "Reuters"),
        ("Reuters", EVIL, "evil.example (as Reuters)"),
        ("Reuters", "https://reuters.com.evil.example/", "reuters.com.evil.example (as Reuters)"),
        ("Reuters", "https://notreuters.com/", "notreuters.com (as Reuters)"),
        ("Reuters", "https://www.bbc.co.uk/", "bbc.co.uk (as Reuters)"),
        ("Chinese state media", EVIL, "evil.example (as Chinese state media)"),
    ],
)
def test_a_known_name_needs_its_own_host(name: str | None, url: str | None, expected: str) -> None:
    assert credible(name, url) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Reuters", "REUTERS", "Reuters (UK)", "Reuters - News", "Reuters News", "Reuters.com", "CNN, AP and Reuters",
        "World (Reuters)", "[Reuters]", "The Associated Press", "Xinhua", "Chinese state media", "Time",
        "Reuters Online News", "Chinese state television", "A, Reuters (B", "Reuters | World", "China Daily – Opinion",
    ],
)  # fmt: skip
def test_no_manner_of_writing_it_speaks_for_another(name: str) -> None:
    page = (
        f"<html><head><title>Talks</title><meta property='og:site_name' content='{name}'>"
        "<link rel='canonical' href='https://www.reuters.com/talks'></head>"
        f"<body><article>{'<p>Arcadia put ten percent on all steel from Bordavia on Friday.</p>' * 8}</article></body>"
    )
    found = captured(page.encode(), Input(EVIL), Settings(), Capture(url=EVIL))
    assert voice(found) == "outlet:evil.example"
    assert tags(found) == ()
