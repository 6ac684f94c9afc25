"""Corrections and retractions that a document carries: 'Correction: an earlier version of this article ...'."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from detente.model import Document, Notice, Span
from detente.vocabulary import table

LONGEST = 1200
"""Characters of a paragraph that may be a notice."""
NAMED = re.compile(r"[“\"]([^”\"\n]{8,200})[”\"]|[‘]([^’\n]{12,200})[’]")


def notices(document: Document) -> Iterator[Notice]:
    """The notices of a document, in text order; mostly none."""
    for paragraph in re.finditer(r"[^\n]+", document.text):
        text = paragraph.group()
        if len(text) <= LONGEST and is_notice(text):
            yield notice(Span.of(document.text, *trimmed(paragraph)))


def trimmed(paragraph: re.Match[str]) -> tuple[int, int]:
    """Where the paragraph begins and ends without the space around it."""
    text = paragraph.group()
    return paragraph.start() + len(text) - len(text.lstrip()), paragraph.end() - (len(text) - len(text.rstrip()))


def is_notice(paragraph: str) -> bool:
    """Whether the paragraph has the heading of a notice, or opens with it, and says that something was wrong before."""
    folded = folded_text(paragraph)
    return bool(_words("versions").search(folded)) and bool(_heading().match(folded) or _own_version().search(folded))


def notice(words: Span) -> Notice:
    """What a paragraph takes back."""
    folded = folded_text(words.text)
    retracts = bool(_words("retracting").search(folded))
    titles = tuple(title(one or other) for one, other in NAMED.findall(words.text))
    own = retracts and not titles and bool(_words("itself").search(folded))
    return Notice(kind="retraction" if retracts else "correction", words=words, titles=titles, own=own)


def title(words: str) -> str:
    """A title as it is compared: letters and figures, in lower case."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def folded_text(text: str) -> str:
    return text.lower().replace("’", "'")


@functools.cache
def _words(part: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, table("notices")[part]["words"])) + r")\b")


@functools.cache
def _heading() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("notices")["headings"]["words"]))
    return re.compile(rf"[\s\[(*_]*(?:{words})\b\s*(?:[:.—–-]|\s\()")


@functools.cache
def _own_version() -> re.Pattern[str]:
    """'An earlier version of this article', 'this story has been retracted'."""
    pieces = "article|story|report|column|piece|post|headline|dispatch|item"
    version = rf"versions? of (?:this|the|our) (?:{pieces})\b"
    taken_back = rf"this (?:{pieces}) has been (?:retracted|withdrawn)\b(?! by\b)"
    return re.compile(rf"\b(?:{version}|{taken_back})")
