"""Which side of a measure a state is on: who imposes it, and whose goods or people it falls on."""

from __future__ import annotations

import functools
import re

from detente import vocabulary
from detente.model import Actor, Mention
from detente.reading.quantities import choice
from detente.reading.records import imposers, pronouns
from detente.reading.records.candidates import words
from detente.reading.records.frames import Frame
from detente.reading.records.participants import passive

WORD = re.compile(r"\s+(\w+)")
BEFORE, AFTER = 60, 90
DUTY = r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|taxes|tax|rates?|sanctions?)"
CHARGED = r"(?:charged|charges?|imposed|levied|applied|slapped|placed|put)"
ON_IT = re.compile(
    rf"\b(?:{DUTY}|{CHARGED})\s+(?:of\s+(?:up to\s+)?[\w.]+\s?(?:%|percent|per cent)\s+)?"
    r"(?:on|against|to|upon)\s+(?:(?!by\b|with\b|from\b)\w+\s+){0,2}?"
    r"(?:(?:goods|imports|products|exports)\s+(?:(?:coming|imported|shipped|arriving|originating)\s+)?from\s+)?"
    r"(?:the\s+)?\Z",
    re.I,
)
"""What leads up to a state that a duty falls on: 'the duty charged to', 'tariffs of 25% on goods imported from the'."""
FROM = re.compile(r"\bfrom\s+(?:the\s+)?\Z", re.I)
"""What leads up to a state that goods come from, which does not tax them: 'goods from China to 145 percent'."""
OF_DUTY = re.compile(rf"\s+{DUTY}\b", re.I)
PAID_TO = re.compile(r"\bpa(?:y|ys|id|ying)\b[^.;,]*\bto\s+(?:the\s+)?\Z", re.I)
"""What leads up to a state that a duty is paid to, which imposes it."""
BY_IT = re.compile(rf"\b{CHARGED}\b[^.;,]*\bby\s+(?:the\s+)?\Z", re.I)
"""What leads up to a state that a duty is imposed by."""
SPEAKING = re.compile(r"\s*(?::|,?\s*(?:said|says|told|tells|wrote|writes|tweeted|asked|argued|added|commented)\b)")
OTHERS = re.compile(r"['’]s?\b|-")
"""What makes a name another's: 'Canada's premier', 'U.S.-based'."""
FIRST = re.compile(r"\b(?:I|[Ww]e)(?:['’](?:m|re|ve|ll|d))?\s+(?!said\b|think\b|believe\b|know\b)")
"""'I' or 'we' as a subject; what is but thought or said is no act."""
JOINT = re.compile(r"\s*(?:,|and|&|/|, and)\s*(?:the\s+)?\Z", re.I)
PARTED = re.compile(r"[,.;:]|\b(?:with|on|and|by)\b")
NEAR = 24
"""Characters at the most between an imposer and the noun of its own measure: 'U.S. import duties'."""
Parties = tuple[Actor, ...]


def sided(framed: Frame, actors: Parties, targets: Parties, speaker: Actor | None = None) -> tuple[Parties, Parties]:
    """Actors and targets of a measure as its own clause has them; `speaker` is whom 'I' and 'we' mean.

    Whoever is named last before the trigger, as a subject or as whose duty it is, imposes it, or the agent of a
    passive; the state whose goods or people it falls on, which it is put on, or which pays it bears it. What a pronoun
    says of them comes last (see `pronouns.meant`).
    """
    found = clause_sides(framed, actors, targets, speaker)
    return pronouns.meant(framed, *found, speaker) if framed.proposal.type == "tariff" else found


def clause_sides(framed: Frame, actors: Parties, targets: Parties, speaker: Actor | None) -> tuple[Parties, Parties]:
    """The sides as far as names, places and the first person tell them."""
    named = [m for m in framed.page.mentions_in(*framed.offsets(framed.evidence)) if m.country]
    kind = framed.proposal.type
    doing = agents(framed, named)
    bearers = [m for m in named if m.kind == "government" and m not in doing and bears(framed.page.text, m, kind)]
    borne = {m.country: m.actor for m in bearers}
    imposing = doing or [m for m in subjects(framed, named) if m not in bearers]
    if kind == "tariff" and speaker is not None and speaker.country and first_person(framed, imposing):
        return parted(speaker, actors, targets, borne, False)
    if imposing:
        return parted(imposing[-1].actor, actors, targets, borne, kind != "tariff" or joined(framed, imposing))
    kept = tuple(a for a in actors if a.country is None or a.country not in borne)
    if kept:
        return kept, falling(borne, kept, targets)
    turned = tuple(a for a in targets if a.country and a.country not in borne) if kind == "tariff" and borne else ()
    return (turned, tuple(borne.values())) if turned else (actors, targets)


def parted(
    imposer: Actor, actors: Parties, targets: Parties, borne: dict[str | None, Actor], joint: bool
) -> tuple[Parties, Parties]:
    """The parties where it is known who imposes it; others taken for imposers bear it where nobody else does."""
    first = tuple(a for a in actors if a.country == imposer.country) or (imposer,)
    others = tuple(a for a in actors if a.country != imposer.country and (a.country is None or a.country not in borne))
    falls_on = falling(borne, first, targets)
    if joint or falls_on or not others:
        return tuple(dict.fromkeys([*first, *others])), falls_on
    return first, others


def first_person(framed: Frame, imposing: list[Mention]) -> bool:
    """Whether the last subject before the trigger, in its own part of the sentence, is 'I' or 'we' in a quote."""
    start, end = framed.offsets(framed.evidence)[0], framed.offsets(framed.trigger)[0]
    found = [m.start() for m in FIRST.finditer(framed.page.text, start, max(start, end))]
    return bool(found) and (not imposing or found[-1] > imposing[-1].end)


def agents(framed: Frame, named: list[Mention]) -> list[Mention]:
    """Those that are named as who imposed it or is paid it: 'imposed by China', 'paid to the United States'."""
    text = framed.page.text
    ahead = [(m, text[max(0, m.start - BEFORE) : m.start]) for m in named if m.kind == "government"]
    return [m for m, before in ahead if BY_IT.search(before) or PAID_TO.search(before)]


def subjects(framed: Frame, named: list[Mention]) -> list[Mention]:
    """Those before the trigger who may impose it; none of a passive, whose subject bears it."""
    before, _ = framed.offsets(framed.trigger)
    text = framed.page.text
    if passive(framed):
        return []
    ahead = [m for m in named if m.end <= before]
    if framed.proposal.type != "tariff":
        return [m for m in ahead if m.kind == "government"]
    doing = [m for m in ahead if imposers.imposes(m) and not FROM.search(text[max(0, m.start - BEFORE) : m.start])]
    return [m for m in doing if own(text, m, before) or subject(text, m)]


def own(text: str, mention: Mention, trigger: int) -> bool:
    """Whether the duty is told as the mention's own: 'Canadian tariffs', 'the president's planned duties'."""
    return trigger - mention.end <= NEAR and not PARTED.search(text[mention.end : trigger])


def subject(text: str, mention: Mention) -> bool:
    if OTHERS.match(text, mention.end) or (mention.kind == "person" and SPEAKING.match(text, mention.end)):
        return False
    return not no_subject().search(text[max(0, mention.start - BEFORE) : mention.start])


def joined(framed: Frame, imposing: list[Mention]) -> bool:
    """Whether the last of them is joined to another: 'China and Canada'."""
    last = imposing[-1]
    return len(imposing) > 1 and bool(JOINT.match(framed.page.text[imposing[-2].end : last.start]))


def falling(borne: dict[str | None, Actor], imposers: Parties, targets: Parties) -> Parties:
    """The targets but the imposers themselves, and with them the states that are named as bearing it."""
    own = {a.country for a in imposers if a.country}
    on = [a for a in targets if a.country is None or a.country not in own]
    countries = {a.country for a in on}
    on += [a for country, a in borne.items() if country not in countries and country not in own]
    return tuple(dict.fromkeys(on))


def bears(text: str, mention: Mention, kind: str) -> bool:
    """Whether a state is named for its goods or people ('Chinese imports'), or a duty is put on it or paid by it."""
    after = WORD.match(text, mention.end)
    if after is not None and after.group(1).lower() in words("borne"):
        return not OF_DUTY.match(text, after.end())
    if kind != "tariff":
        return False
    before = text[max(0, mention.start - BEFORE) : mention.start]
    return bool(
        ON_IT.search(before) or hitting().search(before) or bearing().match(text, mention.end, mention.end + AFTER)
    )


@functools.cache
def bearing() -> re.Pattern[str]:
    """A verb of bearing behind a state: 'will likewise be charged', 'now faces'."""
    table = vocabulary.table("rates")
    auxiliaries, verbs = choice(table["auxiliaries"]["words"]), choice(table["borne"]["words"])
    return re.compile(rf"\s+(?:(?:{auxiliaries})\s+){{0,3}}(?:{verbs})\b", re.I)


@functools.cache
def hitting() -> re.Pattern[str]:
    """A verb whose object bears the duty, right before a state: 'targeting'."""
    verbs = choice(vocabulary.table("rates")["hitting"]["words"])
    return re.compile(rf"\b(?:{verbs})\s+(?:the\s+)?\Z", re.I)


@functools.cache
def no_subject() -> re.Pattern[str]:
    """What leads up to a name that is no subject: 'a trade war with'."""
    words_ = choice(vocabulary.table("rates")["no_subject"]["words"])
    return re.compile(rf"\b(?:{words_})\s+(?:the\s+)?\Z", re.I)
