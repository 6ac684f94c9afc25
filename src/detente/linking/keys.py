"""Typed keys: what a record is about in the world. Later facts supersede by key, never by likeness of words.

    measure     imposing state | target states | instrument | programme | scope class
    event       type | who takes part | day (or the stretch of days)
    commitment  actor | target | due
    move        instrument | session day
    gap         its document and record
    quote       speaker | the exact words

What a key needs and the text does not give is never guessed: the record is then keyed to its document, stands alone
and supersedes nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from detente.linking.imposers import imposer, origin, targets
from detente.linking.scopes import ALL, OPEN, named_class, programme, scope_class
from detente.model import Actor, Commitment, Document, Event, Gap, Interval, Measure, Move, Quote, Record, pieces

SYMMETRIC = frozenset({"CONSULT", "AGREE"})
"""Event types whose parties all stand under actors."""
ON_IMPORTS = frozenset({"tariff", "import-ban", "quota"})
"""Instruments that fall on the goods of others."""
SHORT = 5
"""Quotes of fewer words meet only where they were published on the same day: anybody says 'very good' twice."""

_WORD = re.compile(r"\w+")


def record_key(document: Document, record: Record) -> str:
    """The typed key of a record."""
    if isinstance(record, Measure):
        return _measure(record) or _alone(document, record)
    if isinstance(record, Event):
        return _event(record) or _alone(document, record)
    if isinstance(record, Commitment):
        return _commitment(record) or _alone(document, record)
    if isinstance(record, Move):
        return _move(record) or _alone(document, record)
    return _alone(document, record)


def record_keys(document: Document, records: Iterable[Record]) -> list[str]:
    """The keys of a document's records, in order.

    Where one document has several records of one key that are acts or undertakings of their own (two accusations
    on one day), the key does not tell them apart, and each is keyed to the document.
    """
    rows = list(records)
    keys = [record_key(document, record) for record in rows]
    return [
        _alone(document, record) if keys.count(key) > 1 and _distinct(record) else key
        for record, key in zip(rows, keys, strict=True)
    ]


def _distinct(record: Record) -> bool:
    if isinstance(record, Event):
        return record.type not in SYMMETRIC
    return isinstance(record, Commitment | Gap)


def quote_key(document: Document, quote: Quote) -> str:
    """Speaker and exact words of a direct quote, so that copies fold; else the document and the quote."""
    if quote.kind != "direct" or quote.speaker is None:
        return f"quote|{document.id}|{quote.id}"
    words = normal_words(" ".join(span.text for span in pieces(quote.content)))
    day = f"|{(document.published or document.id)[:10]}" if len(words) < SHORT else ""
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"quote|{slug(quote.speaker.name)}|{digest}{day}"


def normal_words(text: str) -> list[str]:
    """The words in lower case, apostrophes of all shapes alike, without punctuation."""
    return _WORD.findall(text.lower().replace("’", "").replace("'", ""))


def slug(name: str) -> str:
    """A name as part of a key: lower case, words joined by hyphens, without articles."""
    return "-".join(word for word in _WORD.findall(name.lower()) if word != "the") or OPEN


def countries(actors: Iterable[Actor]) -> str:
    """The countries of the actors (names where they have none), sorted and joined by '+'; '-' for nobody."""
    return "+".join(sorted({actor.country or slug(actor.name) for actor in actors})) or OPEN


def names(actors: Iterable[Actor]) -> str:
    """The names of the actors, sorted and joined by '+'; '-' for nobody."""
    return "+".join(sorted({slug(actor.name) for actor in actors})) or OPEN


def _alone(document: Document, record: Record) -> str:
    return f"{record.kind}|{document.id}|{record.id}"


def _measure(measure: Measure) -> str | None:
    """None where it is not known which state does what to what: such a measure has no line in the ledger.

    A state puts no tariff on its own goods: there the reader took the parties the wrong way round.
    """
    state = imposer(measure.actors)
    if state is None or measure.type == "other":
        return None
    if measure.type in ON_IMPORTS and origin(measure.scope) == state:
        return None
    on, under = "+".join(targets(measure.targets, state)) or OPEN, programme(measure)
    scope = _scope(measure, on, under)
    return "|".join(("measure", state, on, measure.type, under, scope)) if scope else None


def _scope(measure: Measure, on: str, under: str) -> str | None:
    """The scope class; a tariff on a country without a scope is one on all its goods, anything else is not known.

    Where the words around it name one class of goods, it is not taken for one on all of them.
    """
    if measure.scope is None and measure.type == "tariff" and on != OPEN:
        return named_class(span.text for span in measure.evidence) or ALL
    scope = scope_class(measure.scope)
    known = scope != OPEN or under != OPEN or (measure.type == "tariff" and measure.scope is not None)
    return scope if known else None


def _event(event: Event) -> str | None:
    when = _dated(event.when)
    parties = names(event.actors)
    if when is None or parties == OPEN:
        return None
    who = parties if event.type in SYMMETRIC else f"{parties}>{countries(event.targets)}"
    return "|".join(("event", event.type, who, when))


def _commitment(commitment: Commitment) -> str | None:
    due = commitment.due
    end = (due.end or due.start) if due else None
    if end is None or not commitment.actors:
        return None
    return "|".join(("commitment", countries(commitment.actors), countries(commitment.targets), end))


def _move(move: Move) -> str | None:
    day = move.when.start if move.when else None
    return f"move|{instrument(move.instrument)}|{day}" if day and len(day) == len("2025-06-05") else None


_FILLER = frozenset({"the", "index", "indexes", "average", "industrial", "industrials", "composite", "futures"})


def instrument(name: str) -> str:
    """An instrument without the words that reports add or leave out: 'Dow Jones Industrial Average' is 'dow-jones'."""
    words = slug(name).split("-")
    kept = "-".join(word for word in words if word not in _FILLER) or "-".join(words)
    return f"{kept}-futures" if "futures" in words else kept


def _dated(when: Interval | None) -> str | None:
    if when is None or when.start is None:
        return None
    return when.start if when.end in (None, when.start) else f"{when.start}..{when.end}"
