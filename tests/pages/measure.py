"""How well pages are taken in: title, date and outlet, and the words of the body. `python tests/pages/measure.py`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from families import Expected, pages

from detente.errors import InputError
from detente.ingest import Settings, html
from detente.ingest.inputs import Input
from detente.model import Document

FIELDS = ("title", "published", "outlet")


class Score(msgspec.Struct, frozen=True):
    """Of one page: which fields are right, and the words of its body (F1, 0..1)."""

    name: str
    right: frozenset[str]
    body: float
    wrong: str


def scores() -> list[Score]:
    """The score of each page."""
    return [score(name, taken(name, url, page), expected) for name, url, page, expected in pages()]


def taken(name: str, url: str, page: str) -> Document | None:
    try:
        return html.captured(page.encode(), Input(name, None, name), Settings(), html.Capture(url=url))
    except InputError:
        return None


def score(name: str, found: Document | None, expected: Expected) -> Score:
    values = {field: getattr(found, field, None) for field in FIELDS}
    right = frozenset(field for field in FIELDS if values[field] == getattr(expected, field))
    wrong = "; ".join(f"{f}: {values[f]!r}, not {getattr(expected, f)!r}" for f in FIELDS if f not in right)
    return Score(name, right, words_in_common(found.text if found else "", "\n".join(expected.body)), wrong)


def words_in_common(found: str, expected: str) -> float:
    """F1 (0..1) over the words of two texts, each as often as it stands there."""
    this, that = (Counter(re.findall(r"\w+", text.lower())) for text in (found, expected))
    return 2 * (this & that).total() / max(1, this.total() + that.total())


def main() -> None:
    found = scores()
    for one in found:
        if one.wrong or one.body < 0.97:
            sys.stdout.write(f"{one.name}: body {one.body:.3f} {one.wrong}\n")
    for field in FIELDS:
        sys.stdout.write(
            f"{field}: {sum(field in one.right for one in found) / len(found):.1%} of {len(found)} pages\n"
        )
    sys.stdout.write(f"body: token F1 {100 * sum(one.body for one in found) / len(found):.1f}\n")


if __name__ == "__main__":
    main()
