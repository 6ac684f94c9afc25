"""Every view shows the same lines, whether its state was made from facts or by folding the log."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import CHINA, TRUMP, document, event, gap, move, pledge, quote, stated, tariff
from test_projection import TEXTS, days, logs, projected

from detente.model import Actor, AsOf, Document, Entry, Line, Span
from detente.state import VIEWS, fold, signs
from detente.state.facts import facts
from detente.state.long_views import MadeWhenAsked
from detente.state.once import Same, once
from detente.state.projection import Log, Projection

RULES = Path(signs.__file__).parent
CANADA = Actor("Canada", "CAN")
WORDS = (
    "they met and spoke for an hour",
    "an hour they spoke when they met",
    "a duty of 30 percent falls on all goods",
)


def agree(said: Sequence[Sequence[Entry]], moments: Sequence[AsOf], cuts: Sequence[int] = ()) -> None:
    """All views of one projection, moment after moment, against the fold of the log."""
    projection, log = projected(said, cuts), [entry for entries in said for entry in entries]
    for moment in moments:
        ours, theirs = projection.state(moment), fold(log, moment)
        for view in VIEWS.values():
            assert tuple(view.of(ours)) == tuple(view.lines(theirs)), (view.name, moment)


@settings(max_examples=5, deadline=None)
@given(logs(), st.lists(st.tuples(days(), st.none() | days()), min_size=1, max_size=3), st.lists(st.integers(0, 6)))
def test_any_log(said: list[tuple[Entry, ...]], days: list[tuple[dt.date, dt.date | None]], cuts: list[int]) -> None:
    agree(said, [AsOf(*day) for day in days], cuts)


def made_up(draw: random.Random, count: int) -> Iterator[tuple[Entry, ...]]:
    """Documents of a month that tell of much the same, some of them copies."""
    among: list[Document] = []
    for at in range(count):
        day = draw.randrange(1, 29)
        text = draw.choice([*TEXTS, " ".join(f"word{draw.randrange(5000)}" for _ in range(200))])
        outlet = draw.choice(["Post", "Echo", None])
        one = document(f"d{at}", draw.choice([f"2025-06-{day:02}", "2025-06"]), outlet, text)
        yield stated(one, *subjects(draw, day), among=among)
        among.append(one)


def subjects(draw: random.Random, day: int) -> Iterator[object]:
    for at in range(draw.randrange(1, 7)):
        told = f"2025-06-{draw.choice([day, max(1, day - 2), 5]):02}"
        words = draw.choice(WORDS)
        kind = draw.randrange(7)
        common = {"evidence": (Span(0, len(words), words),), "confidence": draw.choice([0.4, 0.7, 0.95])}
        if kind == 0:
            yield event(f"r{at}", draw.choice(["CONSULT", "ACCUSE"]), when=told, mode="phone", **common)
        elif kind == 1:
            both = {"actors": (TRUMP,), "targets": (draw.choice([CHINA, CANADA]),)}
            yield event(f"r{at}", "THREATEN", status=draw.choice(["happened", "negated"]), when=told, **both, **common)
        elif kind == 2:
            yield tariff(f"r{at}", draw.choice([30, 145]), draw.choice(["impose", "lower"]), when=told)
        elif kind == 3:
            yield pledge(f"r{at}", f"2025-07-{day:02}")
        elif kind == 4:
            yield gap(f"r{at}")
        elif kind == 5:
            yield move(f"r{at}", draw.choice(["up", "down"]), draw.choice([40, 90]))
        else:
            yield quote(
                f"q{at}", f"{words} and {draw.randrange(3)} more of it", kind=draw.choice(["direct", "indirect"])
            )


@pytest.mark.parametrize("seed", range(2))
def test_a_month_of_reports(seed: int) -> None:
    said = list(made_up(random.Random(seed), 24))
    june = [dt.date(2025, 6, day) for day in (4, 12, 28)]
    agree(said, [*(AsOf(day, day) for day in june), AsOf(dt.date(2025, 6, 20)), AsOf(dt.date(2025, 7, 9))], [9, 17])


def test_what_was_worked_out_serves_a_log_that_grows() -> None:
    said, moment = list(made_up(random.Random(5), 14)), AsOf(dt.date(2025, 7, 9))
    log: list[Entry] = []
    projection = None
    for entries in said:
        log = [*log, *entries]
        reads = Log(lambda places, log=log: [log[place - 1] for place in places], lambda log=log: log)  # type: ignore[misc]
        projection = Projection([facts(list(enumerate(log, 1)))], reads, before=projection)
        ours, theirs = projection.state(moment), fold(log, moment)
        for name in ("timeline", "unplaced", "stories", "measures"):
            assert tuple(VIEWS[name].of(ours)) == tuple(VIEWS[name].lines(theirs)), (name, len(log))


def test_documents_in_any_order_give_the_same_lines() -> None:
    said = list(made_up(random.Random(7), 16))
    moment = AsOf(dt.date(2025, 6, 28))
    shuffled = random.Random(8).sample(said, len(said))
    ours, theirs = projected(said).state(moment), projected(shuffled).state(moment)
    for view in VIEWS.values():
        assert [line.id for line in view.of(ours)] == [line.id for line in view.of(theirs)], view.name


def test_a_page_of_a_long_view_reads_no_more_than_it_shows() -> None:
    said = list(made_up(random.Random(3), 60))
    log = [entry for entries in said for entry in entries]
    read: list[int] = []

    def at(places: Sequence[int]) -> list[Entry]:
        read.extend(places)
        return [log[place - 1] for place in places]

    state = Projection([facts(list(enumerate(log, 1)))], Log(at, lambda: log)).state(AsOf(dt.date(2025, 7, 9)))
    lines: Sequence[Line] = VIEWS["gaps"].of(state)
    before = len(read)
    assert (len(lines) > 10, len(lines[:3])) == (True, 3)
    gaps = [log[place - 1] for place in read[before:] if log[place - 1].name == "record-stated"]
    assert 3 <= len(gaps) == sum(len(line.accounts) for line in lines[:3])


def test_what_was_worked_out_of_a_state_is_not_worked_out_again() -> None:
    said = list(made_up(random.Random(1), 3))
    projection = projected(said)
    state = projection.state(AsOf(dt.date(2025, 6, 20)))
    calls: list[int] = []
    assert [once(state, "n", lambda: calls.append(1) or len(calls)) for _ in range(3)] == [1, 1, 1]  # type: ignore[func-returns-value]
    assert VIEWS["timeline"].of(state) is VIEWS["timeline"].of(state)
    other = projection.state(AsOf(dt.date(2025, 6, 21)))
    assert once(other, "n", lambda: "another") == "another"


@pytest.mark.parametrize(
    ("behaviour", "place", "expected"),
    [
        ("one", 2, 2),
        ("the last", -1, 9),
        ("a stretch", slice(2, 5), (2, 3, 4)),
        ("the last ones, backwards", slice(None, -4, -1), (9, 8, 7)),
        ("none", slice(5, 2), ()),
        ("beyond the end", slice(8, 20), (8, 9)),
    ],
)
def test_made_when_asked(behaviour: str, place: int | slice, expected: object) -> None:
    items = MadeWhenAsked(10, list)
    assert items[place] == expected, behaviour
    assert list(reversed(items)) == list(range(9, -1, -1))
    assert items == list(range(10))


def test_the_same_objects_are_equal_and_equal_ones_are_not() -> None:
    one, other = [1.5], [1.5]
    assert (Same([one]) == Same([one]), Same([one]) == Same([other])) == (True, False)


def test_facts_follow_from_all_words_that_their_rules_look_up() -> None:
    sources = "".join((RULES / f"{name}.py").read_text(encoding="utf-8") for name in signs.RULES)
    looked_up = set(re.findall(r"\b(?:table|rows)\(\"(\w+)\"\)", sources))
    assert looked_up <= set(signs.WORDS)
