"""Whom 'we', 'they' and 'us' mean in a tariff told in somebody's words: known only where the speaker's state is."""

from __future__ import annotations

import functools
import re

from detente import vocabulary
from detente.model import Actor
from detente.reading.quantities import choice
from detente.reading.records.frames import Frame

Parties = tuple[Actor, ...]
FIRST, THIRD = frozenset({"i", "we"}), "they"


def meant(framed: Frame, actors: Parties, targets: Parties, speaker: Actor | None) -> tuple[Parties, Parties]:
    """Actors and targets of a tariff, but for those whom a pronoun cannot mean or may not.

    'We charge' is the speaker's state and 'they charge us' another: where the speaker has no known state, nobody is
    guessed. Where words tell of both, what is nearest to the trigger decides.
    """
    start, end = framed.offsets(framed.evidence)
    trigger = framed.offsets(framed.trigger)[0]
    found = [*charging().finditer(framed.page.text, start, end), *charged().finditer(framed.page.text, start, end)]
    if not found:
        return actors, targets
    nearest = min(found, key=lambda m: (max(m.start() - trigger, trigger - m.end(), 0), -m.end()))
    if pronoun(nearest) in FIRST:
        return by_speaker(framed, actors, targets, speaker)
    if charged().search(framed.page.text, start, end) is None:
        return abroad(actors, speaker), targets
    return by_others(actors, targets, speaker, known=THIRD not in map(pronoun, found))


def pronoun(found: re.Match[str]) -> str:
    """The pronoun that charges; '' where only 'us' is told."""
    return found.groupdict().get("who", "").lower()


def abroad(actors: Parties, speaker: Actor | None) -> Parties:
    """The actors that are not of the speaker's state."""
    home = speaker.country if speaker is not None else None
    return tuple(a for a in actors if home is None or a.country != home)


def by_speaker(framed: Frame, actors: Parties, targets: Parties, speaker: Actor | None) -> tuple[Parties, Parties]:
    """The speaker's side imposes it; others taken for imposers bear it.

    Where the speaker's state is not known, only who is named in the sentence itself may be meant: 'Lin Jian: We ...'.
    """
    if speaker is None or not speaker.country:
        said = framed.page.text[slice(*framed.offsets(framed.sentence))]
        return tuple(a for a in actors if a.text and a.text in said), targets
    own = tuple(a for a in actors if a.country == speaker.country) or (speaker,)
    bearing = [*abroad(targets, speaker), *(a for a in abroad(actors, speaker) if a.country)]
    return own, tuple(dict.fromkeys(bearing))


def by_others(actors: Parties, targets: Parties, speaker: Actor | None, *, known: bool) -> tuple[Parties, Parties]:
    """Others impose it on the speaker's side; where its state is not known only those named (`known`) are told."""
    if speaker is None or not speaker.country:
        return (actors if known else ()), ()
    return abroad(actors, speaker) or tuple(a for a in abroad(targets, speaker) if a.country), (speaker,)


@functools.cache
def charging() -> re.Pattern[str]:
    """A pronoun and its verb of charging: 'we're also charging', 'they put'."""
    words = vocabulary.table("pronouns")
    between = choice(words["between"]["words"])
    return re.compile(
        rf"\b(?P<who>I|[Ww]e|[Tt]hey)(?:['’](?:m|re|ve|ll|d))?\s+(?:(?:{between})\s+){{0,4}}(?:{_verbs()})\b"
    )


@functools.cache
def charged() -> re.Pattern[str]:
    """What is put on 'us': 'charges us', 'tariffs on us'."""
    return re.compile(
        rf"\b(?:(?i:{_verbs()})|(?i:tariffs?|dut(?:y|ies)|levies|taxes|percent|%)\s+(?:on|against|upon))\s+us\b"
    )


def _verbs() -> str:
    return choice(vocabulary.table("pronouns")["charging"]["words"])
