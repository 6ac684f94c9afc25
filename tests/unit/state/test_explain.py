"""Why a line stands."""

from __future__ import annotations

import pytest
from small_log import document, event, quote, state, stated, tariff

from detente.errors import NotFound
from detente.model import Source
from detente.state import VIEWS, why

WIRE = " ".join(f"word{at}" for at in range(300))
FIRST = document("a", "2025-06-05T08:00:00Z", "Harbour Post", WIRE)
CALL = event("r1", when="2025-06-05", rule="call by phone", confidence=0.8)
LOG = [
    *stated(FIRST, CALL, quote("q1", "a quote that only this document has")),
    *stated(document("b", "2025-06-05T09:00:00Z", "City Echo", WIRE), CALL, among=[FIRST]),
    *stated(document("c", "2025-06-07"), event("r1", status="negated", when="2025-06-05",
            attribution=(Source("observers", "unnamed"),))),
    *stated(document("d", "2025-04-10"), tariff("r9", 145, "raise", when="2025-04-10")),
    *stated(document("e", "2025-05-14"), tariff("r1", 30, "lower", when="2025-05-14")),
]  # fmt: skip
STATE = state(LOG)


def line(view: str) -> str:
    return VIEWS[view].lines(STATE)[0].id


def test_a_line_is_explained_by_all_its_accounts() -> None:
    found = why(STATE, line("meetings"))
    assert [account.evidence[0].document for account in found.accounts] == ["a", "b", "c"]
    assert (found.accounts[0].rule, found.accounts[0].confidence) == ("call by phone", 0.8)
    assert [account.copy_of for account in found.accounts] == [None, "a", None]


def test_what_contradicts_it_is_named_with_the_ground() -> None:
    found = why(STATE, line("meetings"))
    assert "c" in {account.evidence[0].document for account in found.contradicted_by}
    assert found.grounds == ("one account says that it happened, the other that it did not",)


def test_what_a_measure_superseded_is_named() -> None:
    found = why(STATE, line("measures"))
    assert [account.evidence[0].document for account in found.superseded] == ["d"]


def test_what_superseded_an_entry_is_named() -> None:
    found = why(STATE, "d/r9")
    assert [account.evidence[0].document for account in found.superseded_by] == ["e"]


IDS = [
    ("an entry's id", LOG[1].id),
    ("a quote's id that occurs once", "q1"),
    ("a document and its quote", "a/q1"),
]


@pytest.mark.parametrize(("behaviour", "wanted"), IDS, ids=[row[0] for row in IDS])
def test_ids(behaviour: str, wanted: str) -> None:
    assert why(STATE, wanted).accounts[0].evidence[0].document == "a"


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_line_of_every_view_can_be_asked_about(view: str) -> None:
    for shown in VIEWS[view].lines(STATE):
        assert why(STATE, shown.id).accounts


@pytest.mark.parametrize("wanted", ["l-000000000000", "nothing", "r1"])
def test_an_unknown_or_ambiguous_id_is_not_found_and_the_remedy_is_named(wanted: str) -> None:
    with pytest.raises(NotFound, match=f"{wanted}.*detente timeline"):
        why(STATE, wanted)
