"""Mentions: who and what is named or described where, with canonical names and countries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.model import Mention
from detente.reading.mentions.bodies import ministries, shortened, unknown_bodies
from detente.reading.mentions.descriptions import Scene, descriptions
from detente.reading.mentions.folding import fold
from detente.reading.mentions.found import Found, Name, covering, disjoint
from detente.reading.mentions.gazetteer import canonical, gazetteer_hits
from detente.reading.mentions.incumbents import incumbents, leading
from detente.reading.mentions.name_parts import surname
from detente.reading.mentions.own_actors import NOBODY, OwnActors
from detente.reading.mentions.papers import unknown_papers
from detente.reading.mentions.people import unknown_people
from detente.reading.mentions.states import of_a_town, placed
from detente.reading.mentions.surnames import by_surname, nearest, shouted, surname_hits
from detente.reading.mentions.titles import entitled, title_before
from detente.reading.mentions.tokens import Tokens
from detente.reading.mentions.unnamed import unnamed_sources
from detente.reading.page import Sentence

__all__ = ["find"]

_WORD = re.compile(r"[A-Za-z][a-z'-]{3,}")
_HEADLINE = 0.6
_MINISTERIAL = re.compile(r"\b(?:Minister|Premier|Foreign Ministry|Parliament Speaker)\b")
_STATES = ("state", "adjective", "people", "capital", "place")
_FAR_MORE = 2
"""How many times as often as any other a state is named that a text is about."""


def find(
    text: str, sentences: Sequence[Sentence], published: str | None, own: OwnActors = NOBODY
) -> tuple[Mention, ...]:
    """Who is mentioned where: sorted by start, disjoint, the longest match, with canonical names.

    `published` (an ISO date or time, None where unknown) says who held an office; `own` are actors of the
    desk's own table, who come before the package's. Never raises on any text.
    """
    folded = fold(text)
    tokens = Tokens.of(folded)
    known = _named(folded, tokens, headlines(folded, sentences), published, own)
    scene = Scene(folded, known, published, own)
    described = [_apposed(folded, known, item) for item in unnamed_sources(tokens, folded, known)]
    all_known = disjoint([*known, *described])
    scene = Scene(folded, sorted([*known, *described], key=lambda f: f.start), published, own)
    listed = own.named
    spelled = _spelling(text, folded, [item for item in known if item.name.name not in listed])
    return tuple(_mention(text, item, spelled) for item in disjoint([*all_known, *descriptions(scene)]))


def _spelling(text: str, folded: str, known: Sequence[Found]) -> dict[str, str]:
    """Names that no list holds, as the document spells them, accents and all."""
    spelled: dict[str, str] = {}
    for item in known:
        end = item.bare + len(item.name.name)
        if item.name.name not in canonical() and folded[item.bare : end] == item.name.name:
            spelled.setdefault(item.name.name, text[item.bare : end])
    return spelled


def _named(
    folded: str, tokens: Tokens, skip: Sequence[tuple[int, int]], published: str | None, own: OwnActors
) -> list[Found]:
    """Everything named, by lists and by shape, titles included."""
    listed = _placed(folded, list(gazetteer_hits(folded)))
    listed = disjoint([*own.hits(folded), *listed]) if own.names else listed
    bodies = list(unknown_bodies(tokens, folded, listed))
    listed = disjoint([*listed, *ministries(folded, listed), *bodies, *_short_forms(folded, bodies)])
    listed = disjoint([*listed, *unknown_papers(folded, listed)])
    people = disjoint([*listed, *unknown_people(tokens, folded, listed, skip)])
    people = incumbents(_namesakes(people, published), published)
    cast = [item for item in people if item.name.sense == "person"]
    people = disjoint([*people, *shouted(folded, cast)])
    everyone = disjoint([*people, *surname_hits(tokens, people, cast, published)])
    return _agreed(disjoint([*everyone, *_with_titles(tokens, everyone)]))


def _placed(folded: str, hits: Sequence[Found]) -> list[Found]:
    """The names with capitals and states as places, where the words around them say so."""
    found: list[Found] = []
    for hit in hits:
        if hit.name.sense == "capital":
            found.append(placed(folded, hit))
        elif hit.name.sense == "state":
            found.append(of_a_town(folded, hit, found[-1] if found else None))
        else:
            found.append(hit)
    return found


def _namesakes(found: Sequence[Found], published: str | None) -> list[Found]:
    """A lone surname means the person whom the document gives that name, before a famous one whom it does not.

    Of several of that name it is who leads a state, else the one last named whole.
    """
    whole = [i for i in found if i.name.sense == "person" and i.end - i.start > len(surname(i.name.name)) + 1]
    full = {item.name.name for item in whole}
    families = by_surname(whole)
    day = (published or "")[:10]

    def meant(item: Found) -> Found:
        family = surname(fold(item.name.name))
        if item.name.sense != "person" or item.name.name in full or family not in families:
            return item
        chief = leading(families[family], day)
        return replace(item, name=chief.name if chief else nearest(families[family], item.end))

    return [meant(item) for item in found]


def _agreed(found: Sequence[Found]) -> list[Found]:
    """Each person with what the whole document tells of country, gender and role."""
    best: dict[str, Name] = {}
    for item in found:
        if item.name.sense == "person":
            name, known = item.name, best.get(item.name.name)
            if known is not None:
                role = known.role if name.role in known.role else f"{known.role} {name.role}"
                gender = known.gender or name.gender
                name = replace(known, country=known.country or name.country, gender=gender, role=role)
            best[name.name] = name
    return [
        replace(i, name=best[i.name.name]) if i.name.sense == "person" and i.name is not best[i.name.name] else i
        for i in found
    ]


def _apposed(folded: str, known: Sequence[Found], item: Found) -> Found:
    """'a professor at Leeds' in 'Ann Lee, a professor at Leeds' is Ann Lee; likewise 'a spokesman, Ann Lee'."""
    if item.name.role.endswith("s"):
        return item
    before = covering(known, max(0, item.start - 3), item.start - 1)
    after = covering(known, item.end + 2, item.end + 3)
    if before is not None and before.name.sense == "person" and folded[before.end : item.start] == ", ":
        return replace(item, name=before.name)
    if after is not None and after.name.sense == "person" and folded[item.end : after.start] == ", ":
        return replace(item, name=after.name)
    return item


def _with_titles(tokens: Tokens, known: Sequence[Found]) -> list[Found]:
    home = _foreign_state(known)
    titled = []
    for item in known:
        if item.name.sense == "person":
            title = title_before(tokens, known, item.start)
            if title is not None:
                ours = home if title.country is None and _MINISTERIAL.search(title.words) else title.country
                titled.append(entitled(item, replace(title, country=ours)))
    return titled


def _foreign_state(known: Sequence[Found]) -> str | None:
    """The country of the ministers that a text need not name it for: of foreign ones, it speaks of that one most."""
    named = Counter(i.name.country for i in known if i.name.sense in _STATES and i.name.country not in (None, "USA"))
    most = named.most_common(2)
    if not most or (len(most) > 1 and most[0][1] < _FAR_MORE * most[1][1]):
        return None
    return most[0][0]


def _short_forms(folded: str, bodies: Sequence[Found]) -> list[Found]:
    short = shortened(folded, bodies)
    if not short:
        return []
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(short, key=len, reverse=True))) + r")\b")
    return [Found(m.start(), m.end(), short[m.group()]) for m in pattern.finditer(folded)]


def headlines(folded: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Lines without a full stop most of whose longer words are capitalised: no names are guessed there."""
    found = []
    for sentence in sentences:
        words = _WORD.findall(folded, sentence.start, sentence.end)
        ended = folded[sentence.start : sentence.end].rstrip().endswith((".", "!", "?", '"', ":"))
        if not ended and len(words) >= 4 and sum(word[0].isupper() for word in words) > _HEADLINE * len(words):
            found.append((sentence.start, sentence.end))
    return found


def _mention(text: str, item: Found, spelled: Mapping[str, str]) -> Mention:
    name: Name = item.name
    if name.sense == "group" and fold(text[item.start : item.end]) == name.name:
        name = replace(name, name=text[item.start : item.end])
    spelling = spelled.get(name.name, name.name)
    return Mention(item.start, item.end, text[item.start : item.end], name.kind, spelling, name.country)
