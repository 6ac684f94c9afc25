"""Live sources, asked at a server of our own with answers in the shape of theirs."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from detente.errors import NotFound, SeriesInvalid
from detente.markets.live import Fred, Wanted, Yahoo
from detente.markets.live.getting import Getter
from detente.markets.names import listing

FRED = b"observation_date,DJIA\n2025-06-03,10000.00\n2025-06-04,10100.00\n2025-06-05,.\n2025-06-06,10050.00\n"
TODAY = dt.date(2025, 7, 1)


class Server:
    """Answers in turn with a status and a body, and keeps what it was asked."""

    def __init__(self, *answers: tuple[int, bytes]) -> None:
        self.asked: list[tuple[str, str]] = []
        waiting, asked = list(answers), self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append((self.path, self.headers["User-Agent"]))
                status, body = waiting.pop(0)
                self.send_response(status)
                if status == 429:
                    self.send_header("Retry-After", "7")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    made: list[Server] = []
    yield made
    for one in made:
        one.close()


def wanted(name: str = "the Dow", today: dt.date = TODAY) -> Wanted:
    return Wanted(listing=listing(name), since=dt.date(2025, 6, 3), until=dt.date(2025, 6, 30), today=today)


def fred(server: Server, cache: Path, slept: list[float]) -> Fred:
    return Fred(server.home, cache, Getter(slept.append, lambda: 1000.0 + sum(slept)))


def test_fred_gives_a_series_that_says_whose_it_is(tmp_path: Path, servers: list[Server], slept: list[float]) -> None:
    servers.append(server := Server((200, FRED)))
    found = fred(server, tmp_path, slept).fetch(wanted())
    assert (found.instrument, found.source, found.vintage) == (
        "Dow Jones Industrial Average",
        "FRED DJIA",
        "2025-07-01",
    )
    assert found.licence
    assert found.closes.tolist() == [10000.0, 10100.0, 10050.0]
    assert [(fault.day, fault.fault) for fault in found.faults] == [("2025-06-05", "no price")]
    ((path, agent),) = server.asked
    assert path == "/graph/fredgraph.csv?id=DJIA&cosd=2025-06-03&coed=2025-06-30"
    assert agent.startswith("detente/")


def test_a_series_is_asked_for_once_a_day(tmp_path: Path, servers: list[Server], slept: list[float]) -> None:
    servers.append(server := Server((200, FRED), (200, FRED)))
    source = fred(server, tmp_path, slept)
    for today in (TODAY, TODAY, TODAY + dt.timedelta(days=1)):
        source.fetch(wanted(today=today))
    assert len(server.asked) == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_a_busy_server_is_asked_again_when_it_says(tmp_path: Path, servers: list[Server], slept: list[float]) -> None:
    servers.append(server := Server((429, b""), (200, FRED)))
    fred(server, tmp_path, slept).fetch(wanted())
    assert slept == [7.0]


def test_two_requests_to_a_host_are_a_second_apart(tmp_path: Path, servers: list[Server], slept: list[float]) -> None:
    servers.append(server := Server((200, FRED), (200, FRED.replace(b"DJIA", b"SP500"))))
    source = fred(server, tmp_path, slept)
    source.fetch(wanted())
    source.fetch(wanted("S&P 500"))
    assert slept == [1.0]


FAILS = [
    ("no such series", [(404, b"")], "answered 404"),
    ("busy three times", [(503, b"")] * 3, "answered 503"),
    ("an answer that is no series", [(200, b"<html></html>")], "no rows under a header line"),
]


@pytest.mark.parametrize(("why", "answers", "says"), FAILS, ids=[case[0] for case in FAILS])
def test_what_fails_is_said_with_its_address(
    *, why: str, answers: list[tuple[int, bytes]], says: str, tmp_path: Path, servers: list[Server], slept: list[float]
) -> None:
    servers.append(server := Server(*answers))
    with pytest.raises(SeriesInvalid, match=says) as raised:
        fred(server, tmp_path, slept).fetch(wanted())
    assert server.home in str(raised.value)


def test_a_server_that_is_not_there(tmp_path: Path, slept: list[float]) -> None:
    server = Server()
    server.close()
    with pytest.raises(SeriesInvalid, match="no answer"):
        fred(server, tmp_path, slept).fetch(wanted())


def test_an_instrument_without_a_code_is_not_asked_for(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="FRED has no series"):
        Fred("http://127.0.0.1:9", tmp_path).fetch(wanted("Shanghai Composite"))


@pytest.mark.slow
def test_yahoo_gives_the_days_of_the_exchange(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    asked: list[tuple[Any, ...]] = []

    def history(*words: Any) -> Any:
        """A frame as yfinance gives it."""
        asked.append(words)
        index = pandas.DatetimeIndex(["2025-06-03", "2025-06-04"], tz="Asia/Shanghai", name="Date")
        columns = {"Open": 1.0, "High": [12.0, 13.0], "Low": [9.0, 9.5], "Close": [10.0, 11.0], "Adj Close": 0.0}
        return pandas.DataFrame({**columns, "Volume": 0}, index=index)

    source = Yahoo(history, tmp_path)
    for _ in range(2):
        found = source.fetch(wanted("Shanghai Composite"))
    assert asked == [("000001.SS", dt.date(2025, 6, 3), dt.date(2025, 7, 1))]
    assert found.days.astype(str).tolist() == ["2025-06-03", "2025-06-04"]
    assert found.closes.tolist() == [10.0, 11.0]
    assert found.highs is not None
    assert (found.highs.tolist(), found.source) == ([12.0, 13.0], "Yahoo 000001.SS")


def test_yahoo_with_nothing_to_say(tmp_path: Path) -> None:
    with pytest.raises(SeriesInvalid, match="no answer"):
        Yahoo(lambda *_: [], tmp_path).fetch(wanted())
