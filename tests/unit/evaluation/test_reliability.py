"""Reliability: what a confidence is worth."""

from __future__ import annotations

import pytest

from detente.evaluation import quotes, sheets
from detente.evaluation.reliability import Outcome, drawn, reliability

TEXT = "China will respond, Ms Li said. The United States raised tariffs on Monday."

CASES = [
    ("all right and sure: no error", [(1.0, True)] * 4, 0.0),
    ("all wrong and sure: the whole gap", [(1.0, False)] * 4, 1.0),
    ("half right at one half: no error", [(0.5, True), (0.5, False)], 0.0),
    ("gaps are weighted by how many lines they hold", [(0.9, True)] * 9 + [(0.5, False)], 0.14),
]


@pytest.mark.parametrize(("why", "lines", "error"), CASES, ids=[case[0] for case in CASES])
def test_calibration_error(why: str, lines: list[tuple[float, bool]], error: float) -> None:
    (diagram,) = reliability(Outcome("quote", confidence, right) for confidence, right in lines)
    assert diagram.error == pytest.approx(error), why
    assert sum(one.lines for one in diagram.bins) == len(lines)


def test_a_diagram_per_kind_of_line_and_each_bin_in_the_picture() -> None:
    diagrams = reliability([Outcome("record", 0.31, True), Outcome("quote", 0.95, False), Outcome("quote", 0.15, True)])
    assert [(one.what, len(one.bins)) for one in diagrams] == [("quote", 2), ("record", 1)]
    assert drawn(diagrams).count("<circle") == 3


def span(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def test_a_sheet_bears_out_lines_at_its_places_and_no_others() -> None:
    gold = {
        "quotes": [{"content": "China will respond", "speaker": "Li", "kind": "indirect", "chain": []}],
        "records": [
            {
                "kind": "measure",
                "type": "tariff",
                "status": "happened",
                "evidence": ["The United States raised tariffs on Monday."],
            }
        ],
    }
    reading = {
        "quotes": [
            {"content": span("China will respond"), "confidence": 0.9},
            {"content": span("raised tariffs"), "confidence": 0.4},
        ],
        "records": [
            {"kind": "measure", "type": "tariff", "evidence": [span("raised tariffs on Monday")], "confidence": 0.8},
            {"kind": "event", "type": "CONSULT", "evidence": [span("raised tariffs on Monday")], "confidence": 0.3},
        ],
    }
    assert [(one.what, one.confidence, one.right) for one in sheets.outcomes(TEXT, gold, reading)] == [
        ("quote", 0.9, True),
        ("quote", 0.4, False),
        ("record", 0.8, True),
        ("record", 0.3, False),
    ]


def test_running_text_bears_out_half_an_attribution() -> None:
    gold = {"attributions": [{"source": [], "content": [[0, 18]]}]}
    reading = {
        "quotes": [
            {"content": span("will respond"), "confidence": 0.7},
            {"content": span("Monday"), "confidence": 0.2},
        ]
    }
    assert [one.right for one in quotes.outcomes(TEXT, gold, reading)] == [True, False]
