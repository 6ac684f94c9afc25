"""Which side of a measure a state is on: who imposes it, and whose goods or people it falls on."""

from __future__ import annotations

import re

from detente.model import Actor, Mention
from detente.reading.records.candidates import words
from detente.reading.records.frames import Frame
from detente.reading.records.participants import passive

WORD = re.compile(r"\s+(\w+)")
Parties = tuple[Actor, ...]


def sided(framed: Frame, actors: Parties, targets: Parties) -> tuple[Parties, Parties]:
    """Actors and targets of a measure as its own clause has them.

    The state named last before the trigger imposes it; the state whose goods or people it falls on bears it.
    """
    states_named = [m for m in framed.page.mentions_in(*framed.offsets(framed.evidence)) if m.kind == "government"]
    before, _ = framed.offsets(framed.trigger)
    borne = {m.country: m.actor for m in states_named if m.country and bears(framed.page.text, m)}
    imposing = [m for m in states_named if m.end <= before and m.country and not bears(framed.page.text, m)]
    if passive(framed) or not imposing:
        kept = tuple(a for a in actors if a.country is None or a.country not in borne)
        return (kept, targets) if kept else (actors, targets)
    state = imposing[-1]
    first = [a for a in actors if a.country == state.country] or [state.actor]
    others = [a for a in actors if a.country != state.country and a.country not in borne]
    falls_on = [a for a in targets if a.country != state.country]
    countries = {a.country for a in falls_on}
    falls_on += [a for country, a in borne.items() if country not in countries and country != state.country]
    return tuple(dict.fromkeys([*first, *others])), tuple(dict.fromkeys(falls_on))


def bears(text: str, mention: Mention) -> bool:
    """Whether a state is named for its goods or people: 'Chinese imports', 'American companies'."""
    after = WORD.match(text, mention.end)
    return after is not None and after.group(1).lower() in words("borne")
