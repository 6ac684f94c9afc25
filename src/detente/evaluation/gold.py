"""Reads a gold folder: `docs.jsonl` beside `gold.jsonl`, or beside a folder `sheets/`."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import msgspec

from detente.errors import DateInvalid, UsageError
from detente.model import Document, partial


class GoldSet(msgspec.Struct, frozen=True):
    """Documents with what is true of each, by id."""

    name: str
    documents: tuple[Document, ...]
    gold: dict[str, dict[str, Any]]


def sets_in(folder: Path) -> list[Path]:
    """`folder` itself where it is a gold set, else the gold sets that lie in it, by name.

    Raises UsageError where there is none.
    """
    if (folder / "docs.jsonl").is_file():
        return [folder]
    found = sorted(inner.parent for inner in folder.glob("*/docs.jsonl"))
    if not found:
        raise UsageError(
            f"{folder} holds no docs.jsonl, nor does a folder in it; give one such as ../shared/gold/sheets"
        )
    return found


def load(folder: Path, only: Collection[str] | None = None) -> GoldSet:
    """The gold set in `folder`, or those of its documents whose ids are in `only`.

    Raises UsageError, naming what is missing, where the folder holds no gold set.
    """
    documents_file = folder / "docs.jsonl"
    if not documents_file.is_file():
        raise UsageError(f"{folder} holds no docs.jsonl; give a gold folder such as ../shared/gold/sheets")
    gold = {row["id"]: row for row in _gold_rows(folder) if only is None or row["id"] in only}
    rows = [row for row in _rows(documents_file) if row["id"] in gold]
    documents = tuple(
        Document(
            id=row["id"],
            text=row["text"],
            published=_date(row.get("published")),
            outlet=row.get("outlet"),
            title=row.get("title"),
            url=row.get("url"),
        )
        for row in rows
    )
    return GoldSet(folder.name, documents, gold)


def _date(value: str | None) -> str | None:
    """The date as given, or None where it is no date (some gold sets carry scraps of one)."""
    try:
        return value if value and partial(value) else None
    except DateInvalid:
        return None


def split(folder: Path, part: str) -> set[str] | None:
    """Ids of one part ('train', 'dev') by the folder's `split.json`; None where it has none.

    Raises UsageError where the split has no such part.
    """
    file = folder / "split.json"
    if not file.is_file():
        return None
    parts = json.loads(file.read_text(encoding="utf-8"))
    if part not in parts:
        raise UsageError(f"{file} has no part {part!r}; it has {', '.join(sorted(parts))}")
    return set(parts[part])


def _gold_rows(folder: Path) -> list[dict[str, Any]]:
    if (folder / "gold.jsonl").is_file():
        return _rows(folder / "gold.jsonl")
    sheets = sorted((folder / "sheets").glob("*.json"))
    if not sheets:
        raise UsageError(f"{folder} holds neither gold.jsonl nor sheets/*.json; give a gold folder")
    return [json.loads(path.read_text(encoding="utf-8")) for path in sheets]


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
