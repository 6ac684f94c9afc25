"""A document on its way to a reading: what every stage of reading may look at."""

from __future__ import annotations

import bisect
from operator import attrgetter
from typing import Literal

import msgspec

from detente.model import Action, Mention, Status, TimeExpression

KindOfRecord = Literal["event", "measure", "commitment", "move", "gap"]

START = attrgetter("start")


class Sentence(msgspec.Struct, frozen=True):
    """One sentence: offsets into the text, and the paragraph it stands in (0-based)."""

    start: int
    end: int
    paragraph: int


class Page(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Text with its sentences, mentions and times, each sorted by start.

    `published` is an ISO date or None, `document` the document's id. A page is equal to itself alone, so that what
    is worked out once for a page can be kept by it.
    """

    text: str
    document: str = ""
    published: str | None = None
    outlet: str | None = None
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds `offset`, or of the last one that starts before it (0 at the least)."""
        return max(0, bisect.bisect_right(self.sentences, offset, key=START) - 1)

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that lie wholly within `start:end`."""
        first = bisect.bisect_left(self.mentions, start, key=START)
        last = bisect.bisect_left(self.mentions, end, first, key=START)
        return tuple([m for m in self.mentions[first:last] if m.end <= end])

    def times_in(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """Time expressions that lie wholly within `start:end`."""
        first = bisect.bisect_left(self.times, start, key=START)
        last = bisect.bisect_left(self.times, end, first, key=START)
        return tuple([t for t in self.times[first:last] if t.end <= end])


class QuoteProposal(msgspec.Struct, frozen=True, kw_only=True):
    """Where a quote stands, before it is known who speaks: (start, end) pairs, content pieces in text order."""

    content: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...] = ()
    cue: tuple[tuple[int, int], ...] = ()
    confidence: float = 0.5
    rule: str


class RecordProposal(msgspec.Struct, frozen=True, kw_only=True):
    """What kind of record stands where, before actors, dates and figures are filled in.

    `status` and `action` are None where the proposer leaves them to the filler's rules; `actors` and `targets`
    are indices into the page's mentions, None likewise. `statuses` are probabilities in the order of STATUSES.
    """

    start: int
    end: int
    kind: KindOfRecord
    type: str
    status: Status | None = None
    statuses: tuple[float, ...] | None = None
    action: Action | None = None
    actors: tuple[int, ...] | None = None
    targets: tuple[int, ...] | None = None
    trigger: tuple[int, int] | None = None
    confidence: float = 0.5
    rule: str


class Proposals(msgspec.Struct, frozen=True):
    """What a reader proposes for one page, each in text order."""

    quotes: tuple[QuoteProposal, ...] = ()
    records: tuple[RecordProposal, ...] = ()
