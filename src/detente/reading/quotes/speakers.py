"""Who speaks: from the words of a source to an actor by name, or to a description kept as the text has it."""

from __future__ import annotations

import functools
import re
from typing import Protocol

from detente.model import Mention, Source, SourceKind, Speaker
from detente.reading.page import Page, Sentence
from detente.vocabulary import table

PRONOUN = re.compile(
    r"(?:he|she|they|it|his|her|their|its|who|i|we|you|him|them|himself|herself|themselves)\Z", re.IGNORECASE
)
OBLIQUE = re.compile(
    r"\b(?:of|for|to|with|from|at|in|on|by|about|against|under|near|behind|familiar|between|over|like|such\s+as|including|led)\s+"
    r"(?:the\s+|a\s+|an\s+|his\s+|her\s+|their\s+)?(?:[\w.'’-]+\s+){0,3}?\Z"
)
WRITTEN_BY = re.compile(r"\b(?:by|from)\s+(?:[\w’'-]+\s+){0,4}\Z")
POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
PHRASE_END = re.compile(
    r",|;|\(|\s[–—-]+\s|\s(?:of|for|at|in|from|with|on|who|which|that|familiar|briefed|close|involved|representing|released|to|by|after|including|quoted|cited|attending|interviewed|speaking|citing|posted|published|under)\s"
)
AGENTS = re.compile(r"(?:s|[eo]r|ist|ian|m[ae]n|one|body)\Z")
"""Endings of those who do something, and of plurals."""
LISTED = re.compile(r"(?:,|,?\s+and|\s*,?\s+as\s+well\s+as)\s+(?:the\s+)?|,\s*")
SEGMENT = re.compile(r",\s*(?P<words>[^,]+)")
NAME = re.compile(r"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,2}")
ROLE = re.compile(
    r"\b(?:minister|secretary|spokes\w+|chairman|president|leader|head|chief|director|one\s+of)\b", re.IGNORECASE
)
ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
OWNER = re.compile(r"[A-Z][\w.]*(?: [A-Z]\w*)*['’]s ")


class Resolver(Protocol):
    """What attribution asks of coreference: whom the words at `start:end` mean."""

    def resolve(self, start: int, end: int) -> Mention | None: ...


def speaker_of(page: Page, start: int, end: int, resolver: Resolver) -> Speaker | None:
    """The speaker whom the source at `start:end` means; None for a pronoun that means nobody known."""
    start, end = _trimmed(page.text, start, end)
    words = page.text[start:end]
    if PRONOUN.match(words):
        return named_speaker(resolver.resolve(start, end))
    head_end = _head_end(words, start)
    inside = page.mentions_in(start, end)
    listed = outlets_listed(page, start, end)
    if listed is not None:
        return listed
    found = _coordinated(page, inside, head_end) or _among(page, inside, start, end, head_end)
    return found or _described(page, start, end, head_end, resolver)


def outlets_listed(page: Page, start: int, end: int) -> Speaker | None:
    """The outlets that one sentence names side by side, of which the source is one: together they are one speaker."""
    for run in _runs(page, page.sentences[page.sentence_at(start)]):
        if len(run) > 1 and any(start <= outlet.start and outlet.end <= end for outlet in run):
            return Speaker(" ".join(page.text[run[0].start : run[-1].end].split()), None, "outlet")
    return None


def _runs(page: Page, sentence: Sentence) -> list[list[Mention]]:
    """The outlets of a sentence, those side by side together."""
    runs: list[list[Mention]] = []
    for mention in page.mentions_in(sentence.start, sentence.end):
        if mention.kind == "outlet":
            beside = bool(runs) and LISTED.fullmatch(page.text, runs[-1][-1].end, mention.start)
            runs = [*runs[:-1], [*runs[-1], mention]] if beside else [*runs, [mention]]
    return runs


def _among(page: Page, inside: tuple[Mention, ...], start: int, end: int, head_end: int) -> Speaker | None:
    """The mention within the source that is its head, is set beside it, or wrote the paper it names."""
    if _kind(page.text[start:head_end]) == "document":
        return named_speaker(next((m for m in inside if WRITTEN_BY.search(page.text, head_end, m.start)), None))
    person = _person(page, inside, start)
    if person is not None:
        return named_speaker(person)
    apposed = _apposed(page, inside, start, end, head_end)
    if apposed is not None:
        return apposed
    return named_speaker(next((m for m in inside if _is_head(page.text, m, head_end)), None))


def _described(page: Page, start: int, end: int, head_end: int, resolver: Resolver) -> Speaker | None:
    """Whom a description means, where that is known; else the description itself, unless it is a lone thing's."""
    words, head = page.text[start:end], page.text[start:head_end]
    if (not _unnamed_head(head) and _kind(head) != "document") or ARTICLE.match(words) or OWNER.match(words):
        resolved = resolver.resolve(start, head_end) or (resolver.resolve(start, end) if head_end != end else None)
        named = named_speaker(resolved) if resolved is not None and resolved.kind != "unnamed" else None
        if named is not None:
            return named
    whole = start == 0 or not (page.text[start - 1].isalnum() or page.text[start - 1] == "@")
    return None if whole and _speechless(words) else Speaker(_description(words), None, _kind(head))


def source_of(speaker: Speaker) -> Source:
    return Source(speaker.name, speaker.kind)


def named_speaker(mention: Mention | None) -> Speaker | None:
    """The actor of a mention as a speaker; a place speaks as its government."""
    if mention is None:
        return None
    return Speaker(mention.name, mention.country, "government" if mention.kind == "place" else mention.kind)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ',;:-–—"“”'):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:-–—"“”'):
        end -= 1
    return start, end


def _head_end(words: str, start: int) -> int:
    found = PHRASE_END.search(words, 1)
    return start + found.start() if found else start + len(words)


def _person(page: Page, inside: tuple[Mention, ...], start: int) -> Mention | None:
    """The first person of the phrase who does not merely own or modify: not 'Lee' in 'an aide to Lee'."""
    for mention in inside:
        if mention.kind != "person":
            continue
        after = page.text[mention.end : mention.end + 3]
        if POSSESSIVE.match(after) or OBLIQUE.search(page.text[start : mention.start]):
            continue
        if re.match(r"\s[a-z]", after) and not re.match(
            r"\s(?:of|for|and|who|in|at|on|from|has|is)\b", page.text[mention.end : mention.end + 5]
        ):
            continue
        return mention
    return None


def _is_head(text: str, mention: Mention, head_end: int) -> bool:
    """Whether the mention ends the head of the phrase."""
    if mention.start >= head_end:
        return False
    return mention.end >= head_end or not text[mention.end : head_end].strip(" .'’s")


def _coordinated(page: Page, inside: tuple[Mention, ...], head_end: int) -> Speaker | None:
    """'Lee and Kim': both, where the head of the phrase is two names and 'and'."""
    within = [m for m in inside if m.end <= head_end]
    if len(within) != 2 or not re.fullmatch(
        r"\s+and\s+(?:the\s+)?(?:[A-Z][\w.]*\s+){0,3}", page.text[within[0].end : within[1].start]
    ):
        return None
    if within[1].end != head_end or within[0].kind != within[1].kind or within[0].name == within[1].name:
        return None
    first = named_speaker(within[0])
    second = named_speaker(within[1])
    if first is None or second is None:
        return None
    return Speaker(f"{first.name} and {second.name}", None, first.kind)


def _apposed(page: Page, inside: tuple[Mention, ...], start: int, end: int, head_end: int) -> Speaker | None:
    """The name set beside a description: 'one of its suppliers, Acme' or 'the head of the mill, Ann Lee'."""
    head = page.text[start:head_end]
    if not head or (head[0].isupper() and not ARTICLE.match(head) and not ROLE.search(page.text[start:end])):
        return None
    for match in SEGMENT.finditer(page.text, head_end, end):
        low, high = match.span("words")
        for mention in inside:
            if mention.start <= low + 4 and mention.end >= high and mention.kind not in ("unnamed", "place"):
                return named_speaker(mention)
        if NAME.fullmatch(match.group("words")):
            return Speaker(match.group("words"), None, "person")
    return None


def _description(words: str) -> str:
    """The description of somebody unnamed, without what follows a comma."""
    cut = re.split(r",\s|\s[–—-]+\s", words, maxsplit=1)[0]
    return " ".join(cut.split()) or words


@functools.cache
def _heads(section: str) -> frozenset[str]:
    return frozenset(table("relays")[section]["heads"])


def _speechless(words: str) -> bool:
    """Whether the source is one common noun, in the singular, that means neither people nor a paper: 'conversation'."""
    people = _heads("unnamed") | _heads("document") | _people()
    return words.isalpha() and words.islower() and words not in people and not AGENTS.search(words)


@functools.cache
def _people() -> frozenset[str]:
    heads = table("sources")["heads"]
    return frozenset((*heads["plural"], *heads["singular"]))


def _last_word(words: str) -> str:
    found = re.findall(r"[\w’'-]+", words)
    return found[-1] if found else ""


def _unnamed_head(words: str) -> bool:
    return _last_word(words).lower() in _heads("unnamed")


def _kind(words: str) -> SourceKind:
    head = words.lower() if words.isalpha() else _last_word(words)  # 'Reports', but not 'The Fjord Post'
    return "document" if head in _heads("document") else "unnamed"
