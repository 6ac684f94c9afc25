"""What every store must do with feeds. An implementation inherits FeedsContract and gives the two fixtures."""

from __future__ import annotations

import msgspec
import pytest

from detente.errors import NotFound
from detente.model import Feed, FeedState, FeedStore, Item

NOW, LATER = "2025-06-05T12:00:00+00:00", "2025-06-05T13:00:00+00:00"
GAZETTE = Feed(url="https://gazette.example/rss", name="Gazette", kind="media", country="RUR")
HERALD = Feed(url="https://herald.example/rss")
POLLED = FeedState(polled=NOW, etag='"1"', modified="Thu, 05 Jun 2025 11:00:00 GMT", due=LATER)


def item(key: str, digest: str = "1") -> Item:
    return Item(key=key, digest=digest, url=f"https://gazette.example/{key}", title="Cheese")


class FeedsContract:
    """`feeds` are those of a new desk that follows GAZETTE; `again` those of another store on the same desk."""

    @pytest.fixture
    def feeds(self) -> FeedStore:
        raise NotImplementedError

    @pytest.fixture
    def again(self, feeds: FeedStore) -> FeedStore:
        raise NotImplementedError

    def test_a_feed_is_followed_once(self, feeds: FeedStore, again: FeedStore) -> None:
        assert not feeds.add(GAZETTE, LATER)
        assert feeds.add(HERALD, LATER)
        assert again.all() == [(GAZETTE, FeedState()), (HERALD, FeedState())]

    def test_how_a_feed_answered_comes_back_equal(self, feeds: FeedStore, again: FeedStore) -> None:
        feeds.keep(GAZETTE.url, POLLED)
        assert again.all() == [(GAZETTE, POLLED)]
        failed = msgspec.structs.replace(POLLED, failures=3, failing=NOW, error="down")
        feeds.keep(GAZETTE.url, failed)
        assert again.all() == [(GAZETTE, failed)]

    def test_new_items_wait_in_the_order_received(self, feeds: FeedStore, again: FeedStore) -> None:
        assert feeds.receive(GAZETTE.url, [item("b"), item("a")], POLLED) == 2
        assert [(w.feed, w.item) for w in again.waiting(NOW)] == [(GAZETTE, item("b")), (GAZETTE, item("a"))]
        assert again.all() == [(GAZETTE, POLLED)]

    def test_an_item_that_comes_again_is_not_doubled(self, feeds: FeedStore) -> None:
        feeds.receive(GAZETTE.url, [item("a")], POLLED)
        assert feeds.receive(GAZETTE.url, [item("a"), item("a")], POLLED) == 0
        assert len(feeds.waiting(NOW)) == 1

    def test_what_is_settled_waits_no_more_unless_its_words_change(self, feeds: FeedStore) -> None:
        feeds.receive(GAZETTE.url, [item("a")], POLLED)
        feeds.settle(feeds.waiting(NOW)[0], "added", document="page-1")
        assert feeds.receive(GAZETTE.url, [item("a")], POLLED) == 0
        assert feeds.waiting(LATER) == []
        assert feeds.receive(GAZETTE.url, [item("a", "2")], POLLED) == 1
        assert [w.item.digest for w in feeds.waiting(NOW)] == ["2"]
        assert dict(feeds.outcomes(GAZETTE.url)) == {"waiting": 1}

    def test_what_is_postponed_waits_until_then_with_its_tries(self, feeds: FeedStore) -> None:
        feeds.receive(GAZETTE.url, [item("a")], POLLED)
        feeds.postpone(feeds.waiting(NOW)[0], LATER, "down")
        assert feeds.waiting(NOW) == []
        assert [w.tries for w in feeds.waiting(LATER)] == [1]

    def test_an_item_of_two_feeds_is_dealt_with_once(self, feeds: FeedStore) -> None:
        feeds.add(HERALD, NOW)
        feeds.receive(GAZETTE.url, [item("a")], POLLED)
        feeds.receive(HERALD.url, [item("a"), item("b")], POLLED)
        feeds.receive(HERALD.url, [item("a", "2")], POLLED)
        assert [(w.feed.url, w.item.key) for w in feeds.waiting(NOW)] == [(GAZETTE.url, "a"), (HERALD.url, "b")]
        assert dict(feeds.outcomes(HERALD.url)) == {"elsewhere": 1, "waiting": 1}

    def test_only_the_feeds_asked_for_are_searched(self, feeds: FeedStore) -> None:
        feeds.add(HERALD, NOW)
        feeds.receive(GAZETTE.url, [item("a")], POLLED)
        feeds.receive(HERALD.url, [item("b")], POLLED)
        assert [w.item.key for w in feeds.waiting(NOW, [HERALD.url])] == ["b"]
        assert feeds.waiting(NOW, []) == []

    def test_a_feed_that_moved_keeps_its_state_and_items(self, feeds: FeedStore, again: FeedStore) -> None:
        feeds.receive(GAZETTE.url, [item("a")], POLLED)
        moved = msgspec.structs.replace(GAZETTE, url="https://gazette.example/new")
        assert feeds.move(GAZETTE.url, moved.url)
        assert again.all() == [(moved, POLLED)]
        assert [(one.feed, one.item) for one in again.waiting(NOW)] == [(moved, item("a"))]
        assert not feeds.move(GAZETTE.url, "https://gazette.example/other")

    def test_a_feed_does_not_move_where_another_is_followed(self, feeds: FeedStore) -> None:
        feeds.add(HERALD, NOW)
        assert not feeds.move(GAZETTE.url, HERALD.url)
        assert [feed for feed, _ in feeds.all()] == [GAZETTE, HERALD]

    def test_a_feed_that_is_removed_is_forgotten_with_its_items(self, feeds: FeedStore) -> None:
        feeds.receive(GAZETTE.url, [item("a")], POLLED)
        assert feeds.remove(GAZETTE.url)
        assert not feeds.remove(GAZETTE.url)
        assert feeds.all() == feeds.waiting(LATER) == []
        feeds.add(GAZETTE, LATER)
        assert feeds.waiting(LATER) == []

    def test_what_waited_for_a_removed_feed_comes_with_another_that_has_it(self, feeds: FeedStore) -> None:
        feeds.add(HERALD, NOW)
        feeds.receive(GAZETTE.url, [item("a"), item("b")], POLLED)
        feeds.settle(feeds.waiting(NOW)[1], "added")
        feeds.receive(HERALD.url, [item("a"), item("b")], POLLED)
        feeds.remove(GAZETTE.url)
        ((_, state),) = feeds.all()
        assert (state.etag, state.modified) == (None, None)
        feeds.receive(HERALD.url, [item("a"), item("b")], POLLED)
        assert [w.item.key for w in feeds.waiting(NOW)] == ["a"]

    def test_a_feed_that_is_not_followed_receives_nothing(self, feeds: FeedStore) -> None:
        with pytest.raises(NotFound, match="herald"):
            feeds.receive(HERALD.url, [item("a")], POLLED)
        with pytest.raises(NotFound, match="herald"):
            feeds.keep(HERALD.url, POLLED)
        assert dict(feeds.outcomes(HERALD.url)) == {}
