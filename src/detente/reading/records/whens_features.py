"""What speaks for a stretch of time being a record's own: features that the weights of `when_weights.csv` are for.

Every feature is `source|name=value|...`: the source says how the stretch comes ('stated', 'carried', 'published', ...,
'null' for no time at all), the rest what the record is, where the date stands, and what the document is like.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from detente import vocabulary
from detente.model import Status
from detente.reading.factuality import auxiliaries, ending, predicate
from detente.reading.records.dates import Dating, relative
from detente.reading.records.dates_document import DocumentDay, document_day
from detente.reading.records.frames import Frame

Candidate = tuple[Dating, ...]
"""What means one stretch."""
REACHES = ((12, "near"), (30, "close"), (90, "middle"))
"""Characters between a date and the trigger, at the most, and how far that is."""
LEAD, TRAIL = 28, 25
"""Characters before and after a date in which a word of saying makes it the day of the saying."""
WORD = re.compile(r"[a-z']+")
SOURCES = ("stated", "carried", "lead", "again", "published", "eve")
"""How a stretch comes, the closest to the record first."""


class Setting(msgspec.Struct, frozen=True):
    """A record with all that its candidates have in common.

    `rivals` are the stated stretches, two at the most; `gaps` the characters from each stated expression to the
    trigger; `own` and `told` the features of the record and of the document.
    """

    frame: Frame
    status: Status
    quoted: bool
    candidates: tuple[Candidate, ...]
    document: DocumentDay
    tense: str
    rivals: int
    kind: str
    key: str
    gaps: dict[tuple[int, int], int]
    own: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def place(self) -> int:
        return min(5, self.frame.sentence_index // 5)


def setting(frame: Frame, status: Status, quoted: bool, candidates: Sequence[Candidate]) -> Setting:
    times = [[d.time for d in c if d.how == "stated" and d.time is not None] for c in candidates]
    given = Setting(
        frame=frame,
        status=status,
        quoted=quoted,
        candidates=tuple(candidates),
        document=document_day(frame.page),
        tense=tensed(frame),
        rivals=min(2, sum(1 for stated in times if stated)),
        kind=f"{frame.proposal.kind} {status}",
        key=frame.key,
        gaps={(time.start, time.end): distance(frame, time.start, time.end) for stated in times for time in stated},
    )
    return msgspec.structs.replace(given, own=tuple(record(given)), told=tuple(document(given)))


def tensed(frame: Frame) -> str:
    """The auxiliaries of the verb that carries the record, the last two, and its ending."""
    verb = predicate(frame)
    words = frame.tokens.words
    return "+".join((*auxiliaries(words, verb[0], frame.sentence[0])[-2:], frame.form[:1] + ending(words[verb[0]])))


def of_none(given: Setting) -> list[str]:
    """Features of the record's having no time."""
    return ["null", *[f"null|{name}" for name in (*given.own, *given.told)]]


def of_candidate(given: Setting, at: int) -> list[str]:
    """Features of a candidate: of what it is, and of each way it comes."""
    candidate = given.candidates[at]
    hows = {dating.how for dating in candidate}
    ways = "+".join(sorted(hows))
    source = next(name for name in SOURCES if name in hows)
    if "published" in hows and source not in ("stated", "published"):
        source = f"published+{source}"
    found = [*stretch(given, candidate, source, ways), *[f"{source}|{name}" for name in given.own]]
    if "stated" not in hows:
        found += [f"{source}|{name}" for name in given.told]
        found += loose(given, ways)
    for dating in candidate:
        found += stated(given, dating) if dating.how == "stated" else elsewhere(given, dating)
    return found


def record(given: Setting) -> Iterator[str]:
    """What the record is."""
    frame, kind, key, rivals = given.frame, given.kind, given.key, given.rivals
    yield f"key={key}"
    yield f"kind={kind}"
    yield f"key={key}|{given.status}"
    yield f"quoted={given.quoted}|{frame.proposal.kind}"
    yield f"quoted={given.quoted}|{key}|{given.status}"
    yield f"tense={given.tense}"
    yield f"tense={given.tense}|{kind}"
    yield f"rivals={rivals}"
    yield f"rivals={rivals}|{kind}"
    yield f"rivals={rivals}|{key}|{given.quoted}"
    yield f"trigger={' '.join(frame.words(frame.trigger))}"
    yield f"place={given.place}"


def document(given: Setting) -> Iterator[str]:
    """What the document is like, and with it the record."""
    told = given.document
    both = f"{told.manner}|lead={told.lead}"
    for name in (f"manner={told.manner}", f"manner={both}", f"density={told.density}|{told.manner}"):
        yield name
        yield f"{name}|{given.kind}"
    yield f"manner={both}|{given.kind}|quoted={given.quoted}|rivals={given.rivals}"
    yield f"manner={both}|{given.key}"
    yield f"manner={told.manner}|tense={given.tense}|quoted={given.quoted}"
    yield f"manner={both}|place={given.place}|{given.frame.proposal.kind}"


def stretch(given: Setting, candidate: Candidate, source: str, ways: str) -> Iterator[str]:
    """What stretch it is: how precise, on which side of the day of publication."""
    span, frame = candidate[0].interval, given.frame
    side, grain = relative(frame, span), grained(candidate)
    yield f"ways={ways}"
    yield f"{source}|side={side}|{grain}"
    yield f"{source}|side={side}|{given.kind}"
    yield f"{source}|side={side}|{given.key}"
    yield f"{source}|{grain}|{frame.proposal.kind}"


def grained(candidate: Candidate) -> str:
    span = candidate[0].interval
    return f"{len(span.start or '')}-{len(span.end or '')}{' same' if span.start == span.end else ''}"


def loose(given: Setting, ways: str) -> Iterator[str]:
    """A stretch that the sentence does not name."""
    yield f"{ways}|{given.kind}|quoted={given.quoted}|rivals={given.rivals}"
    yield f"{ways}|{given.key}"


def elsewhere(given: Setting, dating: Dating) -> Iterator[str]:
    """Where the expression of another sentence stands to the record's."""
    if dating.time is None:
        return
    frame, page, kind = given.frame, given.frame.page, given.kind
    back = max(-6, min(6, dating.back))
    at = frame.sentence_index
    beside = page.sentences[at - dating.back].paragraph == page.sentences[at].paragraph
    side, grain = relative(frame, dating.interval), grained((dating,))
    for name in ("", f"|rivals={given.rivals}", f"|{kind}"):
        yield f"{dating.how}|back={back}{name}"
    yield f"{dating.how}|paragraph={beside}|{dating.reading}"
    yield f"{dating.how}|paragraph={beside}|back={back}|rivals={given.rivals}"
    yield f"{dating.how}|paragraph={beside}|{grain}|{side}"
    if dating.how == "again":
        shared = min(6, dating.shared)
        yield f"again|shared={shared}|{dating.reading}"
        yield f"again|shared={shared}|{kind}|{side}"
        yield f"again|shared={shared}|paragraph={beside}|rivals={given.rivals}"


def stated(given: Setting, dating: Dating) -> Iterator[str]:
    """Where the expression stands in the record's sentence, and what stands around it."""
    time = dating.time
    assert time is not None
    yield from placed(given, dating, time.start, time.end)
    yield from worded(given, dating, time.start, time.end)


def placed(given: Setting, dating: Dating, first: int, last: int) -> Iterator[str]:
    """How far from the trigger, on which side, in its clause or not, with which other dates nearer."""
    frame, kind, key = given.frame, given.kind, given.key
    side = "before" if last <= frame.offsets(frame.trigger)[0] else "after"
    gap = given.gaps[first, last]
    reach = next((name for most, name in REACHES if gap <= most), "far")
    others, nearer = rivalry(given, first, gap)
    where, split = region(frame, first), between(frame, first, last)
    side_of_now = relative(frame, dating.interval)
    yield f"stated|{where}|{side}|{reach}"
    yield f"stated|{where}|nearer={nearer}|others={others}"
    yield f"stated|{side}|{reach}|nearer={nearer}|others={others}"
    yield f"stated|between={split}|{side}"
    yield f"stated|between={split}|nearer={nearer}|others={others}"
    yield f"stated|between={split}|{where}|{kind}"
    yield f"stated|{where}|{side}|{kind}"
    yield f"stated|{where}|{side_of_now}|{kind}|others={others}"
    yield f"stated|{where}|{key}|others={others}"
    yield f"stated|{side_of_now}|{given.status}|{key}"
    opening = first - frame.page.sentences[frame.sentence_index].start < LEAD // 7
    yield f"stated|opening={opening}|{side}|others={others}"


def worded(given: Setting, dating: Dating, first: int, last: int) -> Iterator[str]:
    """The words of the expression and beside it."""
    text, kind, key = given.frame.page.text, given.kind, given.key
    time, reading = dating.time, dating.reading
    assert time is not None
    side = "before" if last <= given.frame.offsets(given.frame.trigger)[0] else "after"
    lead = text[max(0, first - 20) : first].lower().split()
    word = lead[-1] if lead else "^"
    yield f"stated|word={word}|{side}"
    yield f"stated|word={word}|{kind}"
    yield f"stated|text={time.text.lower()}"
    yield f"stated|{reading}|{kind}"
    yield f"stated|{reading}|{given.status}|word={word}"
    yield f"stated|{reading}|{key}"
    yield f"stated|{reading}|{time.type}"
    behind = text[last : last + 20].lower().split()
    yield f"stated|behind={behind[0] if behind else '$'}"
    before_said, after_said = said(text, first, last)
    yield f"stated|said={before_said}|{after_said}|{kind}"
    yield f"stated|said={before_said}|{after_said}|{key}"


def rivalry(given: Setting, first: int, gap: int) -> tuple[int, int]:
    """How many other dates the sentence has, and how many of them stand nearer to the trigger; two at the most."""
    others = [other for (start, _), other in given.gaps.items() if start != first]
    return min(2, len(others)), min(2, sum(1 for other in others if other < gap))


def distance(frame: Frame, first: int, last: int) -> int:
    """Characters between an expression and the trigger."""
    start, end = frame.offsets(frame.trigger)
    return max(0, start - last, first - end)


def region(frame: Frame, offset: int) -> str:
    for name, span in (("clause", frame.clause), ("evidence", frame.evidence)):
        start, end = frame.offsets(span)
        if start <= offset < end:
            return name
    return "sentence"


def between(frame: Frame, first: int, last: int) -> str:
    """What stands between an expression and the trigger: a comma, words that lead to another clause, other verbs."""
    start, end = frame.offsets(frame.trigger)
    text = frame.page.text[last:start] if last <= start else frame.page.text[end:first]
    words = WORD.findall(text.lower())
    joints = sum(1 for word in words if word in listed("joints"))
    verbs = sum(1 for word in words if word.endswith("ed") or word in listed("verbs"))
    return f"{'comma ' if ',' in text else ''}{min(2, joints)} joints {min(2, verbs)} verbs"


def said(text: str, first: int, last: int) -> tuple[bool, bool]:
    """Whether a word of saying stands just before an expression, and just after it."""
    before = WORD.findall(text[max(0, first - LEAD) : first].lower())[-3:]
    after = WORD.findall(text[last : last + TRAIL].lower())[:2]
    return any(word in listed("saying") for word in before), any(word in listed("saying") for word in after)


@functools.cache
def listed(name: str) -> frozenset[str]:
    """A list of whens.toml."""
    return frozenset(vocabulary.table("whens")[name])
