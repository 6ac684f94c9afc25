"""Which mention a pronoun takes up: by gender and number, nearness, subject place and who spoke last."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable, Collection, Sequence

from detente.model import Mention
from detente.reading.mentions.gazetteer import canonical
from detente.reading.mentions.name_parts import first_names
from detente.reading.mentions.titles import heads
from detente.reading.page import Sentence

_SPEECH = (
    r"said|says|told|tells|added|adds|wrote|writes|noted|notes|tweeted|argued|argues|warned|warns|explained|asked"
    r"|stressed|replied|responded|insisted|acknowledged|pointed out|recalled|commented|continued|concluded|announced"
    r"|declared|suggested|predicted|claimed|stated|reiterated"
)
_SPOKE_AFTER = re.compile(
    rf",?(?: also| then| later| has| had| have)? (?:{_SPEECH})\b|,[^.\"]{{3,90}}?,? (?:{_SPEECH})\b"
)
_SPOKE_BEFORE = re.compile(rf"(?:\b(?:{_SPEECH})|according to)(?: the)? $")
_VERB_AFTER = re.compile(
    r",?(?: \w+ly| also| then)? (?:is|was|has|had|will|would|did|does|met|made|took|went|came|held|plans?|wants?"
    r"|[a-z]+ed)\b"
)
_OBJECT_BEFORE = re.compile(
    r"\b(?:of|for|to|with|by|from|against|on|at|in|about|than|like|under|over|between|and|or|replace|succeed)"
    r"(?: \w+)? $"
)
WEIGHTS = {
    "away": -1.2,
    "spoke": 1.2,
    "acts": 0.6,
    "object": -0.5,
    "quoted": -2.5,
    "owner": -0.8,
    "first": 0.5,
}
"""How much each sign counts: a sentence away, beside a speech verb, before another verb, after a preposition, on the
other side of quotation marks, as an owner ('s), first in its sentence. Tuned on the training sheets."""

_REACH = 10
"""Sentences back that a pronoun may reach."""

_NUMBERS = re.compile(r"\b(?:\w+s|people|media|police|[Cc]ongressmen|\w+men)\b")


@functools.lru_cache(maxsize=4096)
def gender(name: str, words: str) -> str:
    """'m', 'f' or '' for a person, from the gazetteer, the title in the words of the mention, or the first name."""
    known = canonical().get(name)
    if known is not None and known.gender:
        return known.gender
    told = next((heads()[word] for word in words.split() if heads().get(word)), "")
    return told or first_names().get(name.split(maxsplit=1)[0] if name else "", "")


class Salience:
    """The mentions of one document, weighed as antecedents."""

    def __init__(self, folded: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> None:
        self._folded = folded
        self._sentence_starts = [sentence.start for sentence in sentences]
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._quoted = quoted(folded)
        self._genders: dict[str, str] = {}
        for mention in mentions:
            if mention.kind == "person":
                told = gender(mention.name, mention.text)
                self._genders[mention.name] = self._genders.get(mention.name) or told

    def person(self, start: int, wanted: str) -> Mention | None:
        """The person that 'he' ('m') or 'she' ('f') at `start` means."""

        def fits(mention: Mention) -> bool:
            if " and " in mention.name:
                return False
            if mention.kind == "person":
                return self._genders.get(mention.name, "") in (wanted, "")
            return mention.kind == "unnamed" and not _NUMBERS.search(mention.text.split(" of ")[0])

        def sure(mention: Mention) -> float:
            return 1.0 if self._genders.get(mention.name) == wanted else -1.0 if mention.kind == "person" else -2.2

        return self._best(start, fits, sure)

    def group(self, start: int) -> Mention | None:
        """Those whom 'they' at `start` means: several people, else a body, a state or its people."""

        def fits(mention: Mention) -> bool:
            return mention.kind in ("unnamed", "organisation", "outlet", "government") or " and " in mention.name

        def sure(mention: Mention) -> float:
            several = mention.kind == "unnamed" and _NUMBERS.search(mention.text) is not None
            return 1.0 if several or " and " in mention.name else -0.8

        return self._best(start, fits, sure)

    def body(self, start: int) -> Mention | None:
        """The state, organisation or outlet that 'it' at `start` means."""

        def fits(mention: Mention) -> bool:
            return mention.kind in ("government", "organisation", "outlet")

        return self._best(start, fits, self._noun)

    def _noun(self, mention: Mention) -> float:
        """Adjectives ('Chinese goods') and possessives are poor antecedents."""
        after = self._folded[mention.end : mention.end + 2]
        return (
            -0.8 if after[:1] in ("'", "-") or (after[:1] == " " and mention.text.endswith(("n", "ese", "sh"))) else 0.0
        )

    def nearest(self, start: int) -> Mention | None:
        """The mention right before a relative pronoun."""
        at = bisect.bisect_left(self._starts, start) - 1
        if at >= 0 and 0 <= start - self._mentions[at].end <= 2:
            return self._mentions[at]
        return None

    def speaker(self, start: int) -> Mention | None:
        """Who speaks the quotation that holds `start`: the person beside its marks; None outside quotations."""
        region = next(((a, b) for a, b in self._quoted if a <= start < b), None)
        if region is None:
            return None
        after = [m for m in self._mentions if region[1] <= m.start <= region[1] + 60 and m.kind != "place"]
        if after and re.search(_SPEECH, self._folded[region[1] : after[0].end + 20]):
            return after[0]
        before = [m for m in self._mentions if region[0] - 80 <= m.end <= region[0] and m.kind != "place"]
        return before[-1] if before else None

    def author(self, start: int, paper: str) -> Mention | None:
        """Who put out the paper that 'the statement' at `start` means: the first named where it was last spoken of."""
        here = self._sentence(start)
        for index in range(here - 1, max(-1, here - _REACH), -1):
            first, last = self._bounds(index)
            at = self._folded.lower().find(paper, first, last)
            if at < 0:
                continue
            named = [
                m for m in self._within(first, last) if m.kind in ("government", "organisation", "outlet", "person")
            ]
            if named:
                return min(named, key=lambda m: abs(m.start - at) + (0 if _spoke(self._folded, m) else 60))
        return None

    def _sentence(self, offset: int) -> int:
        return max(0, bisect.bisect_right(self._sentence_starts, offset) - 1)

    def _bounds(self, index: int) -> tuple[int, int]:
        starts = self._sentence_starts
        begin = starts[index] if index < len(starts) else 0
        return begin, starts[index + 1] if index + 1 < len(starts) else len(self._folded)

    def _within(self, first: int, last: int) -> Sequence[Mention]:
        return self._mentions[bisect.bisect_left(self._starts, first) : bisect.bisect_left(self._starts, last)]

    def _in_quote(self, offset: int) -> bool:
        at = bisect.bisect_right(self._quoted, (offset, len(self._folded))) - 1
        return at >= 0 and self._quoted[at][0] <= offset < self._quoted[at][1]

    def _best(self, start: int, fits: Callable[[Mention], bool], sure: Callable[[Mention], float]) -> Mention | None:
        here = self._sentence(start)
        first = self._bounds(max(0, here - _REACH))[0]
        candidates = [m for m in self._within(first, start) if m.end <= start and fits(m)]
        if not candidates:
            return None
        leading: dict[int, Mention] = {}
        for candidate in candidates:
            leading.setdefault(self._sentence(candidate.start), candidate)
        leads = set(leading.values())
        return max(reversed(candidates), key=lambda m: sure(m) + self._weight(m, start, leads))

    def _weight(self, mention: Mention, start: int, leads: Collection[Mention]) -> float:
        """How well the mention lies as the antecedent of a pronoun at `start`, whoever it is."""
        folded, weights = self._folded, WEIGHTS
        score = weights["away"] * (self._sentence(start) - self._sentence(mention.start))
        if _spoke(folded, mention):
            score += weights["spoke"]
        elif _VERB_AFTER.match(folded, mention.end):
            score += weights["acts"]
        if _OBJECT_BEFORE.search(folded[max(0, mention.start - 16) : mention.start]):
            score += weights["object"]
        if self._in_quote(mention.start) != self._in_quote(start):
            score += weights["quoted"]
        if folded[mention.end : mention.end + 2] == "'s":
            score += weights["owner"]
        return score + (weights["first"] if mention in leads else 0.0)


def _spoke(folded: str, mention: Mention) -> bool:
    """Whether a speech verb stands beside the mention."""
    if _SPOKE_AFTER.match(folded, mention.end):
        return True
    return _SPOKE_BEFORE.search(folded[max(0, mention.start - 28) : mention.start]) is not None


def quoted(folded: str) -> list[tuple[int, int]]:
    """Places between double quotation marks; a mark that is not closed ends with its line."""
    regions, opened = [], -1
    for match in re.finditer(r'["\n]', folded):
        if match.group() == '"' and opened < 0:
            opened = match.end()
        elif opened >= 0:
            regions.append((opened, match.start()))
            opened = -1
    return regions
