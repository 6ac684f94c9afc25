"""Feeds and pages written for the tests, a reader that finds nothing, and a clock that tests set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente.model import Document, DocumentRef, ReaderInfo, Reading

NOW = dt.datetime(2025, 6, 5, 12, tzinfo=dt.UTC)

WORDS = (
    "The ministry of Ruritania said on Thursday that the duty on cheese from the Grand Duchy would rise in July. "
    "Its envoy called the talks in Strelsau useful and said that a second round would follow before the summer. "
    "Traders had expected the step for weeks, and prices in the capital hardly moved on the news."
)


def page(number: int, words: str = WORDS) -> str:
    """An article with a text of its own."""
    paragraphs = "".join(f"<p>{words} Shipment {number}, paragraph {part}.</p>" for part in range(3))
    return (
        f"<html><head><title>Cheese {number}</title><script>alert('{number}')</script></head>"
        f"<body><article><h1>Cheese {number}</h1>{paragraphs}</article></body></html>"
    )


def entry(link: str, guid: str, date: str = "Thu, 05 Jun 2025 09:00:00 +0200", extra: str = "") -> str:
    return (
        f"<item><title>Cheese</title><link>{link}</link><guid>{guid}</guid><pubDate>{date}</pubDate>"
        f"<description>A summary of few words about {guid}.</description>{extra}</item>"
    )


def rss(entries: Sequence[str], declaration: str = '<?xml version="1.0" encoding="utf-8"?>', head: str = "") -> str:
    return f'{declaration}<rss version="2.0"><channel><title>Gazette</title>{head}{"".join(entries)}</channel></rss>'


class Blank:
    """Reads without finding anything, and remembers what it was given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        self.texts.append(document.text)
        return Reading(document=DocumentRef.of(document), reader=ReaderInfo(name="blank", version="1"))


class Clock:
    """A clock that tests set forward."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += dt.timedelta(**span)
