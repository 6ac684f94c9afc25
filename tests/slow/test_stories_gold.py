"""Stories and copies on gold data that lies beside the project; skipped where it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from detente.linking import group
from detente.model import Document

SHARED = Path(__file__).parents[2] / "../shared"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="../shared with the gold data is not there"),
]


def score(name: str, gold: str, out: Path) -> dict[str, Any]:
    """What score.py says of our stories of a gold set."""
    lines = (SHARED / "gold" / gold / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = group([msgspec.json.decode(line, type=Document) for line in lines])
    out.write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows))
    command = [sys.executable, str(SHARED / "score" / "score.py"), name, str(SHARED / "gold" / gold), str(out)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def test_stories_beat_the_baseline(tmp_path: Path) -> None:
    assert score("stories", "stories-ecb", tmp_path / "out.jsonl")["b3_f1"] > 83.7


def test_copies_are_found_and_originals_are_not_called_copies(tmp_path: Path) -> None:
    found = score("syndication", "syndication", tmp_path / "out.jsonl")
    assert found["r"] >= 96
    assert found["originals_called_copies"] <= 1
