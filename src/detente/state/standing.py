"""Standing: what becomes of a claim across documents, and whose word it rests on.

stated       one origin says so
confirmed    an independent origin, or the other party, says so too
contested    another document or the ledger says otherwise
denied       a party to it says no
unconfirmed  the text itself hedges
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from detente.model import Move, QuoteStated, RecordStated, Standing
from detente.state.claims import affirms, denies
from detente.vocabulary import table

Stated = RecordStated | QuoteStated
Origin = Callable[[Stated], str]
"""Whose word an account is: 'party:CHN' (the party, its officials and its state media), 'outlet:Reuters' (the outlet,
its tagged copies and what is relayed from it), 'outlet:CNN+Reuters' (outlets that one sentence names side by side),
'source:NAME' or 'document:ID'."""


def agree(one: Stated, other: Stated) -> bool:
    """Whether two accounts of one thing say the same of it; a move is the same one way only, by the same amount."""
    if one.id == other.id or isinstance(one, QuoteStated) or isinstance(other, QuoteStated):
        return True
    if isinstance(one.record, Move) and isinstance(other.record, Move) and not _same_move(one.record, other.record):
        return False
    if affirms(one.record):
        return affirms(other.record)
    return one.record.status == other.record.status


def _same_move(one: Move, other: Move) -> bool:
    if one.instrument in table("contested")["unspecific"]["instruments"]:
        return False
    amounts = {move.change for move in (one, other) if move.change is not None and one.unit == other.unit}
    return one.direction == other.direction and len(amounts) < 2


def voices(accounts: Sequence[Stated], origin: Origin) -> set[str]:
    """The origins of accounts. What a document tells in its own voice beside a source that it names has that source."""
    sourced = {entry.document for entry in accounts if entry.source}
    return {origin(entry) for entry in accounts if entry.source or entry.document not in sourced}


def independent(origins: Iterable[str]) -> int:
    """How many origins are independent of each other.

    Outlets that one sentence names side by side are one origin, and none where one of them is counted already.
    """
    found = set(origins)
    single = {origin for origin in found if not _several(origin)}
    counted = {part for origin in single for part in _parts(origin)}
    return len(single) + _groups([frozenset(_parts(o)) for o in sorted(found - single)], counted)


def _several(origin: str) -> bool:
    return origin.startswith("outlet:") and "+" in origin


def _parts(origin: str) -> list[str]:
    return origin.removeprefix("outlet:").split("+") if origin.startswith("outlet:") else []


def _groups(lists: Sequence[frozenset[str]], counted: set[str]) -> int:
    """How many of the lists name no outlet that is counted; each list counts its outlets."""
    count = 0
    for outlets in lists:
        count += counted.isdisjoint(outlets)
        counted |= outlets
    return count


def standing(
    accounts: Sequence[Stated], origins: int, origin: Origin, contested: Collection[str], refuted: Collection[str]
) -> Standing:
    """The standing of a thing by its accounts, the one shown first.

    `origins` are the independent ones that agree with the first; `contested` and `refuted` are ids of entries that
    stand in a dispute, and that the other party says no to.
    """
    if _denied(accounts, origin) or accounts[0].id in refuted:
        return "denied"
    if any(entry.id in contested for entry in accounts):
        return "contested"
    if isinstance(accounts[0], RecordStated) and accounts[0].record.status == "unconfirmed":
        return "unconfirmed"
    return "confirmed" if origins > 1 else "stated"


def _denied(accounts: Sequence[Stated], origin: Origin) -> bool:
    """Whether a party to the thing says no where others say yes."""
    records = [entry for entry in accounts if isinstance(entry, RecordStated)]
    if not any(denies(entry.record) for entry in records) or all(denies(entry.record) for entry in records):
        return False
    parties = {f"party:{a.country}" for e in records for a in (*e.record.actors, *e.record.targets) if a.country}
    return any(denies(entry.record) and origin(entry) in parties for entry in records)
