"""What analysts enter, gathered from the log before anything is folded.

There is one kind of analyst entry, `Decided`; to add a kind of decision, give it a Struct in model/decision.py and a
place in the union there. It then reaches every state as one of `StateOfPlay.rulings`, from the log and from the
projection alike, and views may ask for it there (`holding` says which are in force). Where it also takes documents out
of the state, say so in `withdrawn`; where it takes out or alters single entries, in `detente.state.amendments`. Nothing
else in the fold or in the projection needs to know of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.model import (
    Decided,
    DocumentAdded,
    DocumentWithdrawn,
    Entry,
    QuoteStated,
    RecordStated,
    Ruling,
    Undo,
    WithdrawDocument,
)
from detente.state.amendments import Amendments, Relink, relinked

Stated = RecordStated | QuoteStated
Said = DocumentAdded | RecordStated | QuoteStated
"""What documents say of the world; other entries are analysts', or an outlet's notice that it erred."""


def gathered(entries: Iterable[Entry]) -> tuple[Ruling, ...]:
    """The analyst entries in the order in which they were entered: the same for any order of the log."""
    found = {entry.id: entry for entry in entries if isinstance(entry, Ruling)}
    return tuple(sorted(found.values(), key=entered))


def entered(ruling: Ruling) -> tuple[int, str, str]:
    """Sorts rulings by their turn; a machine's clock may go wrong."""
    turn = ruling.turn if isinstance(ruling, Decided) else 0
    return (turn, ruling.clocks.recorded_at, ruling.id)


def holding(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The rulings that nobody took back, in order; what takes back is not among them."""
    given = tuple(rulings)
    undone = {one.decision.entry for one in given if isinstance(one, Decided) and isinstance(one.decision, Undo)}
    return tuple(one for one in given if one.id not in undone and not undoes(one))


def undoes(ruling: Ruling) -> bool:
    """Whether the ruling takes another back."""
    return isinstance(ruling, Decided) and isinstance(ruling.decision, Undo)


def withdrawn(rulings: Iterable[Ruling]) -> frozenset[str]:
    """The documents that are left out of the state, whatever the moment looked at."""
    return frozenset(filter(None, map(document_withdrawn, holding(rulings))))


def document_withdrawn(ruling: Ruling) -> str | None:
    """The document that the ruling withdraws."""
    if isinstance(ruling, DocumentWithdrawn):
        return ruling.document
    return ruling.decision.document if isinstance(ruling.decision, WithdrawDocument) else None


def amendments(rulings: Iterable[Ruling]) -> Amendments:
    """What the rulings in force make of accounts."""
    return Amendments.of(holding(rulings))


def as_linked(entries: Sequence[Stated], countries: Mapping[str, str]) -> Sequence[Stated]:  # noqa: ARG001
    """Accounts with the keys that they have."""
    return entries


def amended(
    entries: Iterable[Entry], rulings: Iterable[Ruling], relink: Relink = as_linked
) -> Mapping[str, Stated | None]:
    """By entry id: what stands in its place, None where nothing does. Its document and publication stay as they are.

    Keys are worked out anew by `relink`, for all accounts of a document together.
    """
    decided = amendments(rulings)
    if not decided:
        return {}
    own: dict[str, dict[str, Stated]] = {}
    for entry in entries:
        if isinstance(entry, Stated):
            own.setdefault(entry.document, {})[entry.id] = entry
    touched = [group for group in own.values() if any(map(decided.touches, group.values()))]
    return {k: v for group in touched for k, v in relinked(list(group.values()), decided, relink).items()}
