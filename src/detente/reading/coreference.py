"""Who the words at a span mean: the name inside them, or the one a pronoun or description points back to."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from detente.model import Mention, MentionKind
from detente.reading.mentions.folding import fold
from detente.reading.mentions.gazetteer import canonical, names
from detente.reading.page import Sentence
from detente.reading.salience import Salience

_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset(("they", "them", "their", "themselves"))
_NEUTER = frozenset(("it", "its", "itself"))
_SPEAKING = frozenset(("i", "me", "my", "we", "us", "our", "myself", "ourselves"))
_ADDRESSED = frozenset(("you", "your", "yours", "yourself"))
_RELATIVE = frozenset(("who", "which", "that"))

_PEOPLE = (
    r"spokes\w+|aides?|advis[eo]rs?|lawyers?|officials?|allies|ally|office|team|staff|campaign|supporters?|critics?"
    r"|wife|husband|son|daughter|brother|sister|father|mother|friends?|attorneys?|deput\w+|counterparts?|people|members?"
    r"|sources?|chief of staff|ministers?|leaders?|lawmakers?|negotiators?|economists?|analysts?|representatives?"
    r"|executives?|delegation|government|ambassador|envoy|colleagues|rivals?|predecessor|successor|head|president"
    r"|chairman|director|chief|founder|hawks|leadership|administration|cabinet"
)
_ON_BEHALF = re.compile(rf"\b(?:{_PEOPLE}) (?:\w+ing )?(?:for|of|to|at|from|with|in|close to)\b", re.IGNORECASE)
_THEIR_PEOPLE = re.compile(rf"^(?:'s?)? (?:\w+ ){{0,3}}?(?:{_PEOPLE})\b", re.IGNORECASE)
_GOVERNS = re.compile(r"\b(?:of|for|to|with|in|watching|about|around|behind|supporting|opposing)\s(?:the )?$")
_PAPER = (
    r"statement|report|study|survey|poll|article|editorial|commentary|post|tweet|letter|analysis|release|paper|account"
    r"|message|data|numbers|figures|communique|declaration|document|fact sheet|text|note|website|forecast|interview"
    r"|op-ed|white paper|notice|filing|memo"
)
_BARE_PAPER = re.compile(rf"(?:the|a|an|its|their|his|her|that|this)\s(?:\w+\s)?(?P<paper>{_PAPER})", re.IGNORECASE)
_PUT_OUT = re.compile(rf"\b(?:{_PAPER})s?\b", re.IGNORECASE)
_JOINED = re.compile(r",? (?:and|&) (?:the )?")
_SUCH_AS = re.compile(r"\b(?:such as|led by)\b")
_BESIDES = re.compile(r",? (?:including|like|among them|and others|and (?:his|her|their|people)\b)")
_SOME = re.compile(r"(?:many|some|several|most|few|two|other|all|more|fellow|leading)\b.* (?:\w+s)$", re.IGNORECASE)
_POSSESSED = re.compile(r"(?P<whose>his|her|its|their) (?P<what>\w.*)", re.IGNORECASE)


_GOVERNMENT = re.compile(r"'?s? (?:government|authorities)")
_OWN = re.compile(
    rf"\b(?:government|side|administration|authorities|leadership|nation|capital|regime|website|embassy|ministry|{_PAPER})$"
)
_ROLE = re.compile(
    r"^(?:(?:an?|its|the|their|his|her|one)\b|[A-Z][\w.']*(?: [A-Z]\w*)*'s).*?\b"
    r"(?P<role>spokes(?:man|woman|person)|minister"
    r"|ambassador|aide|envoy|negotiator|mayor|senator|insurgency leader|rebel leader|chief executive|chairman"
    r"|press secretary)\b",
    re.IGNORECASE,
)


_SECOND = re.compile(r"\b(?:deputy|vice|assistant|former|ex)\b", re.IGNORECASE)


class Resolver:
    """Resolves spans of one document against its mentions. Never raises on any text."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], published: str | None
    ) -> None:
        self._text = text
        self._folded = fold(text)
        self._mentions = tuple(sorted(mentions, key=lambda m: m.start))
        self._starts = [mention.start for mention in self._mentions]
        self._salience = Salience(self._folded, sentences, self._mentions)
        self._kinds: dict[str, MentionKind] = {mention.name: mention.kind for mention in self._mentions}
        self._published = published

    def kind_of(self, name: str) -> MentionKind:
        """The kind of a canonical name of the document or the gazetteer; 'unnamed' where neither knows it."""
        kind = self._kinds.get(name)
        if kind is not None:
            return kind
        known = canonical().get(name)
        return known.kind if known else "unnamed"

    def resolve(self, start: int, end: int) -> Mention | None:
        """Who the words at `start:end` mean, with the span's own offsets and text.

        A description of somebody unnamed keeps its words as its name. None for a pronoun without antecedent
        and for a span outside the text or of blanks.
        """
        start, end = self._trimmed(start, end)
        if start >= end:
            return None
        words = self._folded[start:end].lower()
        if words in _ADDRESSED:
            return None
        if words in _SINGULAR or words in _PLURAL or words in _NEUTER or words in _SPEAKING or words in _RELATIVE:
            return self._as(start, end, self._pronoun(words, start))
        inside = self._inside(start, end)
        if inside:
            return self._named(start, end, inside)
        return self._nameless(start, end)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        start, end = max(0, start), min(len(self._text), end)
        while start < end and not self._text[start].isalnum():
            start += 1
        while end > start and not (self._text[end - 1].isalnum() or self._text[end - 1] in ".)"):
            end -= 1
        return start, end

    def _as(self, start: int, end: int, mention: Mention | None) -> Mention | None:
        if mention is None:
            return None
        return Mention(start, end, self._text[start:end], mention.kind, mention.name, mention.country)

    def _inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that overlap the span and begin in it, or hold it whole."""
        first = bisect.bisect_right(self._starts, start) - 1
        if first >= 0 and self._mentions[first].start < start and self._mentions[first].end >= end:
            return (self._mentions[first],)
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end)
        return self._mentions[first:last]

    def _pronoun(self, words: str, start: int) -> Mention | None:
        if words in _SINGULAR:
            return self._salience.person(start, _SINGULAR[words])
        if words in _PLURAL:
            return self._salience.group(start)
        if words in _NEUTER:
            return self._salience.body(start)
        if words in _SPEAKING:
            return self._salience.speaker(start)
        return self._salience.nearest(start)

    def _named(self, start: int, end: int, inside: Sequence[Mention]) -> Mention | None:
        """The head among the mentions inside a span."""
        example = _SUCH_AS.search(self._folded, start, end)
        if example:
            inside = [mention for mention in inside if mention.start >= example.end()] or inside
        cut = _BESIDES.search(self._folded, start, end)
        if cut and cut.start() > start:
            inside = [mention for mention in inside if mention.end <= cut.start()]
            if not inside:
                return self._nameless(start, cut.start())
        people = self._without_owners([mention for mention in inside if mention.kind == "person"])
        if self._on_behalf(start, end, people, inside[0]):
            return self._behind(start, end, inside)
        heads = people or [self._seat(mention, start) for mention in inside]
        heads = [mention for mention in heads if mention.kind != "place"]
        if not heads or (not people and self._describes(start, end, heads[0])):
            return self._behind(start, end, inside)
        if heads[0].kind == "unnamed":
            return self._unnamed_head(start, end, heads[0], inside)
        return self._as(start, end, self._together(heads))

    def _unnamed_head(self, start: int, end: int, head: Mention, inside: Sequence[Mention]) -> Mention | None:
        """Somebody unnamed: the one pointed back to, hers or his whose spokesman it is, or the span's own words."""
        if head.name != head.text:
            return self._as(start, end, head)
        return self._possessed(start, end) or self._behind(start, end, inside)

    def _seat(self, place: Mention, start: int) -> Mention:
        """A capital that makes up the span, with or without another, is the government that sits there."""
        known = names().get(fold(place.text)) if place.kind == "place" else None
        if known is None or known.sense != "capital" or re.search(r"[a-z]{4}", self._folded[start : place.start]):
            return place
        return Mention(place.start, place.end, place.text, known.kind, known.name, known.country)

    def _without_owners(self, people: Sequence[Mention]) -> Sequence[Mention]:
        """Without those who are named only to say whose adviser the next one is."""
        if len(people) > 1:
            between = self._folded[people[0].end : people[1].start]
            return people[1:] if between.startswith("'s") and "," not in between else people
        return people

    def _describes(self, start: int, end: int, head: Mention) -> bool:
        """Whether a state or body only says whose people these are: 'Chinese exporters', 'some Republicans'."""
        after = self._folded[head.end : end]
        if _THEIR_PEOPLE.match(after) or (head.end == end and _SOME.match(self._folded[start:end])):
            return not _GOVERNMENT.fullmatch(after)
        known = canonical().get(head.name)
        if known is None or known.sense != "state" or head.kind == "unnamed":
            return False
        return re.match(r" [a-z]", after) is not None and not _OWN.search(after.split(",")[0])

    def _on_behalf(self, start: int, end: int, people: Sequence[Mention], first: Mention) -> bool:
        """Whether the span describes somebody who speaks for the one named in it."""
        if not people:
            return _ON_BEHALF.search(self._folded, start, first.start) is not None and first.kind != "unnamed"
        person = people[0]
        before = self._folded[start : person.start]
        if "," not in before and not _PUT_OUT.search(before) and (_ON_BEHALF.search(before) or _GOVERNS.search(before)):
            return True
        return len(people) == 1 and _THEIR_PEOPLE.match(self._folded[person.end : end]) is not None

    def _together(self, heads: Sequence[Mention]) -> Mention:
        """The first head, joined with those that follow after 'and'."""
        joined = [heads[0]]
        for mention in heads[1:]:
            between = self._folded[joined[-1].end : mention.start]
            if not _JOINED.fullmatch(between):
                break
            if mention.kind == heads[0].kind and mention.name not in [m.name for m in joined]:
                joined.append(mention)
        if len(joined) == 1:
            return joined[0]
        countries = {mention.country for mention in joined}
        country = countries.pop() if len(countries) == 1 else None
        name = " and ".join(mention.name for mention in joined)
        return Mention(joined[0].start, joined[-1].end, name, heads[0].kind, name, country)

    def _behind(self, start: int, end: int, inside: Sequence[Mention]) -> Mention:
        """A description, or the one person whom the document gives that role later on or before."""
        unnamed = self._unnamed(start, end, inside)
        role = _ROLE.match(self._folded[start:end])
        if role is None or re.search(r" (?:for|of|to) ", self._folded[start + role.end() : end]):
            return unnamed
        second = _SECOND.search(role.group()) is not None
        named = {
            m.name: m for m in self._mentions if m.kind == "person" and self._holds(m, role["role"].lower(), second)
        }
        fits = [m for m in named.values() if unnamed.country in (None, m.country)]
        return self._as(start, end, fits[0]) or unnamed if len(fits) == 1 else unnamed

    def _holds(self, person: Mention, role: str, second: bool) -> bool:
        """Whether the title before a person's name, the apposition after it or the table of people has the role.

        `second`: it is another's deputy or a former one, which the table does not tell of.
        """
        after = self._folded[person.end : person.end + 60]
        if role in person.text.lower() or (after.startswith(", ") and role in after.split(",")[1].lower()):
            return True
        known = None if second else canonical().get(person.name)
        return known is not None and role in known.role

    def _unnamed(self, start: int, end: int, inside: Sequence[Mention] = ()) -> Mention:
        words = self._text[start:end]
        country = next((mention.country for mention in inside if mention.country), None)
        return Mention(start, end, words, "unnamed", words, country)

    def _nameless(self, start: int, end: int) -> Mention | None:
        """A description without any name in it: a paper means who put it out, the rest stays as it is."""
        paper = _BARE_PAPER.fullmatch(self._folded[start:end])
        if paper:
            author = self._salience.author(start, paper["paper"].lower())
            if author is not None:
                return self._as(start, end, author)
        return self._possessed(start, end) or self._behind(start, end, ())

    def _possessed(self, start: int, end: int) -> Mention | None:
        """'her spokesman' as the spokesman of whom 'her' means; None for other words."""
        owned = _POSSESSED.fullmatch(self._folded[start:end])
        if owned is None:
            return None
        behind = self._behind(start, end, ())
        owner = self._pronoun(owned["whose"].lower(), start)
        if behind.kind == "person" or owner is None:
            return behind
        name = f"{owner.name}'s {owned['what']}" if owner.kind == "person" else behind.name
        return Mention(start, end, self._text[start:end], "unnamed", name, owner.country)
