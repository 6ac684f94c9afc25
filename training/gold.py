"""The gold sets as arrays over wordpieces and sentences."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from detente.model import Mention
from detente.reading.local.actors import Cast, cast_of
from detente.reading.local.labels import ACTIONS, LABELS, STATUSES
from detente.reading.local.tokens import Integers, Tokens, tokenize
from detente.reading.mentions import find
from detente.reading.page import Sentence
from detente.reading.sentences import split

IGNORED = -100
Range = tuple[int, int]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Pieces of one quotation as character ranges."""

    content: tuple[Range, ...]
    source: tuple[Range, ...]
    cue: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class RecordGold:
    """One gold record: its label, and the sentences of its evidence."""

    label: int
    also: tuple[int, ...]
    status: int
    action: int
    sentences: tuple[int, ...]
    sheet: Record
    roles: Integers | None = None
    """(mentions of the cast, roles) of 1, 0 or IGNORED."""


@dataclass(slots=True)
class GoldText:
    """A text with what is known of it; what a set does not annotate stays None."""

    id: str
    text: str
    sentences: tuple[Sentence, ...]
    tokens: Tokens
    convention: str | None = None
    attributions: list[Attribution] = field(default_factory=list)
    records: list[RecordGold] | None = None
    root: str | None = None
    published: str | None = None
    mentions: tuple[Mention, ...] = ()
    cast: Cast | None = None

    @property
    def opens_paragraph(self) -> list[bool]:
        numbers = [s.paragraph for s in self.sentences]
        return [a != b for a, b in zip(numbers, [-1, *numbers], strict=False)]


def lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def bare(document: Record, tokenizer: Tokenizer) -> GoldText:
    sentences = split(document["text"])
    tokens = tokenize(document["text"], sentences, tokenizer)
    return GoldText(document["id"], document["text"], sentences, tokens, published=document.get("published"))


def polnear(folder: Path, tokenizer: Tokenizer) -> list[GoldText]:
    """Articles with attributions of the broad convention."""
    gold = {row["id"]: row["attributions"] for row in lines(folder / "gold.jsonl")}
    found = []
    for document in lines(folder / "docs.jsonl"):
        page = bare(document, tokenizer)
        page.convention = "broad"
        page.attributions = [
            Attribution(*(ranges(a[part]) for part in ("content", "source", "cue"))) for a in gold[page.id]
        ]
        found.append(page)
    return found


def ranges(pairs: list[list[int]]) -> tuple[Range, ...]:
    return tuple((a, b) for a, b in pairs)


def plover(folder: Path, tokenizer: Tokenizer) -> list[GoldText]:
    """Single sentences with a PLOVER root, and one record whose actor and target are the marked pair."""
    gold = {row["id"]: row for row in lines(folder / "gold.jsonl")}
    return [rooted(document, gold[document["id"]], tokenizer) for document in lines(folder / "docs.jsonl")]


def sentences(path: Path, tokenizer: Tokenizer) -> list[GoldText]:
    """The project's own sentences, each row with its text and its marks."""
    return [rooted(row, row, tokenizer) for row in lines(path)]


def rooted(document: Record, row: Record, tokenizer: Tokenizer) -> GoldText:
    """A sentence with its root; one whose root is null tells of no event at all."""
    page = bare(document, tokenizer)
    page.root = row["root"]
    page.mentions = find(page.text, page.sentences, page.published)
    page.cast = cast_of(page.tokens, page.mentions)
    page.records = [marked_pair(page, row)] if page.root else []
    return page


def marked_pair(page: GoldText, row: Record) -> RecordGold:
    """The pair as a record; where the root is symmetric both are its actors and others may be targets (IGNORED)."""
    assert page.cast is not None
    label = LABELS.index("event:" + ("RETREAT" if row["root"] == "YIELD" else row["root"]))
    kept = [page.mentions[i] for i in page.cast.index]
    marked = [
        np.array([m.start < row[side][1] and row[side][0] < m.end for m in kept], np.int64)
        for side in ("source", "target")
    ]
    if row["root"] in ("AGREE", "CONSULT"):
        either = marked[0] | marked[1]
        marked = [either, np.where(either, 0, IGNORED)]
    roles = np.stack(marked, axis=1)
    return RecordGold(label, (), IGNORED, IGNORED, (0,), row, roles)


def scorer(shared: Path) -> ModuleType:
    """The scoring program as a module: what a name matches is its to say."""
    spec = importlib.util.spec_from_file_location("score", shared / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sheets(folder: Path, tokenizer: Tokenizer, part: str | None, shared: Path) -> list[GoldText]:
    """Dispute sheets of one part of the folder's split, 'train' or 'dev'; all of them where `part` is None."""
    score = scorer(shared)
    wanted = set(json.loads((folder / "split.json").read_text(encoding="utf-8"))[part]) if part else None
    found = []
    for document in lines(folder / "docs.jsonl"):
        if wanted is not None and document["id"] not in wanted:
            continue
        page = bare(document, tokenizer)
        sheet = json.loads((folder / "sheets" / f"{page.id}.json").read_text(encoding="utf-8"))
        page.convention = "said"
        page.attributions = [said(page.text, quote) for quote in sheet["quotes"]]
        page.mentions = find(page.text, page.sentences, page.published)
        page.cast = cast_of(page.tokens, page.mentions)
        page.records = [placed(page, record, score) for record in sheet["records"]]
        found.append(page)
    return found


def said(text: str, quote: Record) -> Attribution:
    """A sheet's quote; its cue and speaker are sought nearest to its content, as the sheet gives their words only."""
    content = occurrence(text, quote["content"], quote.get("nth", 1))
    cue = nearest(text, quote["cue"], content) if quote["cue"] else None
    around = content if cue is None else (min(content[0], cue[0]), max(content[1], cue[1]))
    speaker = nearest(text, quote["speaker_text"], around, outside=content) if quote["speaker_text"] else None
    return Attribution((content,), (speaker,) if speaker else (), (cue,) if cue else ())


def occurrence(text: str, words: str, nth: int) -> Range:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return at, at + len(words)


def nearest(text: str, words: str, around: Range, outside: Range | None = None) -> Range | None:
    """The whole-word occurrence of `words` with the least gap to `around`; outside the content where possible."""
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found:
        return None

    def gap(place: Range) -> tuple[bool, int, int]:
        inside = outside is not None and place[0] >= outside[0] and place[1] <= outside[1]
        return inside, max(0, around[0] - place[1], place[0] - around[1]), place[0]

    return min(found, key=gap)


def placed(page: GoldText, record: Record, score: ModuleType) -> RecordGold:
    also = tuple(LABELS.index(x) for x in record.get("also", []) if x in LABELS)
    spans = [occurrence(page.text, words, 1) for words in record["evidence"]]
    where = sorted({i for span in spans for i in overlapped(page, span)})
    action = ACTIONS.index(record["action"]) if record.get("action") else IGNORED
    label = LABELS.index(f"{record['kind']}:{record['type']}")
    roles = np.stack([matches(page, record.get(role) or [], score) for role in ("actors", "targets")], axis=1)
    return RecordGold(label, also, STATUSES.index(record["status"]), action, tuple(where), record, roles)


def matches(page: GoldText, actors: list[Record], score: ModuleType) -> Integers:
    """1 for mentions of one of the actors by name, or by country where none has the name; 0 for others.

    Mentions that only share the country of an actor who is named are IGNORED: no error, no example either.
    """
    assert page.cast is not None
    kept = [page.mentions[i] for i in page.cast.index]
    found = np.zeros(len(kept), np.int64)
    for actor in actors:
        named = np.array([score.same_name(actor["name"], m.name) for m in kept], bool)
        landed = np.array([bool(m.country) and m.country == actor["country"] for m in kept], bool)
        found[landed & (found == 0)] = IGNORED if named.any() else 1
        found[named] = 1
    return found


def overlapped(page: GoldText, span: Range) -> list[int]:
    """Sentences of which the span covers half, or which cover half of the span."""
    found = []
    for index, sentence in enumerate(page.sentences):
        shared = min(span[1], sentence.end) - max(span[0], sentence.start)
        if shared > 0 and 2 * shared >= min(span[1] - span[0], sentence.end - sentence.start):
            found.append(index)
    return found


def token_range(tokens: Tokens, span: Range) -> Range:
    """Wordpieces that lie at least in part within a character range; empty where none does."""
    first = int(np.searchsorted(tokens.ends, span[0], side="right"))
    last = int(np.searchsorted(tokens.starts, span[1], side="left"))
    return first, max(first, last)
