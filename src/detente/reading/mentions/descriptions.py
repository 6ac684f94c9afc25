"""Definite descriptions: 'the ministry', 'the US president', 'the two sides', 'the Iowa senator'."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.reading.mentions.found import Found, Name
from detente.reading.mentions.gazetteer import canonical
from detente.reading.mentions.offices import holder, office_words
from detente.reading.mentions.own_actors import NOBODY, OwnActors
from detente.vocabulary import rows, table

_POTUS = re.compile(r"(?<!\w)@?POTUS\b")
_HALF = re.compile(
    r"\b[Tt]he (?P<half>North|South)\b(?=[.,;:?!)\"]|'s?\b| (?!(?:and the |or the )?(?:of|American)\b)[a-z]|$)"
)
_BOTH_HALVES = re.compile(r"\b(?:[Tt]he two|[Bb]oth) Koreas\b")
_NEXT = re.compile(r" ([A-Za-z]+)")
_STATES = ("state", "adjective", "people", "capital")
_NEAR = 700
"""Characters back within which 'the two leaders' or 'the paper' finds whom it means."""

_LEADING = ("president", "prime minister", "chancellor", "premier", "leader", "king")


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = table("descriptions")
    breaks = words["breaks"]["words"]
    offices = sorted(office_words(), key=len, reverse=True)
    bodies = sorted(words["bodies"], key=len, reverse=True)
    roles = sorted(words["roles"], key=len, reverse=True)

    def either(options: Sequence[str]) -> str:
        return "|".join(re.escape(option) for option in options if option != "note")

    return re.compile(
        rf"\b(?:the|both|each)\s(?P<modifiers>(?:(?!(?:{either(breaks)})\b)[A-Za-z][\w.'-]*(?<![a-z][a-z]\.)\s){{0,4}}?)"
        rf"(?:(?P<pair>sides|countries|nations|governments|economies|powers|leaders|presidents|side)"
        rf"|(?P<office>{either(offices)})|(?P<body>{either(bodies)})|(?P<role>{either(roles)}))\b(?!-)",
        re.IGNORECASE,
    )


@functools.cache
def _offices_of() -> dict[str, str]:
    """Each person and the offices they ever held, in words."""
    held: dict[str, str] = {}
    for row in rows("offices"):
        held[row["person"]] = f"{held.get(row['person'], '')} {row['office']}"
    return held


@functools.lru_cache(maxsize=2048)
def roles_of(name: Name) -> frozenset[str]:
    """Words, in lower case, for what a person is."""
    words = set(f"{name.role} {_offices_of().get(name.name, '')}".lower().replace(",", " ").split())
    likes: dict[str, list[str]] = table("descriptions")["likes"]
    return frozenset(words | {like for like, of in likes.items() if like != "note" and words & set(of)})


@dataclass(frozen=True, slots=True)
class Scene:
    """What a definite description is resolved against: the text, who stands where, and the date."""

    folded: str
    items: Sequence[Found]
    published: str | None
    own: OwnActors = NOBODY

    def holder(self, country: str | None, office: str) -> Name | None:
        """Who holds the office on the date of the text, by the desk's own table before the package's."""
        return self.own.holder(country, office, self.published) or holder(country, office, self.published)

    def before(self, offset: int, fits: Callable[[Name], bool], reach: int | None = None) -> Name | None:
        """The last one named before `offset`, within `reach` characters, that fits."""
        first = 0 if reach is None else offset - reach
        near = (item.name for item in reversed(self.items) if first <= item.start < offset)
        return next((name for name in near if fits(name)), None)

    def most(self, offset: int, fits: Callable[[Name], bool]) -> Name | None:
        """The one named most often before `offset` that fits, an American counted twice; the later of equals.

        Twice, because the press says 'the president' of its own and 'the Chinese president' of another.
        """
        fit = [item.name for item in self.items if item.start < offset and fits(item.name)]
        times = Counter(name.name for name in fit)
        return max(reversed(fit), key=lambda n: times[n.name] * (2 if n.country == "USA" else 1), default=None)

    def states(self, offset: int) -> list[Name]:
        """The states named before `offset` (in the whole text where there are fewer than two), most often first."""
        near = Counter(i.name.name for i in self.items if i.name.sense in _STATES and i.start < offset)
        if len(near) < 2:
            near = Counter(i.name.name for i in self.items if i.name.sense in _STATES)
        return [canonical()[name] for name, _ in near.most_common() if name in canonical()]


def descriptions(scene: Scene) -> Iterator[Found]:
    """Definite descriptions that mean somebody named, each as that one."""
    for match in _pattern().finditer(scene.folded):
        name = _resolved(scene, match)
        if name is not None:
            yield Found(match.start(), match.end(), name)
    yield from _halves(scene)
    for match in _POTUS.finditer(scene.folded):
        name = scene.holder("USA", "president")
        if name is not None:
            yield Found(match.start(), match.end(), name)


def _halves(scene: Scene) -> Iterator[Found]:
    """'the North' and 'the South' as the Korean states, in a text that names the northern one."""
    north, south = canonical()["North Korea"], canonical()["South Korea"]
    if not any(item.name.country == north.country for item in scene.items):
        return
    for match in _HALF.finditer(scene.folded):
        yield Found(match.start(), match.end(), north if match["half"] == "North" else south)
    for match in _BOTH_HALVES.finditer(scene.folded):
        both = f"{north.name} and {south.name}"
        yield Found(match.start(), match.end(), Name(both, north.kind, None, "description"))


def _is_head(folded: str, match: re.Match[str]) -> bool:
    """Whether the noun ends its phrase and is no modifier: 'the official said', not 'the official website'."""
    after = _NEXT.match(folded, match.end())
    if after is None or match["pair"]:
        return True
    word = after[1]
    if word[0].isupper():
        return False
    return not match["role"] or word in table("sources")["speech"]["words"] or word.endswith(("ed", "ly"))


def _resolved(scene: Scene, match: re.Match[str]) -> Name | None:
    if not _is_head(scene.folded, match):
        return None
    if match["pair"]:
        return _sides(scene, match)
    country = _country_in(scene, match.start(), match.end())
    if match["office"]:
        return _office(scene, match, country)
    if match["body"]:
        return _body(scene, match, country)
    return _role(scene, match, country)


def _country_in(scene: Scene, start: int, end: int) -> Name | None:
    return next(
        (i.name for i in scene.items if start <= i.start and i.end <= end and i.name.sense in (*_STATES, "place")), None
    )


def _sides(scene: Scene, match: re.Match[str]) -> Name | None:
    """'the Chinese side' is China; 'the two sides' are the two states most spoken of."""
    country = _country_in(scene, match.start(), match.end())
    noun = match["pair"].lower()
    if country is not None and noun in ("side", "leaders"):
        return canonical().get(country.name) if noun == "side" else None
    if noun == "side" or not re.match(r"both\b|the two\b", match.group(), re.IGNORECASE):
        return None
    two = scene.states(match.start())[:2]
    if len(two) < 2:
        return None
    if noun in ("leaders", "presidents"):
        heads = [_head_of_state(scene, state) for state in two]
        two = _leaders_near(scene, match.start()) or [h or s for h, s in zip(heads, two, strict=True)]
    return Name(f"{two[0].name} and {two[1].name}", two[0].kind, None, "description")


def _leaders_near(scene: Scene, offset: int) -> list[Name]:
    """The last two heads of state or government named shortly before `offset`, of two countries; else none."""
    near: dict[str | None, Name] = {}
    for item in scene.items:
        if offset - _NEAR < item.start < offset and item.name.sense == "person":
            head = [scene.holder(item.name.country, office) for office in _LEADING]
            if item.name.name in [h.name for h in head if h]:
                near.pop(item.name.country, None)
                near[item.name.country] = item.name
    return list(near.values())[-2:] if len(near) > 1 else []


def _head_of_state(scene: Scene, state: Name) -> Name | None:
    return next((h for h in (scene.holder(state.country, o) for o in _LEADING) if h), None)


def _office(scene: Scene, match: re.Match[str], country: Name | None) -> Name | None:
    office = match["office"].lower()
    if re.search(r"\b(?:former|ex-|next|new|future|late|deputy|vice|assistant)\b", match["modifiers"], re.IGNORECASE):
        return None
    if country is not None:
        return _official_of(scene, match.start(), country, office)
    if match["office"] == "President" and any(state.country == "USA" for state in scene.states(match.start())):
        return scene.holder("USA", office)
    canonical_office = office_words().get(office, office)

    def holds(name: Name) -> bool:
        if name.sense != "person":
            return False
        held = scene.holder(name.country, canonical_office)
        return held is not None and held.name == name.name

    named = scene.most(match.start(), holds)
    if named is not None:
        return named
    words = set(office.split())
    titled = scene.before(match.start(), lambda name: name.sense == "person" and words <= roles_of(name))
    if titled is not None:
        return titled
    return next((h for h in (scene.holder(s.country, office) for s in scene.states(match.start())) if h), None)


def _official_of(scene: Scene, offset: int, country: Name, office: str) -> Name | None:
    """Who holds the office of a state; its leader, where nobody has that for a title, is who leads it by another."""
    held = scene.holder(country.country, office)
    if held is not None or office != "leader":
        return held
    heads = {h.name: h for h in (scene.holder(country.country, o) for o in _LEADING) if h is not None}
    named = scene.before(offset, lambda name: name.name in heads)
    return named or (next(iter(heads.values())) if len(heads) == 1 else None)


def _body(scene: Scene, match: re.Match[str], country: Name | None) -> Name | None:
    noun = match["body"].lower()
    sort = table("descriptions")["bodies"][noun]
    if noun == "administration":
        return _administration(scene, country)
    if noun == "government":
        return _government(scene, match.start(), country)
    if noun == "bloc":
        return canonical()["European Union"]
    sorts = sort.split("|")
    modifiers = [word.lower() for word in match["modifiers"].split() if word[0].isupper() or sort == "ministry"]

    def fits(name: Name) -> bool:
        if name.sense not in ("body", "outlet") or not any(name.role.endswith(s) for s in sorts):
            return False
        if country is not None and name.country != country.country:
            return False
        return country is not None or all(word in name.name.lower() for word in modifiers)

    reach = _NEAR if sort == "newspaper" else match.start()
    return scene.before(match.start(), fits, reach)


def _administration(scene: Scene, country: Name | None) -> Name | None:
    if country is not None and country.country != "USA":
        return None
    president = scene.holder("USA", "president")
    return canonical().get(f"{president.name.split()[-1]} administration") if president else None


def _government(scene: Scene, offset: int, country: Name | None) -> Name | None:
    """The state just spoken of; rarely the US, whose executive the press calls 'the administration'."""
    if country is not None:
        return canonical().get(country.name)
    foreign = scene.before(offset, lambda n: n.sense in _STATES and n.country not in ("USA", "EUU"), _NEAR)
    state = foreign or next(iter(scene.states(offset)), None)
    return canonical().get(state.name) if state else None


def _role(scene: Scene, match: re.Match[str], country: Name | None) -> Name | None:
    """'the spokesman', 'the Iowa senator', 'the official': the last one who is that."""
    noun = match["role"].lower()
    gender = "m" if noun.endswith("man") else "f" if noun.endswith("woman") else ""
    stem = noun.removesuffix("man").removesuffix("woman").removesuffix("person") if gender or "person" in noun else noun
    plural = f"{noun.replace('man', 'men')}s" if not noun.endswith("s") else noun

    def fits(name: Name) -> bool:
        if name.sense == "group":
            return name.role.lower() in (noun, plural)
        if name.sense != "person" or (gender and name.gender and name.gender != gender):
            return False
        if country is not None and name.country != country.country:
            return False
        roles = roles_of(name)
        if country is not None and country.sense == "place" and country.name.split()[0].lower() not in roles:
            return False
        return any(role == noun or (stem != noun and role.startswith(stem)) for role in roles)

    return scene.before(match.start(), fits)
