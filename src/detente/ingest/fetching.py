"""One GET of a web address that a stranger chose, bounded in every direction: where it leads, how long it takes, how
much comes back. Why by httpcore and not by more or less: docs/adr/0013-fetching-what-strangers-name.md.
"""

from __future__ import annotations

import functools
import ssl
from collections.abc import Mapping
from urllib.parse import quote, urljoin

import httpcore
import msgspec

from detente import __version__
from detente.errors import AddressRefused, FetchFailed
from detente.ingest.addresses import PORTS, resolved, split
from detente.ingest.connecting import Checked, Deadline
from detente.ingest.decompression import unpacked

REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)
SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What an address may hold as it stands."""


class FetchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`limit` is in bytes, before and after unpacking; `deadline` bounds one fetch with all its redirects, `idle`
    one read, in seconds. `allow` names special addresses that are fetched all the same, such as '127.0.0.1': for tests,
    and settable in Python alone.
    """

    agent: str = f"Detente/{__version__} (news desk; reads feeds and pages on behalf of an analyst)"
    limit: int = 20_000_000
    deadline: float = 60.0
    idle: float = 20.0
    redirects: int = 10
    allow: tuple[str, ...] = ()


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came back: the address that answered, after redirects; `headers` by lower-case name; the body unpacked.

    `moved` is where the address leads for good: as far as its redirects, from the first on, are permanent ones.
    """

    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    moved: str | None = None

    @property
    def media(self) -> str:
        """The type of the body: 'text/html'; '' where the server does not say."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def fetch(url: str, settings: FetchSettings, headers: Mapping[str, str] | None = None) -> Fetched:
    """GET the address, whatever its status. `headers` go with the request, besides those that every one has.

    Raises AddressRefused where it, or an address it leads on to, is not to be fetched; FetchFailed where it could not
    be, or is larger or slower than the settings have it.
    """
    place, moved, lasting = url, None, True
    with Deadline(settings.deadline) as deadline:
        for _ in range(settings.redirects + 1):
            found = answered(url, settings, headers or {}, deadline)
            target = found.headers.get("location")
            if found.status not in REDIRECTS or not target:
                return msgspec.structs.replace(found, moved=moved)
            url = joined(url, target)
            lasting = lasting and found.status in FOR_GOOD
            moved = url if lasting else moved
    raise FetchFailed(f"{place}: more than {settings.redirects} redirects; nothing was taken")


def joined(base: str, target: str) -> str:
    """The address that a redirect leads to, in UTF-8 where it is not ASCII. Raises AddressRefused where it is none."""
    try:
        return urljoin(base, target.encode("latin-1").decode("utf-8", "replace"))
    except ValueError as error:
        raise AddressRefused(f"{base}: leads on to no address ({error}); nothing was taken") from error


def answered(url: str, settings: FetchSettings, headers: Mapping[str, str], deadline: Deadline) -> Fetched:
    """One request and its answer, redirects not followed. Raises AddressRefused and FetchFailed."""
    request = request_of(url, settings, headers)
    backend = Checked(functools.partial(resolved, allow=settings.allow), deadline)
    try:
        with httpcore.ConnectionPool(context(), network_backend=backend, max_connections=1) as pool:
            return answer(pool, request, url, settings)
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as error:
        if deadline.passed:
            raise FetchFailed(f"{url}: took longer than {settings.deadline:g} seconds; broken off") from error
        said = str(error) or type(error).__name__
        raise FetchFailed(f"{url}: could not be fetched ({said}); it is tried again") from error


def answer(pool: httpcore.ConnectionPool, request: httpcore.Request, url: str, settings: FetchSettings) -> Fetched:
    """The answer with its body. Raises FetchFailed where that is too long."""
    response = pool.handle_request(request)
    try:
        heads = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        body = bytearray()
        for piece in response.iter_stream():
            body += piece
            if len(body) > settings.limit:
                raise FetchFailed(f"{url}: longer than {settings.limit} bytes, the limit; nothing was taken")
    finally:
        response.close()
    whole = unpacked(bytes(body), heads.get("content-encoding", ""), settings.limit, url)
    return Fetched(url=url, status=response.status, headers=heads, body=whole)


def request_of(url: str, settings: FetchSettings, headers: Mapping[str, str]) -> httpcore.Request:
    """The request. Raises AddressRefused."""
    parts = split(url)
    try:
        host = (parts.hostname or "").encode("idna")
    except UnicodeError as error:
        raise AddressRefused(f"{url}: no name of a host ({error}); check the address") from error
    target = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=SAFE)
    known = {"User-Agent": settings.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate", "Connection": "close"}
    first = {"Host": host_header(host, parts.port, parts.scheme)}
    times = dict.fromkeys(("connect", "read", "write", "pool"), settings.idle)
    return httpcore.Request(
        "GET",
        httpcore.URL(scheme=parts.scheme, host=host, port=parts.port or PORTS[parts.scheme], target=target),
        headers=[(name, value.encode("latin-1", "replace")) for name, value in {**first, **known, **headers}.items()],
        extensions={"timeout": times},
    )


def host_header(host: bytes, port: int | None, scheme: str) -> str:
    name = host.decode("ascii")
    name = f"[{name}]" if ":" in name else name
    return name if port in (None, PORTS[scheme]) else f"{name}:{port}"


@functools.cache
def context() -> ssl.SSLContext:
    """Certificates are checked."""
    return httpcore.default_ssl_context()
