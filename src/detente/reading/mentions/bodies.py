"""Organisations that no list holds: capitalised words around 'Association', 'Institute', 'Ministry' and the like."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from detente.model import MentionKind
from detente.reading.mentions.found import Found, Name, covering
from detente.reading.mentions.gazetteer import canonical
from detente.reading.mentions.name_parts import body_heads, body_links, first_body_heads, first_names, words_for
from detente.reading.mentions.tokens import Tokens

_OFFICIAL = frozenset(("ministry", "agency", "commission", "committee", "court", "embassy", "armed forces"))
_CAPITAL = re.compile(r"[A-Z][\w'&-]*\.?")
_LONGEST = 9
_SHORTENED = re.compile(r"\s?\((?:the )?([A-Z][A-Za-z&-]{1,9})\)")
_STATES = ("state", "adjective", "capital", "place")

_PORTFOLIOS = {
    "Foreign": "Foreign Affairs", "Defence": "Defense", "National Defence": "National Defense", "Economics": "Economy",
    "Economic Affairs": "Economy", "External Affairs": "Foreign Affairs", "Treasury": "the Treasury",
    "Interior": "the Interior",
}  # fmt: skip
_OFFICES_OF_STATE = (
    "Foreign|Finance|Commerce|Trade|Defen[cs]e|Economy|Economic|Energy|Agriculture|Interior|Justice|Health|Industry"
    "|Environment|Education|Transport|Labou?r|Culture|Oil|Information|Railway|Science|Unification|Security"
)
_MINISTERIAL = ("inistry", "epartment", "ecretariat")
_MINISTRY = re.compile(
    r"(?:[Mm]inistry|[Dd]epartment|[Ss]ecretariat) (?:of|for) (?:the )?"
    r"(?P<of>[A-Z][a-z]+(?:,? (?:and )?[A-Z][a-z]+){0,4})"
    rf"|(?P<before>(?:{_OFFICES_OF_STATE}|{_OFFICES_OF_STATE.lower()})(?: Affairs)?) (?:[Mm]inistry|[Dd]epartment)\b"
)


def short_name(country: str) -> str:
    """A country as it stands in the name of its ministries."""
    return {"United States": "US", "United Kingdom": "UK", "European Union": "EU"}.get(country, country)


def ministries(folded: str, known: Sequence[Found]) -> list[Found]:
    """'China's Ministry of Transport', 'the Brazilian foreign ministry': each as 'COUNTRY Ministry of X'."""
    if not any(stem in folded for stem in _MINISTERIAL):
        return []
    found = []
    for match in _MINISTRY.finditer(folded):
        owner = _owner(folded, known, match.start())
        portfolio = (match["of"] or match["before"]).strip()
        portfolio = portfolio if portfolio[0].isupper() else portfolio.capitalize()
        portfolio = _PORTFOLIOS.get(portfolio, portfolio)
        if owner is not None:
            found.append(Found(owner.start, match.end(), _ministry(owner, portfolio)))
    return found


def _ministry(owner: Found, portfolio: str) -> Name:
    noun = "Department" if owner.name.country == "USA" else "Ministry"
    name = f"{short_name(owner.name.name)} {noun} of {portfolio}"
    listed = canonical().get(name)
    return listed or Name(name, "government", owner.name.country, "body", "", "ministry")


def _owner(folded: str, known: Sequence[Found], start: int) -> Found | None:
    """The state named right before `start`, with or without a possessive."""
    before = folded[:start].rstrip() if start < 2 else folded[start - 4 : start]
    end = start - (len(before) - len(before.rstrip()))
    if folded[end - 2 : end] == "'s":
        end -= 2
    elif folded[end - 1 : end] == "'":
        end -= 1
    name = covering(known, max(0, end - 1), end)
    return name if name and name.end == end and name.name.sense in _STATES and name.name.kind == "government" else None


def unknown_bodies(tokens: Tokens, folded: str, known: Sequence[Found]) -> Iterator[Found]:
    """Organisations by the shape of their name, and their short form where one follows in brackets."""
    done = 0
    for at in [at for at, word in enumerate(tokens.words) if "A" <= word[0] <= "Z"]:
        if at < done:
            continue
        first, end = _trimmed(tokens, at, _end_of_name(tokens, at))
        if end - first >= 2:
            found = _body(tokens, folded, known, first, end)
            if found is not None:
                yield found
        done = max(at + 1, end)


def _end_of_name(tokens: Tokens, at: int) -> int:
    """One past the last token of the capitalised phrase that begins at `at`."""
    end = at
    while end < min(len(tokens.words), at + _LONGEST) and _belongs(tokens, at, end):
        end += 1
    return end


def _belongs(tokens: Tokens, at: int, end: int) -> bool:
    """Whether the word at `end` carries on the name that begins at `at`."""
    word = tokens.word(end)
    if end > at and tokens.starts[end] - tokens.ends[end - 1] > 1:
        return False
    if _CAPITAL.fullmatch(word):
        return word not in words_for("stops")
    return end > at and word in body_links() and _linked(tokens, at, end)


def _linked(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a small word at `end` leads on inside the name: 'Association of', 'Institute for the'."""
    word, after = tokens.word(end), tokens.word(end + 1)
    if after in words_for("stops") or not (_CAPITAL.fullmatch(after) or after == "the"):
        return False
    if word in ("of", "for", "on"):
        return any(tokens.word(index) in first_body_heads() for index in range(at, end))
    if word == "the":
        return tokens.word(end - 1) in ("of", "for", "on")
    inside = any(tokens.word(index) in ("of", "for") for index in range(at, end))
    return word in ("and", "&") and (inside or word == "&" or after in body_heads())


def _trimmed(tokens: Tokens, first: int, end: int) -> tuple[int, int]:
    """Without small words at the end, and without 'The', 'But' or the like at the start of a sentence."""
    while end > first and tokens.word(end - 1) in body_links():
        end -= 1
    while first < end and tokens.word(first) in words_for("openers"):
        first += 1
    return first, end


def _body(tokens: Tokens, folded: str, known: Sequence[Found], first: int, end: int) -> Found | None:
    words = tokens.words[first:end]
    head = words[-1] if words[-1] in body_heads() else _opening_head(words)
    if head not in body_heads() or words[0] == "My" or (len(words) == 2 and words[0] in first_names()):
        return None
    start, stop = tokens.starts[first], tokens.ends[end - 1]
    if any(start >= item.start and stop <= item.end for item in _inside(known, start, stop)):
        return None
    inside = _inside(known, start, stop)
    if any(item.name.sense == "person" for item in inside):
        return None
    sort = body_heads()[head]
    if sort == "ministry" and words[-1] in body_heads():
        return None
    kind: MentionKind = "outlet" if sort == "outlet" else "government" if sort in _OFFICIAL else "organisation"
    country = next((item.name.country for item in inside if item.name.country), None)
    return Found(start, stop, Name(folded[start:stop], kind, country, "body", "", sort))


def _opening_head(words: Sequence[str]) -> str:
    """'Association' in 'Association of Importers'; empty where no head opens the name."""
    after = itertools.pairwise(words)
    return next((word for word, link in after if word in first_body_heads() and link in ("of", "for", "on")), "")


def _inside(known: Sequence[Found], start: int, end: int) -> list[Found]:
    """Known names that overlap `start:end`."""
    items: list[Found] = []
    while end > start:
        item = covering(known, start, end)
        if item is None:
            break
        items.insert(0, item)
        end = item.start
    return items


def shortened(folded: str, bodies: Sequence[Found]) -> dict[str, Name]:
    """Short forms that the document gives in brackets: 'National Gadget Council (NGC)'."""
    short = {}
    for body in bodies:
        match = _SHORTENED.match(folded, body.end)
        if match and match[1][0] in body.name.name:
            short[match[1]] = body.name
    return short
