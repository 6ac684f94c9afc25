"""What an analyst may enter on a desk: each call checks that it means something and appends one entry to the log.

with Desk.open("us-china.db") as desk:
    entry = Analyst(desk, "Ada").merge("Wang Yi (minister)", "Wang Yi", "the same man")
    Analyst(desk, "Ada").undo(entry.id, "his namesake after all")
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from detente.corrections import changes
from detente.desk import Desk
from detente.errors import NotFound, UsageError
from detente.model import (
    AcceptLine,
    Clocks,
    CorrectLine,
    Credibility,
    Decided,
    Decision,
    GradeSource,
    KnowActor,
    KnownActor,
    MergeActors,
    NoteLine,
    Reliability,
    Ruling,
    SplitActor,
    Undo,
    WithdrawDocument,
    WithdrawLine,
)
from detente.state import Account, identities
from detente.state.amendments import changed
from detente.state.rulings import document_withdrawn, holding, undoes


class Analyst:
    """Somebody who decides on a desk. Every call returns the entry; it raises NotFound or UsageError, and nothing is
    entered, where what it names is not there or the decision would change nothing.

    `as_of` is the day on which lines are looked at (today); `head` the head of the log that the decision is made by:
    where it has another by then, LogGrown is raised (None: it may have grown).
    """

    def __init__(self, desk: Desk, name: str, as_of: dt.date | None = None, head: int | None = None) -> None:
        self.desk = desk
        self.name = name
        self.as_of = as_of
        self.head = head

    def withdraw(self, named: str, reason: str) -> Decided:
        """Leave a document, or all accounts of a line, out of the state."""
        if not self.is_document(named):
            self.still_there(named)
            return self.enter(WithdrawLine(line=named, entries=ids(self.accounts(named))), reason)
        if named in {document_withdrawn(ruling) for ruling in holding(self.rulings())}:
            raise UsageError(f"document {named!r} is withdrawn already; `detente decisions` says by whom")
        return self.enter(WithdrawDocument(document=named), reason, named)

    def accept(self, named: str, reason: str = "") -> Decided:
        """Say that a line is right: that its words say so."""
        told = self.accounts(named)
        return self.enter(AcceptLine(line=named, entries=ids(like(told, ["status"]))), reason)

    def correct(self, named: str, given: Sequence[str], reason: str) -> Decided:
        """Read a line otherwise: 'FIELD=VALUE' texts, for all accounts that have the same values there."""
        told = self.accounts(named)
        asked = changes(told[0].subject, given, self.look)
        if changed(told[0].subject, asked) == told[0].subject:
            raise UsageError(f"{' '.join(given)}: the line says so already; nothing is entered")
        return self.enter(CorrectLine(line=named, entries=ids(like(told, list(asked))), changes=asked), reason)

    def note(self, named: str, text: str) -> Decided:
        """Put a note on a line."""
        if not text.strip():
            raise UsageError("the note is empty; give it words")
        return self.enter(NoteLine(line=named, entries=ids(self.accounts(named)), text=text), "")

    def merge(self, actor: str, into: str, reason: str) -> Decided:
        """Have whoever is called `actor` counted as `into`."""
        everyone = {one.name: one for one in identities.actors(self.desk.state(self.as_of))}
        if actor not in everyone:
            raise NotFound(f"nobody is called {actor!r} on this desk; `detente actors` lists who is")
        target, found = self.look(into), everyone.get(into)
        if target is None and found is None:
            raise NotFound(f"no table and no line knows {into!r}; add it first: `detente actors add {into!r}`")
        name = target.name if target else into
        if name == actor:
            raise UsageError(f"{actor!r} is {name!r} already; give two names")
        self.no_circle(actor, name)
        country = target.country if target else found.country if found else None
        return self.enter(MergeActors(actor=actor, into=name, country=country), reason)

    def split(self, actor: str, apart: str, documents: Sequence[str], reason: str) -> Decided:
        """Have `actor` counted as `apart` in these documents."""
        if not apart.strip() or apart == actor:
            raise UsageError(f"{actor!r} cannot be split into {apart!r}; give the other a name of its own")
        for document in documents:
            self.desk.document(document)
        if not any(one.name == actor for one in identities.actors(self.desk.state(self.as_of))):
            raise NotFound(f"nobody is called {actor!r} on this desk; `detente actors` lists who is")
        known = self.look(apart)
        country = known.country if known else None
        decision = SplitActor(actor=actor, apart=apart, country=country, documents=tuple(documents))
        return self.enter(decision, reason)

    def grade(
        self, source: str, reliability: Reliability | None, credibility: Credibility | None, reason: str
    ) -> Decided:
        """Grade a source against its record: how reliable it is, how credible what it tells."""
        if source not in identities.sources(self.desk.state(self.as_of)):
            raise NotFound(f"no source {source!r} on this desk; `detente sources` lists them")
        return self.enter(GradeSource(source=source, reliability=reliability, credibility=credibility), reason)

    def know(self, actors: Iterable[KnownActor], reason: str = "") -> tuple[Decided, ...]:
        """Put actors into the desk's own table; rows that are there already are passed over."""
        there = set(identities.own_table(self.rulings()))
        return tuple(self.enter(KnowActor(actor=one), reason) for one in dict.fromkeys(actors) if one not in there)

    def undo(self, entry: str, reason: str) -> Decided:
        """Take back an entry of an analyst; taking back an Undo enters the decision anew."""
        rulings = self.rulings()
        found = next((one for one in rulings if one.id == entry), None)
        if found is None:
            raise NotFound(f"no analyst's entry {entry!r}; `detente decisions` lists them")
        if undoes(found) and isinstance(found, Decided):
            return self.again(found, rulings, reason)
        if found not in holding(rulings):
            raise UsageError(f"entry {entry!r} is taken back already; `detente decisions` says by whom")
        return self.enter(Undo(entry=entry), reason)

    def again(self, undo: Decided, rulings: Sequence[Ruling], reason: str) -> Decided:
        """Enter anew what an Undo took back."""
        assert isinstance(undo.decision, Undo)
        taken_back = undo.decision.entry
        former = next(one for one in rulings if one.id == taken_back)
        decision = former.decision if isinstance(former, Decided) else WithdrawDocument(document=former.document)
        return self.enter(decision, reason, former.document)

    def enter(self, decision: Decision, reason: str, document: str = "") -> Decided:
        """Append the entry. Raises DeskReadOnly and StoreError."""
        turn, moment = self.desk.store.head(), self.desk.clock()
        words = msgspec.json.encode([self.name, reason, turn, moment, decision])
        entry = Decided(
            id="d-" + hashlib.blake2b(words, digest_size=8).hexdigest(),
            document=document,
            clocks=Clocks(recorded_at=moment),
            analyst=self.name,
            reason=reason,
            turn=turn,
            decision=decision,
        )
        self.desk.store.append(entry, self.head)
        self.desk.projector.save()
        return entry

    def rulings(self) -> tuple[Ruling, ...]:
        """What analysts entered on the desk, in order."""
        return self.desk.state(self.as_of).rulings

    def look(self, name: str) -> KnownActor | None:
        """Who is known under a name, to the desk's own table or the package's."""
        return identities.known(name, identities.own_table(self.rulings()))

    def no_circle(self, actor: str, into: str) -> None:
        """Raises UsageError where `into` counts as `actor`: a circle of merges would undo them all in silence."""
        held = [one for one in holding(self.rulings()) if isinstance(one, Decided)]
        merges = {
            one.decision.actor: (one.decision.into, one.id) for one in held if isinstance(one.decision, MergeActors)
        }
        at, last = into, ""
        while at in merges and at != actor:
            at, last = merges.pop(at)
        if at == actor and last:
            raise UsageError(f"{into!r} counts as {actor!r} by {last}; take that back first: `detente undo {last}`")

    def still_there(self, named: str) -> None:
        """Raises UsageError where a line or entry is withdrawn and nothing took it back."""
        for ruling in holding(self.rulings()):
            decision = ruling.decision if isinstance(ruling, Decided) else None
            if isinstance(decision, WithdrawLine) and named in (decision.line, *decision.entries):
                raise UsageError(f"{named!r} is withdrawn already, by {ruling.id}; `detente undo` takes that back")

    def is_document(self, named: str) -> bool:
        state = self.desk.state(self.as_of)
        return named in state.documents or named in state.withdrawn

    def accounts(self, named: str) -> tuple[Account, ...]:
        """The accounts that a decision on a line is on, the one shown first; one alone where an entry is named."""
        found = self.desk.why(named, self.as_of)
        return found.accounts if found.line.id == named else found.accounts[:1]


def ids(accounts: Iterable[Account]) -> tuple[str, ...]:
    return tuple(account.entry for account in accounts)


def like(accounts: Sequence[Account], fields: Sequence[str]) -> list[Account]:
    """The accounts that have in these fields what the first has."""
    shown = [getattr(accounts[0].subject, field, None) for field in fields]
    return [one for one in accounts if [getattr(one.subject, field, None) for field in fields] == shown]
