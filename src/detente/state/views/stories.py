"""Documents that tell of the same thing at the same time: copies with their origin, and reports of one dated fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from detente.model import Line, RecordStated, StateOfPlay
from detente.state.book import Book
from detente.state.claims import known_day, start_day
from detente.state.happenings import happenings
from detente.state.lines import make
from detente.state.views.cells import ID, WHEN, WHO, WORDS
from detente.state.views.view import Column, View

NEWS = dt.timedelta(days=3)
"""A fact is the news of a document published within so many days of it; older ones are background."""


class StoryLine(Line, frozen=True, kw_only=True):
    """A story: the fact most of its documents tell of stands for it. `origins` counts the independent ones."""

    documents: tuple[str, ...]
    outlets: int
    copies: int


def lines(state: StateOfPlay) -> tuple[StoryLine, ...]:
    """Stories of two documents and more, those with most documents first.

    The fact that most documents tell of makes the first story, and so on with the documents that are left: each
    document is in one story, and stories do not run into each other over the days.
    """
    book = Book.of(state)
    copies: dict[str, set[str]] = {}
    for copy, origin in state.families.items():
        copies.setdefault(origin, set()).add(copy)
    news = [(_documents(told, copies), told) for one in happenings(book) if (told := _news(one.accounts))]
    left = set(state.documents)
    found = []
    for telling, told in sorted(news, key=lambda one: (-len(one[0]), one[1][0].key)):
        documents = telling & left
        if len(documents) > 1:
            left -= documents
            found.append(_line(book, told, tuple(sorted(documents))))
    return tuple(sorted(found, key=lambda line: (-len(line.documents), line.clocks.known_at or "9999", line.id)))


def _documents(told: Sequence[RecordStated], copies: Mapping[str, set[str]]) -> set[str]:
    """The documents that tell of a fact, and the copies of them."""
    telling = {entry.document for entry in told}
    return telling.union(*(copies.get(document, set()) for document in telling))


def _news(accounts: Sequence[RecordStated]) -> list[RecordStated]:
    """The accounts of a happening by documents for which it was news, best first."""
    return [entry for entry in accounts if entry.clocks.known_at and _is_news(entry)]


def _is_news(entry: RecordStated) -> bool:
    start = start_day(entry.record)
    return start is not None and abs(known_day(entry.clocks) - start) <= NEWS


def _line(book: Book, told: Sequence[RecordStated], documents: tuple[str, ...]) -> StoryLine:
    added = [entry for d in documents if (entry := book.state.documents.get(d))]
    roots = {book.state.families.get(d, d) for d in documents}
    return make(
        StoryLine,
        book,
        told,
        f"story|{told[0].key}",
        documents=documents,
        outlets=len({entry.ref.outlet or entry.document for entry in added}),
        copies=sum(d in book.state.families for d in documents),
        origins=len({entry.voice or d for d in roots if (entry := book.state.documents.get(d))}),
    )


def _count(line: Line) -> str:
    return str(len(line.documents)) if isinstance(line, StoryLine) else ""


def _cell(name: str) -> Column:
    return Column(name, lambda line: str(getattr(line, name, "")))


STORIES = View(
    "stories",
    "documents that tell of the same thing, copies folded",
    (WHEN, WHO, WORDS, Column("documents", _count), _cell("outlets"), _cell("origins"), _cell("copies"), ID),
    lines,
)
