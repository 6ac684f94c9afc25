"""Ends that come by themselves: 'the truce expires on 1 May', told with its day and often without its parties.

Nobody acts in such a sentence, so that a model passes over it; yet it tells of a deadline. What holds is an agreement
between the two sides or a measure, as the noun says.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import cast

import msgspec

from detente.model import Action, Interval, Mention
from detente.reading.page import KindOfRecord, Page, RecordProposal, Sentence
from detente.reading.records import imposers, lexicon
from detente.reading.records.dates import dated, day, whole_day
from detente.reading.records.frames import Frame
from detente.reading.records.tokens import tokens
from detente.vocabulary import table

RULE = "expiry"
CONFIDENCE = 0.7
"""Of a line by this rule: a noun, a verb and a date to come in one clause leave little doubt."""
SORTS = ("truce", "suspended", "exempted", "removed")
SIDES = 2
UNDER = re.compile(r"\b(?:of|on|for|from|with|under)\s(?:the\s|its\s|their\s)?(?:[\w-]+\s)?\Z", re.I)
"""What leads up to a noun that is not what ends: 'the date of the tariffs'."""
LEAD = 32
BREAK = re.compile(r"[.;:?!“”\"]")
FOR_A_TIME = frozenset({"suspend", "exempt"})
"""Acts that hold until the end."""
HOLDS = frozenset({"AGREE", "RETREAT"})
"""Event types that a truce is read as."""


class Expiry(msgspec.Struct, frozen=True):
    """An end told at `start:end` (the noun), of a sort of `expiries.toml`; `last` is the partial ISO date."""

    sort: str
    start: int
    end: int
    last: str


def with_expiries(page: Page, records: Iterable[RecordProposal]) -> tuple[RecordProposal, ...]:
    """The records, with the ends to come that none of them tells; a measure that tells one is read as the rule does."""
    found = list(records)
    for index, expiry in expiries(page):
        beside = [record for record in found if page.sentence_at(record.start) == index]
        if expiry.sort == "truce":
            found += [] if any(record.type in HOLDS for record in beside) else [proposal(page, index, expiry)]
        elif single(page, index):
            measures = [record for record in beside if record.kind == "measure"]
            likeliest = max(measures, key=lambda record: record.confidence, default=None)
            found = [record for record in found if record not in measures]
            found.append(proposal(page, index, expiry, likeliest))
    return tuple(sorted(found, key=lambda record: record.start))


def single(page: Page, index: int) -> bool:
    """Whether a sentence tells one date alone, which no other measure of it can have."""
    sentence = page.sentences[index]
    return sum(dated(time) for time in page.times_in(sentence.start, sentence.end)) == 1


def expiries(page: Page) -> Iterator[tuple[int, Expiry]]:
    """The ends to come that a page tells, with the index of the sentence."""
    if not verb().search(page.text):
        return
    for index, sentence in enumerate(page.sentences):
        found = of(page, sentence)
        if found is not None:
            yield index, found


def of(page: Page, sentence: Sentence) -> Expiry | None:
    """The first end to come that a sentence tells."""
    for match in verb().finditer(page.text, sentence.start, sentence.end):
        noun = subject(page, sentence.start, match)
        last = ending(page, match, sentence.end) if noun is not None else None
        if noun is not None and last is not None:
            sort = next(name for name in SORTS if noun.group().lower() in table("expiries")[name]["nouns"])
            return Expiry(sort, *noun.span(), last)
    return None


def subject(page: Page, start: int, ends: re.Match[str]) -> re.Match[str] | None:
    """What ends: the noun nearest before the verb that is not of, on or under another; None where that is denied."""
    words = table("expiries")["verbs"]
    for match in reversed(list(nouns().finditer(page.text, start, ends.start()))):
        between = page.text[match.end() : ends.start()]
        apart = words["beside"] if ends.group().lower() in words["plain"] else words["apart"]
        if BREAK.search(between) or len(between.split()) > apart or denied().search(between):
            return None
        if not UNDER.search(page.text[max(start, match.start() - LEAD) : match.start()]):
            return match
    return None


def ending(page: Page, ends: re.Match[str], stop: int) -> str | None:
    """The last day of the expression right behind the verb, where that is to come."""
    now = whole_day(page.published)
    for time in page.times_in(ends.end(), stop):
        last = day(time.latest) if dated(time) and leads().fullmatch(page.text, ends.end(), time.start) else None
        if last and now and last > now[: len(last)]:
            return last
    return None


def proposal(page: Page, index: int, expiry: Expiry, known: RecordProposal | None = None) -> RecordProposal:
    """What the rule reads; of a measure that is `known` the instrument and the parties stay."""
    sentence = page.sentences[index]
    action = table("expiries")[expiry.sort].get("action")
    kind, type_ = "event", "AGREE"
    if action is not None:
        kind, type_ = "measure", known.type if known else instrument(page, index)
    return RecordProposal(
        start=sentence.start,
        end=sentence.end,
        kind=cast("KindOfRecord", kind),
        type=type_,
        status="ongoing" if action in FOR_A_TIME else "planned",
        action=cast("Action | None", action),
        actors=known.actors if known else () if action is None else None,
        targets=known.targets if known else () if action is None else None,
        trigger=(expiry.start, expiry.end),
        confidence=max(CONFIDENCE, known.confidence if known else 0.0),
        rule=RULE,
    )


def instrument(page: Page, index: int) -> str:
    """The instrument that the sentence names, or the one before it; 'other' where neither does."""
    all_tokens = tokens(page.text)
    for sentence in (page.sentences[index], *page.sentences[max(0, index - 1) : index]):
        span = all_tokens.within(sentence.start, sentence.end)
        found = [hit.trigger.type for hit in lexicon.find(lexicon.instruments(), all_tokens.words, *span)]
        if found:
            return found[0]
    return "other"


def told(framed: Frame) -> Expiry | None:
    """The end that a record tells: any by this rule, and of others an agreement that is to hold until then."""
    proposal = framed.proposal
    if not framed.page.sentences or (proposal.rule != RULE and proposal.type not in HOLDS):
        return None
    found = of(framed.page, framed.page.sentences[framed.sentence_index])
    return found if found is not None and (proposal.rule == RULE or found.sort == "truce") else None


def stretch(expiry: Expiry) -> Interval:
    """What lasts until the end; of what is over from then on, that day."""
    return Interval(expiry.last if expiry.sort == "removed" else None, expiry.last)


def issue() -> str:
    """The issue of an agreement that holds for a time."""
    return str(table("expiries")["truce"]["issue"])


def between(page: Page, index: int) -> tuple[Mention, ...]:
    """The two states whose truce it is: those of every sentence that tells of one, else the only two of the document.

    None where the document leaves a doubt, or the sentence itself names another one.
    """
    pairs = {pair for sentence in mentioning(page) if len(pair := states(page, sentence)) == SIDES}
    everyone = {m.country: m for m in page.mentions if acting(m)}
    if not pairs and len(everyone) == SIDES:
        pairs = {frozenset(everyone)}
    pair = next(iter(pairs)) if len(pairs) == 1 else frozenset()
    if not pair or not states(page, page.sentences[index]) <= pair:
        return ()
    return tuple(as_state(m) for country, m in everyone.items() if country in pair)


def states(page: Page, sentence: Sentence) -> frozenset[str | None]:
    """The states that a sentence names, by themselves or by people and bodies of theirs; towns are but places."""
    return frozenset(m.country for m in page.mentions_in(sentence.start, sentence.end) if acting(m))


def acting(mention: Mention) -> bool:
    return mention.country in imposers.states() and mention.kind in ("person", "government")


def as_state(mention: Mention) -> Mention:
    """The state of whoever is mentioned."""
    name = imposers.states()[mention.country or ""]
    return msgspec.structs.replace(mention, kind="government", name=name)


def mentioning(page: Page) -> Iterator[Sentence]:
    """The sentences that tell of a truce."""
    nouns = "|".join(map(re.escape, table("expiries")["truce"]["nouns"]))
    word = re.compile(rf"\b(?:{nouns})s?\b", re.I)
    return (sentence for sentence in page.sentences if word.search(page.text, sentence.start, sentence.end))


@functools.cache
def nouns() -> re.Pattern[str]:
    """Everything that may end."""
    return re.compile(rf"\b(?:{alternatives(n for sort in SORTS for n in table('expiries')[sort]['nouns'])})\b", re.I)


@functools.cache
def verb() -> re.Pattern[str]:
    """Verbs of ending."""
    words = table("expiries")["verbs"]
    bound = rf"(?:{alternatives(words['bound'])})\s+(?:{alternatives(words['ahead'])})"
    return re.compile(rf"\b(?:{bound}|{alternatives((*words['sure'], *words['plain']))})\b", re.I)


@functools.cache
def leads() -> re.Pattern[str]:
    """What may stand between the verb and its date."""
    return re.compile(rf"(?:\s+(?:{alternatives(table('expiries')['leads']['words'])}))*\s+", re.I)


@functools.cache
def denied() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(table('expiries')['denied']['words'])})(?!\w)|n['’]t\b", re.I)


def alternatives(words: Iterable[str]) -> str:
    """The longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
