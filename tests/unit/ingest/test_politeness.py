"""How often servers are asked, and what they may forbid."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest
from loopback import Server, reply, serving

from detente.errors import AddressRefused, FetchFailed
from detente.ingest.fetching import FetchSettings
from detente.ingest.politeness import LONGEST, Pace, backoff, retry_after, spread
from detente.ingest.robots import Robots
from detente.ingest.visiting import Visitor

NOW = dt.datetime(2025, 6, 5, 12, tzinfo=dt.UTC)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def visitor() -> Visitor:
    return Visitor(FetchSettings(allow=("127.0.0.1",)), Pace(0))


def test_requests_to_one_host_are_kept_apart_and_others_do_not_wait() -> None:
    now, slept = [0.0], []
    pace = Pace(2.0, clock=lambda: now[0], sleep=slept.append)
    for host in ("a", "a", "b", "a"):
        pace.wait(host)
    assert slept == [2.0, 4.0]
    now[0] = 100.0
    pace.wait("a", 10.0)
    pace.wait("a")
    assert slept == [2.0, 4.0, 10.0]


def test_waits_double_with_each_failure_up_to_a_day_and_differ() -> None:
    chance = random.Random(1)
    waits = [backoff(failures, 900, chance) for failures in range(1, 12)]
    assert all(720 * 2**n <= wait <= 1080 * 2**n for n, wait in enumerate(waits[:6]))
    assert max(waits) <= LONGEST * 1.2
    assert len({backoff(3, 900, chance) for _ in range(5)}) == 5
    assert 855 <= spread(900, chance) <= 945


ASKS = [
    ({"retry-after": "120"}, 120, "seconds"),
    ({"retry-after": "Thu, 05 Jun 2025 12:10:00 GMT"}, 600, "a moment by our clock"),
    (
        {"retry-after": "Thu, 01 Jan 1970 00:10:00 GMT", "date": "Thu, 01 Jan 1970 00:00:00 GMT"},
        600,
        "by its own clock",
    ),
    ({"retry-after": "Thu, 05 Jun 2025 11:00:00 GMT"}, 0, "a moment that has passed"),
    ({"retry-after": "9" * 400}, LONGEST, "for ever"),
    ({"retry-after": "²"}, None, "a figure that is none"),
    ({"retry-after": "-5"}, None, "less than nothing"),
    ({"retry-after": "later"}, None, "no time"),
    ({}, None, "nothing"),
]


@pytest.mark.parametrize(("headers", "seconds", "what"), ASKS, ids=[what for _, _, what in ASKS])
def test_what_a_server_asks_for_is_understood(headers: dict[str, str], seconds: float | None, what: str) -> None:
    assert retry_after(headers, NOW) == seconds


ROBOTS = [
    ("User-agent: *\nDisallow: /private/", "/private/a", False),
    ("User-agent: *\nDisallow: /private/", "/news/a", True),
    ("User-agent: detente\nDisallow: /\n\nUser-agent: *\nAllow: /", "/news", False),
    ("User-agent: other\nDisallow: /", "/news", True),
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
    ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
    ("\ufeffUser-agent: *\nDisallow: /", "/news", False),
    ("<html>not found</html>", "/news", True),
    ("\0" * 5000, "/news", True),
]


@pytest.mark.parametrize(("rules", "path", "allowed"), ROBOTS)
def test_robots_txt_is_obeyed(rules: str, path: str, allowed: bool, server: Server) -> None:
    server.routes["/robots.txt"] = reply(rules, kind="text/plain")
    server.routes[path] = reply("page")
    if allowed:
        assert visitor().get(f"{server.url}{path}").body == b"page"
    else:
        with pytest.raises(AddressRefused, match=r"robots\.txt"):
            visitor().get(f"{server.url}{path}")
        assert server.asked(path) == 0


@pytest.mark.parametrize(("status", "allowed"), [("404 Not Found", True), ("403 Forbidden", True), ("503 Busy", False)])
def test_a_missing_robots_txt_allows_and_a_failing_one_does_not(status: str, allowed: bool, server: Server) -> None:
    server.routes["/robots.txt"] = reply("User-agent: *\nDisallow: /", status)
    robots = visitor().robots
    if allowed:
        assert robots.allow(f"{server.url}/x")
    else:
        with pytest.raises(FetchFailed, match="tried again"):
            robots.allow(f"{server.url}/x")


def test_robots_txt_is_asked_for_once_a_day_and_its_delay_is_bounded(server: Server) -> None:
    server.routes["/robots.txt"] = reply("User-agent: *\nCrawl-delay: 900", kind="text/plain")
    now = [0.0]
    visits = visitor()
    robots = Robots(visits._fetch, clock=lambda: now[0])
    assert [robots.delay(f"{server.url}/{n}") for n in range(3)] == [60.0] * 3
    assert server.asked("/robots.txt") == 1
    now[0] = 25 * 3600
    assert robots.allow(f"{server.url}/x")
    assert server.asked("/robots.txt") == 2


def test_the_site_that_a_redirect_leads_to_may_forbid_it(server: Server) -> None:
    with serving() as other:
        other.routes["/robots.txt"] = reply("User-agent: *\nDisallow: /", kind="text/plain")
        other.routes["/x"] = reply("secret")
        server.routes["/x"] = reply("", "302 Found", Location=f"{other.url}/x")
        with pytest.raises(AddressRefused, match=r"robots\.txt"):
            visitor().get(f"{server.url}/x")


@pytest.mark.parametrize(("status", "lasting"), [("404 Gone Away", True), ("403 No", True), ("500 Oops", False)])
def test_an_answer_that_is_none_is_told_with_what_to_do(status: str, lasting: bool, server: Server) -> None:
    server.routes["/x"] = reply("", status)
    with pytest.raises(FetchFailed, match=f"answered {status[:3]}") as caught:
        visitor().get(f"{server.url}/x")
    assert caught.value.lasting is lasting
