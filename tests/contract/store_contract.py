"""What every store must do. An implementation inherits StoreContract and gives the two fixtures."""

from __future__ import annotations

import datetime as dt
import itertools
import threading

import msgspec
import pytest
from desk_samples import TEXT, bare, entries, records, sample, spot, withdrawal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import DocumentConflict, DocumentInvalid, LogGrown, NotFound, SpanMismatch
from detente.model import Aside, Clocks, Decided, Document, DocumentRef, MergeActors, Part, Span, Store

COUNT = itertools.count()

QUERIES = [
    '"',
    "*",
    "AND",
    "OR NOT",
    "-",
    "NEAR(",
    'a"b',
    '"a',
    "title:cheese",
    "^x",
    "{a}:",
    "(",
    "",
    "\0",
    "\ud800",
    "%",
    "x " * 3000,
]
FINDS = [
    ("cheese", True, "a word of the text"),
    ("CHEESE", True, "case does not matter"),
    ("creme brulee", True, "diacritics do not matter"),
    ("crème", True, "nor do they in the query"),
    ("gazebo", True, "a word of the title"),
    ("cheese gazebo", True, "one word of the title and one of the text"),
    ("cheese airship", False, "every word must be there"),
    ('"duty on cheese"', True, "a phrase"),
    ('"cheese on duty"', False, "a phrase keeps its order"),
    ("“duty on cheese”", True, "curled quotation marks hold a phrase as well"),
    ("cheese OR gazebo", False, "OR is a word like others"),
    ("cheese NOT airship", False, "and so is NOT"),
    ("cheese -", True, "what is no word does not count"),
    ("25%", True, "a figure with its sign"),
    ("chee*", False, "no wildcard"),
]  # fmt: skip


class StoreContract:
    """`store` is a new desk's store; `again` another store on the same desk."""

    @pytest.fixture
    def store(self) -> Store:
        raise NotImplementedError

    @pytest.fixture
    def again(self, store: Store) -> Store:
        raise NotImplementedError

    def test_what_is_committed_comes_back_equal(self, store: Store, again: Store) -> None:
        document, reading, log = sample("a")
        assert store.commit(document, reading, log) is True
        for each in (store, again):
            assert each.document("a") == document
            assert each.reading("a") == reading
            assert list(each.entries()) == log
            assert list(each.documents()) == [DocumentRef.of(document)]
            assert each.has(document)

    def test_a_new_desk_is_empty(self, store: Store) -> None:
        assert list(store.entries()) == list(store.documents()) == []
        assert not store.has(sample("a")[0])
        assert store.overlaps([1]) == store.search("cheese") == []

    def test_the_same_document_twice_changes_nothing(self, store: Store) -> None:
        document, reading, log = sample("a")
        store.commit(document, reading, log, [1, 2])
        renamed = msgspec.structs.replace(document, title="Another headline", outlet="Courier")
        extra = msgspec.structs.replace(log[0], id="new")
        assert store.commit(renamed, reading, [extra], [3]) is False
        assert store.document("a") == document
        assert list(store.entries()) == log
        assert store.overlaps([3]) == []

    def test_the_same_id_with_another_text_is_a_conflict_that_names_both(self, store: Store) -> None:
        document, reading, log = sample("a")
        store.commit(document, reading, log)
        other = bare("a", "Something else.")
        for call in (lambda: store.commit(*other), lambda: store.has(other[0])):
            with pytest.raises(DocumentConflict) as error:
                call()
            for part in ("'a'", document.sha256, other[0].sha256, "an id of its own"):
                assert part in str(error.value)
        assert store.document("a") == document

    def test_an_entry_the_log_has_is_left_out_and_the_rest_goes_in(self, store: Store) -> None:
        first, second = sample("a"), sample("b")
        store.commit(*first)
        store.commit(second[0], second[1], [first[2][0], *second[2]])
        assert list(store.entries()) == first[2] + second[2]

    def test_a_span_of_the_reading_that_is_not_verbatim_is_refused(self, store: Store) -> None:
        document, reading, log = sample("a")
        invented = msgspec.structs.replace(reading.records[0], evidence=(Span(0, 5, "Other"),))
        with pytest.raises(SpanMismatch, match="'Other' does not stand at 0:5"):
            store.commit(document, msgspec.structs.replace(reading, records=(invented,)), log)
        assert not store.has(document)

    def test_a_reading_of_another_text_is_refused(self, store: Store) -> None:
        with pytest.raises(SpanMismatch, match="of another text"):
            store.commit(sample("a")[0], bare("a", "Something else.")[1], [])

    def test_an_entry_that_is_not_verbatim_takes_the_whole_commit_back(self, store: Store, again: Store) -> None:
        document, reading, log = sample("a")
        line = log[1]
        moved = msgspec.structs.replace(line.quote, content=Span(3, 6, "xyz"))
        with pytest.raises(SpanMismatch, match="'a/bad'"):
            store.commit(document, reading, [*log, msgspec.structs.replace(line, id="a/bad", quote=moved)], [1])
        for each in (store, again):
            assert not each.has(document)
            assert list(each.entries()) == list(each.documents()) == each.overlaps([1]) == each.search("cheese") == []
        assert store.commit(document, reading, log) is True

    def test_an_analyst_appends_once(self, store: Store) -> None:
        document, reading, log = sample("a")
        store.commit(document, reading, log)
        assert store.append(withdrawal("a")) is True
        assert store.append(withdrawal("a")) is False
        assert list(store.entries()) == [*log, withdrawal("a")]

    def test_nothing_is_appended_by_a_head_that_the_log_has_no_more(self, store: Store) -> None:
        store.commit(*sample("a"))
        seen = store.head()
        assert store.append(withdrawal("a"), seen) is True
        held = list(store.entries())
        later = msgspec.structs.replace(withdrawal("a"), id="later")
        with pytest.raises(LogGrown, match=f"had {seen} when"):
            store.append(later, seen)
        assert list(store.entries()) == held
        assert store.append(later, seen + 1) is True

    def test_an_appended_line_must_be_verbatim_too(self, store: Store) -> None:
        document, reading, log = sample("a")
        store.commit(document, reading, log)
        false = msgspec.structs.replace(records(TEXT)[0], evidence=(Span(1, 4, "not"),))
        with pytest.raises(SpanMismatch):
            store.append(msgspec.structs.replace(log[2], id="new", record=false))
        assert store.append(msgspec.structs.replace(log[2], id="new")) is True

    def test_an_entry_about_a_document_that_is_not_there_is_refused(self, store: Store) -> None:
        with pytest.raises(NotFound, match="'nowhere'"):
            store.append(withdrawal("nowhere"))
        assert list(store.entries()) == []

    @pytest.mark.parametrize("document_id", ["nowhere", "", "\ud800", "A"])
    def test_what_is_not_there_is_not_found(self, store: Store, document_id: str) -> None:
        store.commit(*sample("a"))
        with pytest.raises(NotFound):
            store.document(document_id)
        with pytest.raises(NotFound):
            store.reading(document_id)

    def test_documents_come_by_publication_then_id_and_undated_last(self, store: Store) -> None:
        dates = [
            ("d", None),
            ("c", "2025-06-05"),
            ("b", "2025-06-05"),
            ("e", "2024"),
            ("a", "2025-06-05T10:00:00Z"),
            ("f", None),
        ]
        for document_id, published in dates:
            store.commit(*bare(document_id, "Words.", published))
        assert [ref.id for ref in store.documents()] == ["e", "b", "c", "a", "d", "f"]

    def test_more_documents_than_fit_one_page_come_each_once(self, store: Store) -> None:
        dates = ["", "2025", "2025-06", None]
        document, reading, _ = bare("x", "Words.")
        for n in range(2100):
            each = msgspec.structs.replace(document, id=f"{n:04}", published=dates[n * 4 // 2100])
            store.commit(each, msgspec.structs.replace(reading, document=DocumentRef.of(each)), [])
        assert [ref.id for ref in store.documents()] == [f"{n:04}" for n in range(2100)]

    def test_long_lists_come_whole_and_in_order(self, store: Store) -> None:
        document, reading, _ = bare("a", "Words.")
        many = [msgspec.structs.replace(entries(document, reading)[0], id=f"{n}") for n in range(4100)]
        store.commit(document, reading, many)
        assert [entry.id for entry in store.entries()] == [entry.id for entry in many]

    def test_overlaps_count_shared_shingles_most_first(self, store: Store) -> None:
        for document_id, shingles in {"a": [1, 2, 3], "b": [2, 3, 4, 5], "c": [3], "d": [9], "e": []}.items():
            store.commit(*bare(document_id, f"Words of {document_id}."), shingles)
        found = [(each.document.id, each.shared, each.total) for each in store.overlaps({2, 3, 4, 7})]
        assert found == [("b", 3, 4), ("a", 2, 3), ("c", 1, 1)]
        assert store.overlaps([]) == []

    def test_overlaps_may_be_asked_for_with_a_least_and_around_days(self, store: Store) -> None:
        """What is far in time need not be found; what is near, or has no known date, must be."""
        dates = {"near": "2025-06-05", "month": "2025-06", "none": None, "odd": "soon", "far": "2021-01-01"}
        for document_id, published in dates.items():
            store.commit(*bare(document_id, f"Words of {document_id}.", published), [1, 2, 3])
        store.commit(*bare("slight", "Words.", "2025-06-05"), [1])
        around = (dt.date(2025, 5, 28), dt.date(2025, 6, 25))
        found = {each.document.id for each in store.overlaps({1, 2, 3}, 2, around)}
        assert {"near", "month", "none", "odd"} <= found
        assert "slight" not in found
        assert {each.document.id for each in store.overlaps({1, 2, 3}, 2)} == set(dates)

    def test_entries_have_places_in_the_log(self, store: Store) -> None:
        assert (store.head(), list(store.numbered())) == (0, [])
        first, second = sample("a"), sample("b")
        store.commit(*first)
        store.commit(*second)
        log = [*first[2], *second[2]]
        assert store.head() == len(log)
        assert list(store.numbered()) == list(enumerate(log, 1))
        assert list(store.numbered(len(first[2]))) == list(enumerate(log, 1))[len(first[2]) :]
        assert list(store.at([3, 1, 3])) == [log[2], log[0], log[2]]
        with pytest.raises(NotFound):
            store.at([1, len(log) + 1])

    def test_facts_are_kept_in_place_of_those_they_cover(self, store: Store, again: Store) -> None:
        one, two, both = Part(1, 5, 1, b"one"), Part(6, 9, 1, b"two"), Part(1, 9, 2, b"\0both")
        store.keep(two)
        store.keep(one)
        assert list(again.parts()) == [one, two]
        store.keep(Part(6, 9, 1, b"anew"))
        assert [part.data for part in again.parts()] == [b"one", b"anew"]
        store.keep(both)
        assert list(again.parts()) == [both]

    @pytest.mark.parametrize("shingle", [0, 1, 2**63 - 1, 2**63, 2**64 - 1, -(2**63)])
    def test_shingles_may_have_any_64_bits(self, store: Store, shingle: int) -> None:
        store.commit(*bare("a", "Words."), [shingle, shingle, 77])
        assert [(each.shared, each.total) for each in store.overlaps([shingle])] == [(1, 2)]

    @pytest.mark.parametrize(("words", "found", "why"), FINDS)
    def test_search_finds_words(self, store: Store, words: str, found: bool, why: str) -> None:
        store.commit(*bare("a", "They raised the duty on cheese and crème brûlée by 25%.", title="The Gazebo"))
        assert bool(store.search(words)) is found, why

    def test_a_hit_shows_its_words_in_brackets_best_first(self, store: Store) -> None:
        store.commit(*bare("far", "A long report of many things " * 9 + "that names cheese once."))
        store.commit(*bare("near", "Cheese. Nothing but cheese.", title="Cheese"))
        store.commit(*bare("none", "Butter."))
        hits = store.search("cheese")
        assert [hit.document.id for hit in hits] == ["near", "far"]
        assert "[cheese]" in hits[1].snippet
        assert [hit.document.id for hit in store.search("cheese", limit=1)] == ["near"]

    @pytest.mark.parametrize("words", QUERIES)
    def test_no_query_is_an_error(self, store: Store, words: str) -> None:
        store.commit(*bare("a", "Nothing of the kind."))
        assert store.search(words) == []

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(words=st.text(st.sampled_from('ab" *-():^+.\0\ud800“AND,é'), max_size=12))
    def test_no_query_at_all_raises(self, store: Store, words: str) -> None:
        assert store.search(words) == []

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=st.text(), title=st.none() | st.text())
    def test_any_text_comes_back_as_it_was(self, store: Store, text: str, title: str | None) -> None:
        document, reading, log = bare(f"t{next(COUNT)}", text, title=title)
        store.commit(document, reading, log)
        assert store.document(document.id) == document
        assert store.document(document.id).sha256 == document.sha256

    @pytest.mark.parametrize(
        "text", ["", "a\0b", "line\r\nnext\u2028end", "\ufeffmark", "é e\u0301", "\U0001f9c0", "\uffff"]
    )
    def test_odd_texts_come_back_as_they_were(self, store: Store, text: str) -> None:
        store.commit(*bare("a", text))
        assert store.document("a").text == text

    @pytest.mark.parametrize("field", ["text", "title", "id", "outlet", "url"])
    def test_half_a_character_is_refused_by_name(self, store: Store, field: str) -> None:
        whole = Document(id="a", text="Words.")
        broken = msgspec.structs.replace(whole, **{field: "half \ud83e here"})
        with pytest.raises(DocumentInvalid, match=f"{field} has half a character .* at offset 5"):
            store.commit(broken, bare("a", "Words.")[1], [])
        assert list(store.documents()) == []

    def test_half_a_character_in_an_entry_is_refused(self, store: Store) -> None:
        store.commit(*bare("a", "Words."))
        with pytest.raises(DocumentInvalid, match="half a character"):
            store.append(withdrawal("a", reason="bad\udcff"))

    def test_entries_are_the_log_as_it_stood_when_asked_for(self, store: Store, again: Store) -> None:
        first, second = sample("a"), sample("b")
        store.commit(*first)
        reading = again.entries()
        seen = [next(reading)]
        store.commit(*second)
        assert seen + list(reading) == first[2]
        assert list(again.entries()) == first[2] + second[2]

    def test_a_store_may_write_while_it_reads(self, store: Store, again: Store) -> None:
        store.commit(*sample("a"))
        reading, listing = store.entries(), store.documents()
        next(reading), next(listing)
        again.commit(*sample("b"))
        store.commit(*sample("c"))
        assert len(list(reading)) == len(sample("a")[2]) - 1
        assert {ref.id for ref in store.documents()} == {"a", "b", "c"}

    def test_a_reader_and_a_writer_live_together(self, store: Store, again: Store) -> None:
        """The writer is another thread; whatever the reader sees is whole documents, the first so many."""
        lot = [sample(f"{n:03}") for n in range(40)]
        whole = [entry.id for _, _, log in lot for entry in log]
        size = len(lot[0][2])
        seen: list[list[str]] = []
        started, done = threading.Event(), threading.Event()

        def read() -> None:
            while not done.is_set():
                seen.append([entry.id for entry in self.read_elsewhere(again)])
                started.set()
            seen.append([entry.id for entry in self.read_elsewhere(again)])

        reader = threading.Thread(target=read)
        reader.start()
        assert started.wait(20)
        for each in lot:
            assert store.commit(*each)
        done.set()
        reader.join()
        assert all(ids == whole[: len(ids)] and len(ids) % size == 0 for ids in seen)
        assert seen[-1] == whole

    def read_elsewhere(self, again: Store) -> list:
        """The log as another thread reads it."""
        raise NotImplementedError

    def test_withdrawn_documents_stay(self, store: Store) -> None:
        document, reading, log = sample("a")
        store.commit(document, reading, log)
        store.append(withdrawal("a"))
        assert store.document("a") == document
        assert store.commit(document, reading, log) is False

    def test_offsets_are_characters_not_bytes(self, store: Store) -> None:
        text = "🧀🧀 é: " + TEXT
        store.commit(*sample("a", text))
        line = next(entry for entry in store.entries() if entry.id == "a/m")
        assert line.record.evidence == (spot(store.document("a").text, "raise its duty on cheese to 25 percent"),)

    def test_a_decision_about_no_document_is_an_entry_too(self, store: Store, again: Store) -> None:
        entry = Decided(
            id="d-1",
            clocks=Clocks(recorded_at="2025-06-07T07:00:00Z"),
            analyst="Rudolf",
            reason="the same",
            turn=0,
            decision=MergeActors(actor="A", into="B"),
        )
        assert (store.append(entry), store.append(entry)) == (True, False)
        assert list(again.entries()) == [entry]

    def test_what_was_set_aside_is_kept_once_until_it_is_taken_in(self, store: Store, again: Store) -> None:
        document, reading, log = sample("a")
        aside = Aside(document=document, why="defect", reason="it broke", recorded_at="2025-06-07T07:00:00Z")
        later = msgspec.structs.replace(aside, recorded_at="2025-06-08T07:00:00Z")
        assert (store.set_aside(aside), store.set_aside(later)) == (True, False)
        assert list(again.asides()) == [aside]
        assert list(store.documents()) == list(store.entries()) == []
        store.commit(document, reading, log)
        assert list(again.asides()) == []

    def test_half_a_character_is_not_set_aside(self, store: Store) -> None:
        broken = Aside(document=Document(id="a", text="\ud83e"), why="defect", reason="", recorded_at="2025-06-07")
        with pytest.raises(DocumentInvalid):
            store.set_aside(broken)
