"""kill -9 at random moments of an `add` and of a `watch` cycle; `python -m bench.kills --times 100` is the full run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from bench import kills

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="needs kill -9")]
TIMES, DOCUMENTS = 5, 60


@pytest.mark.parametrize("run", [kills.of_add, kills.of_watch])
def test_each_document_is_there_once_after_kills(
    run: Callable[[int, Path], kills.Survived], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kills, "DOCUMENTS", DOCUMENTS)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2]), *sys.path]))
    found = run(TIMES, tmp_path)
    assert found.documents == found.desks * DOCUMENTS


def test_a_doubled_document_would_be_seen(tmp_path: Path) -> None:
    from detente.desk import Desk  # noqa: PLC0415
    from detente.model import Document  # noqa: PLC0415

    path = tmp_path / "desk.db"
    with Desk.create(path) as desk:
        list(desk.add([Document(id=name, text=kills.text(1)) for name in "ab"], "rules"))
    with pytest.raises(AssertionError, match="twice"):
        kills.check(path)
