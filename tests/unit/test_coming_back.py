"""An outlet that goes back to an earlier wording makes an edition; the same input again makes none; a mad date costs
nothing but itself.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_desk import SteelReader

from detente.desk import Desk
from detente.model import Captured, Document, Original
from detente.revising import moment

FIRST = Document(
    id="steel",
    url="https://harbour.example/steel",
    published="2025-05-03",
    modified="2025-05-03",
    text="Arcadia put 10 percent on steel. “We shall never go back,” it said. Bordavia is silent about it.",
)
SECOND = msgspec.structs.replace(FIRST, modified="2025-05-09", text=FIRST.text.replace("10", "20"))
AGAIN = msgspec.structs.replace(FIRST, modified="2025-05-20T10:00:00+08:00")


def captured(document: Document, at: str) -> Captured:
    held = {name: getattr(document, name) for name in Document.__struct_fields__}
    return Captured(**held, original=Original(media="text/html", name="steel", data=at.encode()), at=at)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    ticks = itertools.count()
    with Desk.create(tmp_path / "arcadia.db") as desk:
        desk.clock = lambda: f"2025-08-01T00:00:{next(ticks):02}+00:00"
        yield desk


def outcomes(desk: Desk, documents: Sequence[Document]) -> list[str]:
    return [one.outcome for one in desk.add(documents, SteelReader())]


SEEN = [
    captured(msgspec.structs.replace(one, modified="2025-05-03"), at)
    for one, at in ((FIRST, "2025-05-03"), (SECOND, "2025-05-09"), (FIRST, "2025-09-01"))
]


@pytest.mark.parametrize(
    "stream",
    [pytest.param([FIRST, SECOND, AGAIN], id="by its own date"), pytest.param(SEEN, id="by when it was captured")],
)
def test_a_wording_that_comes_back_is_a_third_edition_and_the_same_input_makes_none(
    desk: Desk, stream: list[Document]
) -> None:
    assert outcomes(desk, stream) == ["added"] * 3
    assert outcomes(desk, stream) == ["present"] * 3
    assert [one.document for one in desk.store.editions.of("steel")] == ["steel", "steel@2", "steel@3"]
    assert {name: one.document for name, one in desk.state().superseded.items()} == {
        "steel": "steel@2",
        "steel@2": "steel@3",
    }


def test_what_comes_back_twice_is_five_editions(desk: Desk) -> None:
    stream = [captured(one, f"2025-09-0{day}") for day, one in enumerate([FIRST, SECOND] * 2 + [FIRST], 1)]
    assert outcomes(desk, stream) == ["added"] * 5
    assert outcomes(desk, stream) == ["present"] * 5


def test_an_undated_earlier_wording_is_no_return(desk: Desk) -> None:
    undated = msgspec.structs.replace(FIRST, modified=None)
    assert outcomes(desk, [undated, SECOND, undated]) == ["added", "added", "present"]


EDGES = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01", "9999-12-31", "0000", "9999", "")
MAD = st.one_of(
    st.sampled_from(EDGES),
    st.text(max_size=12),
    st.dates().map(dt.date.isoformat),
    st.datetimes(timezones=st.timezones() | st.none()).map(dt.datetime.isoformat),
)


@given(MAD)
def test_any_date_is_a_moment(when: str) -> None:
    assert isinstance(moment(when), str)


@settings(max_examples=12, deadline=None)
@given(published=MAD, modified=MAD)
def test_a_mad_date_costs_no_other_document(
    published: str, modified: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mad = [msgspec.structs.replace(one, published=published, modified=modified) for one in (FIRST, SECOND)]
    whole = Document(id="cheese", published="2025-05-04", text="Nobody in the valley has sold any cheese since autumn.")
    with Desk.create(tmp_path_factory.mktemp("mad") / "arcadia.db") as desk:
        found = list(desk.add([*mad, whole], SteelReader()))
        assert (found[-1].outcome, found[-1].document) == ("added", "cheese")
        assert desk.state(dt.date(2025, 6, 1)) is not None
        assert all(list(desk.lines(view)) is not None for view in ("measures", "timeline"))
