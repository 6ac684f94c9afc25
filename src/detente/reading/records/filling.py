"""Filling: proposals become records, with status, participants, dates, figures and the way the words came."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from detente.model import Actor, Commitment, Event, Gap, Measure, Mention, Move, Quote, Record, Span, Status
from detente.reading import factuality
from detente.reading.page import Page, RecordProposal
from detente.reading.records import (
    about,
    dates,
    expiries,
    imposers,
    moves,
    participants,
    parties,
    rates,
    sides,
    terms,
    whens,
)
from detente.reading.records.candidates import acts, candidates, words
from detente.reading.records.frames import Frame, frame
from detente.reading.records.scene import Resolver, Scene, all_states

UTTERINGS = frozenset({"ACCUSE", "THREATEN"})
TURN = re.compile(r"\s*(?:\([\d:]+\))?\s*:")
TITLE = 20
"""Characters of a title that may stand before a name."""
WHERE = re.compile(
    r"\b(?:in|at|near|across|inside|outside|throughout)\s(?:the\s)?(?:(?:southern|northern|eastern|western|central)\s)?\Z"
)
"""What leads up to the name of a state where something is."""
SPEAKERS_OWN = frozenset({"i", "we", "our", "my", "us"})
"""With one of these, whoever speaks takes part."""


def fill(
    page: Page,
    proposals: Sequence[RecordProposal],
    resolver: Resolver | None,
    quotes: Sequence[Quote],
    document_id: str,
) -> tuple[Record, ...]:
    """The records of the proposals, in text order, one for each distinct thing; ids follow from what they rest on."""
    scene = Scene.of(page, resolver, quotes)
    numbered: Counter[str] = Counter()
    found: dict[tuple[object, ...], Record] = {}
    for proposal in sorted(proposals, key=lambda p: (p.start, p.end, p.kind, p.type)):
        framed = frame(page, proposal)
        for record in filled(framed, scene) if framed else ():
            identity = distinct(record)
            if identity not in found:
                key = f"{document_id}|{record.kind}|{record.type}|{record.evidence[0].start}|{record.evidence[0].end}"
                found[identity] = with_id(record, f"{key}|{numbered[key]}")
                numbered[key] += 1
    return tuple(found.values())


def with_id(record: Record, key: str) -> Record:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return msgspec.structs.replace(record, id=f"r-{digest}")


def distinct(record: Record) -> tuple[object, ...]:
    """What makes two records of one place two: kind, type, sentence, figures, who and to whom."""
    evidence = record.evidence[0]
    own: object = None
    if isinstance(record, Measure):
        own = (record.action, record.rate, record.scope, record.programme)
    elif isinstance(record, Move):
        own = record.instrument
    return record.kind, record.type, evidence.start, evidence.end, record.actors, record.targets, own


def filled(framed: Frame, scene: Scene) -> Iterator[Record]:
    """The records of one frame: one, or for a move one for each instrument."""
    proposal = framed.proposal
    quote = scene.quote_at(*framed.offsets(framed.trigger))
    status = stated(framed)
    expiry = expiries.told(framed)
    dated, sure = (expiries.stretch(expiry), None) if expiry else whens.when(framed, status, quote is not None)
    common: dict[str, Any] = {
        "id": "",
        "evidence": (Span.of(framed.page.text, *framed.offsets(framed.evidence)),),
        "status": status,
        "when": dated,
        "attribution": quote.chain if quote else (),
        "confidence": round(proposal.confidence, 3),
        "status_confidence": round(max(proposal.statuses), 3) if proposal.statuses else None,
        "when_confidence": sure,
        "rule": proposal.rule,
    }
    if proposal.kind == "move":
        yield from moved(framed, common)
        return
    actors, targets = who(framed, scene, quote)
    subject = about.issues(framed)
    if expiry is not None and expiry.sort == "truce":
        actors = with_sides(framed, actors)
        subject = tuple(dict.fromkeys((expiries.issue(), *subject)))
    if quote is not None and uttered(framed, quote, actors):
        common["attribution"] = quote.chain[:-1]
    common |= {
        "actors": actors,
        "targets": targets,
        "issues": subject,
        "what": about.what(framed, actors, targets, subject),
    }
    record = special(framed, status, common)
    several = rates.several(framed) if isinstance(record, Measure) else ()
    if isinstance(record, Measure) and several:
        yield from (with_part(record, priced) for priced in several)
    else:
        yield record


def with_sides(framed: Frame, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The parties of a truce, from the whole document where its sentence names fewer than two."""
    if len({actor.country for actor in actors}) > 1:
        return actors
    return tuple(m.actor for m in expiries.between(framed.page, framed.sentence_index)) or actors


def with_part(record: Measure, priced: rates.Priced) -> Measure:
    """The measure at one of the rates that its sentence gives, with what goes with that one."""
    if priced.scope is not None:
        return msgspec.structs.replace(record, rate=priced.rate, scope=priced.scope)
    return msgspec.structs.replace(record, rate=priced.rate, programme=priced.programme)


def uttered(framed: Frame, quote: Quote, actors: Sequence[Actor]) -> bool:
    """Whether the record is the uttering of the quote itself, which the document tells in its own voice."""
    speaker = quote.speaker
    if framed.proposal.type not in UTTERINGS or speaker is None:
        return False
    return any(participants.same(actor, Actor(speaker.name, speaker.country)) for actor in actors)


def special(framed: Frame, status: Status, common: dict[str, Any]) -> Record:
    """The record of its kind, with the fields that this kind alone has."""
    kind: str = framed.proposal.kind
    type_: Any = framed.proposal.type
    if kind == "event":
        return Event(**common, type=type_, mode=framed.mode or None)
    if kind == "measure":
        return Measure(
            **common,
            type=type_,
            action=terms.action(framed, status),
            rate=rates.rate(framed),
            scope=terms.scope(framed),
            programme=terms.programme(framed),
        )
    if kind == "commitment":
        return Commitment(**common, due=dates.due(framed))
    return Gap(**common)


def moved(framed: Frame, common: dict[str, Any]) -> Iterator[Move]:
    """The moves of a frame: those whose instrument is its trigger, where it names one, else all of its sentence."""
    place = framed.proposal.trigger
    for move in moves.find(framed.page.text, framed.tokens, framed.evidence):
        if place is None or framed.tokens.starts[move.first] == place[0]:
            yield Move(
                **common,
                instrument=move.instrument,
                direction=move.direction,
                change=move.change,
                unit=move.unit,
                basis=move.basis,
            )


def stated(framed: Frame) -> Status:
    """The proposal's status, else what the words claim; a gap is negated by its nature."""
    if framed.proposal.kind == "gap":
        return "negated"
    return framed.proposal.status or factuality.status(framed)


def who(framed: Frame, scene: Scene, quote: Quote | None) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and targets: the proposal's where it names them, else the likeliest candidates."""
    proposal = framed.proposal
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    if proposal.actors is None or proposal.targets is None:
        actors, targets = participants.choose(framed, scene, candidates(framed, scene, quote))
    else:
        found = given(framed, scene, proposal.actors, doing=True), given(framed, scene, proposal.targets)
        actors, targets = (tuple(m.actor for m in role) for role in parties.sides(framed, scene, *found, quote))
    if proposal.kind == "measure":
        actors = tuple({actor.name: actor for actor in map(imposers.behind, actors)}.values())
        actors, targets = sides.sided(framed, actors, targets, speaker(quote))
    return actors, targets


def speaker(quote: Quote | None) -> Actor | None:
    """Whom 'I' and 'we' mean in a quote."""
    said = quote.speaker if quote is not None else None
    return Actor(said.name, said.country) if said is not None and said.kind != "unnamed" else None


def within(framed: Frame, places: Sequence[int]) -> Sequence[int]:
    """The mentions of the record's own sentence, and the likeliest; all where its sentence names none of them."""
    start, end = framed.offsets(framed.sentence)
    inside = {at for at in places if start <= framed.page.mentions[at].start < end}
    return [at for at in places if at in inside or at == places[0]] if inside else places


def labels_a_turn(framed: Frame, mention: Mention) -> bool:
    """Whether a mention only says whose turn it is to speak: 'Jane Doe (21:21): The two sides have met.'"""
    opening, _ = framed.offsets(framed.sentence)
    return mention.start - opening <= TITLE and TURN.match(framed.page.text, mention.end) is not None


def located(text: str, mention: Mention) -> bool:
    """Whether a state only says where something is: 'an embassy in Kenya'."""
    if mention.name not in all_states() or text[mention.end : mention.end + 1] in ("'", "’", "-"):
        return False
    return WHERE.search(text, max(0, mention.start - TITLE), mention.start) is not None


def given(framed: Frame, scene: Scene, places: Sequence[int], *, doing: bool = False) -> tuple[Mention, ...]:
    """The proposal's participants but those that cannot be: places, datelines, and for a measure nameless voices.

    What stands for both parties gives each of them. Where the record's own sentence names somebody, one named elsewhere
    takes part only as the likeliest of all, whom a pronoun or description stands for.
    """
    places = within(framed, places)
    dual = words("dual")
    mentions = [
        m for at in places for m in scene.parties(framed.page.mentions[at], dual) or (framed.page.mentions[at],)
    ]
    dateline = framed.page.sentences[framed.sentence_index].start if framed.page.sentences else 0
    opening, _ = framed.offsets(framed.sentence)
    kept = [m for m in mentions if acts(m) and not dateline <= m.start < opening]
    if participants.symmetric(framed) and not set(framed.words(framed.sentence)) & SPEAKERS_OWN:
        kept = [m for m in kept if not labels_a_turn(framed, m)]
    if framed.proposal.kind == "measure":
        kept = [m for m in kept if imposers.imposes(m)]
    elif doing and not participants.symmetric(framed):
        kept = [m for m in kept if not located(framed.page.text, m)]
    return tuple({m.name: m for m in kept}.values())
