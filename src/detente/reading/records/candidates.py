"""Who may take part in a record: the mentions around its trigger, and the pronouns and descriptions that mean them."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from detente import vocabulary
from detente.model import Mention, Quote
from detente.reading.records import datelines
from detente.reading.records.frames import Frame
from detente.reading.records.scene import Scene

SENTENCES_BACK = 2
UNION, CONTINENT = "EUU", "Europe"
MOST = 24
"""At most so many candidates a record, the nearest to its trigger."""


class Candidate(msgspec.Struct, frozen=True):
    """A mention that may take part, and the tokens `first:last` where it, or what stands for it, is found.

    `how` is 'name', 'pronoun', 'description', 'speaker' (who says 'I' or 'we' in the quote that holds the trigger) or
    'voice' (the speaker of that quote, whatever it says); `back` the number of sentences before the trigger's.
    """

    mention: Mention
    first: int
    last: int
    how: str
    back: int = 0


@functools.cache
def words(name: str) -> frozenset[str]:
    """A list of participants.toml."""
    return frozenset(vocabulary.table("participants")[name])


def candidates(frame: Frame, scene: Scene, quote: Quote | None) -> list[Candidate]:
    """All candidates of a frame, in text order."""
    page = frame.page
    found: list[Candidate] = []
    for back in range(min(SENTENCES_BACK, frame.sentence_index), 0, -1):
        sentence = page.sentences[frame.sentence_index - back]
        opening = datelines.after(page.text, sentence.start, sentence.end)
        found.extend(named(page.mentions_in(opening, sentence.end), frame, scene, back))
    mentions = page.mentions_in(*frame.offsets(frame.sentence))
    found.extend(named(mentions, frame, scene, 0))
    found.extend(resolved(frame, scene, quote, {m.start for m in mentions}))
    if quote is not None and (voice := speaking(quote, frame, frame.trigger[0])) is not None:
        found.append(Candidate(voice, frame.trigger[0], frame.trigger[0], "voice"))
    found = [c for c in found if acts(c.mention) and not relays(c.mention, frame, quote)]
    found = [c for c in found if not (c.back and c.mention.kind == "unnamed")]
    centre = frame.trigger[0]
    nearest = sorted(found, key=lambda c: (c.back, abs(c.first - centre)))[:MOST]
    return sorted(nearest, key=lambda c: (-c.back, c.first))


def relays(mention: Mention, frame: Frame, quote: Quote | None) -> bool:
    """Whether a mention without a name only passes on the words that hold the record: 'officials said'."""
    speaker = quote.speaker if quote is not None else None
    if mention.kind != "unnamed" or speaker is None or frame.proposal.type in words("spoken"):
        return False
    return speaker.kind == "unnamed" and mention.name.lower() in speaker.name.lower()


def named(mentions: tuple[Mention, ...], frame: Frame, scene: Scene, back: int) -> Iterator[Candidate]:
    """The mentions that can act; what stands for both parties gives one candidate for each."""
    for mention in mentions:
        first, last = frame.tokens.within(mention.start, mention.end)
        if first < last and acts(mention):
            for party in scene.parties(mention, words("dual")) or (mention,):
                yield Candidate(party, first, last, "name", back)


def acts(mention: Mention) -> bool:
    """Whether a mention can take part in anything: a place cannot ('in Geneva'), but for Europe, which acts as one."""
    if mention.kind == "place":
        return mention.country == UNION and mention.name.startswith(CONTINENT)
    return mention.kind not in ("document", "outlet")


def resolved(frame: Frame, scene: Scene, quote: Quote | None, taken: set[int]) -> Iterator[Candidate]:
    """Pronouns and descriptions of the sentence that the resolver, or the quote's speaker, gives a meaning."""
    tokens = frame.tokens
    for at in range(*frame.sentence):
        word = tokens.words[at]
        if word in words("speaking") and quote is not None:
            if (speaker := speaking(quote, frame, at)) is not None:
                yield Candidate(speaker, at, at + 1, "speaker")
        elif scene.resolver is not None and tokens.starts[at] not in taken and (last := referring(frame, at)):
            mention = scene.resolver.resolve(tokens.starts[at], tokens.ends[last - 1])
            if mention is not None:
                how = "description" if last - at > 1 else "pronoun"
                yield Candidate(mention, at, last, how)


def referring(frame: Frame, at: int) -> int:
    """The end of the pronoun or description that begins at a token; 0 for none."""
    word = frame.tokens.words[at]
    if word in words("singular") or word in words("plural"):
        return at + 1
    if word in words("determiners"):
        for last in range(at + 2, min(at + 4, frame.sentence[1] + 1)):
            if frame.tokens.words[last - 1] in words("descriptions"):
                return last
    return 0


def speaking(quote: Quote, frame: Frame, at: int) -> Mention | None:
    """The quote's speaker, as if named at a token."""
    speaker = quote.speaker
    if speaker is None or (speaker.kind == "unnamed" and speaker.country is None):
        return None
    start, end = frame.tokens.starts[at], frame.tokens.ends[at]
    return Mention(start, end, frame.page.text[start:end], speaker.kind, speaker.name, speaker.country)
