"""Which outlet is meant, whether it is an agency, and whether it speaks for a state."""

from __future__ import annotations

import functools
import re

import msgspec

from detente.model import Document
from detente.vocabulary import rows

HEAD, TAIL = 300, 200
"""Characters at the start and end of a text where an agency's tag may stand."""
TAGS = ("AP", "AFP", "UPI", "PTI", "ANI", "TASS", "KCNA", "EFE", "DPA", "dpa", "IANS", "PA", "CP")
"""Short forms in which agencies sign; in running text some of them mean something else."""

_LIST = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_BRACKETS = re.compile(r"\s*(?:\(.*\)|\s-\s(?:News|Editorial|Opinion)|\sOnline News)$")
_STATE_MEDIA = re.compile(r"\bstate(?:-run|-owned|-controlled)? (?:media|television|tv|broadcaster|news agency)\b")


class Outlet(msgspec.Struct, frozen=True):
    """An outlet as the vocabulary has it; `party` is the state it speaks for."""

    name: str
    agency: bool = False
    party: str | None = None


@functools.cache
def _known() -> dict[str, Outlet]:
    known: dict[str, Outlet] = {}
    for row in rows("outlets"):
        party = row["country"] if row["state_media"] == "state" else None
        found = Outlet(row["name"], row["class"] == "agency", party or None)
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            known.setdefault(_fold(name), found)
    return known


def _fold(name: str) -> str:
    return re.sub(r"^the ", "", name.replace("’", "'").lower().strip())


def outlet(name: str) -> Outlet:
    """The outlet of that name or alias; 'Chinese state media' speaks for China; an unknown one stands for itself."""
    bare = _BRACKETS.sub("", name.strip())
    return _known().get(_fold(bare)) or Outlet(bare, party=_owner(_fold(bare)))


def known(name: str) -> bool:
    """Whether the name or alias is that of an outlet of the vocabulary."""
    return _fold(_BRACKETS.sub("", name.strip())) in _known()


def _owner(name: str) -> str | None:
    if not _STATE_MEDIA.search(name):
        return None
    words = frozenset(re.findall(r"\w+", name))
    owners = (row["alpha3"] for row in rows("countries") if words.intersection(_adjectives(row)))
    return next(owners, None)


def _adjectives(row: dict[str, str]) -> list[str]:
    return [word.lower() for word in (row["name"], *row["adjectives"].split("|")) if word]


def voice_of(name: str) -> str:
    """Whose word an outlet's own words are: 'party:CHN' for state media, else 'outlet:NAME'.

    Several outlets that are named side by side are one: 'outlet:CNN+Reuters', or the party that all of them speak for.
    """
    listed = [outlet(part) for part in _LIST.split(name) if part] if _LIST.search(name) and not known(name) else []
    found = listed if len(listed) > 1 and all(known(one.name) for one in listed) else [outlet(name)]
    parties = {one.party for one in found}
    party = parties.pop() if len(parties) == 1 else None
    return f"party:{party}" if party else "outlet:" + "+".join(sorted({one.name for one in found}))


@functools.cache
def _agencies() -> frozenset[str]:
    """How agencies sign."""
    return frozenset(TAGS) | {alias for row in rows("outlets") if row["class"] == "agency" for alias in _names(row)}


@functools.cache
def _tag() -> re.Pattern[str]:
    """'(Reuters) -', '(AP)', '(Reuters, AFP)'; a photo credit '(Name/Reuters)' is none."""
    words = "|".join(re.escape(name) for name in sorted(_agencies(), key=len, reverse=True))
    return re.compile(rf"[(\[](?:{words})(?:(?:, |/)(?:{words}))*[)\]]")


def _names(row: dict[str, str]) -> list[str]:
    return [name for name in (row["name"], *row["aliases"].split("|")) if name and not _owner(name.lower())]


@functools.cache
def _byline() -> re.Pattern[str]:
    """A line that names the agency as the author: 'By Ann Lee, Associated Press', 'Source: Xinhua', 'Reuters'."""
    words = "|".join(re.escape(name) for name in sorted(_agencies(), key=len, reverse=True))
    return re.compile(
        rf"^[ \t]*(?:By\b[^\n]{{0,80}}?[,|/\n][ \t]*|Source:[ \t]*)?(?:[Tt]he )?({words})"
        r"(?:[ \t]+(?:[Bb]usiness |[Ss]taff )?(?:[Ww]riters?|[Cc]orrespondents?|[Rr]eporters?))?[ \t]*$",
        re.MULTILINE,
    )


def tags(document: Document) -> tuple[str, ...]:
    """The agencies whose tag or byline stands at the head or tail of the text, whose tag is in the outlet's name, or by
    which the document is signed.
    """
    text = document.text
    places = (text[:HEAD], text[max(HEAD, len(text) - TAIL) :], document.outlet or "")
    names = [name for place in places for found in _tag().findall(place) for name in re.split(r", |/", found[1:-1])]
    byline = f"{document.byline}\nBy {document.byline}" if document.byline else ""
    signed = [name for place in (*places[:2], byline) for name in _byline().findall(place)]
    return tuple(dict.fromkeys(outlet(name).name for name in (*names, *signed)))


_RELAY = r"\s+reports?,?\s+citing\s+(?:the\s+)?([A-Z][\w.&'’]*(?: [A-Z][\w.&'’]*){0,3}|foreign media|local media)"


def relayed(document: Document) -> tuple[str, ...]:
    """The sources that the document says it relays as a whole ('X reports citing Reuters')."""
    if not document.outlet:
        return ()
    own = re.escape(_BRACKETS.sub("", document.outlet))
    found: list[str] = re.findall(f"{own}{_RELAY}", document.text)
    return tuple(dict.fromkeys(outlet(name).name for name in found))


def voice(document: Document) -> str:
    """Whose word the document's own words are: a tagged agency's, else its outlet's, else its own."""
    tagged = tags(document)
    if tagged:
        return voice_of(tagged[0])
    return voice_of(document.outlet) if document.outlet else f"document:{document.id}"
