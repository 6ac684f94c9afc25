"""Who publishes a page: a site may call itself what it likes, but by a known outlet's name only on that one's hosts."""

from __future__ import annotations

import functools
import re
from urllib.parse import urlsplit

from detente.vocabulary import rows

PARTS = re.compile(r"[()\[\]{}|/,;:·•–—]|\s-\s|\s(?:and|&)\s", re.IGNORECASE)
"""What parts the names in 'Reuters (UK)' and 'CNN, AP and Reuters'."""
STATE_MEDIA = re.compile(
    r"\bstate(?:-run|-owned|-controlled)? (?:media|television|tv|broadcaster|news agency)\b", re.IGNORECASE
)
HUNG_ON = re.compile(r"(?:\.(?:com|org|net)| online)?(?: news)?$")
BRACKETS = str.maketrans("()[]{}", "      ")
SUBSITES = re.compile(r"^(?:www|m|mobile|amp|edition)\.")


def credible(name: str | None, url: str | None) -> str | None:
    """The outlet as a page names it, else its host; 'HOST (as NAME)' where a known outlet's name stands on a host that
    is not its own. A page without an address is believed.
    """
    host = host_of(url)
    if name is None or host is None:
        return name or host
    claimed = known_in(name)
    if (claimed or STATE_MEDIA.search(name)) and not claimed & owners(host):
        return f"{host} (as {' '.join(name.translate(BRACKETS).split())})"
    return name


def host_of(url: str | None) -> str | None:
    """The host of an address, without what tells its editions apart."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return SUBSITES.sub("", host.rstrip(".")) if host else None


def known_in(name: str) -> frozenset[str]:
    """The outlets of the vocabulary that a name names, alone or among others."""
    parts = {folded(part) for part in (name, *PARTS.split(name))}
    return frozenset(
        outlet for part in parts for one in (part, HUNG_ON.sub("", part)) for outlet in names().get(one, ())
    )


def owners(host: str) -> frozenset[str]:
    """The outlets to which a host, or one that it is below, belongs."""
    labels = host.lower().split(".")
    return frozenset(outlet for at in range(len(labels)) for outlet in hosts().get(".".join(labels[at:]), ()))


def folded(name: str) -> str:
    """A name without what changes from one writing to another."""
    return re.sub(r"^the ", "", " ".join(name.replace("’", "'").casefold().split())).strip(" .-")


@functools.cache
def names() -> dict[str, tuple[str, ...]]:
    """The outlets by name and alias."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("outlets"):
        for name in filter(None, (row["name"], *row["aliases"].split("|"))):
            found[folded(name)] = (*found.get(folded(name), ()), row["name"])
    return found


@functools.cache
def hosts() -> dict[str, tuple[str, ...]]:
    """The outlets by host."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("outlet_hosts"):
        found[row["host"]] = (*found.get(row["host"], ()), row["outlet"])
    return found
