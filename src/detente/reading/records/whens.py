"""When: which of the stretches of time that a record may have is its own, or none.

Each stretch is right with the logistic of the weights of its features (`when_weights.csv`, learned by
`training/whens.py` from the training sheets); the likeliest is taken where it is likely enough. A day that the text
does not give for the record, the day named before or the day of publication, must be likelier than a stated one.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence

from detente import vocabulary
from detente.model import Interval, Status
from detente.reading.factuality import auxiliaries, ending, predicate
from detente.reading.records import dates
from detente.reading.records.dates import Dating
from detente.reading.records.frames import Frame

FLOORS = {"stated": 0.15, "carried": 0.5, "published": 0.6}
NEAR, FAR = 30, 90
"""Characters between a date and the trigger that count as near, and as far."""


def when(frame: Frame, status: Status, quoted: bool) -> Interval | None:
    """The interval of the likeliest dating; None where none is likely enough. `quoted`: somebody says it."""
    found = [d for d in dates.datings(frame, status) if not gone(frame, status, d)]
    judged = [(probability(tuple(features(frame, status, quoted, found, at))), d) for at, d in enumerate(found)]
    likely = [(p, d) for p, d in judged if p >= FLOORS[d.how]]
    return max(likely, key=lambda j: j[0])[1].interval if likely else None


def gone(frame: Frame, status: Status, dating: Dating) -> bool:
    """Whether a day is over that a measure still to come cannot have: it is the day of the saying."""
    coming = frame.proposal.kind == "measure" and status == "planned"
    return coming and dating.how == "stated" and relative(frame, dating.interval) == "past"


def probability(found: Sequence[str]) -> float:
    """The logistic of the summed weights."""
    table = weights()
    return 1 / (1 + math.exp(-sum(table.get(feature, 0.0) for feature in found)))


@functools.cache
def weights() -> dict[str, float]:
    return {row["feature"]: float(row["right"]) for row in vocabulary.rows("when_weights")}


def features(frame: Frame, status: Status, quoted: bool, found: Sequence[Dating], at: int) -> Iterator[str]:
    """What speaks for a dating: how it comes, where it stands, what the record is, what else there is."""
    dating = found[at]
    rivals = min(3, sum(1 for d in found if d.how == "stated"))
    record = (frame.key, frame.proposal.kind, f"{frame.proposal.kind}|{status}", f"{frame.key}|{status}")
    tense = "+".join(tensed(frame))
    base = f"{dating.how}|"
    yield base
    for name in (*record, f"quoted={quoted}", f"tense={tense}", f"rivals={rivals}", f"{status}|quoted={quoted}"):
        yield base + name
    yield f"{base}{frame.key}|quoted={quoted}|rivals={min(1, rivals)}"
    yield f"{base}{frame.proposal.kind}|{status}|{tense}|rivals={min(1, rivals)}"
    own = placed(frame, dating, found) if dating.how == "stated" else loose(frame, dating, found)
    for name in own:
        yield base + name
        yield f"{base}{name}|{frame.proposal.kind}|{status}"
        yield f"{base}{name}|{frame.key}"


def tensed(frame: Frame) -> tuple[str, ...]:
    """The auxiliaries of the verb that carries the record, the last two, and its ending."""
    verb = predicate(frame)
    words = frame.tokens.words
    return (*auxiliaries(words, verb[0], frame.sentence[0])[-2:], frame.form[:1] + ending(words[verb[0]]))


def placed(frame: Frame, dating: Dating, found: Sequence[Dating]) -> Iterator[str]:
    """Features of a stated date."""
    time, text = dating.time, frame.page.text
    assert time is not None
    start, end = frame.offsets(frame.trigger)
    side = "before" if time.end <= start else "after"
    gap = start - time.end if time.end <= start else time.start - end
    reach = "near" if gap <= NEAR else "middle" if gap <= FAR else "far"
    nearer = sum(1 for d in found if d.how == "stated" and d.time and distance(frame, d) < distance(frame, dating))
    before = text[max(0, time.start - 20) : time.start].lower().split()
    span = dating.interval
    yield f"where={region(frame, time.start)}|{side}|{reach}"
    yield f"where={region(frame, time.start)}|order={min(2, nearer)}"
    yield f"order={min(2, nearer)}|{side}"
    yield f"word={before[-1] if before else ''}|{side}"
    yield f"grain={len(span.start or '')}|{len(span.end or '')}|{span.start == span.end}|{dating.joined}"
    yield f"side={relative(frame, span)}"
    yield f"text={time.text.lower()}"


def distance(frame: Frame, dating: Dating) -> int:
    start, end = frame.offsets(frame.trigger)
    time = dating.time
    return max(0, start - time.end, time.start - end) if time else 0


def region(frame: Frame, offset: int) -> str:
    for name, span in (("clause", frame.clause), ("evidence", frame.evidence)):
        start, end = frame.offsets(span)
        if start <= offset < end:
            return name
    return "sentence"


def relative(frame: Frame, span: Interval) -> str:
    """The stretch as past, current or future by the day of publication."""
    published = (frame.page.published or "")[:10]
    if not published:
        return "unknown"
    if span.end and span.end < published[: len(span.end)]:
        return "past"
    return "future" if span.start and span.start > published[: len(span.start)] else "current"


def loose(frame: Frame, dating: Dating, found: Sequence[Dating]) -> Iterator[str]:
    """Features of a day that the sentence does not name."""
    carried = next((d for d in found if d.how == "carried"), None)
    published = (frame.page.published or "")[:10]
    yield f"back={dating.back}"
    yield f"carried={carried.back if carried else 0}"
    yield f"same={bool(carried and carried.interval.start == published)}"
    yield f"place={min(5, frame.sentence_index // 5)}"
    yield f"trigger={' '.join(frame.words(frame.trigger))}"
    yield f"form={frame.form}"
    dense = len(frame.page.times) / max(1, len(frame.page.sentences))
    yield f"dense={min(4, int(4 * dense))}"
    yield f"quotes={min(3, frame.page.text.count('“') // 5)}"
