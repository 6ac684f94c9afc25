"""What no brief may say: a sentence without words to rest on, with words that are not there, or quoting what is not."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

from detente.briefing.brief import Brief, Sentence
from detente.errors import SpanMismatch, Unsupported
from detente.model import Evidence, Span
from detente.vocabulary import table

Texts = Callable[[str], str]
"""The text of the document of an id; raises NotFound."""
MARKS = str.maketrans(dict.fromkeys('“”„"‘’‚`', "'"))
QUOTED = re.compile(r"“([^”]*)”?")
CUT = "…"


def check(brief: Brief, texts: Texts) -> None:
    """Raises Unsupported or SpanMismatch, naming the first sentence that may not stand; asked before any rendering."""
    known = functools.lru_cache(maxsize=64)(texts)
    for sentence in brief.sentences():
        supported(sentence)
        for note in sentence.notes:
            verified(note, known)
        quotes_are_quotes(sentence)
        apart(sentence.text)


def supported(sentence: Sentence) -> None:
    """Raises Unsupported where the sentence has no note."""
    if not sentence.notes:
        raise Unsupported(f"the sentence {sentence.text[:80]!r} rests on no words; leave it out")


def verified(note: Evidence, texts: Texts) -> None:
    """Raises SpanMismatch where the words of the note do not stand at their place in the document."""
    if not Span(note.start, note.end, note.text).matches(texts(note.document)):
        raise SpanMismatch(
            f"document {note.document!r}: {note.text[:60]!r} does not stand at {note.start}:{note.end}; "
            "run `detente doctor`, and restore the desk from a backup"
        )


def quotes_are_quotes(sentence: Sentence) -> None:
    """Raises Unsupported where something stands between quotation marks that is not verbatim in a note."""
    words = [folded(note.text) for note in sentence.notes]
    for quoted in QUOTED.findall(sentence.text):
        pieces = [piece for part in quoted.split(CUT) if (piece := folded(part))]
        if not pieces or not any(all(piece in text for piece in pieces) for text in words):
            raise Unsupported(
                f"“{quoted[:80]}” stands in quotation marks, and in none of its notes; say it without them"
            )


def folded(words: str) -> str:
    """Words on one line, with quotation marks of one sort: a quote within a quote has other marks than by itself."""
    return " ".join(words.translate(MARKS).split())


def apart(text: str) -> None:
    """Raises Unsupported where our own words tell of likelihood and of confidence in one sentence (ICD 203)."""
    own = QUOTED.sub("", text).casefold()
    if _has(own, "likelihood") and _has(own, "confidence"):
        raise Unsupported(f"{text[:80]!r} tells of likelihood and of confidence; make it two sentences (ICD 203)")


def _has(text: str, sort: str) -> bool:
    words: Iterable[str] = table("brief")["icd203"][sort]
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in words)
