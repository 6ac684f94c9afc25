"""Which addresses may be fetched: those of the public Internet, by http or https, and no others."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Sequence
from urllib.parse import SplitResult, urlsplit

from detente.errors import AddressRefused, FetchFailed

PORTS = {"http": 80, "https": 443}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
EMBEDDING = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96"))
"""IPv6 networks whose addresses hold an IPv4 address in their last 32 bits (RFC 6052, RFC 4291)."""


def split(url: str) -> SplitResult:
    """The parts of a web address. Raises AddressRefused where it is none, or carries a name and password."""
    try:
        parts = urlsplit(url)
        wrong = parts.scheme not in PORTS or not parts.hostname or parts.port == 0
    except ValueError as error:
        raise AddressRefused(f"{url[:200]}: no web address ({error}); give one such as https://example.org/") from error
    if wrong or not url.isprintable():
        raise AddressRefused(f"{url[:200]}: no address of the web; only http:// and https:// are fetched")
    if parts.username is not None:
        raise AddressRefused(f"{parts.scheme}://{parts.hostname}: a name in the address; leave out what is before '@'")
    return parts


def origin(url: str) -> str:
    """'https://example.org:443': what a server is told from others by. Raises AddressRefused."""
    parts = split(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or PORTS[parts.scheme]}"


def resolved(host: str, port: int, allow: Collection[str] = ()) -> Sequence[Address]:
    """The addresses of a host, each of which may be connected to.

    `allow` names addresses that may be although they are special ('127.0.0.1'): for tests. Raises AddressRefused where
    any of the answers is special, for a host that is public answers with public addresses alone; FetchFailed where
    there is no answer.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"{host}: no such host ({error}); check the address") from error
    found = list(dict.fromkeys(ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers))
    for address in found:
        if not (str(address) in allow or public(address)):
            raise AddressRefused(f"{host}: leads to {address}, which is no public address; it is not fetched")
    return found


def public(address: Address) -> bool:
    """Whether the address, and any IPv4 address within it, is one of the public Internet."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = embedded(address)
        if inner:
            return all(public(one) for one in inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def embedded(address: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address stands for: mapped, 6to4, Teredo (server and client) and NAT64."""
    if any(address in net for net in EMBEDDING):
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    return tuple(one for one in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if one)
