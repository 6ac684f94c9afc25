"""Persons that no list holds: a title, a first name, a speech verb or an apposition beside capitalised words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.reading.mentions.found import Found, Gender, Name, covering
from detente.reading.mentions.gazetteer import names, namesake
from detente.reading.mentions.name_parts import (
    body_heads,
    capitalised,
    first_names,
    glued,
    never,
    particles,
    surname,
    surname_stands_first,
)
from detente.reading.mentions.titles import Title, heads, role_nouns, speech_verbs, strong_titles, title_before
from detente.reading.mentions.tokens import Tokens

_PARTY = re.compile(r"[\s,]*\(?(?P<party>[RD])[.-](?:\s?of\s)?[\s,-]*(?P<state>[A-Z][\w.]+(?: [A-Z][a-z]+)?)\)?")
_ALL_BUT_SAME = 0.88
_LONGEST = 4
_APPOSITION = 14


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row: token indices, end excluded."""

    first: int
    end: int


def runs(tokens: Tokens, known: Sequence[Found], headlines: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Runs of capitalised words that may hold a person's name, outside headlines and known names."""
    end = 0
    for at in [at for at, word in enumerate(tokens.words) if "A" <= word[0] <= "Z" and capitalised(word)]:
        if at < end or not _may_begin(tokens, known, at):
            continue
        end = at + 1
        while _goes_on(tokens, known, end):
            end += 1
        while tokens.word(end - 1) in particles():
            end -= 1
        if not any(start <= tokens.starts[at] < stop for start, stop in headlines):
            yield Run(at, end)


def _may_begin(tokens: Tokens, known: Sequence[Found], at: int) -> bool:
    """Whether a person's name may begin at a capitalised word."""
    word = tokens.word(at)
    if word in never():
        return False
    name = covering(known, tokens.starts[at], tokens.ends[at])
    return name is None or (word in first_names() and _single(tokens, name))


def _single(tokens: Tokens, name: Found) -> bool:
    """Whether a known name is one word of a kind that people are named after as well."""
    return tokens.ending(name.end) == tokens.at(name.start) and name.name.sense != "adjective"


def _goes_on(tokens: Tokens, known: Sequence[Found], at: int) -> bool:
    word = tokens.word(at)
    if not word or tokens.starts[at] - tokens.ends[at - 1] > 1:
        return False
    if word in particles() and capitalised(tokens.word(at + 1)):
        return True
    name = covering(known, tokens.starts[at], tokens.ends[at])
    return capitalised(word) and word not in never() and (name is None or _single(tokens, name))


def unknown_people(
    tokens: Tokens, folded: str, known: Sequence[Found], headlines: Sequence[tuple[int, int]]
) -> list[Found]:
    """Persons made known by the document itself, with their full name, each where it is vouched for."""
    people = []
    for run in runs(tokens, known, headlines):
        found = _person(tokens, folded, known, run)
        if found is not None:
            people.append(found)
    return people


def _person(tokens: Tokens, folded: str, known: Sequence[Found], run: Run) -> Found | None:
    first = run.first
    while first < run.end - 1 and (_is_head(tokens, first) or _of_an_office(tokens, first)):
        first += 1
    words = tokens.words[first : run.end]
    if (
        not words
        or len(words) > _LONGEST
        or glued(tokens.word(run.end))
        or words[-1] in body_heads()
        or words[0] in heads()
    ):
        return None
    start, end = tokens.starts[first], tokens.ends[run.end - 1]
    if any(item.start <= start and end <= item.end for item in _near(known, start, end)):
        return None
    if not _vouched(tokens, known, words, first, run.end):
        return None
    listed = _listed(words, tokens.word(first - 1))
    if listed is not None:
        return Found(start, end, listed)
    text = folded[start:end].rstrip(".") if not words[-1].startswith(("Jr", "Sr")) else folded[start:end]
    gender: Gender = first_names().get(words[0], "") if len(words) > 1 else ""
    country, role = _apposition(tokens, folded, known, run.end)
    before = _title_and_comma(tokens, known, first, run.end)
    if before is not None and not role:
        country, role = before.country, before.words
    if country is None and surname_stands_first(words):
        country = "CHN" if "-" not in text else "KOR"
    return Found(start, start + len(text), Name(text, "person", country, "person", gender, role))


def _is_head(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in heads() and tokens.word(at) not in first_names()


def _of_an_office(tokens: Tokens, at: int) -> bool:
    """Whether the word closes a title such as 'Secretary of State'."""
    return tokens.word(at - 1) == "of" and tokens.word(at - 2) in ("Secretary", "Minister")


def _listed(words: tuple[str, ...], before: str) -> Name | None:
    """A known person written with a middle initial, or with a title and a surname that only one known person has."""
    if len(words) == 1:
        gender = heads().get(before, "")
        namesakes = [name for name in namesake(words[0]) if not gender or name.gender in (gender, "")]
        return namesakes[0] if len(namesakes) == 1 else None
    plain = names().get(" ".join(word for word in words if not re.fullmatch(r"[A-Z]\.?", word)))
    if plain is not None and plain.sense == "person":
        return plain if words[0] == plain.name.split()[0] else None
    return None if surname_stands_first(words) else _misspelt(" ".join(words))


def _misspelt(name: str) -> Name | None:
    """The known person of that surname whose first name is all but the same: 'Jameson Greer' for Jamieson Greer."""
    alike = [
        known
        for known in namesake(surname(name))
        if known.name[0] == name[0] and difflib.SequenceMatcher(None, known.name, name).ratio() > _ALL_BUT_SAME
    ]
    return alike[0] if len(alike) == 1 else None


def _near(known: Sequence[Found], start: int, end: int) -> tuple[Found, ...]:
    name = covering(known, start, end)
    return (name,) if name else ()


def _vouched(tokens: Tokens, known: Sequence[Found], words: tuple[str, ...], first: int, end: int) -> bool:
    """Whether something beside the capitals says that this is a person."""
    before = tokens.word(first - 1)
    if len(words) == 1:
        titled = before in strong_titles() or _of_an_office(tokens, first - 1)
        return titled and len(words[0]) > 2 and words[0][1].islower() and words[0] not in body_heads()
    if any(word in body_heads() for word in words):
        return False
    if words[0] in first_names() or surname_stands_first(words):
        return before not in ("in", "of") and words[0] != "Will"
    if title_before(tokens, known, tokens.starts[first]) is not None:
        return True
    if _title_and_comma(tokens, known, first, end) is not None:
        return True
    return _spoken(tokens, first, end) or _role_follows(tokens, end)


def _title_and_comma(tokens: Tokens, known: Sequence[Found], first: int, end: int) -> Title | None:
    """The title of 'Chile's finance minister, Ana Rey,': it stands before the name, set off by commas."""
    if tokens.word(first - 1) != "," or tokens.word(end) not in (",", ".") or first < len((",", "title")):
        return None
    title = title_before(tokens, known, tokens.starts[first - 1])
    return title if title is not None and title.country is not None else None


def _spoken(tokens: Tokens, first: int, end: int) -> bool:
    after, before = tokens.word(end), tokens.word(first - 1)
    return after in speech_verbs() or (before in speech_verbs() and after in (",", "."))


def _role_follows(tokens: Tokens, end: int) -> bool:
    """Whether ', a senior economist at ...' or ', president of ...' follows."""
    if tokens.word(end) != ",":
        return False
    after = tokens.words[end + 1 : end + 9]
    for word in after:
        if word in role_nouns() or word in heads():
            return True
        if word in (",", ".", ";", "\n") or word in speech_verbs():
            return False
    return False


def _apposition(tokens: Tokens, folded: str, known: Sequence[Found], end: int) -> tuple[str | None, str]:
    """The country and role that the words after a name give: 'R-Iowa', ', a fellow at the Cato Institute'."""
    at = tokens.ends[end - 1]
    party = _PARTY.match(folded, at)
    if party:
        return "USA", {"R": "Republican", "D": "Democrat"}[party["party"]] + f" {party['state']}"
    if not _role_follows(tokens, end):
        return None, ""
    country: str | None = None
    role: list[str] = []
    for index in range(end + 1, min(end + _APPOSITION, len(tokens.words))):
        word = tokens.word(index)
        if word in ("who", "said", "told", ".", ";", "\n") or (word == "," and role):
            break
        role.append(word)
        name = covering(known, tokens.starts[index], tokens.ends[index])
        country = country or (name.name.country if name else None)
    return country, " ".join(role)
