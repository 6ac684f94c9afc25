"""The outlets and the sources they cite: how many documents, how many of them copies, how many origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.model import Line, Reliability, Source, StateOfPlay
from detente.state.book import Book, Stated
from detente.state.claims import known_day
from detente.state.grades import Grade, TrackRecord, grade, override_of, overrides
from detente.state.lines import make
from detente.state.track import track_records
from detente.state.views.cells import ID, WORDS
from detente.state.views.view import Column, View


class SourceLine(Line, frozen=True, kw_only=True):
    """An outlet, or a source that outlets cite. `origins` counts the independent outlets among `outlets`.

    `role` is 'outlet' or 'cited as KIND'; `copies` are its documents that copy another; `outlets` how many outlets
    carry it; `lines` how many quotes and records rest on it. The first words from it stand for it. `reliability` is the
    letter of its Admiralty grade, `reliability_reason` says why (`detente.state.grades`).
    """

    name: str
    role: str
    documents: int
    copies: int
    outlets: int
    lines: int
    reliability: Reliability = "F"
    reliability_reason: str = ""


@dataclass(slots=True)
class _Tally:
    entries: list[Stated] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)


def lines(state: StateOfPlay) -> tuple[SourceLine, ...]:
    """Outlets first, then cited sources; each by the number of documents."""
    book = Book.of(state)
    tallies: dict[tuple[str, str], _Tally] = {}
    for entry in _told(book):
        for name in _names(state, entry):
            tally = tallies.setdefault(name, _Tally())
            tally.entries.append(entry)
            tally.documents.add(entry.document)
    records, given = track_records(book), overrides(state.rulings)
    found = []
    for (role, label), tally in tallies.items():
        origin = _origin(book, tally, role)
        record = records.get(origin) or TrackRecord(source=origin)
        graded = grade(record, "stated", 1, own=False, override=override_of(record, label, given))
        found.append(_line(book, role, label, tally, graded))
    return tuple(sorted(found, key=lambda line: (line.role != "outlet", -line.documents, line.name, line.role)))


def _told(book: Book) -> Iterable[Stated]:
    for groups in (book.state.records, book.state.quotes):
        for group in groups.values():
            yield from (entry for entry in group if known_day(entry.clocks) <= book.day)


def _names(state: StateOfPlay, entry: Stated) -> set[tuple[str, str]]:
    """The role and name of every source an account goes through."""
    added = state.documents.get(entry.document)
    chain: tuple[Source, ...] = entry.record.attribution if hasattr(entry, "record") else entry.quote.chain
    names = {(f"cited as {source.kind}", source.name) for source in chain}
    if added and added.ref.outlet:
        names.add(("outlet", added.ref.outlet))
    return names


def _origin(book: Book, tally: _Tally, role: str) -> str:
    """Whose word it mostly is: of an outlet's documents their voice, of a cited source what its accounts rest on."""
    documents = book.state.documents
    voices = Counter(documents[d].voice for d in tally.documents if d in documents)
    told = voices if role == "outlet" else Counter(book.origin(entry) for entry in tally.entries)
    return max(told, key=lambda origin: (told[origin], origin), default="")


def _line(book: Book, role: str, name: str, tally: _Tally, graded: Grade) -> SourceLine:
    first = min(tally.entries, key=lambda entry: (entry.clocks.known_at or "9999", entry.document, entry.id))
    families, documents = book.state.families, book.state.documents
    added = [documents[d] for d in tally.documents if d in documents]
    roots = {families.get(d, d) for d in tally.documents}
    return make(
        SourceLine,
        book,
        (first,),
        f"source|{role}|{name}",
        name=name,
        role=role,
        documents=len(tally.documents),
        copies=sum(d in families for d in tally.documents),
        outlets=len({entry.ref.outlet or entry.document for entry in added}),
        origins=len({documents[r].voice or r for r in roots if r in documents}),
        lines=len(tally.entries),
        reliability=graded.reliability,
        reliability_reason=graded.reliability_reason,
    )


def _cell(name: str) -> Column:
    return Column(name, lambda line: str(getattr(line, name, "")))


SOURCES = View(
    "sources",
    "outlets and cited sources: documents, copies folded, independent origins",
    (
        *(_cell(n) for n in ("name", "role", "documents", "copies", "outlets", "origins", "lines", "reliability")),
        WORDS,
        ID,
    ),
    lines,
)
