"""Made-up readings by the thousand: a dispute of invented states, with copies, house phrases and a ledger of measures.

Everything follows from the seed and the number of documents. Half of the words are drawn from a vocabulary of invented
ones, so that two texts share runs of words only where one copies the other or both have their outlet's house phrases.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any

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

FIRST, DAYS = dt.date(2021, 1, 1), 1500
COPIED = 0.25
"""Share of the documents that copy one of the last fifty."""
LINES = 40
"""Sentences of a document that say something: 22 records and 18 quotes, as in news read with Detente."""
READER = ReaderInfo(name="synthetic", version="1")
STATES = tuple(
    Actor(name, code)
    for name, code in (
        ("United States", "USA"), ("China", "CHN"), ("Canada", "CAN"), ("Mexico", "MEX"), ("Japan", "JPN"),
        ("Germany", "DEU"), ("France", "FRA"), ("India", "IND"), ("Brazil", "BRA"), ("Vietnam", "VNM"),
    )
)  # fmt: skip
GOODS = ("steel", "cars", "soybeans", "semiconductors", "solar panels", "timber", "pork", "aircraft", "batteries", None)
SYLLABLES = ("ba", "co", "du", "fe", "gi", "ho", "ka", "lu", "me", "no", "pra", "qui", "ro", "sta", "ti", "vo", "wel")
TYPES = ("ACCUSE", "REQUEST", "SUPPORT", "CONSULT", "REJECT", "THREATEN", "AGREE", "PROTEST", "COOPERATE", "COERCE")

Say = Callable[[random.Random, str, dt.date], tuple[str, "Record | Quote"]]


def readings(count: int, seed: int = 1) -> Iterator[tuple[Document, Reading]]:
    """`count` documents with their readings, in the order of publication."""
    draw = random.Random(seed)
    words = ["".join(draw.choices(SYLLABLES, k=3)) for _ in range(20_000)]
    people = [
        Actor(f"{name.title()} {words[at].title()}", STATES[at % 10].country) for at, name in enumerate(words[:400])
    ]
    recent: list[tuple[Document, Reading]] = []
    for number in range(count):
        day = FIRST + dt.timedelta(days=number * DAYS // count)
        if recent and draw.random() < COPIED:
            made = copy(draw, number, day, *draw.choice(recent))
        else:
            made = original(Writer(draw, words, people, day), number)
        recent = [*recent[-49:], made]
        yield made


class Writer:
    """Writes one document: sentences with what a reader would find in them."""

    def __init__(self, draw: random.Random, words: list[str], people: list[Actor], day: dt.date) -> None:
        self.draw, self.words, self.people, self.day = draw, words, people, day
        self.text = ""

    def filler(self, count: int) -> str:
        return " ".join(self.words[int(len(self.words) * self.draw.random() ** 2)] for _ in range(count))

    def house(self, outlet: str, count: int) -> str:
        """A phrase of the outlet's, the same in all its documents."""
        own = random.Random(outlet)
        return " ".join(own.choice(self.words) for _ in range(count))

    def say(self, sentence: str) -> Span:
        """Adds a sentence, and gives its span."""
        start = len(self.text)
        self.text += sentence + ". "
        return Span(start, start + len(sentence), sentence)

    def somebody(self, among: list[Actor] | tuple[Actor, ...]) -> Actor:
        """One of them, the first ones most often."""
        return among[int(len(among) * self.draw.random() ** 3)]

    def when(self, back: int = 20) -> Interval:
        day = str(self.day - dt.timedelta(days=self.draw.randrange(back)))
        return Interval(day, day)


def original(writer: Writer, number: int) -> tuple[Document, Reading]:
    """A document of its own, of some 800 words."""
    outlet = f"Outlet {writer.draw.randrange(60)}"
    writer.say(f"{outlet} brings you {writer.house(outlet, 12)}")
    lines = [line(writer, at) for at in range(LINES)]
    writer.say(f"Sign up for the morning letter of {outlet} and {writer.house(outlet[::-1], 12)}")
    document = Document(id=f"synthetic-{number}", text=writer.text, published=f"{writer.day}", outlet=outlet)
    return document, reading(document, lines)


def reading(document: Document, lines: list[Record | Quote]) -> Reading:
    return Reading(
        document=DocumentRef.of(document, "en"),
        quotes=tuple(one for one in lines if isinstance(one, Quote)),
        records=tuple(one for one in lines if not isinstance(one, Quote)),
        reader=READER,
    )


def line(writer: Writer, at: int) -> Record | Quote:
    """A quote or a record, in the shares that news has."""
    chance = writer.draw.random()
    if at % 20 >= 11:
        return quote(writer, f"q{at}")
    kinds = ((0.66, event), (0.86, measure), (0.94, commitment), (0.98, gap), (1.0, move))
    return next(make for share, make in kinds if chance < share)(writer, f"r{at}")


def quote(writer: Writer, name: str) -> Quote:
    speaker, kind = writer.somebody(writer.people), writer.draw.choice(("direct", "indirect", "indirect"))
    said = writer.filler(14)
    span = writer.say(f"“{said}”, {speaker.name} said" if kind == "direct" else f"{speaker.name} said that {said}")
    at = span.text.index(said)
    return Quote(
        id=name,
        content=Span(span.start + at, span.start + at + len(said), said),
        kind=kind,  # type: ignore[arg-type]
        speaker=Speaker(speaker.name, speaker.country, "person"),
        chain=(Source(speaker.name, "person"),),
    )


def common(writer: Writer, name: str, sentence: str) -> dict[str, Any]:
    return {
        "id": name,
        "evidence": (writer.say(sentence),),
        "confidence": round(writer.draw.random(), 2),
        "rule": "made",
    }


def event(writer: Writer, name: str) -> Event:
    one, other = writer.somebody(writer.people), writer.somebody(STATES)
    kind = TYPES[int(len(TYPES) * writer.draw.random() ** 1.3)]
    when = writer.when() if writer.draw.random() < 0.35 else None
    sentence = f"{one.name} turned to {other.name} over {writer.filler(12)}"
    status = writer.draw.choice(("happened", "happened", "happened", "planned", "negated"))
    mode = "phone" if kind == "CONSULT" else None
    return Event(
        type=kind,
        mode=mode,
        status=status,
        actors=(one,),
        targets=(other,),
        when=when,
        **common(writer, name, sentence),
    )  # type: ignore[arg-type]


def measure(writer: Writer, name: str) -> Measure:
    one, other = writer.somebody(STATES), writer.somebody(STATES)
    action = writer.draw.choice(("impose", "raise", "lower", "keep", "announce", "threaten"))
    rate, goods = writer.draw.choice((10, 25, 30, 55, 125, 145)), writer.draw.choice(GOODS)
    sentence = (
        f"{one.name} set a tariff of {rate} percent on {goods or 'all goods'} of {other.name}, {writer.filler(10)}"
    )
    return Measure(
        type="tariff",
        action=action,  # type: ignore[arg-type]
        status="threatened" if action == "threaten" else writer.draw.choice(("happened", "happened", "ongoing")),
        actors=(one,) if writer.draw.random() < 0.5 else (),
        targets=(other,),
        rate=Rate(rate, "percent"),
        scope=goods,
        when=writer.when() if writer.draw.random() < 0.4 else None,
        **common(writer, name, sentence),
    )


def commitment(writer: Writer, name: str) -> Commitment:
    one, other = writer.somebody(STATES), writer.somebody(STATES)
    due = str(writer.day + dt.timedelta(days=writer.draw.randrange(400))) if writer.draw.random() < 0.3 else None
    sentence = f"{one.name} promised {other.name} to see to {writer.filler(12)}"
    return Commitment(
        status="planned",
        actors=(one,),
        targets=(other,),
        due=Interval(None, due) if due else None,
        **common(writer, name, sentence),
    )


def gap(writer: Writer, name: str) -> Gap:
    return Gap(status="negated", **common(writer, name, f"It was not clear whether {writer.filler(12)}"))


def move(writer: Writer, name: str) -> Move:
    direction, change = writer.draw.choice(("up", "down")), writer.draw.randrange(1, 900)
    sentence = f"The Dow Jones went {direction} by {change} points after {writer.filler(10)}"
    return Move(
        status="happened",
        instrument="Dow Jones Industrial Average",
        direction=direction,  # type: ignore[arg-type]
        change=change,
        unit="points",
        basis="close",
        when=writer.when(3),
        **common(writer, name, sentence),
    )


def copy(draw: random.Random, number: int, day: dt.date, document: Document, read: Reading) -> tuple[Document, Reading]:
    """The head of a document, some of it left out at the end, under another outlet's name."""
    length = int(len(document.text) * draw.uniform(0.5, 1.0))
    text = document.text[:length] + f" This report was first published elsewhere, {draw.randrange(10**9)}."
    lines = [one for one in (*read.quotes, *read.records) if all(span.end <= length for span in one.spans)]
    outlet = f"Outlet {draw.randrange(60)}"
    made = Document(id=f"synthetic-{number}", text=text, published=f"{day}", outlet=outlet)
    return made, reading(made, lines)
