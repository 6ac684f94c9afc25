"""Another text of a document supersedes the earlier ones, which stay in the log and in any earlier state."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from test_desk import SteelReader

from detente.comparing import alterations, changes
from detente.desk import Desk
from detente.errors import DocumentConflict
from detente.model import AsOf, Clocks, Document, DocumentWithdrawn, Measure
from detente.revising import is_edition, moment
from detente.state.flags import flags
from detente.state.fold import fold

FIRST = Document(
    id="steel",
    url="https://harbour.example/steel",
    outlet="Harbour News",
    published="2025-05-03",
    text="Arcadia put 10 percent on steel. “We shall never go back,” it said. Bordavia is silent about it.",
)
SECOND = msgspec.structs.replace(
    FIRST,
    modified="2025-05-09T08:00:00+00:00",
    text="Arcadia put 20 percent on steel. “We shall perhaps go back,” it said. Bordavia is silent about it.",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    ticks = itertools.count()
    with Desk.create(tmp_path / "arcadia.db") as desk:
        desk.clock = lambda: f"2025-08-01T00:00:{next(ticks):02}+00:00"
        yield desk


def add(desk: Desk, *documents: Document) -> list[tuple[str, str | None]]:
    return [(one.outcome, one.document) for one in desk.add(documents, SteelReader())]


def rates(desk: Desk, known_at: dt.date | None = None) -> list[float]:
    lines = desk.lines("measures", as_of=dt.date(2025, 8, 2), known_at=known_at)
    return [line.subject.rate.value for line in lines if isinstance(line.subject, Measure) and line.subject.rate]


def test_a_changed_text_is_an_edition_and_the_state_has_the_latest(desk: Desk) -> None:
    assert add(desk, FIRST, SECOND) == [("added", "steel"), ("added", "steel@2")]
    assert rates(desk) == [20]
    assert rates(desk, dt.date(2025, 5, 8)) == [10]
    assert desk.document("steel") == FIRST
    assert desk.check()[0] == 2


def test_editions_are_found_by_address_where_the_ids_differ(desk: Desk) -> None:
    again = msgspec.structs.replace(SECOND, id="steel-as-saved-on-friday")
    assert add(desk, FIRST, again) == [("added", "steel"), ("added", "steel@2")]
    assert add(desk, again, FIRST) == [("present", "steel-as-saved-on-friday"), ("present", "steel")]


def test_editions_that_come_in_one_run_are_editions_too(desk: Desk) -> None:
    found = list(desk.add([FIRST, DocumentConflict("the id came before", SECOND)], SteelReader()))
    assert [(one.document, one.edition_of) for one in found] == [("steel", None), ("steel@2", "steel")]


def test_an_address_that_unlike_documents_share_makes_no_edition(desk: Desk) -> None:
    other = Document(id="cheese", url=FIRST.url, text="Nobody in the valley has sold any cheese since the autumn.")
    assert add(desk, FIRST, other) == [("added", "steel"), ("added", "cheese")]
    assert rates(desk) == [10]


def test_added_again_nothing_is_doubled(desk: Desk) -> None:
    add(desk, FIRST, SECOND)
    assert [outcome for outcome, _ in add(desk, FIRST, SECOND, FIRST)] == ["present"] * 3


def test_without_a_date_of_its_own_an_edition_stands_from_the_day_it_was_taken_in(desk: Desk) -> None:
    add(desk, FIRST, msgspec.structs.replace(SECOND, modified=None))
    assert rates(desk, dt.date(2025, 7, 31)) == [10]
    assert rates(desk, dt.date(2025, 8, 1)) == [20]


def test_an_earlier_edition_that_comes_late_takes_its_place_in_time(desk: Desk) -> None:
    late = msgspec.structs.replace(SECOND, text=FIRST.text, modified="2025-05-05")
    add(desk, SECOND, late)
    assert rates(desk) == [20]


def test_what_an_earlier_edition_said_in_the_same_sentence_is_known_since_then(desk: Desk) -> None:
    longer = msgspec.structs.replace(FIRST, text=FIRST.text + " Talks are over.", modified="2025-06-01")
    add(desk, FIRST, longer)
    (line,) = desk.lines("measures", as_of=dt.date(2025, 8, 2))
    assert (line.clocks.known_at, line.evidence[0].document) == ("2025-05-03", "steel@2")


def test_where_an_edition_is_withdrawn_the_others_stand_as_before(desk: Desk) -> None:
    third = msgspec.structs.replace(SECOND, text=SECOND.text.replace("20", "30"), modified="2025-06-01")
    add(desk, FIRST, SECOND, third)
    assert {name: one.document for name, one in desk.state().superseded.items()} == {
        "steel": "steel@2",
        "steel@2": "steel@3",
    }
    clocks = Clocks(recorded_at="2025-08-02")
    desk.store.append(DocumentWithdrawn(id="w", document="steel@2", clocks=clocks, analyst="Ada", reason="a forgery"))
    assert {name: one.document for name, one in desk.state().superseded.items()}["steel"] == "steel@3"
    assert rates(desk) == [30]


def test_the_projection_has_the_state_that_the_fold_has(desk: Desk) -> None:
    add(desk, FIRST, SECOND)
    log = list(desk.store.entries())
    for known in (None, dt.date(2025, 5, 4), dt.date(2025, 5, 9)):
        seen = desk.state(dt.date(2025, 8, 2), known)
        told = fold(log, AsOf(dt.date(2025, 8, 2), known))
        assert dict(seen.superseded) == dict(told.superseded)
        assert {key: list(group) for key, group in seen.records.items()} == {
            key: list(group) for key, group in told.records.items()
        }


def test_quotes_and_figures_altered_in_silence_are_flagged(desk: Desk) -> None:
    add(desk, FIRST, SECOND)
    found = {one.flag: one.found for one in flags(desk.state())}
    assert found["figure altered without a notice"] == "steel@2: “10” became “20”"
    assert "never go back" in found["quote altered without a notice"]


def test_what_the_document_itself_corrects_is_not_flagged(desk: Desk) -> None:
    notice = "\n\nCorrection: An earlier version of this article gave the wrong rate for steel."
    add(desk, FIRST, msgspec.structs.replace(SECOND, text=SECOND.text + notice))
    assert not [one for one in flags(desk.state()) if "without a notice" in one.flag]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It rose. It fell.", "It rose. It fell.", []),
        ("It rose.\nIt fell.", "It  rose.\nIt fell.", []),
        ("It rose. It fell.", "It rose.", [("removed", "It fell.", None)]),
        ("It rose.", "It rose. It fell.", [("added", None, "It fell.")]),
        (
            "Steel rose by 5 percent. It fell.",
            "Steel rose by 6 percent. It fell.",
            [("altered", "Steel rose by 5 percent.", "Steel rose by 6 percent.")],
        ),
    ],
)
def test_changes_are_told_by_sentences(before: str, after: str, expected: list[tuple[str, ...]]) -> None:
    found = changes(before, after)
    assert [(c.change, c.before and c.before.text, c.after and c.after.text) for c in found] == expected
    assert all(c.before.matches(before) for c in found if c.before)
    assert all(c.after.matches(after) for c in found if c.after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("He paid $1.5 million.", "He paid $2.5 million.", [("figure", "$1.5", "$2.5")]),
        ("“We will not pay it,” he said.", "He said nothing.", [("quote", "We will not pay it,", None)]),
        ("“We will not pay it,” he said.", "In June: “We will not pay it,” he said.", []),
        ("The “fair deal” is off.", "The deal is off.", []),
    ],
)
def test_altered_quotes_and_figures(before: str, after: str, expected: list[tuple[str, ...]]) -> None:
    found = alterations(changes(before, after), after)
    assert [(a.kind, a.before.text, a.after and a.after.text) for a in found] == expected


def test_times_of_any_zone_and_days_are_compared() -> None:
    order = ["", "2025-06-01", "2025-06-01T23:30:00-04:00", "2025-06-02T08:00:00Z"]
    assert sorted(order, key=moment) == order


def test_texts_on_one_subject_are_not_editions() -> None:
    one = Document(id="a", text="The ministry said that the tariffs on steel would rise in June.")
    other = Document(id="a", text="Exporters of steel fear that higher tariffs in June will cost them their buyers.")
    assert not is_edition(one, other)
