"""Scores on the development sets beside the project; floors a little under what was measured."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from detente.reading.sentences import split
from detente.reading.times import find

SHARED = Path(__file__).parents[3] / "../shared"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "floor"), [("times-timebank", 80.0), ("times-aquaint", 73.0), ("times-wikiwars", 85.0)]
)
def test_value_f1_stays_up(name: str, floor: float, tmp_path: Path) -> None:
    if not SHARED.exists():
        pytest.skip("no ../shared beside the project")
    spec = importlib.util.spec_from_file_location("score", SHARED / "score/score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    lines = (SHARED / "gold" / name / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    with (tmp_path / "read.jsonl").open("w", encoding="utf-8") as out:
        for document in map(json.loads, lines):
            times = find(document["text"], split(document["text"]), document["published"])
            read = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in times]
            out.write(json.dumps({"document": {"id": document["id"]}, "times": read}) + "\n")
    assert score.times(SHARED / "gold" / name, tmp_path / "read.jsonl")["value"]["f1"] >= floor
