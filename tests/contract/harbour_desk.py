"""A desk of four dispatches on tariffs, with a reader of its own: for tests of what is made from a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from detente.desk import Desk
from detente.model import (
    Actor,
    Commitment,
    Document,
    DocumentRef,
    Event,
    Gap,
    Interval,
    Measure,
    Quote,
    Rate,
    ReaderInfo,
    Reading,
    Record,
    Source,
    Span,
    Speaker,
)
from detente.model.record import EventType

USA, CHINA = Actor("United States", "USA", "Washington"), Actor("China", "CHN", "Beijing")
ACTORS = {"Washington": USA, "Beijing": CHINA}
SENTENCE = re.compile(r"[^.“”]*(?:“[^”]*”[^.]*)?\.")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
HOSTILE = "<script>alert(1)</script> \u202eniaga"

DOCUMENTS = (
    Document(
        id="one",
        published="2025-05-03",
        outlet="Harbour News",
        title=HOSTILE,
        url="https://harbour.example/1?a=b&c=d",
        text="Washington TARIFF 25 percent on all goods on 2025-05-02. “It is 'only' fair,” Ms Chen said.",
    ),
    Document(
        id="two",
        published="2025-05-21",
        outlet="Hill Gazette",
        text="Beijing TARIFF 15 percent on all goods on 2025-05-20.",
    ),
    Document(
        id="three",
        published="2025-06-06",
        outlet="Quay Post",
        text="Washington CONSULT Beijing on 2025-06-05. Beijing PLEDGE to buy wheat by 2025-07-01. "
        "UNKNOWN is the price that was agreed for all of it.",
    ),
    Document(id="four", outlet="Old Mill", text="Washington ACCUSE Beijing."),
)


class HarbourReader:
    """Reads the capitals above: a measure, an event, a pledge, a gap, and what Ms Chen says."""

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        found = [(span, span.text) for span in sentences(document.text)]
        return Reading(
            document=DocumentRef.of(document, "en"),
            quotes=tuple(quote for span, text in found for quote in quotes(document.text, span)),
            records=tuple(one for span, text in found if (one := record(span, text))),
            reader=ReaderInfo(name="harbour", version="1"),
        )


def sentences(text: str) -> Iterator[Span]:
    for found in SENTENCE.finditer(text):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        yield Span.of(text, start, found.end())


def quotes(text: str, span: Span) -> Iterator[Quote]:
    if "“" in span.text:
        start = span.start + span.text.index("“") + 1
        content = Span.of(text, start, text.index("”", start))
        chain = (Source("Harbour Radio", "outlet"), Source("Chen Li", "person"))
        yield Quote(
            id=f"q{start}", content=content, kind="direct", speaker=Speaker("Chen Li", "CHN", "person"), chain=chain
        )


def record(span: Span, text: str) -> Record | None:
    names = [ACTORS[word] for word in text.rstrip(".").split() if word in ACTORS]
    days = DAY.findall(text)
    when = Interval(days[0], days[0]) if days else None
    base = {
        "id": f"r{span.start}",
        "evidence": (span,),
        "actors": tuple(names[:1]),
        "confidence": 0.9,
        "rule": "harbour",
    }
    word = next((one for one in text.split() if one.isupper()), "")
    other = tuple(one for one in (USA, CHINA) if one not in names[:1])
    if word == "TARIFF":
        rate = Rate(float(text.split()[2]), "percent")
        return Measure(
            type="tariff",
            action="impose",
            status="happened",
            targets=other,
            rate=rate,
            scope="all goods",
            when=when,
            **base,
        )
    if word == "PLEDGE":
        return Commitment(status="planned", targets=other, what="buy wheat", due=when, **base)
    if word == "UNKNOWN":
        return Gap(status="happened", **(base | {"actors": (USA, CHINA)}))
    if word in get_args(EventType):
        return Event(type=word, status="happened", targets=tuple(names[1:]), when=when, **base)
    return None


def made(path: Path) -> Path:
    """A desk with the four documents at `path`."""
    with Desk.create(path, dispute="Harbour & Hill") as desk:
        outcomes = [one.outcome for one in desk.add(DOCUMENTS, HarbourReader())]
        assert outcomes == ["added"] * len(DOCUMENTS)
    return path
