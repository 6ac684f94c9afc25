"""`detente evaluate` and the project's scorer give the same figures on the same readings."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from detente.evaluation.gold import GoldSet, load
from detente.evaluation.run import evaluate, evaluate_groups
from detente.evaluation.tasks import GroupTask, ReadingTask, task_of
from detente.linking import group
from detente.model import Reading
from detente.reading.readers import reader

SHARED = Path(__file__).parents[2] / "../shared"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here: the gold sets and the scorer lie there"),
]
SOME = 12


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def some(name: str) -> GoldSet:
    """A few documents of a gold set, spread over it."""
    whole = load(SHARED / "gold" / name)
    step = max(1, len(whole.documents) // SOME)
    documents = whole.documents[::step][:SOME]
    return GoldSet(name, documents, {document.id: whole.gold[document.id] for document in documents})


def folder_of(gold: GoldSet, readings: list[Reading], path: Path) -> tuple[Path, Path]:
    """The gold set and the readings as files, as the scorer wants them."""
    (path / "sheets").mkdir()
    with (path / "docs.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(msgspec.to_builtins(d)) + "\n" for d in gold.documents)
    with (path / "gold.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in gold.gold.values())
    for name, row in gold.gold.items():
        (path / "sheets" / f"{name}.json").write_text(json.dumps(row), encoding="utf-8")
    (path / "pred.jsonl").write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in readings))
    return path, path / "pred.jsonl"


def flat(figures: dict[str, Any]) -> dict[str, float | None]:
    """The scorer's nested figures under our names."""
    found: dict[str, float | None] = {}
    for name, value in figures.items():
        if isinstance(value, dict) and set(value) == {"p", "r", "f1"}:
            found.update({f"{name}_{part}": number for part, number in value.items()})
        elif isinstance(value, int | float) or value is None:
            found[name] = value
    return found


@pytest.mark.parametrize("name", ["sheets", "quotes-dev", "times-timebank", "events-plv", "events-gsr"])
def test_a_reading_task_scores_as_the_scorer_does(name: str, tmp_path: Path) -> None:
    gold = some(name)
    task = task_of(next(iter(gold.gold.values())))
    assert isinstance(task, ReadingTask)
    reads = reader("rules")
    readings = [reads.read(document, broad=task.broad) for document in gold.documents]
    ours = {figure: value.value for figure, value in evaluate(gold, task, readings, samples=0).figures.items()}
    theirs = flat(getattr(scorer(), task.name)(*folder_of(gold, readings, tmp_path)))
    shared = set(ours) & set(theirs)
    assert set(task.headline) <= shared
    assert {figure: ours[figure] for figure in shared} == {figure: theirs[figure] for figure in shared}


def test_stories_score_as_the_scorer_does(tmp_path: Path) -> None:
    gold = load(SHARED / "gold" / "syndication")
    task = task_of(next(iter(gold.gold.values())))
    assert isinstance(task, GroupTask)
    stories = [msgspec.to_builtins(story) for story in group(list(gold.documents))]
    figures = evaluate_groups(gold, task, {story["id"]: story for story in stories}).figures
    predicted = tmp_path / "stories.jsonl"
    predicted.write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
    theirs = scorer().syndication(SHARED / "gold" / "syndication", predicted)
    assert figures["copies_r"].value == theirs["r"]
    assert figures["originals_called_copies"].value == theirs["originals_called_copies"]
