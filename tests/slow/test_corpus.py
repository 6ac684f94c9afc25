"""A whole corpus read and kept: every reading and line has the contract's shape, every span is word for word."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from detente.desk import Desk
from detente.ingest import documents
from detente.model import AsOf, Document, StateOfPlay
from detente.reading.processes import read_all
from detente.reading.readers import READERS
from detente.replaying import replay
from detente.schema import schema
from detente.state import VIEWS, canonical, fold, line_json

CORPUS = Path(__file__).parents[2] / "../shared/corpora/us-china-2025.jsonl"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpora/us-china-2025.jsonl"),
]

Place = tuple[str, int, int, str]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {found.id: found.text for found in documents([str(CORPUS)]) if isinstance(found, Document)}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.create(tmp_path_factory.mktemp("corpus") / "us-china.db") as made:
        outcomes = {added.outcome for added in made.add(documents([str(CORPUS)]))}
        assert outcomes == {"added"}
        yield made


@pytest.fixture(scope="module")
def state(desk: Desk) -> StateOfPlay:
    return desk.state()


@pytest.fixture(scope="module")
def homes(desk: Desk) -> dict[str, str]:
    """The document of each entry."""
    return {entry.id: entry.document for entry in desk.store.entries()}


def spans(value: Any, document: str | None = None) -> Iterator[Place]:
    """Every object with start, end and text, anywhere; its document is its own or that of what holds it."""
    if isinstance(value, dict):
        document = value["document"] if isinstance(value.get("document"), str) else document
        if {"start", "end", "text"} <= value.keys():
            assert document is not None
            yield (document, value["start"], value["end"], value["text"])
        value = list(value.values())
    for part in value if isinstance(value, list) else []:
        yield from spans(part, document)


def wrong(places: Iterator[Place], texts: dict[str, str]) -> list[Place]:
    return [(d, a, b, words) for d, a, b, words in places if not 0 <= a < b or texts[d][a:b] != words]


def line_places(line: dict[str, Any], homes: dict[str, str]) -> Iterator[Place]:
    """The spans of a line: those of its subject stand in the document of the account shown, the rest name their own."""
    line = dict(line)
    against = line.pop("against", None)
    yield from spans(line, homes[line["accounts"][0]])
    if isinstance(against, dict):
        yield from spans(against, homes[line["against_entry"]])


@pytest.mark.parametrize("reader", [kind.name for kind in READERS])
def test_every_reading_has_the_shape_and_every_span_its_words(reader: str, texts: dict[str, str]) -> None:
    validator = jsonschema.Draft202012Validator(schema("reading"))
    taken = (found for found in documents([str(CORPUS)]) if isinstance(found, Document))
    count = 0
    for document, reading in read_all(taken, reader=reader):
        written = msgspec.json.decode(msgspec.json.encode(reading))
        assert [error.message for error in validator.iter_errors(written)] == [], document.id
        assert wrong(spans(written, document.id), texts) == []
        count += 1
    assert count == len(texts)


@pytest.mark.parametrize("view", VIEWS)
def test_every_line_of_every_view_has_the_shape_and_every_span_its_words(
    state: StateOfPlay, homes: dict[str, str], texts: dict[str, str], view: str
) -> None:
    validator = jsonschema.Draft202012Validator(schema("line"))
    for line in map(line_json, VIEWS[view].lines(state)):
        written = json.loads(json.dumps(line))
        assert [error.message for error in validator.iter_errors(written)] == [], line["id"]
        assert wrong(line_places(written, homes), texts) == []


def test_the_desk_finds_no_fault_with_itself(desk: Desk, texts: dict[str, str]) -> None:
    count, checked = desk.check()
    assert count == len(texts)
    assert checked > 1000


DAYS = [
    (dt.date(2025, 7, 1), None),
    (dt.date(2025, 6, 10), dt.date(2025, 6, 10)),
    (dt.date(2025, 6, 1), dt.date(2025, 1, 1)),
]


@pytest.mark.parametrize(("day", "known"), DAYS)
def test_the_projection_of_the_corpus_is_the_fold_of_its_log(desk: Desk, day: dt.date, known: dt.date | None) -> None:
    assert (desk.projector.behind(), desk.projector.sound()) == (0, True)
    assert canonical(desk.state(day, known)) == canonical(fold(desk.store.entries(), AsOf(day, known)))


def test_a_desk_made_anew_from_the_log_of_the_corpus_has_its_state(desk: Desk, tmp_path: Path) -> None:
    with replay(desk, tmp_path / "again.db") as again:
        assert list(again.store.entries()) == list(desk.store.entries())
        assert canonical(again.state(*DAYS[0])) == canonical(desk.state(*DAYS[0]))
