"""The API: what it answers, how lists go on, and what is said where something is wrong."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.desk import Desk
from detente.errors import UsageError
from detente.model import Document
from detente.web.api.cursors import Cursor, read, stretch, written
from detente.web.app import create_app
from detente.web.settings import Settings

TEXT = (
    "The trade minister, Ada Berg, told reporters on Thursday that the United States would lower its tariffs on "
    "Chinese goods to 30 percent on May 14.\n\n"
    "“We will keep talking to China,” the United States Trade Representative said on Thursday. China's commerce "
    "ministry said that it had agreed to suspend its tariffs on American goods for 90 days.\n\n"
    "The two sides have not published the text of the agreement."
)
API = "/api/v1"


def document(name: str) -> Document:
    return Document(id=name, text=TEXT.replace("Berg", name), published="2025-05-12", outlet=f"{name} Post")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("api") / "desk.db"
    with Desk.create(found, dispute="Cheese") as desk:
        list(desk.add([document("a"), document("b")], "rules"))
    return found


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(path, Settings(analyst="Ada", hosts=("testserver",)))) as found:
        found.get("/")
        yield found


def ask(client: TestClient, path: str) -> Any:
    answer = client.get(API + path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def token(client: TestClient) -> dict[str, str]:
    return {"x-token": client.cookies["detente_token"]}


def test_the_index_names_every_view(client: TestClient) -> None:
    assert {"timeline", "quotes", "measures", "due"} <= set(ask(client, "/")["views"])


def test_a_line_has_its_words_and_leads_to_its_accounts(client: TestClient) -> None:
    line = ask(client, "/views/quotes?limit=1")["lines"][0]
    assert line["evidence"][0]["text"] in TEXT.replace("Berg", line["evidence"][0]["document"])
    why = ask(client, f"/lines/{line['id']}")
    assert why["line"]["id"] == line["id"]
    assert why["accounts"][0]["rule"]


def test_a_list_goes_on_to_its_end(client: TestClient) -> None:
    whole = [one["id"] for one in ask(client, "/views/quotes?limit=1000")["lines"]]
    assert len(whole) > 1, "there is something to turn over"
    found, answer = [], ask(client, "/views/quotes?limit=1")
    while True:
        found += [one["id"] for one in answer["lines"]]
        if answer["next"] is None:
            break
        answer = ask(client, f"/views/quotes?limit=1&cursor={answer['next']}")
    assert found == whole


def test_a_filter_is_a_filter(client: TestClient) -> None:
    assert ask(client, "/views/quotes?q=keep%20talking")["total"] >= 1
    assert ask(client, "/views/quotes?q=no%20such%20words")["total"] == 0
    assert ask(client, "/views/quotes?known_at=2025-05-11")["total"] == 0


def test_documents_are_there_with_their_reading(client: TestClient) -> None:
    assert [one["id"] for one in ask(client, "/documents")["documents"]] == ["a", "b"]
    found = ask(client, "/documents/a")
    assert found["document"]["text"] == document("a").text
    assert found["reading"]["quotes"]


def test_an_answer_that_the_asker_has_is_not_sent_again(client: TestClient) -> None:
    answer = client.get(f"{API}/views/quotes")
    again = client.get(f"{API}/views/quotes", headers={"if-none-match": answer.headers["etag"]})
    other = client.get(f"{API}/views/quotes?limit=1", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


WRONG = [
    ("no such view", "/views/gossip", 404, "choose one of"),
    ("no such line", "/lines/l-0", 404, "l-0"),
    ("no such document", "/documents/zz", 404, "zz"),
    ("a date that is none", "/views/quotes?as_of=yesterday", 400, "as_of"),
    ("a kind that is none", "/views/quotes?kind=rumour", 400, "rumour"),
    ("a limit that is none", "/views/quotes?limit=0", 400, "limit"),
    ("a cursor that is none", "/views/quotes?cursor=%00", 400, "cursor"),
    ("another list's cursor", f"/views/quotes?cursor={written(Cursor('l-0', 3))}", 400, "begin again"),
    ("nothing to look for", "/search?q=%20", 400, "q"),
    ("time that runs backwards", "/changes?since=2025-06&until=2025-05", 400, "since"),
    ("no such address", "/gossip", 404, ""),
]


@pytest.mark.parametrize(("case", "address", "status", "words"), WRONG, ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_said(client: TestClient, case: str, address: str, status: int, words: str) -> None:
    answer = client.get(API + address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


def test_a_decision_sent_twice_is_one_entry(client: TestClient) -> None:
    line, head = ask(client, "/views/quotes?limit=1")["lines"][0], ask(client, "/")["head"]
    sent = {"does": "note", "line": line["id"], "text": "checked", "head": head}
    keyed = token(client) | {"idempotency-key": "one"}
    first, second = (client.post(f"{API}/decisions", json=sent, headers=keyed) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert ask(client, "/")["head"] == head + 1
    other = client.post(f"{API}/decisions", json=sent | {"text": "other"}, headers=keyed)
    assert (other.status_code, "another decision" in other.json()["detail"]) == (400, True)


def test_the_second_of_two_analysts_is_told(client: TestClient) -> None:
    line, head = ask(client, "/views/quotes?limit=1")["lines"][0], ask(client, "/")["head"]
    sent = {"does": "note", "line": line["id"], "head": head}
    assert client.post(f"{API}/decisions", json=sent | {"text": "mine"}, headers=token(client)).status_code == 201
    late = client.post(f"{API}/decisions", json=sent | {"text": "late"}, headers=token(client))
    assert (late.status_code, "Ada" in late.json()["detail"]) == (409, True)


def test_a_decision_of_another_site_is_refused(client: TestClient) -> None:
    sent = {"does": "note", "line": "l-0", "text": "x", "head": 0}
    assert client.post(f"{API}/decisions", json=sent).status_code == 403
    away = token(client) | {"origin": "https://evil.example"}
    assert client.post(f"{API}/decisions", json=sent, headers=away).status_code == 403


def test_a_body_that_is_no_json_is_a_problem(client: TestClient) -> None:
    sent = token(client) | {"content-type": "application/json"}
    answer = client.post(f"{API}/decisions", content=b"\x80", headers=sent)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_events_come_from_where_the_listener_left_off(client: TestClient) -> None:
    head = ask(client, "/")["head"]
    told = client.get(f"{API}/events?once=true", headers={"last-event-id": str(head - 2)}).text
    assert [line for line in told.splitlines() if line.startswith("id: ")] == [f"id: {head - 1}", f"id: {head}"]


def test_every_address_is_described(client: TestClient) -> None:
    described = ask(client, "/openapi.json")
    assert all(path.startswith(API) for path in described["paths"])
    assert {f"{API}/views/{{view}}", f"{API}/decisions", f"{API}/events"} <= set(described["paths"])
    assert all("422" not in one["responses"] for path in described["paths"].values() for one in path.values())


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_an_error(text: str) -> None:
    with contextlib.suppress(UsageError):
        assert read(text).count >= 1


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 99), unique=True),
    st.integers(1, 7),
    st.lists(st.integers(100, 199), unique=True, max_size=5),
)
def test_a_list_that_grows_at_its_head_misses_nothing(items: list[int], limit: int, grown: list[int]) -> None:
    shown, cursor = stretch(items, None, limit, str)
    found = list(shown)
    while cursor:
        shown, cursor = stretch([*grown, *items], cursor, limit, str)
        found += shown
    assert found == items
