"""What is suspended of a duty: no rate in force and none announced, with its end, until it has lapsed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from small_log import CHINA, USA, document, event, stated, tariff, view

from detente.model import Entry, Measure, Span
from detente.state.views import TotalLine
from detente.state.views.rates import RATES, RateLine

HELD = stated(document("h", "2025-05-14"), tariff("r1", 30, "lower", when="2025-05-14"))
PAUSE = "Washington suspended 24 percentage points of its duties."


def pause(text: str = PAUSE, name: str = "a", day: str = "2025-05-12", **fields: Any) -> tuple[Entry, ...]:
    given = {"action": "suspend", "rate": 24, "evidence": (Span(0, len(text), text),)} | fields
    return stated(document(name, day), tariff("r1", given.pop("rate"), **given))


def steps(log: Sequence[Entry], day: str = "2025-06-10") -> list[tuple[str, str, float | None]]:
    """Day, phase and rate of the steps but those in force."""
    found = [line for line in view("rates", log, day) if isinstance(line, RateLine)]
    return [(line.day, line.phase, line.percent) for line in found if line.phase != "in force"]


TOLD = [
    ("points suspended", {}, [("2025-05-12", "suspended", 24)]),
    ("from the day given", {"when": "2025-05-14"}, [("2025-05-14", "suspended", 24)]),
    ("foreseen it is no rate to come", {"status": "planned"}, []),
    ("what is kept is not suspended", {"text": "Washington paused its duties but kept 24 percent."}, []),
    ("nor what is to be removed", {"text": "Washington will take off 24 percent.", "status": "planned"}, []),
    ("told to be extended", {"action": "extend", "text": "They extended the suspension of 24 percent."},
     [("2025-05-12", "suspended", 24)]),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "fields", "expected"), TOLD, ids=[row[0] for row in TOLD])
def test_which_figures_are_suspended(behaviour: str, fields: dict[str, Any], expected: list[object]) -> None:
    assert steps([*HELD, *pause(**fields)]) == expected


def test_it_ends_with_the_truce_it_was_made_under_and_has_lapsed_after_it() -> None:
    truce = event("t1", "AGREE", actors=(USA, CHINA), when="/2025-08-12", issues=("cease-fire",))
    log = [*HELD, *pause(), *stated(document("t", "2025-05-13"), truce)]
    assert steps(log, "2025-08-12") == [("2025-05-12", "suspended", 24)]
    lapsed = [one for one in steps(log, "2025-08-13") if one[2] == 24]
    assert lapsed == [("2025-05-12", "suspended", 24), ("2025-08-13", "lapsed", 24)]


def test_two_accounts_of_one_suspension_are_one_step() -> None:
    assert steps([*HELD, *pause(), *pause(name="b", day="2025-05-20")]) == [("2025-05-12", "suspended", 24)]


def test_the_total_names_what_is_suspended_and_does_not_count_it() -> None:
    [line] = view("totals", [*HELD, *pause()])
    assert isinstance(line, TotalLine)
    assert line.total == 30
    assert line.suspended == (f"all goods 24 percent suspended since 2025-05-12: “{PAUSE}”",)
    assert {piece.document for piece in line.evidence} == {"a", "h"}


BOUNDS = [("a most", "max", "up to 125"), ("a least", "min", "at least 125"), ("a rate", None, "125")]


@pytest.mark.parametrize(("behaviour", "bound", "cell"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_a_step_is_told_as_a_most_where_its_accounts_tell_it_so(behaviour: str, bound: str | None, cell: str) -> None:
    log = stated(document("a"), tariff("r1", 125, "raise", when="2025-06-01", bound=bound))
    [column] = [column for column in RATES.columns if column.heading == "rate"]
    found = [line for line in view("rates", log) if isinstance(line, RateLine)]
    assert {line.bound for line in found} == {bound}
    assert {column.value(line) for line in found} == {cell}
    assert all(isinstance(line.subject, Measure) for line in found)
