"""The error page: the worst documents, gold beside prediction."""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import jinja2
import msgspec

from detente.evaluation.figures import Figure
from detente.evaluation.matching import Json, span_pairs
from detente.evaluation.sheets import placed
from detente.evaluation.tasks import ReadingTask


class Item(msgspec.Struct, frozen=True, order=True):
    """One gold or predicted thing: where it stands and what is said of it."""

    start: int
    end: int
    label: str
    words: str


class Row(msgspec.Struct, frozen=True):
    """Gold and prediction of the same place; one of them is None where the other stands alone."""

    gold: Item | None
    predicted: Item | None


class WorstDocument(msgspec.Struct, frozen=True):
    """A document with its headline figure in percent and its rows in text order."""

    id: str
    figure: float
    rows: tuple[Row, ...]


def rows(task: ReadingTask, text: str, gold: Json, reading: Json) -> tuple[Row, ...]:
    """Gold and predicted items of one document, paired where spans overlap, best agreement of labels first."""
    wanted, given = sorted(GOLD_ITEMS[task.name](text, gold)), sorted(_predicted(task, text, reading))
    paired: list[Row] = []
    for item in wanted:
        best = max(given, key=lambda other: _likeness(item, other), default=None)
        if best is not None and _likeness(item, best) > 0:
            given.remove(best)
        else:
            best = None
        paired.append(Row(item, best))
    paired += [Row(None, item) for item in given]
    return tuple(sorted(paired, key=lambda row: (row.gold or row.predicted or Item(0, 0, "", "")).start))


def _likeness(a: Item, b: Item) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / max(a.end - a.start, b.end - b.start, 1) + (a.label == b.label) if shared > 0 else 0.0


def _sheet_items(text: str, gold: Json) -> Iterator[Item]:
    for quote in gold["quotes"]:
        yield from _items(text, placed(text, quote["content"], quote.get("nth", 1)), f"quote · {quote['speaker']}")
    for record in gold["records"]:
        who = ", ".join(actor["name"] for actor in record.get("actors", []))
        label = f"{record['kind']}:{record['type']} · {record['status']} · {who}"
        yield from _items(text, placed(text, record["evidence"][0]), label)


def _quote_items(text: str, gold: Json) -> Iterator[Item]:
    for attribution in gold["attributions"]:
        source = " … ".join(text[a:b] for a, b in attribution["source"])
        yield from _items(text, attribution["content"], f"quote · {source}")


def _time_items(text: str, gold: Json) -> Iterator[Item]:
    for start, end, kind, value in gold["times"]:
        yield Item(start, end, f"{kind} · {value}", text[start:end])


def _event_items(text: str, gold: Json) -> Iterator[Item]:
    yield Item(0, len(text), f"event:{gold.get('root') or gold.get('type')}", text)


def _items(text: str, spans: Sequence[Sequence[int]], label: str) -> Iterator[Item]:
    if spans:
        start, end = min(s[0] for s in spans), max(s[1] for s in spans)
        yield Item(start, end, label, text[start:end])


GOLD_ITEMS: Mapping[str, Callable[[str, Json], Iterator[Item]]] = {
    "sheets": _sheet_items,
    "quotes": _quote_items,
    "times": _time_items,
    "events": _event_items,
    "gsr": _event_items,
}


def _predicted(task: ReadingTask, text: str, reading: Json) -> Iterator[Item]:
    if task.name == "times":
        yield from (Item(t["start"], t["end"], f"{t['type']} · {t['value']}", t["text"]) for t in reading["times"])
        return
    if task.name in ("sheets", "quotes"):
        for quote in reading["quotes"]:
            speaker = quote["speaker"]["name"] if quote["speaker"] else "—"
            if task.broad:
                speaker = " … ".join(text[a:b] for a, b in span_pairs(quote["speaker_span"]))
            yield from _items(text, span_pairs(quote["content"]), f"quote · {speaker}")
    if task.name in ("sheets", "events", "gsr"):
        for record in reading["records"]:
            yield from _items(text, span_pairs(record["evidence"])[:1], _record_label(task, record))


def _record_label(task: ReadingTask, record: Json) -> str:
    if task.name != "sheets":
        return f"{record['kind']}:{record['type']}"
    who = ", ".join(actor["name"] for actor in record["actors"])
    return f"{record['kind']}:{record['type']} · {record['status']} · {who}"


def render(title: str, figures: Mapping[str, Figure], worst: Sequence[WorstDocument]) -> str:
    """The page as HTML without script; everything from documents is escaped."""
    source = (importlib.resources.files(__package__) / "errors.html").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    context: dict[str, Any] = {"title": title, "figures": figures, "worst": worst}
    return environment.from_string(source).render(context)
