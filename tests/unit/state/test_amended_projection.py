"""The projection of a log with analysts' decisions is the fold of it, and reads no more than the decisions touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import document, event, stated
from test_projection import days, logs

from detente.linking.relink import relink
from detente.model import (
    AcceptLine,
    Actor,
    AsOf,
    Clocks,
    CorrectLine,
    Decided,
    Decision,
    Entry,
    MergeActors,
    QuoteStated,
    RecordStated,
    SplitActor,
    Undo,
    WithdrawLine,
)
from detente.state import fold
from detente.state.facts import facts, marks
from detente.state.projection import Log, Projection

NAMES = ["Donald Trump", "Xi Jinping", "China", "Nobody"]


def entered(name: str, decision: Decision, turn: int) -> Decided:
    return Decided(
        id=name, clocks=Clocks(recorded_at="2025-07-02"), analyst="Ada", reason="", turn=turn, decision=decision
    )


@st.composite
def decisions(draw: st.DrawFn, log: Sequence[Entry]) -> list[Decided]:
    """Up to four decisions on lines and actors of the log, of which one may be taken back."""
    told = [entry for entry in log if isinstance(entry, RecordStated | QuoteStated)]
    lines = st.sampled_from([entry.id for entry in told] or ["e-0000000000000000"])
    names, documents = st.sampled_from(NAMES), st.sampled_from("abcdef")
    kinds: list[st.SearchStrategy[Decision]] = [
        st.builds(lambda one: AcceptLine(line="l", entries=(one,)), lines),
        st.builds(lambda one: WithdrawLine(line="l", entries=(one,)), lines),
        st.builds(lambda one: CorrectLine(line="l", entries=(one,), changes={"confidence": 0.9}), lines),
        st.builds(lambda one, other: MergeActors(actor=one, into=other, country="USA"), names, names),
        st.builds(lambda one, name: SplitActor(actor=one, apart="Another", documents=(name,)), names, documents),
    ]
    found = [entered(f"k{at}", one, at) for at, one in enumerate(draw(st.lists(st.one_of(kinds), max_size=4)))]
    return [*found, entered("u", Undo(entry="k0"), 9)] if found and draw(st.booleans()) else found


@settings(max_examples=25, deadline=None)
@given(st.data(), logs(), st.none() | days())
def test_any_state_with_decisions_is_that_of_the_fold(
    data: st.DataObject, said: list[tuple[Entry, ...]], known: dt.date | None
) -> None:
    log = [entry for entries in said for entry in entries]
    log += data.draw(decisions(log))
    moment = AsOf(dt.date(2025, 6, 10), known)
    projection = Projection(
        [facts(list(enumerate(log, 1)))], Log(lambda at: [log[n - 1] for n in at], lambda: log), relink
    )
    assert projection.state(moment) == fold(log, moment, relink)


def test_only_what_a_decision_touches_is_read() -> None:
    log: list[Entry] = []
    for at in range(40):
        who = Actor("Ann Roe" if at == 7 else f"Person {at}", "PRT")
        log += stated(document(f"d{at}"), event("r1", when="2025-06-05", actors=(who,)))
    log.append(entered("k", MergeActors(actor="Ann Roe", into="A. Roe"), 9))
    read: list[int] = []

    def at_places(places: Sequence[int]) -> list[Entry]:
        read.extend(places)
        return [log[place - 1] for place in places]

    state = Projection([facts(list(enumerate(log, 1)))], Log(at_places, lambda: log), relink).state(
        AsOf(dt.date(2025, 6, 10))
    )
    assert any("a-roe" in key for key in state.records)
    assert 16 in read
    read.clear()
    Projection([facts(list(enumerate(log, 1)))], Log(at_places, lambda: log), relink)
    assert set(read) >= {16, len(log)}
    assert len(read) < 10


def test_marks_tell_of_every_name_that_is_there() -> None:
    both = marks(["Ann Roe", "Bo Lee"])
    assert all(both & marks([name]) == marks([name]) for name in ("Ann Roe", "Bo Lee"))
    assert marks([]) == 0
