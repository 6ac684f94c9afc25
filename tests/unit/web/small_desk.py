"""A small desk behind a client: two sides, a measure that changes, a hostile document, quotes and a gap."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fastapi.testclient import TestClient

from detente.model import (
    Actor,
    Commitment,
    Document,
    DocumentRef,
    Event,
    Gap,
    Interval,
    Measure,
    Move,
    Quote,
    Rate,
    ReaderInfo,
    Reading,
    Record,
    Source,
    Span,
    Speaker,
)
from detente.web.app import create_app
from detente.web.settings import Settings

TODAY = dt.date(2025, 6, 12)
CHINA, USA = Actor("China", "CHN"), Actor("United States", "USA")
HOSTILE = "<script>alert(1)</script>\u202e=cmd|' " + "x" * 10_000
ADDRESS = "javascript:alert(1)"
DOCUMENTS = [
    Document(id="a", text="The US put 145 percent on Chinese goods.", published="2025-04-12", outlet="Harbour Post"),
    Document(id="b", text="The US cut it on Chinese goods to 30 percent.", published="2025-05-14", outlet="Quay"),
    Document(id="c", text="It was a fair deal, Mr Hee said.", published="2025-05-15", outlet="Quay", title="A"),
    Document(id="d", text="China and the US met on 5 June.", published="2025-06-06", outlet="Harbour Post"),
    Document(id="e", text="China will buy soybeans by 12 August.", published="2025-06-07", outlet="Valley News"),
    Document(id="f", text="It is not known when they meet again.", published="2025-06-08", outlet="Valley News"),
    Document(id="g", text="The Dow fell 1.2 percent.", published="2025-06-09", outlet="Valley News"),
    Document(id="h/..", text="<b>Bold</b> words.", published="2025-06-10", outlet="Echo", title=HOSTILE, url=ADDRESS),
]  # fmt: skip


class DeskReader:
    """Reads the documents above."""

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        words = Span.of(document.text, 0, len(document.text))
        return Reading(
            document=DocumentRef.of(document),
            mentions=(),
            times=(),
            quotes=quotes(document.id, words),
            records=records(document.id, words),
            reader=ReaderInfo(name="small", version="1", model=None),
        )


def quotes(document: str, words: Span) -> tuple[Quote, ...]:
    if document != "c":
        return ()
    said = Span(0, 18, words.text[:18])
    chain = (Source("Quay", "outlet"), Source("Mr Hee", "person"))
    speaker = Speaker("Mr Hee", "CHN", "person")
    return (Quote(id="q1", content=said, kind="indirect", speaker=speaker, chain=chain, confidence=0.9, rule="said"),)


def records(document: str, words: Span) -> tuple[Record, ...]:
    found: dict[str, Record] = {
        "a": tariff(words, "raise", 145, "2025-04-12"),
        "b": tariff(words, "lower", 30, "2025-05-14"),
        "d": Event(
            id="r1",
            type="CONSULT",
            status="happened",
            actors=(CHINA, USA),
            when=Interval("2025-06-05", "2025-06-05"),
            evidence=(words,),
            confidence=0.9,
            issues=("trade talks",),
        ),
        "e": Commitment(
            id="r1",
            status="planned",
            actors=(CHINA,),
            targets=(USA,),
            what="buy soybeans",
            due=Interval(None, "2025-08-12"),
            evidence=(words,),
            confidence=0.9,
        ),
        "f": Gap(id="r1", status="happened", actors=(CHINA, USA), evidence=(words,), confidence=0.9),
        "g": Move(
            id="r1",
            status="happened",
            instrument="Dow Jones Industrial Average",
            direction="down",
            change=1.2,
            unit="percent",
            when=Interval("2025-06-09", "2025-06-09"),
            evidence=(words,),
            confidence=0.9,
        ),
    }
    return (found[document],) if document in found else ()


def tariff(words: Span, action: str, rate: float, day: str) -> Measure:
    return Measure(
        id="r1",
        type="tariff",
        action=action,  # type: ignore[arg-type]
        status="happened",
        actors=(USA,),
        targets=(CHINA,),
        rate=Rate(rate, "percent"),
        scope="Chinese goods",
        when=Interval(day, day),
        evidence=(words,),
        confidence=0.9,
        issues=("tariffs",),
    )


def client_of(path: Path, analyst: str | None = "Ada") -> TestClient:
    """A client of the desk at `path`."""
    settings = Settings(analyst=analyst, today=TODAY, hosts=("testserver",))
    return TestClient(create_app(path, settings), follow_redirects=False)
