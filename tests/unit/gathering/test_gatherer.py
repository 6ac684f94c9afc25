"""What happens to a feed and its items, against a real server: the good days and the bad ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gathering_samples import NOW, WORDS, Blank, Clock, entry, page, rss
from loopback import Handler, Server, endless, raw, reply

from detente.desk import Desk
from detente.gathering import Gatherer, Report, watch
from detente.gathering.watching import pause
from detente.model import Feed
from detente.reading.triage import Gate, Profile

RSS = "application/rss+xml"


def feed_of(server: Server, count: int, guid: str = "g", **headers: str) -> Handler:
    """A feed of so many items, each with a page."""
    for number in range(count):
        server.routes[f"/page/{number}"] = reply(page(number))
    return reply(rss([entry(f"{server.url}/page/{n}", f"{guid}{n}") for n in range(count)]), kind=RSS, **headers)


def run(gatherer: Gatherer) -> Report:
    (report,) = gatherer.cycle()
    return report


def texts(desk: Desk) -> list[str]:
    return [desk.document(ref.id).text for ref in desk.documents()]


def test_the_pages_of_a_feed_come_into_the_desk_once(
    gatherer: Gatherer, server: Server, desk: Desk, clock: Clock
) -> None:
    server.routes["/feed"] = feed_of(server, 3)
    assert run(gatherer).counts == {"received": 3, "added": 3}
    clock.forward(hours=1)
    assert run(gatherer).counts == {}
    assert len(texts(desk)) == 3
    assert all(server.asked(f"/page/{number}") == 1 for number in range(3))
    (first, *_) = desk.documents()
    assert (first.outlet, first.published) == ("127.0.0.1", "2025-06-05T09:00:00+02:00")


def test_a_feed_that_did_not_change_is_not_sent_again(gatherer: Gatherer, server: Server, clock: Clock) -> None:
    told = {"ETag": '"7"', "Last_Modified": "Thu, 05 Jun 2025 08:00:00 GMT"}
    server.routes["/feed"] = [feed_of(server, 1, **told), reply("", "304 Not Modified")]
    run(gatherer)
    clock.forward(hours=1)
    assert run(gatherer).outcome == "unchanged"
    assert 'If-None-Match: "7"' in server.heads["/feed"][1]
    assert "If-Modified-Since: Thu, 05 Jun 2025 08:00:00 GMT" in server.heads["/feed"][1]


def test_a_feed_is_left_alone_until_its_turn(gatherer: Gatherer, server: Server, clock: Clock) -> None:
    server.routes["/feed"] = feed_of(server, 1)
    run(gatherer)
    clock.forward(minutes=1)
    assert list(gatherer.cycle()) == []
    assert server.asked("/feed") == 1


FAULTS: list[tuple[Handler, str, str]] = [
    (reply("oops", "500 Internal Server Error"), "answered 500", "a server that fails"),
    (reply("<html><body>Back soon</body></html>"), "no feed", "a page in place of the feed"),
    (reply("{}", kind="application/json"), "no JSON Feed", "some other JSON"),
    (reply('{"items": [', kind="application/json"), "broken JSON", "half of some JSON"),
    (reply(""), "no feed", "nothing"),
    (reply(rss([entry("http://a.example/", "g")])[:-30], kind=RSS), "breaks off", "half a feed, said to be whole"),
    (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss version='2.0'>"), "could not be", "half a feed"),
    (raw(b""), "could not be", "a connection that ends"),
    (endless(b"HTTP/1.1 200 OK\r\n\r\n", b" " * 100_000), "longer than", "a feed without end"),
    (reply("", "302 Found", Location="http://169.254.169.254/"), "no public address", "a redirect into the network"),
    (reply("", "302 Found", Location="file:///etc/passwd"), "only http", "a redirect to a file"),
]


@pytest.mark.parametrize(("handler", "says", "what"), FAULTS, ids=[what for _, _, what in FAULTS])
def test_a_fault_is_reported_once_retried_later_and_costs_nothing(  # noqa: PLR0917
    handler: Handler, says: str, what: str, gatherer: Gatherer, server: Server, desk: Desk, clock: Clock
) -> None:
    server.routes["/feed"] = [handler, handler, handler, feed_of(server, 2)]
    first = run(gatherer)
    assert (first.outcome, first.known, first.news) == ("failed", False, True)
    assert says in str(first.error)
    waits = []
    for _ in range(2):
        clock.forward(minutes=1)
        assert list(gatherer.cycle()) == [], "not before its turn"
        ((_, state),) = desk.store.feeds.all()
        waits.append(str(state.due))
        clock.forward(hours=2)
        again = run(gatherer)
        assert (again.outcome, again.known, again.news) == ("failed", True, False)
    clock.forward(days=1)
    assert run(gatherer).counts == {"received": 2, "added": 2}
    assert len(texts(desk)) == 2


def test_a_host_that_is_down_is_reported_and_retried(gatherer: Gatherer, server: Server, clock: Clock) -> None:
    server.close()
    report = run(gatherer)
    assert (report.outcome, report.news) == ("failed", True)
    clock.forward(minutes=1)
    assert list(gatherer.cycle()) == []


@pytest.mark.parametrize(
    ("status", "asked", "minutes"),
    [
        ("429 Too Many Requests", "7200", 120),
        ("503 Service Unavailable", "Thu, 05 Jun 2025 15:00:00 GMT", 180),
        ("429 Too Many Requests", "soon", 12),
        ("429 Too Many Requests", "99999999999999", 24 * 60),
    ],
)
def test_a_feed_that_asks_for_patience_gets_it(  # noqa: PLR0917
    status: str, asked: str, minutes: int, gatherer: Gatherer, server: Server, desk: Desk, clock: Clock
) -> None:
    server.routes["/feed"] = [reply("", status, Retry_After=asked), feed_of(server, 1)]
    assert f"answered {status[:3]}" in str(run(gatherer).error)
    clock.forward(minutes=minutes - 1)
    assert list(gatherer.cycle()) == []
    clock.forward(minutes=minutes * 0.1 + 8)
    assert run(gatherer).counts == {"received": 1, "added": 1}


def test_a_retry_after_of_a_clock_in_2099_is_counted_by_that_clock(
    gatherer: Gatherer, server: Server, clock: Clock
) -> None:
    told = {"Retry_After": "Fri, 05 Jun 2099 13:00:00 GMT", "Date": "Fri, 05 Jun 2099 12:00:00 GMT"}
    server.routes["/feed"] = reply("", "429 Too Many Requests", **told)
    assert "wait 3600 seconds" in str(run(gatherer).error)


@pytest.mark.parametrize("date", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 05 Jun 2099 12:00:00 GMT", "yesterday", ""])
def test_a_date_that_cannot_be_is_no_date(date: str, gatherer: Gatherer, server: Server, desk: Desk) -> None:
    server.routes["/page/0"] = reply(page(0))
    head = f"<pubDate>{date}</pubDate><lastBuildDate>{date}</lastBuildDate>"
    feed = rss([entry(f"{server.url}/page/0", "g", date)], head=head)
    server.routes["/feed"] = reply(feed, kind=RSS, Date=date or "x", Last_Modified=date or "x")
    assert run(gatherer).counts == {"received": 1, "added": 1}
    assert [ref.published for ref in desk.documents()] == [None]


def test_our_own_clock_once_in_2099_stops_nothing(gatherer: Gatherer, server: Server, clock: Clock) -> None:
    server.routes["/feed"] = feed_of(server, 1)
    server.routes["/page/0"] = [reply("", "500 Internal Server Error"), reply(page(0))]
    right = clock.now
    clock.now = right.replace(year=2099)
    assert run(gatherer).counts == {"received": 1, "postponed": 1}
    clock.now = right
    assert run(gatherer).counts == {"added": 1}


def test_renamed_guids_double_nothing(gatherer: Gatherer, server: Server, desk: Desk, clock: Clock) -> None:
    server.routes["/feed"] = [feed_of(server, 3), feed_of(server, 3, guid="https://new.example/")]
    run(gatherer)
    clock.forward(hours=1)
    assert "added" not in run(gatherer).counts
    assert len(texts(desk)) == 3


def test_links_that_tell_where_one_comes_from_double_nothing(gatherer: Gatherer, server: Server, desk: Desk) -> None:
    server.routes["/page/0"] = server.routes["/page/0?utm_source=rss"] = reply(page(0))
    links = [f"{server.url}/page/0", f"{server.url}/page/0?utm_source=rss", f"{server.url}/page/0#top"]
    server.routes["/feed"] = reply(rss([entry(link, "g") for link in links]), kind=RSS)
    assert run(gatherer).counts == {"received": 1, "added": 1}


def test_an_item_whose_words_change_is_fetched_again(
    gatherer: Gatherer, server: Server, desk: Desk, clock: Clock
) -> None:
    changed = reply(
        rss([entry(f"{server.url}/page/0", "g", extra="<category>x</category>")]).replace("few", "new"), kind=RSS
    )
    server.routes["/feed"] = [feed_of(server, 1, "g"), changed]
    server.routes["/page/0"] = [reply(page(0)), reply(page(0, WORDS.replace("July", "August")))]
    run(gatherer)
    clock.forward(hours=1)
    assert run(gatherer).counts == {"received": 1, "added": 1}
    first, second = desk.documents()
    assert {first.id, second.id} == {first.id, f"{first.id}@2"} or second.id in first.id


@pytest.mark.parametrize(
    ("declared", "encoded"),
    [("utf-8", "cp1252"), ("us-ascii", "utf-8"), ("iso-8859-1", "utf-8"), ("x-none", "utf-8"), ("utf-16", "utf-8")],
)
def test_a_wrong_charset_loses_no_item(
    declared: str, encoded: str, gatherer: Gatherer, server: Server, desk: Desk
) -> None:
    words = WORDS.replace("envoy", "envoyé")
    server.routes["/page/0"] = reply(page(0, words).encode(encoded), kind=f"text/html; charset={declared}")
    feed = rss([entry(f"{server.url}/page/0", "gé")], f'<?xml version="1.0" encoding="{declared}"?>')
    server.routes["/feed"] = reply(feed.encode(encoded), kind=f"{RSS}; charset={declared}")
    assert run(gatherer).counts == {"received": 1, "added": 1}
    assert "duty on cheese" in texts(desk)[0]


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.slow)])
def test_a_feed_of_ten_thousand_items_loses_none(  # noqa: PLR0917
    count: int, gatherer: Gatherer, server: Server, desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are queued at once; here the gate lets few pass, so that the test is short."""
    monkeypatch.setattr("detente.gathering.gatherer.BATCH", count * 2 // 5)
    gatherer._taker.gate = Gate(Profile(words={"lucky": ("77 lucky",)}, ways=({"lucky": 0},)))
    said = "".join(
        json.dumps({"id": str(n), "content_text": f"{WORDS} {n} lucky."}) + ("," if n < count - 1 else "")
        for n in range(count)
    )
    server.routes["/feed"] = reply(f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{said}]}}')
    reports = [run(gatherer) for _ in range(3)]
    assert sum(report.counts["kept out"] for report in reports) == count - 1
    assert sum(report.counts.get("added", 0) for report in reports) == 1
    assert list(gatherer.cycle()) == []
    clock.forward(hours=1)
    assert run(gatherer).counts == {}


def test_a_page_that_fails_is_tried_again_and_at_last_given_up(
    gatherer: Gatherer, server: Server, desk: Desk, clock: Clock
) -> None:
    server.routes["/feed"] = reply(rss([f"<item><link>{server.url}/page/0</link></item>"]), kind=RSS)
    server.routes["/page/0"] = reply("", "500 Internal Server Error")
    assert run(gatherer).counts == {"received": 1, "postponed": 1}
    for _ in range(6):
        clock.forward(hours=24)
        assert run(gatherer).counts == {"postponed": 1}
    clock.forward(hours=24)
    assert run(gatherer).counts == {"given up": 1}
    assert server.asked("/page/0") == 8
    assert dict(desk.store.feeds.outcomes(f"{server.url}/feed")) == {"given up": 1}


def test_where_there_is_no_page_the_summary_must_do(gatherer: Gatherer, server: Server, desk: Desk) -> None:
    server.routes["/feed"] = reply(rss([entry(f"{server.url}/none", "g7")]), kind=RSS)
    assert run(gatherer).counts == {"received": 1, "added": 1}
    assert texts(desk) == ["Cheese\nA summary of few words about g7."]


def test_a_whole_text_in_the_feed_needs_no_page(gatherer: Gatherer, server: Server, desk: Desk) -> None:
    body = "".join(f"<p>{WORDS} Part {part}.</p><script>alert(1)</script>" for part in range(6))
    whole = f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[{body}]]></content:encoded>'
    server.routes["/feed"] = reply(rss([entry(f"{server.url}/page/0", "g", extra=whole)]), kind=RSS)
    assert run(gatherer).counts == {"received": 1, "added": 1}
    assert server.asked("/page/0") == 0
    assert texts(desk)[0].startswith("The ministry of Ruritania")
    assert "alert" not in texts(desk)[0]
    assert "<" not in texts(desk)[0]


def test_what_robots_txt_forbids_is_left_alone(gatherer: Gatherer, server: Server) -> None:
    server.routes["/robots.txt"] = reply("User-agent: detente\nDisallow: /page/\n", kind="text/plain")
    server.routes["/feed"] = feed_of(server, 1)
    run(gatherer)
    assert server.asked("/robots.txt") == 1
    assert server.asked("/page/0") == 0


def test_a_site_whose_robots_txt_cannot_be_had_is_asked_later(gatherer: Gatherer, server: Server) -> None:
    server.routes["/robots.txt"] = reply("", "500 Internal Server Error")
    assert run(gatherer).outcome == "failed"
    assert server.asked("/feed") == 0


def test_what_is_not_about_the_dispute_is_kept_out_and_not_asked_for_again(
    gatherer: Gatherer, server: Server, desk: Desk, clock: Clock
) -> None:
    gatherer._taker.gate = Gate(Profile(words={"x": ("shipment 1",)}, ways=({"x": 0},)))
    server.routes["/feed"] = feed_of(server, 3)
    assert run(gatherer).counts == {"received": 3, "added": 1, "kept out": 2}
    clock.forward(hours=1)
    assert run(gatherer).counts == {}


def test_one_article_of_two_feeds_is_read_once(gatherer: Gatherer, server: Server, desk: Desk) -> None:
    desk.store.feeds.add(Feed(url=f"{server.url}/other"), "2025-06-05T00:00:00+00:00")
    server.routes["/feed"] = server.routes["/other"] = feed_of(server, 2)
    counts = [report.counts for report in gatherer.cycle()]
    assert counts[0] == {"received": 2, "added": 2}
    assert "added" not in counts[1]
    assert server.asked("/page/0") == 1


def test_a_page_may_not_pass_for_another_site(gatherer: Gatherer, server: Server, desk: Desk) -> None:
    """A hostile page that names another's address as its own would otherwise be a later edition of it."""
    for number, address in enumerate(["https://gazette.example/story", "javascript:alert(1)", f"{server.url}/own"]):
        link = f'<link rel="canonical" href="{address}"/><meta property="og:url" content="{address}"/></head>'
        server.routes[f"/{number}"] = reply(page(number).replace("</head>", link))
    server.routes["/feed"] = reply(rss([entry(f"{server.url}/{n}", str(n)) for n in range(3)]), kind=RSS)
    run(gatherer)
    assert {ref.url for ref in desk.documents()} == {f"{server.url}/0", f"{server.url}/1", f"{server.url}/own"}


ENTITIES = [
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>',
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
]


@pytest.mark.parametrize("declaration", ENTITIES)
def test_a_feed_with_entities_of_its_own_is_not_read(
    declaration: str, gatherer: Gatherer, server: Server, desk: Desk
) -> None:
    feed = rss([entry(f"{server.url}/page/0", "g").replace("Cheese", "&x;")], f'<?xml version="1.0"?>{declaration}')
    server.routes["/feed"] = reply(feed, kind=RSS)
    assert "entities" in str(run(gatherer).error)
    assert texts(desk) == []


def test_nothing_of_the_markup_of_a_page_is_stored(gatherer: Gatherer, server: Server, desk: Desk) -> None:
    server.routes["/feed"] = feed_of(server, 1)
    nasty = (
        "<img src=x onerror=alert(2)><iframe src='javascript:alert(3)'></iframe><a href='javascript:alert(4)'>here</a>"
    )
    server.routes["/page/0"] = reply(page(0).replace("<p>", f"<p>{nasty}"))
    run(gatherer)
    assert "alert" not in texts(desk)[0]


def test_a_film_is_no_page(gatherer: Gatherer, server: Server, desk: Desk) -> None:
    server.routes["/feed"] = reply(rss([f"<item><link>{server.url}/film</link></item>"]), kind=RSS)
    server.routes["/film"] = reply(b"\0\1\2", kind="video/mp4")
    assert run(gatherer).counts == {"received": 1, "given up": 1}


def test_what_was_broken_off_goes_on(gatherer: Gatherer, server: Server, desk: Desk) -> None:
    """Stopped after the first document; the others waited."""
    server.routes["/feed"] = feed_of(server, 5)
    commit = desk.store.commit

    def once(*given: object, **more: object) -> bool:
        gatherer.stop.set()
        return commit(*given, **more)  # type: ignore[arg-type]

    desk.store.commit = once  # type: ignore[method-assign]
    list(gatherer.cycle())
    assert len(texts(desk)) == 1
    gatherer.stop.clear()
    desk.store.commit = commit  # type: ignore[method-assign]
    assert run(gatherer).counts == {"added": 4}


def test_once_takes_a_page_or_a_feed_without_following_it(gatherer: Gatherer, server: Server, desk: Desk) -> None:
    server.routes["/feed"] = feed_of(server, 2)
    assert gatherer.once(f"{server.url}/page/1").counts == {"added": 1}
    assert gatherer.once(f"{server.url}/feed").counts == {"added": 1, "present": 1}
    assert len(desk.store.feeds.all()) == 1
    assert dict(desk.store.feeds.outcomes(f"{server.url}/feed")) == {}


def test_the_reader_gets_each_document_once(gatherer: Gatherer, server: Server) -> None:
    server.routes["/feed"] = feed_of(server, 4)
    run(gatherer)
    assert isinstance(gatherer._reader, Blank)
    assert len(gatherer._reader.texts) == 4


@pytest.mark.parametrize(
    "path", ["/../../../tmp/x.html", "/..%2f..%2fetc/passwd", "/%2e%2e/x", "/a/....//x", "/x%00.html"]
)
def test_no_name_that_a_stranger_gives_becomes_a_file(  # noqa: PLR0917
    path: str, gatherer: Gatherer, server: Server, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that is kept is kept in the desk: pages have no files that could leave a folder."""
    monkeypatch.chdir(tmp_path)
    told = {"Content_Disposition": 'attachment; filename="../../evil.html"'}
    server.routes["/feed"] = reply(rss([entry(f"{server.url}{path}", "../../evil")]), kind=RSS, **told)
    server.routes[path] = reply(page(0), **told)
    assert run(gatherer).counts == {"received": 1, "added": 1}
    assert {one.name.split("-")[0] for one in tmp_path.rglob("*")} == {"desk.db"}
    (ref,) = desk.documents()
    assert desk.store.originals.of(ref.id).data == page(0).encode()
    assert "/" not in ref.id


def test_a_watch_ends_after_the_document_at_hand(gatherer: Gatherer, server: Server) -> None:
    server.routes["/feed"] = feed_of(server, 1)
    reports = watch(gatherer)
    assert next(reports).counts == {"received": 1, "added": 1}
    gatherer.stop.set()
    assert list(reports) == []


PAUSES = [
    (None, 60.0, "no feed is followed: look again in a minute"),
    ("2025-06-05T12:00:20+00:00", 20.0, "until the next feed is due"),
    ("2025-06-05T18:00:00+00:00", 60.0, "but never longer than a minute"),
    ("2025-06-05T11:00:00+00:00", 1.0, "and never without a breath"),
]


@pytest.mark.parametrize(("turn", "seconds", "what"), PAUSES, ids=[what for _, _, what in PAUSES])
def test_a_watch_rests_between_cycles(turn: str | None, seconds: float, what: str) -> None:
    assert pause(turn, NOW) == seconds


def test_a_defect_that_a_feed_brings_out_is_told_and_the_watch_goes_on(
    gatherer: Gatherer, server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/feed"] = feed_of(server, 1)
    with monkeypatch.context() as patched:
        patched.setattr("detente.gathering.polling.issue", lambda *rest: {}["x"])
        assert "please report it" in str(run(gatherer).error)
    clock.forward(hours=1)
    assert run(gatherer).counts == {"received": 1, "added": 1}


def test_a_defect_that_a_page_brings_out_costs_that_page(
    gatherer: Gatherer, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/feed"] = feed_of(server, 2)
    monkeypatch.setattr("detente.gathering.taking.of_page", lambda *rest: {}["x"])
    assert run(gatherer).counts == {"received": 2, "given up": 2}


def test_an_etag_of_any_bytes_goes_back_as_it_came(gatherer: Gatherer, server: Server, clock: Clock) -> None:
    server.routes["/feed"] = feed_of(server, 1, ETag='"\xe9\xff"')
    run(gatherer)
    clock.forward(hours=1)
    run(gatherer)
    assert 'If-None-Match: "\xe9\xff"' in server.heads["/feed"][1]


def test_a_feed_that_moved_for_good_is_polled_there_and_that_is_said_once(
    gatherer: Gatherer, server: Server, desk: Desk
) -> None:
    server.routes["/feed"] = reply(status="301 Moved Permanently", Location="/new")
    server.routes["/new"] = reply(rss([entry(f"{server.url}/none", "g7")]), kind=RSS)
    first = run(gatherer)
    assert (first.moved, first.counts) == (f"{server.url}/new", {"received": 1, "added": 1})
    assert first.news
    assert [feed.url for feed, _ in desk.store.feeds.all()] == [f"{server.url}/new"]
    (again,) = gatherer.cycle([f"{server.url}/new"])
    assert (again.moved, again.counts, server.asked("/feed")) == (None, {}, 1)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("302 Found", rss([])),
        ("307 Temporary Redirect", rss([])),
        ("301 Moved Permanently", "<p>Sign in to the network</p>"),
    ],
)
def test_a_passing_redirect_or_one_to_no_feed_moves_nothing(
    gatherer: Gatherer, server: Server, desk: Desk, status: str, body: str
) -> None:
    server.routes["/feed"] = reply(status=status, Location="/new")
    server.routes["/new"] = reply(body, kind=RSS)
    assert run(gatherer).moved is None
    assert [feed.url for feed, _ in desk.store.feeds.all()] == [f"{server.url}/feed"]
