"""The analyst's hand in the browser: what is entered, undone, refused, and what the second of two analysts is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from small_desk import TODAY, client_of

from detente.deciding import Analyst
from detente.desk import Desk
from detente.model import Decided
from detente.web.pages import hand

SCRIPT = {"hx-request": "true"}


def panel_of(client: TestClient, path: str = "/measures") -> str:
    """The panel of the first line of a page."""
    address = re.search(r'data-panel="([^"]+)"', client.get(path).text)
    assert address
    return client.get(address[1].replace("&amp;", "&")).text


def form_of(text: str, does: str) -> dict[str, str]:
    """The fields of a form."""
    start = text.index(f'action="/hand/{does}"')
    piece = text[start : text.index("</form>", start)]
    return dict(re.findall(r'name="([^"]+)"[^>]*? value="([^"]*)"', piece))


def rulings(path: Path) -> list[Decided]:
    with Desk.open(path, read_only=True) as desk:
        return [one for one in desk.state().rulings if isinstance(one, Decided)]


def test_a_line_is_corrected_and_the_correction_undone(client: TestClient, path: Path) -> None:
    form = form_of(panel_of(client), "correct")
    told = client.post("/hand/correct", data=form | {"field.rate": "33 percent", "why": "misread"}, headers=SCRIPT)
    assert told.status_code == 200
    assert "33 percent" in told.text
    assert "corrected" in told.text
    entry = rulings(path)[0]
    assert (entry.analyst, entry.reason) == ("Ada", "misread")
    undone = client.post("/hand/undo", data=form_of(told.text, "undo"), headers=SCRIPT)
    assert undone.status_code == 200
    assert "30 percent" in undone.text
    assert len(rulings(path)) == 2


@pytest.mark.parametrize(
    ("does", "more"), [("accept", {}), ("note", {"text": "ask them"}), ("withdraw", {"why": "no"})]
)
def test_what_is_entered_stands_in_the_log_with_who(
    client: TestClient, path: Path, does: str, more: dict[str, str]
) -> None:
    told = client.post(f"/hand/{does}", data=form_of(panel_of(client), does) | more, headers=SCRIPT)
    assert told.status_code == 200
    assert [one.analyst for one in rulings(path)] == ["Ada"]
    assert rulings(path)[0].id in told.text


def test_a_withdrawn_line_is_brought_back(client: TestClient, path: Path) -> None:
    told = client.post("/hand/withdraw", data=form_of(panel_of(client), "withdraw") | {"why": "no"}, headers=SCRIPT)
    assert "no longer in the state of play" in told.text
    back = client.post("/hand/undo", data=form_of(told.text, "undo"), headers=SCRIPT)
    assert back.status_code == 200
    assert "<mark" in back.text


def test_of_two_analysts_at_one_line_the_second_is_told(path: Path) -> None:
    with client_of(path, "Ada") as ada, client_of(path, "Ben") as ben:
        first, second = form_of(panel_of(ada), "accept"), form_of(panel_of(ben), "correct")
        assert ada.post("/hand/accept", data=first, headers=SCRIPT).status_code == 200
        wrote = second | {"field.rate": "77 percent", "why": "my reading"}
        told = ben.post("/hand/correct", data=wrote, headers=SCRIPT)
    assert told.status_code == 409
    assert "Ada accepted the line" in told.text
    assert 'value="77 percent"' in told.text
    assert 'value="my reading"' in told.text
    assert len(rulings(path)) == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"why": "x"}, "no field differs"),
        ({"field.rate": "much", "why": "x"}, "is no rate"),
        ({"field.rate": "33 percent", "why": " "}, "no reason is given"),
        ({"field.when": "soon", "why": "x"}, "no date"),
    ],
)
def test_what_is_refused_keeps_what_was_written(
    client: TestClient, path: Path, more: dict[str, str], words: str
) -> None:
    told = client.post("/hand/correct", data=form_of(panel_of(client), "correct") | more, headers=SCRIPT)
    assert told.status_code == 422
    assert words in told.text
    assert not rulings(path)


def test_a_form_without_the_token_or_from_another_site_enters_nothing(client: TestClient, path: Path) -> None:
    form = form_of(panel_of(client), "accept")
    assert client.post("/hand/accept", data=form | {"token": "x" * 40}).status_code == 403
    assert client.post("/hand/accept", data=form, headers={"origin": "http://evil.example"}).status_code == 403
    assert not rulings(path)


def test_who_only_reads_sees_no_form_and_enters_nothing(path: Path) -> None:
    with client_of(path) as ada, client_of(path, None) as reader:
        form = form_of(panel_of(ada), "accept")
        assert "/hand/" not in panel_of(reader)
        form["token"] = reader.cookies["detente_token"]
        assert reader.post("/hand/accept", data=form).status_code == 403
    assert not rulings(path)


def test_without_scripts_a_decision_leads_back_to_the_line(client: TestClient) -> None:
    told = client.post("/hand/accept", data=form_of(panel_of(client), "accept"))
    assert told.status_code == 303
    assert "accepted" in client.get(told.headers["location"]).text


def test_a_source_is_graded_and_an_actor_merged(client: TestClient, path: Path) -> None:
    form = form_of(client.get("/sources").text, "grade") | {"reliability": "B", "why": "own correspondent"}
    assert client.post("/hand/grade", data=form).status_code == 303
    text = client.get("/actor?name=Mr+Hee").text
    merged = form_of(text, "merge") | {"actor": "Mr Hee", "into": "China", "why": "speaks for it"}
    assert client.post("/hand/merge", data=merged).status_code == 303
    listed = client.get("/decisions").text
    assert "graded" in listed
    assert "merged" in listed
    assert len(rulings(path)) == 2


@pytest.mark.parametrize("head", ["", "x", "9" * 30])
def test_a_form_that_names_no_log_is_refused(client: TestClient, path: Path, head: str) -> None:
    form = form_of(panel_of(client), "accept") | {"head": head}
    assert client.post("/hand/accept", data=form).status_code == 400
    assert not rulings(path)


def graded(client: TestClient, figure: str, form: dict[str, str]) -> int:
    sent = form | {"reliability": figure, "why": "its record"}
    return client.post("/hand/grade", data=sent, follow_redirects=False).status_code


def merged(client: TestClient, into: str, form: dict[str, str]) -> int:
    sent = form | {"actor": "Mr Hee", "into": into, "why": "the same"}
    return client.post("/hand/merge", data=sent, follow_redirects=False).status_code


@pytest.mark.parametrize(
    ("page", "does", "enter", "choices"),
    [("/sources", "grade", graded, "BD"), ("/actor?name=Mr+Hee", "merge", merged, ("China", "United States"))],
)
def test_of_two_who_grade_or_merge_the_same_the_second_enters_nothing(
    path: Path, page: str, does: str, enter: Callable[..., int], choices: Sequence[str]
) -> None:
    with client_of(path, "Ada") as ada, client_of(path, "Ben") as ben:
        first, second = form_of(ada.get(page).text, does), form_of(ben.get(page).text, does)
        assert enter(ada, choices[0], first) == 303
        assert enter(ben, choices[1], second) == 400
    assert [one.analyst for one in rulings(path)] == ["Ada"]


def test_who_is_first_between_the_look_and_the_entry_is_seen(
    client: TestClient, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process decides on the line after the desk looked who was first, and before it enters."""
    form = form_of(panel_of(client), "accept")
    look = hand.since

    def overtaken(*asked: Any) -> Sequence[Decided]:
        found = look(*asked)
        if not rulings(path):
            with Desk.open(path) as other:
                Analyst(other, "Ben", TODAY).accept(form["line"])
        return found

    monkeypatch.setattr(hand, "since", overtaken)
    told = client.post("/hand/accept", data=form, headers=SCRIPT)
    assert told.status_code == 409
    assert "Ben accepted the line" in told.text
    assert [one.analyst for one in rulings(path)] == ["Ben"]
