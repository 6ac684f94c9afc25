"""feeds, fetch and watch, and what the profile of a desk keeps out."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Server, reply, serving
from small_reader import Run

from detente.cli import gathered
from detente.desk import Desk
from detente.ingest.fetching import FetchSettings

PORK = '[words]\npork = ["pork"]\n[[ways]]\npork = 1\n'
STORY = "Beijing imposed a tariff of 9 percent on pork on 2025-05-25. The committee of the growers met on Monday. " * 3


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A feed with two pages; the command may reach it for this test alone."""
    monkeypatch.setattr(
        "detente.ingest.fetching.FetchSettings", functools.partial(FetchSettings, allow=("127.0.0.1",), idle=2)
    )
    with serving() as server:
        pages = {"pork": STORY, "choir": "The choir sang in the square on Sunday, and the mayor thanked it. " * 4}
        for name, text in pages.items():
            server.routes[f"/{name}"] = reply(f"<html><body><article><p>{text}</p></article></body></html>")
        items = "".join(f"<item><title>{n}</title><link>{server.url}/{n}</link></item>" for n in pages)
        server.routes["/feed"] = reply(
            f'<rss version="2.0"><channel>{items}</channel></rss>', kind="application/rss+xml"
        )
        yield server


def rows(run: Run) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("feeds", "list", "--csv").stdout)))


def test_feeds_are_added_listed_exported_and_removed(run: Run, desk: Path, tmp_path: Path) -> None:
    assert "1 feeds added" in run("feeds", "add", "https://a.example/rss", "--name", "A").stderr
    assert "followed already" in run("feeds", "add", "https://a.example/rss").stderr
    assert run("feeds", "add", "--list", "us-china").exit_code == 0
    count = len(rows(run))
    assert count > 40
    assert run("feeds", "export", "-o", "out.opml").exit_code == 0
    assert run("feeds", "remove", "A").exit_code == 0
    assert len(rows(run)) == count - 1
    assert f"1 feeds added, {count - 1} followed already" in run("feeds", "add", "out.opml").stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["add"], 2, "no feed given"),
        (["add", "nowhere.opml"], 2, "give an address"),
        (["add", "ftp://a.example/"], 3, "only http"),
        (["add", "--list", "us-china", "--name", "x"], 2, "by itself"),
        (["remove", "nobody"], 1, "is followed"),
    ],
)
def test_what_cannot_be_done_with_feeds_is_told(run: Run, desk: Path, words: list[str], code: int, says: str) -> None:
    result = run("feeds", *words)
    assert (result.exit_code, says in result.stderr) == (code, True), result.stderr


def test_fetch_polls_the_feeds_and_has_a_line_for_each(run: Run, desk: Path, server: Server) -> None:
    run("feeds", "add", f"{server.url}/feed", "--name", "Gazette")
    run("feeds", "add", f"{server.url}/none", "--name", "Herald")
    result = run("fetch", "--rate", "0.05")
    assert result.exit_code == 3
    assert "Gazette: 2 added, 2 received" in result.stderr
    assert "Herald: failed" in result.stderr
    assert "answered 404" in result.stderr
    assert "2 asked, 2 added" in result.stderr
    assert "1 asked, 0 added" in run("fetch", "Gazette", "--rate", "0.05").stderr
    assert {row["name"]: row["state"] for row in rows(run)}["Gazette"] == "ok"


def test_fetch_takes_in_a_page_and_says_what_it_could_not(run: Run, desk: Path, server: Server) -> None:
    result = run("fetch", f"{server.url}/pork", f"{server.url}/none", "--rate", "0.05", "--jsonl")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["counts"] == {"added": 1}
    assert "answered 404" in result.stderr
    assert run("search", "pork", "9").exit_code == 0


@pytest.mark.parametrize(("words", "says"), [([], "follows no feed"), (["nobody"], "no feed of that name")])
def test_fetch_says_where_there_is_nothing_to_fetch(run: Run, desk: Path, words: list[str], says: str) -> None:
    result = run("fetch", *words)
    assert (result.exit_code, says in result.stderr) == (2, True)


def test_the_commands_refuse_the_own_network(run: Run, desk: Path) -> None:
    result = run("fetch", "http://127.0.0.1:9/")
    assert (result.exit_code, "no public address" in result.stderr) == (3, True)


def test_watch_once_goes_by_the_profile_of_the_desk(run: Run, tmp_path: Path, server: Server) -> None:
    (tmp_path / "pork.toml").write_text(PORK)
    assert run("init", "--profile", "pork.toml").exit_code == 0
    run("feeds", "add", f"{server.url}/feed", "--name", "Gazette")
    result = run("watch", "--once", "--rate", "0.05")
    assert result.exit_code == 0, result.stderr
    assert "Gazette: 1 kept out, 1 added, 2 received" in result.stderr or "1 added, 1 kept out" in result.stderr
    assert "1 kept out" in rows(run)[0]["items"]
    assert "0 asked" in run("watch", "--once", "--rate", "0.05").stderr


@pytest.mark.parametrize("span", ["5", "0m", "10s", "soon", "-1h"])
def test_a_time_that_is_none_is_told(run: Run, desk: Path, span: str) -> None:
    assert run("watch", "--once", "--every", span).exit_code == 2


def test_add_goes_by_the_profile_of_the_desk_and_explains(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pork.toml").write_text(PORK)
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "Pork."}\n{"id": "b", "text": "A choir."}\n')
    run("init", "--profile", "pork.toml")
    explained = run("add", "in.jsonl", "--explain").stderr
    assert "b: kept out: pork 0 in 2 words" in explained
    assert "1 passed over by triage (1 without pork)" in explained
    assert "1 added" in run("add", "in.jsonl", "--profile", "blank").stderr


def test_a_profile_may_describe_parties_and_issues(run: Run, tmp_path: Path) -> None:
    described = '[parties.a]\nterms = ["ruritania"]\n[parties.b]\nterms = ["duchy"]\n[issues]\nx = ["cheese"]\n'
    (tmp_path / "cheese.toml").write_text(described)
    assert run("init", "--profile", "cheese.toml").exit_code == 0
    with Desk.open("detente.db") as desk:
        held = desk.store.profiles.latest()
    assert held is not None
    assert json.loads(held[1])["ways"] == [{"a": 0, "b": 0, "issues": 0}]


@pytest.mark.parametrize("text", ["[parties.a]\nterms = 3\n[issues]\n", "[words]\n", "not toml ["])
def test_a_profile_that_is_none_makes_no_desk(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.toml").write_text(text)
    assert run("init", "--profile", "bad.toml").exit_code == 2
    assert not (tmp_path / "detente.db").exists()


@pytest.mark.parametrize("words", [["fetch"], ["watch", "--once"], ["feeds", "add", "x.opml"]])
def test_what_is_not_installed_is_named_with_the_extra(
    run: Run, desk: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = run(*words)
    assert (result.exit_code, "detente[ingest]" in result.stderr) == (2, True)


def test_a_proxy_of_the_environment_is_said_not_to_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(gathered, "say", said.append)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    gathered.proxy_told()
    assert said == ["HTTPS_PROXY is set and not used: each address is checked and called directly"]
