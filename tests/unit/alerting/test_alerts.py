"""Alerts: told once, on every channel, tried again where it fails, and nothing secret in what is said of it."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from harbour_desk import HarbourReader, made

from detente.alerting import Settings, add, matches, rule_of, run, settings_of
from detente.alerting.channels import verify
from detente.alerting.running import FIRST, LONGEST, TRIES, backoff
from detente.alerting.settings import AtomSettings, EmailSettings, WebhookSettings, secret
from detente.desk import Desk
from detente.errors import UsageError
from detente.model import Document
from detente.model.alert import Alert

DAY = dt.date(2025, 6, 28)
KEY = "a key that no log may show"
NEWS = Document(
    id="five",
    published="2025-06-27",
    outlet="Quay Post",
    text="“Tariff talks\r\nBcc: all@x.example go on,” Ms Chen said.",
)
ATOM = "{http://www.w3.org/2005/Atom}"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = dt.datetime(2025, 6, 28, 9, tzinfo=dt.UTC)

    def __call__(self) -> str:
        return self.time.isoformat(timespec="seconds")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("alerts") / "harbour.db")


@pytest.fixture
def desk(path: Path, tmp_path: Path) -> Iterator[Desk]:
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    with Desk.open(copy) as desk:
        desk.clock = Clock()
        yield desk


class Hook(BaseHTTPRequestHandler):
    """Keeps what it is sent, and answers as told."""

    answers: list[int]
    got: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        self.got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.answers.pop(0) if self.answers else 204)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[type[Hook], Settings]]:
    kind: Any = type("Kept", (Hook,), {"answers": [], "got": []})
    server = HTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("DETENTE_WEBHOOK_SECRET", KEY)
    url = f"http://127.0.0.1:{server.server_port}/hook?token=hidden"
    yield kind, Settings(webhook=WebhookSettings(url=url))
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_deadline_is_told_once_to_a_webhook_with_a_signature(desk: Desk, hook: tuple[type[Hook], Settings]) -> None:
    kind, settings = hook
    assert add(desk, rule_of("deadline", days=7), DAY)
    first, second = run(desk, settings, DAY), run(desk, settings, DAY)
    assert (first.new, first.sent, second.new, second.sent) == (1, 1, 0, 0)
    [(headers, data)] = kind.got
    alert = msgspec.json.decode(data, type=Alert)
    assert (alert.kind, alert.standing, alert.origins) == ("deadline", "stated", 1)
    assert [one.text for one in alert.passages] == ["Beijing PLEDGE to buy wheat by 2025-07-01."]
    assert headers["Detente-Alert"] == alert.id
    stamp, signature = headers["Detente-Timestamp"], headers["Detente-Signature"]
    assert verify(data, KEY, stamp, signature, float(stamp))
    assert not verify(data + b" ", KEY, stamp, signature, float(stamp))
    assert not verify(data, "another key", stamp, signature, float(stamp))
    assert not verify(data, KEY, stamp, signature, float(stamp) + 301)


@pytest.mark.parametrize("answer", [500, 404, 302, 429])
def test_what_fails_is_tried_again_later_and_says_no_secret(
    desk: Desk, hook: tuple[type[Hook], Settings], answer: int
) -> None:
    kind, settings = hook
    kind.answers += [answer]
    add(desk, rule_of("deadline", days=7), DAY)
    [why] = run(desk, settings, DAY).failed
    assert f"answered {answer}" in why
    assert KEY not in why
    assert "hidden" not in why
    assert run(desk, settings, DAY).sent == 0
    assert isinstance(desk.clock, Clock)
    desk.clock.time += FIRST
    assert run(desk, settings, DAY).sent == 1
    assert len(kind.got) == 2


def test_what_fails_for_long_is_given_up_and_it_is_said(desk: Desk, hook: tuple[type[Hook], Settings]) -> None:
    kind, settings = hook
    kind.answers += [500] * TRIES
    add(desk, rule_of("deadline", days=7), DAY)
    assert isinstance(desk.clock, Clock)
    said = []
    for _ in range(TRIES):
        said += run(desk, settings, DAY).failed
        desk.clock.time += LONGEST
    assert len(said) == TRIES
    assert "given up" in said[-1]
    assert run(desk, settings, DAY).failed == ()
    assert desk.store.alerts.tally() == [("webhook", "given up", 1)]


def test_waits_double_up_to_six_hours() -> None:
    minutes = [int(backoff(tries).total_seconds() / 60) for tries in (1, 2, 3, 8, 9, 10, 12)]
    assert minutes == [1, 2, 4, 128, 256, 360, 360]


def test_a_new_quote_goes_out_by_mail_with_a_subject_of_one_line(desk: Desk) -> None:
    controller = pytest.importorskip("aiosmtpd.controller")
    got: list[Any] = []

    class Inbox:
        async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
            got.append(envelope)
            return "250 OK"

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = controller.Controller(Inbox(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        mail = EmailSettings(host="127.0.0.1", port=port, security="none", sender="d@x.example", to=["a@x.example"])
        add(desk, rule_of("quote-by", by="chen", on="TARIFF"), DAY)
        assert run(desk, Settings(email=mail), DAY).new == 0
        list(desk.add([NEWS], HarbourReader()))
        assert run(desk, Settings(email=mail), DAY).sent == 1
        assert run(desk, Settings(email=mail), DAY).sent == 0
    finally:
        server.stop()
    [envelope] = got
    letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert envelope.rcpt_tos == ["a@x.example"]
    assert letter["Subject"].startswith("[detente] Chen Li: “Tariff talks Bcc:")
    assert letter["Bcc"] is None
    assert "Quay Post, 2025-06-27, Harbour Radio < Chen Li; document five" in letter.get_content()


def test_a_server_that_is_not_there_is_a_failure_and_no_defect(desk: Desk) -> None:
    mail = EmailSettings(host="127.0.0.1", port=1, security="none", sender="d@x.example", to=["a@x.example"])
    add(desk, rule_of("deadline", days=7), DAY)
    [why] = run(desk, Settings(email=mail), DAY).failed
    assert "127.0.0.1: ConnectionRefusedError" in why


def test_the_atom_file_has_each_alert_once(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "alerts.atom"
    add(desk, rule_of("deadline", days=7), DAY)
    for _ in range(2):
        run(desk, Settings(atom=AtomSettings(path=str(file))), DAY)
    [entry] = ElementTree.parse(file).getroot().iter(f"{ATOM}entry")
    assert "PLEDGE" in (entry.findtext(f"{ATOM}content") or "")
    assert "\n" not in (entry.findtext(f"{ATOM}title") or "")


@pytest.mark.parametrize(
    ("rule", "titles"),
    [
        (rule_of("deadline", days=2), []),
        (rule_of("rate-changes", countries=("JPN",)), []),
        (rule_of("quote-by", by="Chen", on="only"), ["Chen Li: “It is 'only' fair,”"]),
        (rule_of("quote-by", by="Nobody"), []),
        (rule_of("contested"), []),
    ],
)
def test_a_rule_brings_up(desk: Desk, rule: Any, titles: list[str]) -> None:
    assert [one.title for one in matches(desk, rule, DAY)] == titles


def test_rates_of_a_country_are_brought_up(desk: Desk) -> None:
    titles = [one.title for one in matches(desk, rule_of("rate-changes", countries=("CHN",)), DAY)]
    assert "China on United States, all goods: in force at 15 % from 2025-05-20" in titles


def test_what_stands_when_a_rule_is_made_is_not_told(desk: Desk, tmp_path: Path) -> None:
    assert add(desk, rule_of("rate-changes"), DAY)
    assert not add(desk, rule_of("rate-changes"), DAY)
    assert run(desk, Settings(atom=AtomSettings(path=str(tmp_path / "x.atom"))), DAY).new == 0


def test_a_rule_taken_out_tells_no_more(desk: Desk, hook: tuple[type[Hook], Settings]) -> None:
    rule = rule_of("deadline", days=7)
    add(desk, rule, DAY)
    assert desk.store.alerts.remove(rule.id, desk.clock())
    assert not desk.store.alerts.remove(rule.id, desk.clock())
    assert run(desk, hook[1], DAY).new == 0
    assert desk.store.alerts.rules() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[mail]\nhost = 'x'", "mail"),
        ("[email]\nhost = 'x'", "missing required field"),
        ("[webhook]\nurl = 'file:///etc/passwd'", "must begin with"),
        ("no toml", "no settings of alerts"),
    ],
)
def test_settings_that_are_wrong_are_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "alerts.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        settings_of(file)


def test_a_secret_is_never_shown() -> None:
    found = secret("X", {"X": KEY})
    assert KEY not in repr(found)
    with pytest.raises(UsageError, match="NOWHERE is not set"):
        secret("NOWHERE", {})
