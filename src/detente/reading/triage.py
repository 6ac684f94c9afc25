"""Triage: whether a text is worth reading, by the words of a dispute's profile and nothing else.

One pass over the text (Aho-Corasick) counts the words of each group; a profile says how often each must stand there.
It takes a fraction of a millisecond an article, where reading takes a hundred.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping

import ahocorasick
import msgspec

from detente import __version__
from detente.errors import UsageError
from detente.model import Document, DocumentRef, Reader, ReaderInfo, Reading
from detente.vocabulary import table

DEFAULT = "us-china-trade"
"""The profile that is used where none is named."""
PER = 1000
"""How many words the shares of a profile are counted in."""
CUT = re.compile(r"[\s'’]+")
TRIAGE = ReaderInfo(name="triage", version=__version__)


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a dispute is known by: the words of each group, and the ways in which a text may be about it.

    A way gives each group that must stand in the text at least once its least share, in words of a thousand.
    """

    words: dict[str, tuple[str, ...]]
    ways: tuple[dict[str, float], ...]
    label: str = ""
    note: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """Whether a text is worth reading, and why: how often each group is named in how many words."""

    relevant: bool
    named: dict[str, int]
    words: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The groups that are not named at all."""
        return tuple(group for group, count in self.named.items() if not count)

    @property
    def reason(self) -> str:
        """'China 12, United States 7, trade 0 in 640 words'."""
        return f"{', '.join(f'{group} {count}' for group, count in self.named.items())} in {self.words} words"


class PassedOver(Reading, frozen=True, kw_only=True):
    """The empty reading of a document that was left unread; `passed_over` says why."""

    passed_over: str


def profile(name: str = DEFAULT) -> Profile:
    """The profile of the vocabulary. Raises UsageError where there is none of that name."""
    profiles = {key: entry for key, entry in table("triage").items() if isinstance(entry, dict)}
    if name not in profiles:
        raise UsageError(f"no profile is called {name!r}; choose one of {', '.join(profiles)}, or give a file of yours")
    return msgspec.convert(profiles[name], Profile)


def parsed(text: str, place: str) -> Profile:
    """The profile that a TOML text holds. Raises UsageError, naming `place`, where it is none."""
    try:
        found = msgspec.toml.decode(text, type=Profile)
    except msgspec.DecodeError as error:
        raise UsageError(f"{place} is no profile: {error}; see docs/reference/triage.md for one to copy") from error
    unknown = sorted({group for way in found.ways for group in way if not found.words.get(group)})
    if unknown or not found.ways:
        wrong = f"its ways name {', '.join(unknown)}, of which it has no words" if unknown else "it has no ways"
        raise UsageError(f"{place} is no profile: {wrong}; see docs/reference/triage.md for one to copy")
    return found


class Gate:
    """Tells which texts a profile lets pass. Safe on any text."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        groups: dict[str, list[str]] = {}
        for group, words in profile.words.items():
            for word in words:
                groups.setdefault(word.lower(), []).append(group)
        self._automaton = ahocorasick.Automaton()
        for word, named in groups.items():
            self._automaton.add_word(word, (len(word), named))
        self._automaton.make_automaton()
        self._stems = {group: stems(words) for group, words in profile.words.items()}

    def verdict(self, text: str) -> Verdict:
        """Whether the text is worth reading."""
        named, words = self._named(text), len(text.split())
        relevant = any(holds(way, named, words) for way in self.profile.ways)
        return Verdict(relevant, {group: named[group] for group in self.profile.words}, words)

    def may_pass(self, page: bytes) -> bool:
        """Whether the words of a page may be let pass: False only where no way has a word of each of its groups in it.

        A word counts wherever it stands but in scripts and styles, and of a phrase its longest word, so nothing is lost
        but what is cut up by markup or spelt with entities. What is written in bytes that are not ASCII's may pass.
        """
        if b"\0" in page:
            return True
        low = shown(page.lower())
        standing = functools.cache(lambda group: any(word in low for word in self._stems[group]))
        return any(all(map(standing, way)) for way in self.profile.ways)

    def _named(self, text: str) -> Counter[str]:
        """How often each group is named in whole words."""
        low = text.lower().replace("’", "'")
        named: Counter[str] = Counter()
        if not self._automaton:
            return named
        for last, (length, groups) in self._automaton.iter(low):
            before, after = last - length, last + 1
            if (before < 0 or not low[before].isalnum()) and (after == len(low) or not low[after].isalnum()):
                named.update(groups)
        return named


def stems(phrases: Iterable[str]) -> tuple[bytes, ...]:
    """The longest ASCII word of each phrase, none twice and none that holds another; b'', which stands everywhere,
    where a phrase has none.
    """
    words = {max((part for part in CUT.split(one.lower()) if part.isascii()), key=len, default="") for one in phrases}
    return tuple(word.encode() for word in sorted(words) if not any(other in word for other in words - {word}))


def shown(page: bytes) -> bytes:
    """A page in lower case without its scripts and styles, which often are most of it."""
    for kind in (b"script", b"style"):
        first, *others = page.split(b"<" + kind)
        page = first + b" ".join(after(part, b"</" + kind) for part in others)
    return page


def after(part: bytes, end: bytes) -> bytes:
    """What stands after `end`; all of it where `end` is missing."""
    _, found, rest = part.partition(end)
    return rest if found else part


def holds(way: Mapping[str, float], named: Mapping[str, int], words: int) -> bool:
    """Whether each group of the way is named, and often enough."""
    return all(named[group] >= 1 and named[group] * PER >= share * words for group, share in way.items())


class TriagingReader:
    """Reads what a gate lets pass with another reader; leaves the rest unread, and says why."""

    def __init__(self, gate: Gate, reader: Reader) -> None:
        self.gate = gate
        self.reader = reader

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        """The other reader's reading, or an empty one that is `PassedOver`."""
        verdict = self.gate.verdict(document.text)
        if verdict.relevant:
            return self.reader.read(document, broad=broad)
        return PassedOver(document=DocumentRef.of(document), reader=TRIAGE, passed_over=verdict.reason)
