"""What each origin has told and what became of it: the data behind the grades, and the grades of accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from detente.model import QuoteStated, RecordStated, Standing
from detente.state.book import Book
from detente.state.claims import known_day
from detente.state.grades import Grade, Override, TrackRecord, grade, override_of, overrides

Stated = RecordStated | QuoteStated
ERRS = frozenset(
    {"day", "length", "rate", "stale rate", "expiry", "change", "direction", "series", "words", "last contact"}
)
"""Fields of disputes that go against the account that stands to be checked."""


def track_records(book: Book) -> Mapping[str, TrackRecord]:
    """The record of each origin ('outlet:Reuters', 'party:CHN'), by what was known on the day looked at.

    That somebody is quoted in the same words by others is no check on what he says, so only records count.
    """
    told: Counter[str] = Counter()
    confirmed: Counter[str] = Counter()
    relayed: Counter[str] = Counter()
    for group in book.state.records.values():
        known = [entry for entry in group if known_day(entry.clocks) <= book.day]
        origins = {book.origin(entry) for entry in known}
        told.update(origins)
        relayed.update({book.origin(entry) for entry in known if entry.document in book.state.families})
        confirmed.update(origins if known and book.weigh(known).standing == "confirmed" else ())
    erred = _erred(book)
    return {
        source: TrackRecord(
            source=source,
            told=count,
            confirmed=confirmed[source],
            erred=erred[source],
            second_hand=relayed[source],
            party=source.removeprefix("party:") if source.startswith("party:") else None,
        )
        for source, count in told.items()
    }


def _erred(book: Book) -> Counter[str]:
    """How many of an origin's accounts stand to be checked against another's; what a party is misquoted with is the
    reporter's error, not the party's.
    """
    return Counter(_answers(book, one.one) for one in book.disputes if one.field in ERRS)


def _answers(book: Book, entry: Stated) -> str:
    """Who answers for an account: whom it is from, for a quote who published it."""
    if isinstance(entry, RecordStated):
        return book.origin(entry)
    root = book.state.families.get(entry.document, entry.document)
    added = book.state.documents.get(root)
    return (added.voice if added else "") or f"document:{root}"


@dataclass(frozen=True, slots=True)
class Grader:
    """Grades accounts by the records of their origins and by what analysts entered."""

    book: Book
    records: Mapping[str, TrackRecord]
    given: Mapping[str, Override]

    @classmethod
    def of(cls, book: Book) -> Grader:
        return cls(book, track_records(book), overrides(book.state.rulings))

    def grade(self, entry: Stated, standing: Standing, origins: int) -> Grade:
        """The grade of an account of a line with that standing and so many independent origins."""
        origin = self.book.origin(entry)
        record = self.records.get(origin) or TrackRecord(source=origin)
        return grade(record, standing, origins, _own(entry, origin), override_of(record, record.source, self.given))


def _own(entry: Stated, origin: str) -> bool:
    """Whether a party tells of its own act."""
    return isinstance(entry, RecordStated) and origin in {f"party:{a.country}" for a in entry.record.actors}
