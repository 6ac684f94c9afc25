"""RSS, Atom, JSON Feed and OPML as they come, and as strangers twist them."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import FeedInvalid
from detente.ingest.feed_dates import plausible
from detente.ingest.feeds import Issue, is_feed, issue
from detente.ingest.fragments import plain
from detente.ingest.opml import LISTS, feeds_of, listed, opml
from detente.model import Feed

URL, NOW = "https://gazette.example/feeds/world.xml", "2025-06-05T12:00:00+00:00"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>
<entry><id>tag:1</id><title type="html">Cheese &amp;amp; wine</title><link rel="self" href="x"/>
<link rel="alternate" href="/story/1"/><published>2025-06-05T08:00:00+02:00</published>
<updated>2025-06-05T09:00:00+02:00</updated><author><name>Una Maris</name></author>
<summary>Short.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Gazette</title></channel>
<item rdf:about="https://gazette.example/1"><title>Cheese</title><link>https://gazette.example/1</link>
<dc:date>2025-06-04</dc:date></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Gazette",
    "items": [
        {
            "id": 7,
            "url": "https://gazette.example/7",
            "title": "Cheese",
            "content_html": f"<p>{'Long. ' * 300}</p>",
            "date_published": "2025-06-05T06:00:00Z",
            "authors": [{"name": "Una Maris"}, {"url": "x"}],
        },
        "no item",
    ],
}


def of(data: str | bytes) -> Issue:
    return issue(data.encode() if isinstance(data, str) else data, URL, NOW)


def test_atom() -> None:
    found = of(ATOM)
    (item,) = found.items
    assert found.title == "Gazette"
    assert (item.url, item.title, item.byline) == ("https://gazette.example/story/1", "Cheese & wine", "Una Maris")
    assert (item.published, item.text, item.whole) == ("2025-06-05T08:00:00+02:00", "Short.", False)


def test_rss_of_the_first_version() -> None:
    (item,) = of(RDF).items
    assert (item.url, item.published) == ("https://gazette.example/1", "2025-06-04")


def test_json_feed() -> None:
    (item,) = of(json.dumps(JSON)).items
    assert (item.url, item.byline, item.published) == (
        "https://gazette.example/7",
        "Una Maris",
        "2025-06-05T06:00:00+00:00",
    )
    assert item.whole


def test_a_text_that_goes_on_elsewhere_is_not_whole() -> None:
    cut = JSON | {
        "items": [{"id": 1, "url": "https://g.example/", "content_text": "Long. " * 300 + "Continue reading"}]
    }
    assert not of(json.dumps(cut)).items[0].whole


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[::1", ""])
def test_a_link_that_may_not_be_fetched_is_none(link: str) -> None:
    value = JSON | {"items": [{"id": 1, "url": link, "content_text": "Words."}]}
    assert [item.url for item in of(json.dumps(value)).items] == [None]


def test_items_that_share_an_address_stay_apart() -> None:
    value = JSON | {"items": [{"id": n, "url": "https://g.example/live", "summary": f"Post {n}."} for n in range(3)]}
    assert len({item.key for item in of(json.dumps(value)).items}) == 3


def test_an_item_of_nothing_is_left_out() -> None:
    assert of(json.dumps(JSON | {"items": [{"id": 1}]})).items == ()


def test_half_characters_can_be_written() -> None:
    (item,) = of('{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "summary": "a\\ud800b"}]}').items
    assert item.text.encode("utf-8") == b"a?b"


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"{}", b'{"version": 1, "items": []}', b"\x89PNG", b"<html></html>", b"<rss", b"[" * 100_000,
     b'{"version": "https://jsonfeed.org/version/1", "items": 3}', b"{" * 5000, ATOM.encode()[:-9]],
)  # fmt: skip
def test_what_is_no_feed_or_half_a_one_is_told(data: bytes) -> None:
    with pytest.raises(FeedInvalid):
        of(data)


@given(st.binary(max_size=200))
@settings(max_examples=30, deadline=None)
def test_any_bytes_are_a_feed_or_told(data: bytes) -> None:
    with contextlib.suppress(FeedInvalid):
        assert isinstance(of(b"<rss version='2.0'>" + data + b"</rss>"), Issue)


LOOKS = [
    (ATOM.encode(), "", True),
    (b"\xef\xbb\xbf  <?xml version='1.0'?><!-- x --><rss version='2.0'>", "text/html", True),
    (ATOM.encode("utf-16"), "", True),
    (json.dumps(JSON).encode(), "application/json", True),
    (b"<html><body><rss></body></html>", "text/html", False),
    (b'{"id": "x"}', "application/json", False),
    (b"<?xml version='1.0'?><html>", "application/xhtml+xml", False),
]


@pytest.mark.parametrize(("data", "media", "expected"), LOOKS)
def test_a_feed_is_known_by_its_beginning(data: bytes, media: str, expected: bool) -> None:
    assert is_feed(data, media) is expected


DATES = [
    ("Thu, 05 Jun 2025 09:00:00 -0400", "2025-06-05T09:00:00-04:00", "with its zone"),
    ("2025-06-05T09:00:00Z", "2025-06-05T09:00:00+00:00", "in UTC"),
    ("2025-06-05", "2025-06-05", "a day alone"),
    ("Thu, 01 Jan 1970 00:00:00 GMT", None, "a clock that was never set"),
    ("2099-01-01T00:00:00Z", None, "a clock that runs decades ahead"),
    ("2025-06-07T09:00:00+08:00", "2025-06-07T09:00:00+08:00", "a little ahead, as zones are"),
    ("0001-01-01T00:00:00+14:00", None, "before there is time"),
    ("soon", None, "no date"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("told", "expected", "what"), DATES, ids=[what for _, _, what in DATES])
def test_a_date_is_taken_if_it_can_be(told: str, expected: str | None, what: str) -> None:
    assert plausible(told, NOW) == expected


FRAGMENTS = [
    ("<p>One &amp; two.</p><p>Three<br>four.</p>", "One & two.\nThree\nfour."),
    ("No markup: 3 < 4 & 5 > 4", "No markup: 3 < 4 & 5 > 4"),
    ("a<script>alert(1)</script>b<style>p{}</style>c<!-- d -->e", "abce"),
    ("<img src=x onerror=alert(1)>words", "words"),
    ("<b>bold</b>ly <i>said</i>", "boldly said"),
    ("a\x00b\x07c", "abc"),
    ("<p>", ""),
]


@pytest.mark.parametrize(("html", "text"), FRAGMENTS)
def test_a_piece_of_html_becomes_its_text(html: str, text: str) -> None:
    assert plain(html) == text


def test_opml_goes_out_and_comes_back() -> None:
    feeds = (
        Feed(url="https://a.example/?x=1&y=2", name='A "quoted" <name>', kind="media", country="RUR"),
        Feed(url="https://b.example/", kind="official"),
        Feed(url="https://c.example/", name="C", kind="media"),
    )
    back = feeds_of(opml(feeds, "Cheese"), "feeds.opml")
    assert {feed.url: (feed.kind, feed.country) for feed in back} == {f.url: (f.kind, f.country) for f in feeds}
    assert back[0].name == feeds[0].name


OPML = [
    (b"<opml><body></body></opml>", "no feeds"),
    (b"<opml><body><outline xmlUrl='file:///etc/passwd'/></body></opml>", "no feeds"),
    (b"<opml><body>", "no OPML"),
    (b"", "no OPML"),
    (b"<opml><body>" + b"<outline text='x'>" * 3000 + b"</outline>" * 3000 + b"</body></opml>", "no feeds"),
    (b"<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body>&x;</body></opml>", "entities"),
]


@pytest.mark.parametrize(("data", "says"), OPML)
def test_a_list_that_is_none_is_told(data: bytes, says: str) -> None:
    with pytest.raises(FeedInvalid, match=says):
        feeds_of(data, "x.opml")


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_of_the_package_hold_addresses_each_once(name: str) -> None:
    feeds = listed(name)
    assert len({feed.url for feed in feeds}) == len(feeds) >= 40
    assert all(feed.url.startswith("http") and feed.name and feed.kind and feed.country for feed in feeds)
