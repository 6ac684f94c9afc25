"""One party a side: of those who were taken for actors or targets, who it is that the words name for each state.

A sentence names a state in many ways at once: the state, its head, the minister who says so, the adjective before a
title. A record is between parties, so that each state stands in it once, but for people named together in one list.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from detente import vocabulary
from detente.model import Mention, Quote
from detente.reading.records import imposers
from detente.reading.records.candidates import resolved, speaking, words
from detente.reading.records.frames import Frame
from detente.reading.records.scene import Scene, all_states
from detente.reading.records.sides import own

JOINT = re.compile(r"\s?(?:,|,? and|,? as well as|&|-|–|/)\s?(?:the |his |her |its |their )?")
LAST_JOINT = re.compile(r"and|as well as|&|-|–|/")
"""What joins the last of a list, without which commas make none."""
OWNED = re.compile(r"['’]s?\s")
NOUN = re.compile(r" ([a-z]+)")
ABROAD = re.compile(r"\b(?:with|between)\s(?:(?:the|its|his|their)\s)?\Z", re.I)
"""What leads up to the other party of a contact."""
SEAT = re.compile(r"\b(?:at|outside|inside)\s(?:the\s)?\Z", re.I)
"""What leads up to a body that is but where something is: 'a dinner at the White House'."""
VISITING = re.compile(r"\b(?:to|visit(?:s|ed|ing)?)\s(?:the\s)?\Z", re.I)
VISITED = re.compile(r"\b(?:to|in|visit(?:s|ed|ing)?)\s(?:the\s)?\Z", re.I)
"""What leads up to a town that somebody visits, and to one in which there are talks."""
TALKS = re.compile(r"\b(?:talks|negotiations|consultations)\b", re.I)
LEAD = 24
"""Characters before a name that are looked at for what leads up to it."""
NEAR = 60
"""Characters at most between the trigger and the other party that 'with' names."""
UTTERED = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
"""Events that are the saying of the words that their verb reports."""
SPEAKERS_OWN = frozenset({"i", "we", "our", "us"})
Mentions = Sequence[Mention]


def sides(
    framed: Frame, scene: Scene, actors: Mentions, targets: Mentions, quote: Quote | None
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Actors and targets with one party a side; no state acts on itself beside others that it acts on."""
    view = View(framed, scene, quote)
    actors, targets = [view.nearest(m) for m in actors], [view.nearest(m) for m in targets]
    if view.symmetric:
        doing = view.one_each(view.own_sentence(actors))
        doing = (*doing, *view.listed(doing))
        return (*doing, *view.others(doing, scene)), tuple(targets)
    return apart(*view.turned(view.one_each(actors), view.one_each(targets)))


def apart(actors: Mentions, targets: Mentions) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Without those of a state on both sides who stand there beside others."""
    both = {m.country for m in actors if m.country} & {m.country for m in targets}
    bearing = tuple(m for m in targets if m.country not in both)
    doing = tuple(m for m in actors if m.country and m.country not in both)
    if not both or not (bearing or doing):
        return tuple(actors), tuple(targets)
    return (tuple(actors), bearing) if bearing else (doing, tuple(targets))


class View:
    """What is looked at of a record to tell its parties: its words, its kind, and who is cited for it."""

    def __init__(self, framed: Frame, scene: Scene, quote: Quote | None) -> None:
        proposal = framed.proposal
        self.framed = framed
        self.text = framed.page.text
        self.start, self.end = framed.offsets(framed.sentence)
        self.here = framed.page.mentions_in(self.start, self.end)
        self.measure = proposal.kind == "measure"
        self.symmetric = proposal.kind == "event" and bool(vocabulary.table("events")[proposal.type]["symmetric"])
        self.spoken = proposal.type in speech()
        self.quote = quote
        self.quote_country = quote.speaker.country if quote and quote.speaker else None
        cued = scene.cued_at(*framed.offsets(framed.trigger)) if proposal.type in UTTERED else None
        voiced = quote or cued
        self.uttering = cued.speaker if cued else None
        self.speaker = voiced.speaker if voiced and proposal.type in ("ACCUSE", "REQUEST") else None
        self.cited = frozenset(source.name for source in quote.chain) if quote else frozenset()
        self.meant = {c.mention.name for c in resolved(framed, scene, quote, {m.start for m in self.here})}
        self.runs = list(runs(self.text, self.here))

    def nearest(self, mention: Mention) -> Mention:
        """Where the record's own sentence names the same, the place nearest to its trigger."""
        same = [m for m in self.here if m.name == mention.name]
        return min(same, key=lambda m: abs(m.start - self.trigger), default=mention)

    def turned(self, actors: tuple[Mention, ...], targets: tuple[Mention, ...]) -> tuple[Mentions, Mentions]:
        """Of what is asked or charged in a speaker's words: it is the speaker's side that does it.

        Unless a verb says so of others alone: 'she said that they accuse us'.
        """
        actors = self.uttered(actors)
        speaker = self.speaker
        if speaker is None or speaker.kind not in ("person", "government"):
            return actors, targets
        if self.framed.form == "verb" and all(m.name != speaker.name for m in (*actors, *targets)):
            return actors, targets
        own = tuple(m for m in targets if m.country and m.country == speaker.country)
        others = tuple(m for m in actors if m.country != speaker.country)
        if not own or not others:
            return actors, targets
        return tuple(m for m in actors if m not in others) or own, (*others, *(m for m in targets if m not in own))

    def uttered(self, actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The actors, but where none of them is of the side of who utters what the trigger reports: its speaker."""
        said = self.uttering
        if not actors or said is None or said.country is None or any(m.country == said.country for m in actors):
            return actors
        return tuple(m for m in self.here if m.name == said.name)[:1] or actors

    def own_sentence(self, found: Mentions) -> Mentions:
        """Those of the record's own sentence, if that leaves two sides, else all."""
        inside = [m for m in found if self.inside(m)]
        return inside if len({m.country for m in inside} - {None}) > 1 else found

    def one_each(self, found: Mentions) -> tuple[Mention, ...]:
        """The mentions in their order, of each country the best, and those that stand in one list with it."""
        found = [m for m in found if not self.affiliation(m, found) and not nameless_body(m, found)]
        kept: list[Mention] = []
        for country in dict.fromkeys(m.country for m in found):
            group = [m for m in found if m.country == country]
            kept += group if country is None or len(group) == 1 else self.leading(group, found)
        return tuple(m for m in found if m in kept)

    def affiliation(self, mention: Mention, found: Mentions) -> bool:
        """Whether a body only says whose head somebody among them is: 'Acme's Jane Doe'."""
        beside = [m for m in found if m.kind == "person" and 0 < m.start - mention.end <= len("'s ")]
        return mention.kind == "organisation" and bool(beside)

    def leading(self, group: Mentions, found: Mentions) -> list[Mention]:
        best = min(group, key=lambda m: (*self.rank(m), group.index(m)))
        beside = next((run for run in self.runs if best in run), [])
        domestic = self.symmetric and all(m.country == best.country for m in found)
        return [m for m in group if m == best or (self.joins(m) and (m in beside or (domestic and self.joins(best))))]

    def joins(self, mention: Mention) -> bool:
        """Whether a mention may be a party of its own beside another of its state: no state itself, nobody cited."""
        return mention.name not in all_states() and mention.name not in self.cited

    def rank(self, mention: Mention) -> tuple[bool, ...]:
        """What speaks against a mention as the one that stands for its state, the weightiest first."""
        return (
            not self.inside(mention) and mention.name not in self.meant,
            mention.kind not in ("person", "government") and (self.measure or private(mention)),
            mention.kind == "government" and SEAT.search(self.before(mention)) is not None,
            (mention.name in self.cited) != (self.spoken and not self.symmetric),
            self.modifies(mention),
            self.symmetric and not self.joined_abroad(mention),
            self.symmetric and mention.name in all_states(),
        )

    def inside(self, mention: Mention) -> bool:
        return self.start <= mention.start < self.end

    def modifies(self, mention: Mention) -> bool:
        """Whether a state or body only says whose another is: 'Chinese' of a counterpart, 'Tesla' of its head."""
        if mention.kind == "person" or (self.measure and own(self.text, mention, self.trigger)):
            return False
        follows = any(0 < m.start - mention.end <= len("'s ") and m.kind == "person" for m in self.here)
        noun = NOUN.match(self.text, mention.end)
        if follows or OWNED.match(self.text, mention.end) or noun is None:
            return follows or OWNED.match(self.text, mention.end) is not None
        return noun[1] not in ("and", "or") and (mention.text in adjectives() or noun[1] in possessions())

    @property
    def trigger(self) -> int:
        return self.framed.offsets(self.framed.trigger)[0]

    def joined_abroad(self, mention: Mention) -> bool:
        return any(mention in run and any(m.country != mention.country for m in run) for run in self.runs)

    def others(self, doing: Mentions, scene: Scene) -> tuple[Mention, ...]:
        """The other party of a contact or agreement told with one state alone, where the sentence leaves no doubt.

        Whoever is joined to it or led up to by 'with', who speaks of 'us', or the other of 'both sides'.
        """
        countries = {m.country for m in doing}
        if len(countries) != 1 or None in countries:
            return ()
        found = [m for m in self.here if m.kind in ("person", "government") and m.country not in (None, *countries)]
        joined = [m for m in found if any(m in run and any(d in run for d in doing) for run in self.runs)]
        met = [m for m in found if self.led_up_to(m)]
        found = joined or met or self.speaking(countries) or self.both(scene, countries)
        return tuple((found or self.hosts(scene, countries))[:1])

    def listed(self, doing: Mentions) -> tuple[Mention, ...]:
        """The states that stand in one list with a party, each of which takes part: 'the ministers of A, B and C'."""
        beside = [m for run in self.runs if any(d in run for d in doing) for m in run if m.name in all_states()]
        countries = {d.country for d in doing}
        return tuple({m.country: m for m in beside if m.country not in countries}.values())

    def hosts(self, scene: Scene, countries: AbstractSet[str | None]) -> list[Mention]:
        """Of the two states most often named, the one in whose town the other visits or meets it."""
        lead = VISITED if TALKS.search(self.text, self.start, self.end) else VISITING
        towns = [m for m in self.here if m.kind == "place" and lead.search(self.before(m))]
        states = [scene.named[name] for name in scene.states]
        if not countries <= {m.country for m in states} or self.framed.proposal.type != "CONSULT":
            return []
        return [m for m in states for town in towns if m.country == town.country and m.country not in countries]

    def before(self, mention: Mention) -> str:
        return self.text[max(0, mention.start - LEAD) : mention.start]

    def speaking(self, countries: AbstractSet[str | None]) -> list[Mention]:
        """Who says 'we' or 'us' in the words that hold the record."""
        first, last = self.framed.evidence
        said = [at for at in range(first, last) if self.framed.tokens.words[at] in SPEAKERS_OWN]
        if self.quote is None or not said or self.quote_country in (None, *countries):
            return []
        voice = speaking(self.quote, self.framed, said[0])
        return [voice] if voice is not None and voice.kind == "person" else []

    def led_up_to(self, mention: Mention) -> bool:
        return abs(mention.start - self.trigger) <= NEAR and ABROAD.search(self.before(mention)) is not None

    def both(self, scene: Scene, countries: AbstractSet[str | None]) -> list[Mention]:
        """The other of the two states most often named, where the words tell of two and one of them is known."""
        states = [scene.named[name] for name in scene.states]
        if len(states) < len("ab") or not countries & {m.country for m in states}:
            return []
        told = dual().search(self.text, self.start, self.end)
        return [m for m in states if m.country not in countries] if told else []


def runs(text: str, found: Iterable[Mention]) -> Iterable[list[Mention]]:
    """Mentions that stand in one list: 'A, B and C', 'X-Y talks'."""
    run: list[Mention] = []
    closed = False
    for mention in found:
        between = JOINT.fullmatch(text, run[-1].end, mention.start) if run else None
        if between is None:
            if closed:
                yield run
            run, closed = [], False
        run.append(mention)
        closed = closed or (between is not None and LAST_JOINT.search(between.group()) is not None)
    if closed:
        yield run


def nameless_body(mention: Mention, found: Mentions) -> bool:
    """Whether it is a body of no known state, 'the ministry', beside somebody whose state is known."""
    return mention.kind == "government" and mention.country is None and any(m.country for m in found)


def private(mention: Mention) -> bool:
    """Whether a description is of people without office."""
    return not imposers.imposes(mention) or bool(words_of(mention) & (private_words() | words("voices")))


def words_of(mention: Mention) -> set[str]:
    return set(re.findall(r"[a-z]+", mention.name.lower()))


@functools.cache
def dual() -> re.Pattern[str]:
    """Words for two sides: 'the two countries', 'both sides'."""
    told = sorted(word for word in words("dual") if " " in word)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, told))})\b", re.I)


@functools.cache
def adjectives() -> frozenset[str]:
    """What is said of states' people and things: 'Chinese', 'American'."""
    rows = [(row["adjectives"].split("|"), row["aliases"].split("|")) for row in vocabulary.rows("countries")]
    return frozenset(word for said, aliases in rows for word in said if word and word not in aliases)


@functools.cache
def possessions() -> frozenset[str]:
    """Nouns of people and things that a state's name before them only says whose they are: 'U.S. farmers'."""
    return words("borne") | words("descriptions") | private_words()


@functools.cache
def private_words() -> frozenset[str]:
    return frozenset(vocabulary.table("imposers")["private"]["words"])


@functools.cache
def speech() -> frozenset[str]:
    """Events that are done by saying something."""
    return frozenset(vocabulary.table("placing")["speech"]["types"])
