"""What any store must do with originals and editions."""

from __future__ import annotations

import msgspec
import pytest
from desk_samples import entries, sample

from detente.errors import NotFound
from detente.model import Captured, Clocks, Document, DocumentRevised, Edition, Original, Store

PAGE = Original(media="text/html", name="a.html", data=b"<p>\x00\xff" * 100)


def captured(name: str, original: Original = PAGE, day: str = "2025-06-06") -> tuple:
    document, reading, _ = sample(name)
    fields = {field: getattr(document, field) for field in Document.__struct_fields__}
    kept = Captured(**fields, original=original)
    log = [
        msgspec.structs.replace(one, clocks=msgspec.structs.replace(one.clocks, recorded_at=f"{day}T07:00:00Z"))
        for one in entries(document, reading)
    ]
    return kept, reading, log


class OriginalsContract:
    """Subclasses give `store` and `again`, the same desk opened once more."""

    def test_an_original_comes_back_byte_for_byte(self, store: Store, again: Store) -> None:
        document, *rest = captured("a")
        assert store.commit(document, *rest)
        assert again.originals.of("a") == PAGE
        assert again.document("a") == document.bare

    def test_the_same_bytes_are_kept_once(self, store: Store) -> None:
        for name in ("a", "b"):
            store.commit(*captured(name))
        assert store.originals.kept()[0] == 1
        assert store.originals.of("a") == store.originals.of("b") == PAGE

    def test_what_came_as_text_and_what_is_not_there_have_no_original(self, store: Store) -> None:
        store.commit(*sample("a"))
        for name in ("a", "z"):
            with pytest.raises(NotFound):
                store.originals.of(name)

    @pytest.mark.parametrize(
        ("policy", "left"), [({"before": "2025-06-07"}, "b"), ({"newest": 1}, "b"), ({"newest": 2}, "ab"), ({}, "ab")]
    )
    def test_bytes_are_let_go_of_and_the_documents_stay(self, store: Store, policy: dict, left: str) -> None:
        for name, day in (("a", "2025-06-06"), ("b", "2025-06-08")):
            store.commit(*captured(name, Original(media="text/html", name=name, data=name.encode() * 9), day))
        freed = store.originals.let_go(**policy)
        assert freed.originals == 2 - len(left) == 2 - store.originals.kept()[0]
        store.compact()
        for name in left:
            assert store.originals.of(name).data == name.encode() * 9
        for name in set("ab") - set(left):
            with pytest.raises(NotFound, match="let go of"):
                store.originals.of(name)
            assert store.document(name).id == name

    def test_bytes_that_come_again_are_kept_again(self, store: Store) -> None:
        store.commit(*captured("a"))
        store.originals.let_go(newest=0)
        store.commit(*captured("b"))
        assert store.originals.of("a") == PAGE

    def test_byline_and_time_of_change_are_kept(self, store: Store) -> None:
        document, reading, log = sample("a")
        document = msgspec.structs.replace(document, byline="Ann Lee", modified="2025-06-06")
        store.commit(document, reading, log)
        assert store.document("a") == document

    def test_editions_are_found_from_each_of_them(self, store: Store, again: Store) -> None:
        assert store.editions.of("a") == ()
        store.commit(*sample("a"))
        document, reading, log = sample("a@2", published="2025-06-09")
        clocks = Clocks(known_at="2025-06-09", recorded_at="2025-06-10")
        log.append(DocumentRevised(id="r", document="a@2", clocks=clocks, of="a", before=("a",)))
        store.commit(document, reading, log)
        store.commit(*sample("b"))
        both = (Edition("a", "2025-06-05"), Edition("a@2", "2025-06-09"))
        assert again.editions.of("a") == again.editions.of("a@2") == both
        assert again.editions.of("b") == (*both[:0], Edition("b", "2025-06-05"))
        assert again.editions.revised() == ("a",)

    def test_documents_are_found_by_their_address(self, store: Store) -> None:
        for name in ("b", "a", "c"):
            document, reading, log = sample(name)
            store.commit(msgspec.structs.replace(document, url="u" if name != "c" else "v"), reading, log)
        assert store.editions.at("u") == ("b", "a")
        assert store.editions.at("w") == ()
