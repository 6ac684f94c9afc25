"""Whose word a line rests on, and what becomes of it."""

from __future__ import annotations

import pytest
from small_log import document, event, move, quote, stated, view

from detente.linking.outlets import tags, voice_of
from detente.model import Document, Entry, Source
from detente.state.standing import independent

ORIGINS = [
    ("one outlet twice is one", ["outlet:Reuters", "outlet:Reuters"], 1),
    ("two outlets are two", ["outlet:Reuters", "outlet:CNN"], 2),
    ("outlets named in one sentence are one", ["outlet:BBC+CNN+Reuters"], 1),
    ("a list adds nothing to one of its outlets", ["outlet:Reuters", "outlet:BBC+CNN+Reuters"], 1),
    ("a list of others does", ["outlet:NBC", "outlet:BBC+CNN"], 2),
    ("two lists that share an outlet are one", ["outlet:BBC+CNN", "outlet:BBC+NBC"], 1),
    ("both parties are two", ["party:CHN", "party:USA"], 2),
    ("nobody is none", [], 0),
]


@pytest.mark.parametrize(("why", "origins", "count"), ORIGINS, ids=[case[0] for case in ORIGINS])
def test_independent_origins(why: str, origins: list[str], count: int) -> None:
    assert independent(origins) == count, why


VOICES = [
    ("outlets side by side are one voice", "Reuters, CNN, and BBC", "outlet:BBC+CNN+Reuters"),
    ("state media side by side are their party", "Xinhua and CCTV", "party:CHN"),
    ("a name with 'and' in it is one outlet", "Food and Farm Weekly", "outlet:Food and Farm Weekly"),
    ("a section is its outlet", "CNN - Editorial", "outlet:CNN"),
]


@pytest.mark.parametrize(("why", "name", "voice"), VOICES, ids=[case[0] for case in VOICES])
def test_voices(why: str, name: str, voice: str) -> None:
    assert voice_of(name) == voice, why


BYLINES = [
    ("a byline", "By Ann Lee, Associated Press\n\nThe mill opens on Monday.", ("Associated Press",)),
    ("a byline over two lines", "By ANN LEE\nThe Associated Press\nThe mill opens.", ("Associated Press",)),
    ("a source at the end", "The mill opens on Monday.\n\nSource: Xinhua", ("Xinhua News Agency",)),
    ("an agency in a sentence signs nothing", "Reuters said that the mill opens.", ()),
]


@pytest.mark.parametrize(("why", "text", "expected"), BYLINES, ids=[case[0] for case in BYLINES])
def test_bylines(why: str, text: str, expected: tuple[str, ...]) -> None:
    assert tags(Document(id="d", text=text)) == expected, why


def call(name: str, outlet: str, status: str = "happened", chain: tuple[Source, ...] = ()) -> tuple[Entry, ...]:
    return stated(document(name, outlet=outlet), event("r1", status=status, when="2025-06-05", attribution=chain))


CHINESE, AMERICAN = (Source("Xi Jinping", "person"),), (Source("Donald Trump", "person"),)
STANDINGS = [
    ("one outlet states", [call("a", "Desk Daily")], "stated", 1),
    ("an outlet twice states", [call("a", "Desk Daily"), call("b", "Desk Daily")], "stated", 1),
    ("two outlets confirm", [call("a", "Desk Daily"), call("b", "Valley News")], "confirmed", 2),
    ("two outlets of one party state", [call("a", "Xinhua"), call("b", "CCTV")], "stated", 1),
    ("the party and its state medium state", [call("a", "Desk Daily", chain=CHINESE), call("b", "CGTN")], "stated", 1),
    ("the other party confirms",
     [call("a", "Desk Daily", chain=CHINESE), call("b", "Desk Daily", chain=AMERICAN)], "confirmed", 2),
    ("a hedge is no confirmation", [call("a", "Desk Daily", "unconfirmed")], "unconfirmed", 1),
    ("a party denies", [call("a", "Desk Daily"), call("b", "Valley News", "negated", CHINESE)], "denied", 1),
    ("an outlet that says no contests", [call("a", "Desk Daily"), call("b", "Valley News", "negated")], "contested", 1),
]  # fmt: skip


@pytest.mark.parametrize(("why", "logs", "standing", "origins"), STANDINGS, ids=[case[0] for case in STANDINGS])
def test_standings(why: str, logs: list[tuple[Entry, ...]], standing: str, origins: int) -> None:
    [line] = view("meetings", [entry for log in logs for entry in log])
    assert (line.standing, line.origins) == (standing, origins), why


def test_a_document_is_no_second_origin_beside_the_source_it_names() -> None:
    doc = document("a", outlet="Desk Daily")
    told = [event("r1", when="2025-06-05"), event("r2", when="2025-06-05", attribution=CHINESE)]
    [line] = view("meetings", stated(doc, *told))
    assert (line.standing, line.origins) == ("stated", 1)


def test_moves_of_two_ways_do_not_confirm_each_other() -> None:
    log = [*stated(document("a"), move("r1", "up", 1.0, unit="percent")),
           *stated(document("b", outlet="Valley News"), move("r1", "down", 1.0, unit="percent"))]  # fmt: skip
    assert [line.origins for line in view("timeline", log)] == [1]


def test_markets_at_large_may_be_two() -> None:
    log = [*stated(document("a"), move("r1", "down", instrument="stock market")),
           *stated(document("b", outlet="Valley News"), move("r1", "down", instrument="stock market"))]  # fmt: skip
    assert [line.origins for line in view("timeline", log)] == [1]


def test_every_line_of_every_view_has_a_standing() -> None:
    log = [*call("a", "Desk Daily"), *stated(document("b"), quote("q1", "We spoke on Thursday for long."))]
    lines = [line for name in ("timeline", "quotes", "meetings", "sources") for line in view(name, log)]
    assert lines
    assert all(line.standing in ("stated", "confirmed") for line in lines)
