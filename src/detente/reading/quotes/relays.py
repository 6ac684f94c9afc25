"""Chains: through whom words come to a document before its readers hear them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from detente.model import Mention, Source, Speaker
from detente.reading.page import Page
from detente.reading.quotes.speakers import Resolver, speaker_of
from detente.vocabulary import table

DESCRIBED = r"newspaper|news\s+agency|daily|paper|magazine|channel|broadcaster|outlet"
FILLER = rf"(?:\s+(?:the|a|an|its|his|her|[A-Z]\w+['’]s?|[\w’'-]+\s+(?:{DESCRIBED}))\b)*\s*[“\"'‘]?"
REPORTED = re.compile(
    r"\s*,?\s*(?:has|have|had|also|later|first)?\s*(?:report(?:s|ed)?|(?:says|said|adds|added|writes|wrote|notes|noted)\s+that|(?:cited|quoted|cites|quotes)\s+[^.\n]{1,80}?\s+as\s+saying)\b"
)
CITING = re.compile(r"\b(?:citing|cites|which\s+cited|quoting)\s+(?P<who>[^,.;:\n“”\"]{3,120})")
QUALIFIED = (
    r"(?:the\s+)?(?:[A-Z][\w.]*(?:['’]s?)?\s+)?"
    r"(?:(?:official|state|state-run|state-owned|semi-?official|private|local)\s+)*"
)
"""What may stand between 'by' and the name of an outlet: 'the country's official'."""
CITED_BY = re.compile(
    r"\b(?:cited|quoted|seen|obtained|interviewed|published|carried|released|distributed|aired|broadcast|first\s+reported)"
    rf"\s+(?:by|on)\s+{QUALIFIED}\Z"
)
ATTRIBUTED = re.compile(
    r"\b(?:according\s+to|as\s+saying\s+(?:by|to|in|on)|in\s+remarks\s+published\s+by)\s+"
    rf"(?:a\s+report\s+(?:by|in|from)\s+)?{QUALIFIED}\Z"
)


@functools.cache
def _addressed() -> re.Pattern[str]:
    before = "|".join(table("relays")["outlet"]["before"])
    return re.compile(rf"\b(?:{before}){FILLER}\Z", re.IGNORECASE)


NEAR = 30
"""Characters between an outlet and the source that are no clause yet."""
LEAD = 60
"""Characters before the name of an outlet that are looked at."""
Pairs = tuple[tuple[int, int], ...]


def _outlets(page: Page, start: int, end: int, source: Pairs) -> Iterator[Mention]:
    """The outlets named in `start:end`, but not in the source, unless it tells who cited it: 'sources cited by'."""
    for mention in page.mentions_in(start, end):
        if mention.kind != "outlet" or mention.name in _platforms():
            continue
        inside = any(a <= mention.start < b for a, b in source)
        if not inside or CITED_BY.search(page.text, max(0, mention.start - LEAD), mention.start):
            yield mention


def outlet_named(page: Page, start: int, end: int) -> Source | None:
    """The outlet of an interview that `start:end` introduces: 'in an interview with', 'joined', 'told'."""
    if not _introduces().search(page.text, start, end):
        return None
    for mention in _outlets(page, start, end, ()):
        return Source(mention.name, "outlet")
    return None


@functools.cache
def _platforms() -> frozenset[str]:
    return frozenset(table("relays")["outlet"]["platforms"])


@functools.cache
def _introduces() -> re.Pattern[str]:
    words = "|".join(table("relays")["turn"]["words"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def outlet_addressed(page: Page, start: int, end: int, source: Pairs) -> Source | None:
    """The outlet to which the words at `start:end` say a speaker spoke: 'told the paper', 'in an interview with'."""
    for mention in _outlets(page, start, end, source):
        if _addresses(page.text, start, mention):
            return Source(mention.name, "outlet")
    return None


def _addresses(text: str, start: int, mention: Mention) -> bool:
    before = text[max(start - 12, mention.start - 60, 0) : mention.start]
    after = text[mention.end : mention.end + 30]
    if re.match(r"\s+(?:TV\s+|television\s+|News\s+)?interview\b", after):
        return True
    return bool(_addressed().search(before)) and not REPORTED.match(after)


def outlet_reporting(page: Page, start: int, end: int, source: Pairs) -> Source | None:
    """The outlet by which `start:end` says the words were handed on: ', Reuters reported', 'according to Xinhua'."""
    for mention in _outlets(page, start, end, source):
        before = page.text[max(start, mention.start - LEAD) : mention.start]
        if REPORTED.match(page.text[mention.end : mention.end + 60]) or ATTRIBUTED.search(before):
            return Source(mention.name, "outlet")
        if CITED_BY.search(before) and not _of_another_clause(page.text, mention, source):
            return Source(mention.name, "outlet")
        if re.search(r"\b(?:report(?:s|ed)?)\s+(?:the\s+)?\Z", before):
            return Source(mention.name, "outlet")
    return None


def _of_another_clause(text: str, mention: Mention, source: Pairs) -> bool:
    """Whether a clause of its own stands between the outlet and the source: 'published by A blamed B, as C said'."""
    between = text[mention.end : source[0][0]] if source else ""
    return len(between) > NEAR and "," in between


def cited_in(page: Page, start: int, end: int, resolver: Resolver) -> Speaker | None:
    """Whom the words at `start:end` say was cited: 'News.Az reports, citing foreign media'."""
    match = CITING.search(page.text, start, end) if start < end else None
    if match is None:
        return None
    who = re.split(r"\s+(?:as|that|saying|who|on|for|in)\s+", match.group("who"), maxsplit=1)[0]
    return speaker_of(page, match.start("who"), match.start("who") + len(who), resolver)
