"""Who is let in to a desk that is served beyond this machine, and what each may do there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import argon2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from detente.desk import Desk
from detente.errors import NotFound, UsageError
from detente.model.access import User
from detente.store.sqlite.access import SqliteAccess, beside
from detente.web.access import accounts as service
from detente.web.access import login
from detente.web.access.accounts import Accounts, digest
from detente.web.access.limits import Limit, Rate, TooOften
from detente.web.app import create_app
from detente.web.settings import Settings

WORDS = "four words will do"
HTML = {"accept": "text/html"}


CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time, and no memory of attempts in other tests."""
    monkeypatch.setattr(service.argon2, "PasswordHasher", lambda: CHEAP)
    monkeypatch.setattr(login, "ATTEMPTS", Limit(Rate(10, 1 / 30)))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("access") / "desk.db"
    Desk.create(found, dispute="Cheese").close()
    return found


def filled(path: Path) -> Accounts:
    """Three users, one a role."""
    store = SqliteAccess.at(path)
    for name, role in (("ada", "admin"), ("ann", "analyst"), ("rob", "reader")):
        store.put(User(name=name, role=role, password=CHEAP.hash(WORDS), since="2025-06-01T00:00:00+00:00"))
    return Accounts(store)


@pytest.fixture
def users(tmp_path: Path) -> Iterator[Accounts]:
    """Users of a service that nobody serves."""
    found = filled(tmp_path / "desk.db.access")
    yield found
    found.store.close()


@pytest.fixture(scope="module")
def app(desk: Path) -> Iterator[FastAPI]:
    """The desk, served once for all tests."""
    filled(beside(desk)).store.close()
    found = create_app(desk, Settings(login=True, hosts=("testserver",)))
    with TestClient(found):
        yield found


@pytest.fixture
def served(app: FastAPI) -> Accounts:
    found: Accounts = app.state.accounts
    return found


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A browser that has not been here before."""
    return TestClient(app)


def enter(client: TestClient, name: str, password: str = WORDS, there: str = "/") -> int:
    sent = {"name": name, "password": password, "next": there}
    return client.post("/login", data=sent, follow_redirects=False).status_code


def test_a_served_desk_needs_a_user(tmp_path: Path) -> None:
    Desk.create(tmp_path / "desk.db").close()
    with pytest.raises(UsageError, match="detente users add"):
        create_app(tmp_path / "desk.db", Settings(login=True))


PAGES = (
    "/",
    "/timeline",
    "/quotes",
    "/state.json",
    "/quotes.csv",
    "/documents",
    "/decisions",
    "/head?seen=0",
    "/account",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_sees_nothing(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 401
    answer = client.get(path, headers=HTML, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=")


def test_a_user_logs_in_and_out(client: TestClient) -> None:
    assert enter(client, "ada") == 303
    assert client.get("/").status_code == 200
    page = client.get("/account").text
    token = page.split('name="token" value="')[1].split('"')[0]
    assert client.post("/logout", data={"token": "another"}).status_code == 403
    assert client.post("/logout", data={"token": token}, follow_redirects=False).status_code == 303
    assert client.get("/state.json").status_code == 401


WRONG = [("a wrong password", "ada", "five words will not do"), ("no such user", "eve", WORDS), ("nothing", "", "")]


@pytest.mark.parametrize(("case", "name", "password"), WRONG, ids=[row[0] for row in WRONG])
def test_who_is_not_let_in(client: TestClient, case: str, name: str, password: str) -> None:
    assert enter(client, name, password) == 401
    assert client.get("/state.json").status_code == 401


def test_guessing_is_slowed_down(client: TestClient) -> None:
    codes = [enter(client, "ada", "guess number one") for _ in range(11)]
    assert codes == [401] * 10 + [429]


ELSEWHERE = (
    "//evil.example",
    "https://evil.example/",
    "\\\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "",
)


@pytest.mark.parametrize("there", ELSEWHERE)
def test_a_login_leads_nowhere_but_to_this_desk(client: TestClient, there: str) -> None:
    answer = client.post("/login", data={"name": "ada", "password": WORDS, "next": there}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_login_form_of_another_site_is_refused(client: TestClient) -> None:
    sent = {"name": "ada", "password": WORDS}
    assert client.post("/login", data=sent, headers={"origin": "https://evil.example"}).status_code == 403


ROLES = [("rob", 403, 403), ("ann", 422, 403), ("ada", 422, 200)]


@pytest.mark.parametrize(("name", "hand", "audit"), ROLES, ids=["reader", "analyst", "admin"])
def test_what_each_role_may(client: TestClient, name: str, hand: int, audit: int) -> None:
    """A reader may not decide; an analyst may, and is told that the source is not there; the audit is for admins."""
    enter(client, name)
    token = client.get("/account").text.split('name="token" value="')[1].split('"')[0]
    sent = {"token": token, "head": "0", "source": "outlet:None", "reliability": "B", "why": "so"}
    answer = client.post("/hand/grade", data=sent, headers={"hx-request": "true"})
    assert answer.status_code in ((hand, 404, 400) if hand != 403 else (403,))
    assert client.get("/audit").status_code == audit


def test_what_is_entered_and_refused_is_on_the_audit_page(client: TestClient, served: Accounts) -> None:
    enter(client, "rob", "not the password at all")
    enter(client, "rob")
    client.post("/hand/accept", data={"token": "x"})
    client.get("/audit")
    rows = [(deed.who, deed.what, deed.outcome) for _, deed in served.store.deeds(4)]
    assert rows == [
        ("rob", "GET /audit", "403"),
        ("rob", "POST /hand/accept", "403"),
        ("rob", "log in", "200"),
        ("rob", "log in", "401"),
    ]


def test_a_token_lets_a_program_in_until_it_is_revoked(client: TestClient, served: Accounts) -> None:
    secret = served.issue("rob", "nightly", None)
    asks = {"authorization": f"Bearer {secret}"}
    assert client.get("/state.json", headers=asks).status_code == 200
    served.revoke("rob", "nightly")
    assert client.get("/state.json", headers=asks).status_code == 401


def test_neither_passwords_nor_tokens_are_kept(tmp_path: Path, users: Accounts) -> None:
    secret = users.issue("rob", "nightly", None)
    users.store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("desk.db.access*"))
    assert secret.encode() not in kept
    assert WORDS.encode() not in kept
    assert digest(secret).encode() in kept


def test_logins_and_tokens_end_by_themselves(users: Accounts) -> None:
    secret = users.issue("ada", "short", 1)
    found = users.log_in("ada", WORDS)
    assert found is not None
    later = Accounts(users.store, lambda: service.present() + dt.timedelta(days=2))
    assert (later.bearer(secret), later.logged_in(found[0])) == (None, None)


def test_a_new_password_ends_every_login(users: Accounts) -> None:
    found = users.log_in("ada", WORDS)
    assert found is not None
    users.alter("ada", password="four other words now")
    assert users.logged_in(found[0]) is None


REFUSED = [
    ("a name that is taken", ("ada", "reader", WORDS), "already"),
    ("a name with markup", ("<b>", "reader", WORDS), "no name"),
    ("a role that is none", ("eve", "king", WORDS), "no role"),
    ("a short password", ("eve", "reader", "short"), "12 to 1024"),
    ("a password without end", ("eve", "reader", "x" * 2000), "12 to 1024"),
]


@pytest.mark.parametrize(("case", "given", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_who_cannot_be_a_user(users: Accounts, case: str, given: tuple[str, str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        users.add(*given)


def test_what_is_not_there_is_said(users: Accounts) -> None:
    for call in (
        lambda: users.remove("eve"),
        lambda: users.revoke("ada", "none"),
        lambda: users.issue("eve", "x", None),
    ):
        with pytest.raises(NotFound, match="detente users list"):
            call()


def test_a_limit_fills_up_again() -> None:
    now = [0.0]
    limit = Limit(Rate(2, 0.5), lambda: now[0])
    limit.take("a")
    limit.take("a")
    limit.take("b")
    with pytest.raises(TooOften) as told:
        limit.take("a")
    assert told.value.seconds == 3
    now[0] = 2.0
    limit.take("a")
