"""Lines: their stable ids, how they are made of accounts, and how they are written as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from detente.model import Line, Quote, RecordStated
from detente.state.book import Book, Stated, subject
from detente.state.claims import AHEAD, SETTLED
from detente.state.standing import agree

Kind = TypeVar("Kind", bound=Line)

_RANK = {**dict.fromkeys(SETTLED, 0), "negated": 1, **dict.fromkeys(AHEAD, 2), "unconfirmed": 3}


def line_id(key: str) -> str:
    """'l-' and 12 hexadecimal digits that follow from the key, so that a line keeps its id when more is read."""
    return "l-" + hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def make(kind: type[Kind], book: Book, told: Sequence[Stated], key: str = "", /, **extra: Any) -> Kind:
    """A line of `kind` for the accounts told of one thing, the one shown first; `extra` are the view's own fields.

    `key` tells lines of one thing apart (a measure's steps); by default the key of the thing.
    """
    weighed = book.weigh(told)
    entries = tuple(entry.id for entry in weighed.accounts)
    fields: dict[str, Any] = {
        "id": line_id(key or told[0].key),
        "key": key or told[0].key,
        "subject": subject(told[0]),
        "clocks": weighed.clocks,
        "standing": weighed.standing,
        "origins": weighed.origins,
        "evidence": weighed.evidence,
        "accounts": entries,
        "review": book.reviews.review(entries),
        "notes": book.reviews.noted(entries),
    }
    return kind(**(fields | extra))


def published(told: Sequence[Stated]) -> str:
    """When a line of these accounts was first published, as its clocks will say; '' where it is not known."""
    known = (entry.clocks.known_at for entry in told if agree(told[0], entry))
    return min(filter(None, known), default="")


def shown_first(book: Book, accounts: Sequence[RecordStated]) -> list[RecordStated]:
    """The accounts, best first: those an analyst read; then settled, denied, foreseen; originals before copies; then
    the surer, the earlier.
    """

    def rank(entry: RecordStated) -> tuple[bool, int, bool, float, str, str]:
        return (
            entry.id not in book.reviews.made,
            _RANK[entry.record.status],
            entry.document in book.state.families,
            -round(entry.record.confidence, 1),
            entry.clocks.known_at or "9999",
            entry.id,
        )

    return sorted(accounts, key=rank)


def line_json(line: Line) -> dict[str, Any]:
    """A line as the contract has it: the fields of its record or quote, and what the desk makes of it.

    The subject's own id stands under `subject_id`; a quote has happened.
    """
    built: dict[str, Any] = msgspec.to_builtins(line)
    fields = built.pop("subject")
    own = fields.pop("id")
    spans = fields.pop("evidence", None)
    if isinstance(line.subject, Quote):
        fields.setdefault("status", "happened")
    row = {"id": line.id, **fields, "subject_id": own, **{k: v for k, v in built.items() if k != "id"}}
    return row if spans is None else row | {"spans": spans}
