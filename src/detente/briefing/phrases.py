"""Words of a brief: quotations cut at a word, dates as they are written, counts, and whose word a line is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.model import Evidence, Line
from detente.state import phrasing
from detente.state.views import cells
from detente.vocabulary import table

LONGEST = 180
"""Characters of a quotation in a sentence; its note has it whole."""
ISO = re.compile(r"(?<![\w-])(\d{4}-\d\d(?:-\d\d)?)\b")
QUOTED_OR_ISO = re.compile(rf"“[^”]*”|{ISO.pattern}")
INNER = str.maketrans("“”„", "‘’‘")
STRAIGHT = re.compile(r'"([^"]*)"?')
FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def say(sentence: str, **fields: object) -> str:
    """A sentence of the vocabulary, with its fields, a capital and a full stop."""
    return phrasing.sentence(template(sentence).format(**fields))


def template(name: str) -> str:
    return str(table("brief")["sentences"][name])


def quotation(words: str, longest: int = LONGEST) -> str:
    """'“the words”': on one line, quotes within in single marks, cut with '…' at a word where they are long."""
    flat = STRAIGHT.sub(r"‘\1’", " ".join(words.split()).translate(INNER))
    if len(flat) > longest:
        flat = flat[:longest].rsplit(" ", 1)[0].rstrip(",;:—– ") + " …"
    return f"“{flat}”"


def requoted(text: str, notes: Iterable[Evidence]) -> str:
    """A sentence of the state with its quotations as a brief has them."""
    for note in notes:
        flat = " ".join(note.text.split())
        for shown in (flat, flat[: cells.LONGEST - 1] + CUT):
            text = text.replace(f"“{shown}”", quotation(note.text))
    return text


CUT = "…"


def dates(text: str) -> str:
    """Text with its ISO dates written out, '14 May 2025'; not those in quotation marks, which are a text's own."""
    return QUOTED_OR_ISO.sub(lambda found: phrasing.date(found[1]) if found[1] else found[0], text)


def count(number: int, noun: str) -> str:
    """'no document', 'one document', 'two documents', '13 documents'."""
    word = FEW[number] if 0 <= number < len(FEW) else f"{number:,}"
    return f"{word} {noun}{'s' * (number != 1)}"


def outlet(note: Evidence) -> str:
    """Who published it; a document without an outlet goes by its id."""
    return note.outlet or f"document {note.document}"


def listed(names: Iterable[str]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    found = list(dict.fromkeys(names))
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def percent(value: float) -> str:
    return f"{value:g} %"


def score(value: float) -> str:
    """'−12.5', '0', '+3'."""
    return f"{'−' if value < 0 else '+' if value else ''}{abs(value):g}"


def weight(line: Line) -> str:
    """'three independent origins, last told 5 June 2025', 'one origin, 13 May 2025; contested'."""
    days = sorted({note.published[:10] for note in line.evidence if note.published})
    told = count(line.origins, "independent origin") if line.origins > 1 else "one origin"
    last = f", {'last told ' if len(days) > 1 else ''}{phrasing.date(days[-1])}" if days else ""
    doubt = f"; {line.standing}" if line.standing in ("contested", "denied", "unconfirmed") else ""
    return f"{told}{last}{doubt}"


def amount(value: float, unit: str) -> str:
    """'1.3 %', '160 points', '5,870.2' for a level."""
    if unit == "level":
        return f"{value:,g}"
    return percent(value) if unit == "percent" else f"{value:g} {unit}"
