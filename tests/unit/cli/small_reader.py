"""A reader that reads two kinds of sentence, and documents for it."""

from __future__ import annotations

import re
from collections.abc import Callable

from click.testing import Result

from detente.model import (
    Actor,
    Document,
    DocumentRef,
    Interval,
    Measure,
    Quote,
    Rate,
    ReaderInfo,
    Reading,
    Source,
    Span,
    Speaker,
)

USA = Actor("United States", "USA", "Washington")
CHINA = Actor("China", "CHN", "Beijing")
Run = Callable[..., Result]
TARIFF = re.compile(r"(Washington|Beijing) imposed a tariff of (\d+) percent on (.+?) on (\d{4}-\d\d-\d\d)\.")
SAID = re.compile(r"“([^”]+)” (Ms Chen) said\.")


class SmallReader:
    """Reads 'Washington imposed a tariff of 10 percent on steel on 2025-05-01.' and '“...,” Ms Chen said.'"""

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        """The tariffs as measures, the quotes as quotes; `broad` makes the quotes less sure."""
        return Reading(
            document=DocumentRef.of(document, "en"),
            quotes=tuple(quote(document.text, found, broad) for found in SAID.finditer(document.text)),
            records=tuple(tariff(document.text, found) for found in TARIFF.finditer(document.text)),
            reader=ReaderInfo(name="small", version="1"),
        )


def quote(text: str, found: re.Match[str], broad: bool) -> Quote:
    return Quote(
        id=f"q{found.start()}",
        content=Span.of(text, *found.span(1)),
        kind="direct",
        speaker=Speaker("Chen Li", "CHN", "person"),
        speaker_span=Span.of(text, *found.span(2)),
        chain=(Source("Chen Li", "person"),),
        confidence=0.4 if broad else 0.9,
        rule="small",
    )


def tariff(text: str, found: re.Match[str]) -> Measure:
    actor, target = (USA, CHINA) if found[1] == "Washington" else (CHINA, USA)
    return Measure(
        id=f"r{found.start()}",
        type="tariff",
        action="impose",
        status="happened",
        actors=(actor,),
        targets=(target,),
        rate=Rate(float(found[2]), "percent"),
        scope=found[3],
        when=Interval(found[4], found[4]),
        evidence=(Span.of(text, *found.span()),),
        confidence=0.8,
        rule="small",
    )


STEEL = "Washington imposed a tariff of 25 percent on steel on 2025-05-02."
PORK = "Beijing imposed a tariff of 15 percent on pork on 2025-05-20. “We had no choice,” Ms Chen said."

DOCUMENTS = (
    Document(id="d1", text=STEEL, published="2025-05-03", outlet="Harbour News"),
    Document(id="d2", text=PORK, published="2025-05-21", outlet="Hill Gazette"),
)
