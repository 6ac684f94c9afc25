"""What must be contested on the development corpus: three statements of its first document, each with its ground."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from detente.desk import Desk
from detente.ingest import documents
from detente.model import Document
from detente.state.views import ContestedLine

CORPUS = Path(__file__).parents[2] / "../shared/corpora/us-china-2025.jsonl"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpora/us-china-2025.jsonl"),
]
EARLIER = ("tracker-2025-01-24",)
"""Tells of the call of January; the other documents are those from April to the first week of June."""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ContestedLine]:
    """The contradictions that the first document stands in, by field."""
    read = [one for one in documents([str(CORPUS)]) if isinstance(one, Document)]
    near = [one for one in read if "2025-04" <= (one.published or "") < "2025-06-07" or one.id in EARLIER]
    with Desk.create(tmp_path_factory.mktemp("contested") / "desk.db") as desk:
        assert {added.outcome for added in desk.add(near)} == {"added"}
        found = desk.lines("contested", as_of=dt.date(2025, 6, 10))
        return {
            line.field: line
            for line in found
            if isinstance(line, ContestedLine) and line.evidence[0].document == "seed"
        }


def test_the_rate_is_stale(lines: dict[str, ContestedLine]) -> None:
    assert "up to 125 percent; the ledger has 30 percent since 2025-05-14" in lines["stale rate"].ground


def test_the_post_had_other_words(lines: dict[str, ContestedLine]) -> None:
    assert lines["words"].against_evidence[0].document == "tracker-2025-06-04"
    assert "the post itself" in lines["words"].ground


def test_the_last_encounter_was_not_the_last(lines: dict[str, ContestedLine]) -> None:
    assert "2025-01-17" in lines["last contact"].ground
