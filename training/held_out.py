"""The PLOVER sentences that no run reads, as a gold folder: `python -m training.held_out --shared ../shared --out DIR`.

`detente evaluate DIR` then scores a reader on them. Those whose text is also among the sentences learned from are left
out.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from .gold import lines

KEPT, SEED = 200, 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    folder = options.shared / "gold" / "events-plv"
    documents, gold = list(lines(folder / "docs.jsonl")), {row["id"]: row for row in lines(folder / "gold.jsonl")}
    order = list(range(len(documents)))
    random.Random(SEED).shuffle(order)
    learned = {documents[i]["text"] for i in order[KEPT:]}
    held = [documents[i] for i in order[:KEPT] if documents[i]["text"] not in learned]
    options.out.mkdir(parents=True, exist_ok=True)
    for name, rows in (("docs", held), ("gold", [gold[document["id"]] for document in held])):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (options.out / f"{name}.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
