"""Our own sheets without their texts: offsets into documents that lie beside the project.

    python -m training.standoff strip FOLDER... --shared ../shared --out training/sheets.jsonl
    python -m training.standoff restore training/sheets.jsonl --shared ../shared --out FOLDER

The documents belong to their publishers, so the project keeps places, names and types only. A sheet is restored where
its document is there and its digest still matches.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LONGEST_NAME = 5
"""Words of a name that may stand in the project; a longer description of a source is kept as its place."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def place(text: str, words: str, nth: int = 1, near: int | None = None) -> list[int]:
    """Where `words` stand: their n-th occurrence, or the one nearest to `near`. Raises ValueError where nowhere."""
    starts = [found.start() for found in re.finditer(f"(?={re.escape(words)})", text)]
    if len(starts) < nth:
        raise ValueError(f"{words[:60]!r} stands {len(starts)} times in the document; check the sheet with validate.py")
    start = starts[nth - 1] if near is None else min(starts, key=lambda at: abs(at - near))
    return [start, start + len(words)]


def name_stripped(text: str, name: str) -> str | list[int]:
    return place(text, name) if len(name.split()) > LONGEST_NAME and name in text else name


def name_restored(text: str, name: str | list[int]) -> str:
    return name if isinstance(name, str) else text[name[0] : name[1]]


def chain_with(chain: list[dict[str, Any]], named: Any) -> list[dict[str, Any]]:
    return [{"name": named(link["name"]), "kind": link["kind"]} for link in chain]


def strip(document: dict[str, Any], sheet: dict[str, Any]) -> dict[str, Any]:
    """The sheet as offsets; `what` is left out, for nothing is trained on it."""
    text = document["text"]

    def named(name: str) -> str | list[int]:
        return name_stripped(text, name)

    def quote(row: dict[str, Any]) -> dict[str, Any]:
        content = place(text, row["content"], row.get("nth", 1))
        near = {field: row.get(field) and place(text, row[field], near=content[0]) for field in ("speaker_text", "cue")}
        return {
            **near,
            "content": content,
            "kind": row["kind"],
            "speaker": named(row["speaker"]),
            "chain": chain_with(row["chain"], named),
        }

    def record(row: dict[str, Any]) -> dict[str, Any]:
        kept = {field: value for field, value in row.items() if field not in ("what", "evidence", "scope")}
        kept["evidence"] = [place(text, words) for words in row["evidence"]]
        kept["scope"] = row.get("scope") and place(text, row["scope"])
        kept["attribution"] = chain_with(row.get("attribution", []), named)
        return kept

    return {
        "id": document["id"],
        "corpus": document["corpus"],
        "characters": len(text),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "quotes": [quote(row) for row in sheet["quotes"]],
        "records": [record(row) for row in sheet["records"]],
    }


def restore(text: str, stripped: dict[str, Any]) -> dict[str, Any]:
    """The sheet with its words again, in the form of the sheet guide."""

    def words(span: list[int] | None) -> str | None:
        return span and text[span[0] : span[1]]

    def named(name: str | list[int]) -> str:
        return name_restored(text, name)

    def quote(row: dict[str, Any]) -> dict[str, Any]:
        content = text[row["content"][0] : row["content"][1]]
        return {
            **{field: words(row[field]) for field in ("speaker_text", "cue")},
            "content": content,
            "nth": len(re.findall(f"(?={re.escape(content)})", text[: row["content"][1]])),
            "kind": row["kind"],
            "speaker": named(row["speaker"]),
            "chain": chain_with(row["chain"], named),
        }

    def record(row: dict[str, Any]) -> dict[str, Any]:
        return {
            **row,
            "evidence": [words(span) for span in row["evidence"]],
            "scope": words(row["scope"]),
            "attribution": chain_with(row["attribution"], named),
        }

    return {
        "id": stripped["id"],
        "quotes": [quote(row) for row in stripped["quotes"]],
        "records": [record(row) for row in stripped["records"]],
    }


def known(shared: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every document beside the project by id, with the name of the set it is from."""
    files = {path.stem: path for path in sorted((shared / "corpora").glob("*.jsonl"))}
    files |= {path.parent.name: path for path in sorted((shared / "gold").glob("times-*/docs.jsonl"))}
    return {document["id"]: (name, document) for name, path in files.items() for document in rows(path)}


def strip_all(folders: list[Path], shared: Path, out: Path) -> int:
    """Write every sheet of the folders, each `docs.jsonl` beside `sheets/`; returns how many."""
    count, sets = 0, {name: corpus for name, (corpus, _) in known(shared).items()}
    with out.open("w", encoding="utf-8") as stream:
        for folder in folders:
            for document in rows(folder / "docs.jsonl"):
                sheet = folder / "sheets" / f"{document['id']}.json"
                if sheet.is_file():
                    document["corpus"] = sets[document["id"]]
                    stripped = strip(document, json.loads(sheet.read_text(encoding="utf-8")))
                    stream.write(json.dumps(stripped, ensure_ascii=False) + "\n")
                    count += 1
    return count


def restore_all(file: Path, shared: Path, out: Path) -> int:
    """Write `docs.jsonl` and `sheets/` into `out`; returns how many sheets still match their documents."""
    (out / "sheets").mkdir(parents=True, exist_ok=True)
    count, documents = 0, {name: document for name, (_, document) in known(shared).items()}
    with (out / "docs.jsonl").open("w", encoding="utf-8") as stream:
        for stripped in rows(file):
            document = documents.get(stripped["id"])
            text = document["text"][: stripped["characters"]] if document else ""
            if document is None or hashlib.sha256(text.encode()).hexdigest() != stripped["sha256"]:
                continue
            stream.write(json.dumps({**document, "text": text}, ensure_ascii=False) + "\n")
            sheet = json.dumps(restore(text, stripped), ensure_ascii=False, indent=1)
            (out / "sheets" / f"{stripped['id']}.json").write_text(sheet, encoding="utf-8")
            count += 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=["strip", "restore"])
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.act == "strip":
        count = strip_all(options.sources, options.shared, options.out)
    else:
        count = restore_all(options.sources[0], options.shared, options.out)
    sys.stdout.write(f"{count} sheets\n")


if __name__ == "__main__":
    main()
