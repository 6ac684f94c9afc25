"""Fetching what strangers name, against a real server on 127.0.0.1 that means harm."""

from __future__ import annotations

import gzip
import ipaddress
import os
import socket
import time
import zlib
from collections.abc import Iterator

import brotli
import pytest
import zstandard
from loopback import Handler, Server, endless, raw, reply, serving

from detente.errors import AddressRefused, FetchFailed
from detente.ingest.addresses import public, resolved, split
from detente.ingest.fetching import FetchSettings, fetch

HERE = FetchSettings(allow=("127.0.0.1",), limit=100_000, deadline=5, idle=2)
OK = b"HTTP/1.1 200 OK\r\n"
BOMB = b"\0" * 1_000_000


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def refusal(url: str, settings: FetchSettings = HERE) -> str:
    with pytest.raises(FetchFailed) as caught:
        fetch(url, settings)
    return str(caught.value)


SPECIAL = [
    ("127.0.0.1", "loopback"),
    ("127.8.9.10", "loopback, the whole network of it"),
    ("10.1.2.3", "private"),
    ("172.16.0.1", "private"),
    ("192.168.1.1", "private"),
    ("169.254.169.254", "link-local: where clouds keep their credentials"),
    ("100.64.0.1", "shared by carriers"),
    ("0.0.0.0", "this host"),
    ("255.255.255.255", "broadcast"),
    ("224.0.0.1", "multicast"),
    ("240.0.0.1", "reserved"),
    ("198.18.0.1", "for benchmarks"),
    ("192.0.2.1", "for documentation"),
    ("::1", "loopback"),
    ("::", "unspecified"),
    ("fe80::1", "link-local"),
    ("fc00::1", "unique local"),
    ("ff02::1", "multicast"),
    ("::ffff:127.0.0.1", "loopback, mapped into IPv6"),
    ("::ffff:10.0.0.1", "private, mapped into IPv6"),
    ("::127.0.0.1", "loopback, in the old compatible form"),
    ("64:ff9b::7f00:1", "loopback behind NAT64"),
    ("2002:7f00:1::", "loopback by 6to4"),
    ("2001:0:4136:e378:8000:63bf:80ff:fffe", "loopback by Teredo"),
    ("2001:db8::1", "for documentation"),
]


@pytest.mark.parametrize(("address", "why"), SPECIAL)
def test_a_special_address_is_not_public(address: str, why: str) -> None:
    assert not public(ipaddress.ip_address(address)), why


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert public(ipaddress.ip_address(address))


WAYS_TO_LOOPBACK = [
    "127.0.0.1",
    "localhost",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
]


@pytest.mark.parametrize("host", WAYS_TO_LOOPBACK)
def test_loopback_is_refused_however_it_is_written(host: str, server: Server) -> None:
    server.routes["/"] = reply("secret")
    with pytest.raises(FetchFailed):
        fetch(f"http://{host}:{server.port}/", FetchSettings())
    assert server.asked("/") == 0


def test_no_environment_variable_opens_loopback(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DETENTE_ALLOW", "ALLOW", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.setenv(name, server.url)
    assert "no public address" in refusal(f"{server.url}/", FetchSettings())
    assert "no public address" in refusal("http://10.0.0.1/", FetchSettings())
    assert not server.heads


def test_a_name_is_looked_up_once_and_the_checked_address_is_called(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the first answer passes the check, the second would lead elsewhere."""
    asked: list[str] = []
    lookup = socket.getaddrinfo

    def rebinding(host: str, *rest: object, **more: object) -> object:
        if host == "rebound.example":
            asked.append(host)
            host = "127.0.0.1" if len(asked) == 1 else "169.254.169.254"
        return lookup(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    server.routes["/"] = reply("page")
    assert fetch(f"http://rebound.example:{server.port}/", HERE).body == b"page"
    assert asked == ["rebound.example"]
    assert "169.254.169.254" in refusal(f"http://rebound.example:{server.port}/")


def test_a_host_with_one_special_answer_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, 1, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *rest, **more: answers)
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.8"):
        resolved("mixed.example", 80)


NO_ADDRESSES = [
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://example.org/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "//example.org/",
    "example.org",
    "http://",
    "http://user:word@example.org/",
    "http://example.org:99999/",
    "http://example.org:0/",
    "http://[::1/",
    "http://exa\nmple.org/\r\nX: y",
    "http://example.org/\x00",
    "",
]  # fmt: skip


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        split(url)


LEADS_ON = [
    ("http://10.0.0.1/", "no public address"),
    ("http://169.254.169.254/latest/meta-data/", "no public address"),
    ("http://[::1]:80/", "no public address"),
    ("//192.168.0.1/", "no public address"),
    ("file:///etc/passwd", "only http"),
    ("ftp://example.org/", "only http"),
    ("http://[::1/", "no address"),
]


@pytest.mark.parametrize(("target", "says"), LEADS_ON)
def test_a_redirect_is_checked_like_the_address_itself(target: str, says: str, server: Server) -> None:
    server.routes["/"] = reply("", "302 Found", Location=target)
    assert says in refusal(f"{server.url}/")


def test_ten_redirects_are_followed_and_an_eleventh_is_not(server: Server) -> None:
    for number in range(11):
        server.routes[f"/{number}"] = reply("", "301 Moved Permanently", Location=f"{number + 1}")
    server.routes["/11"] = reply("there")
    found = fetch(f"{server.url}/1", HERE)
    assert (found.body, found.url) == (b"there", f"{server.url}/11")
    assert "more than 10 redirects" in refusal(f"{server.url}/0")


def test_a_redirect_may_be_written_in_utf_8(server: Server) -> None:
    server.routes["/"] = raw("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /caf\u00e9\r\n\r\n".encode())
    server.routes["/caf%C3%A9"] = reply("there")
    assert fetch(f"{server.url}/", HERE).body == b"there"


def test_a_circle_of_redirects_ends(server: Server) -> None:
    server.routes["/"] = reply("", "307 Temporary Redirect", Location="/")
    assert "more than 10 redirects" in refusal(f"{server.url}/")
    assert server.asked("/") == 11


def zstandarded(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=19).compress(data)


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", bare_deflate),
    ("br", brotli.compress),
    ("zstd", zstandarded),
    ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
]


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_a_packed_body_is_unpacked_and_a_bomb_is_refused(name: str, pack: object, server: Server) -> None:
    assert callable(pack)
    server.routes["/page"] = reply(pack(b"a page " * 1000), Content_Encoding=name)
    server.routes["/bomb"] = reply(pack(BOMB), Content_Encoding=name)
    server.routes["/half"] = reply(pack(b"a page " * 1000)[:-6], Content_Encoding=name)
    assert fetch(f"{server.url}/page", HERE).body == b"a page " * 1000
    assert "unpacks to more than" in refusal(f"{server.url}/bomb")
    assert "damaged" in refusal(f"{server.url}/half")


@pytest.mark.parametrize("name", ["compress", "gzip, gzip, gzip", "x" * 5000])
def test_an_unknown_packing_is_refused(name: str, server: Server) -> None:
    server.routes["/"] = reply(b"x", Content_Encoding=name)
    assert "not understood" in refusal(f"{server.url}/")


def test_an_empty_body_said_to_be_packed_is_told(server: Server) -> None:
    server.routes["/"] = reply(b"", Content_Encoding="gzip")
    assert "damaged" in refusal(f"{server.url}/")


HARMFUL: list[tuple[Handler, str, str]] = [
    (endless(OK + b"\r\n", b"x" * 10_000), "longer than", "a body without end"),
    (
        endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"2710\r\n" + b"x" * 10_000 + b"\r\n"),
        "longer than",
        "chunks",
    ),
    (reply(b"x" * 100_001), "longer than", "a body one byte over the limit"),
    (endless(OK + b"Content-Length: 99\r\n\r\n", b"x", 0.05), "took longer", "a byte now and then"),
    (endless(OK, b"X: y\r\n", 0.05), "took longer", "a header now and then"),
    (endless(b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.05), "took longer", "hints"),
    (endless(OK, b"X: " + b"y" * 1000 + b"\r\n"), "could not be fetched", "a flood of headers"),
    (endless(OK + b"X: ", b"y" * 1000), "could not be fetched", "a header without end"),
    (endless(b"HTTP/1.1 200 ", b"O" * 1000), "could not be fetched", "a status line without end"),
    (endless(OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 1000), "could not be fetched", "a chunk's extension"),
    (raw(OK + b"Content-Length: 99\r\n\r\nhalf"), "could not be fetched", "half a body"),
    (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nha"), "could not be fetched", "half a chunk"),
    (raw(b""), "could not be fetched", "nothing at all"),
    (raw(b"SSH-2.0-OpenSSH\r\n"), "could not be fetched", "another protocol"),
    (raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), "could not be fetched", "a length below nothing"),
    (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"), "could not", "two lengths"),
]


@pytest.mark.parametrize(("handler", "says", "what"), HARMFUL, ids=[what for _, _, what in HARMFUL])
def test_a_hostile_server_gains_nothing(handler: Handler, says: str, what: str, server: Server) -> None:
    server.routes["/"] = handler
    begun = time.monotonic()
    settings = FetchSettings(allow=HERE.allow, limit=HERE.limit, deadline=0.4, idle=0.3)
    assert says in refusal(f"{server.url}/", settings), what
    assert time.monotonic() - begun < 4


def test_a_server_that_says_nothing_is_left(server: Server) -> None:
    server.routes["/"] = lambda connection, head: time.sleep(1)
    settings = FetchSettings(allow=HERE.allow, idle=0.1)
    assert "could not be fetched" in refusal(f"{server.url}/", settings)


def test_a_tls_handshake_that_drips_ends_at_the_deadline(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        settings = FetchSettings(allow=HERE.allow, deadline=0.3, idle=5)
        begun = time.monotonic()
        assert "took longer than 0.3 seconds" in refusal(f"https://127.0.0.1:{port}/", settings)
        assert time.monotonic() - begun < 3


def test_a_connection_made_after_the_deadline_ends_at_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking the name up may take all the time there is."""
    lookup = socket.getaddrinfo

    def slow(*given: object, **more: object) -> object:
        time.sleep(0.3)
        return lookup(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("detente.ingest.addresses.socket.getaddrinfo", slow)
    server.routes["/"] = lambda connection, head: time.sleep(3)
    begun = time.monotonic()
    settings = FetchSettings(allow=HERE.allow, deadline=0.1, idle=5)
    assert "took longer than 0.1 seconds" in refusal(f"{server.url}/", settings)
    assert time.monotonic() - begun < 3


def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert "could not be fetched" in refusal(f"http://127.0.0.1:{port}/")


def test_the_request_says_who_asks(server: Server) -> None:
    server.routes["/a%20b?q=%C3%A9"] = reply("page")
    fetch(f"{server.url}/a b?q=é#part", HERE, {"If-None-Match": '"x"'})
    head = server.heads["/a%20b?q=%C3%A9"][0]
    assert "User-Agent: Detente/" in head
    assert 'If-None-Match: "x"' in head
    assert f"Host: 127.0.0.1:{server.port}\r\n" in head
    assert head.lower().count("\r\nhost:") == 1


def test_a_status_is_no_failure_of_fetching(server: Server) -> None:
    assert fetch(f"{server.url}/gone", HERE).status == 404


def test_nothing_stays_open(server: Server) -> None:
    server.routes["/"] = reply("page")
    fetch(f"{server.url}/", HERE)
    held = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(5):
        fetch(f"{server.url}/", HERE)
    assert not held or len(os.listdir("/proc/self/fd")) <= held + 2
