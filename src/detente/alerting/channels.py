"""The ways by which alerts go out. Each sends one alert, or raises Unsent with a reason that names nothing secret."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import smtplib
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import formatdate
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from detente.alerting.messages import body, subject
from detente.alerting.settings import EmailSettings, Secret, WebhookSettings, secret
from detente.model.alert import Alert

TIMEOUT = 20.0
"""Seconds that a server may take."""


class Unsent(Exception):
    """The alert did not go out; it is tried again."""


class Channel(Protocol):
    """A way out, by name."""

    @property
    def name(self) -> str: ...

    def send(self, alert: Alert) -> None:
        """Send it. Raises Unsent."""
        ...


class Email:
    """One message an alert, by SMTP. The Message-ID is the alert's, by which a mail program tells a second one."""

    name = "email"

    def __init__(self, settings: EmailSettings) -> None:
        self.settings = settings
        self.password = secret(settings.password_env) if settings.user else Secret("")

    def send(self, alert: Alert) -> None:
        """Raises Unsent, with the server's answer but never what was sent to it."""
        try:
            with self._server() as server:
                server.send_message(message(alert, self.settings))
        except smtplib.SMTPAuthenticationError as error:
            raise Unsent(
                f"{self.settings.host} refused the login of {self.settings.user!r} ({error.smtp_code})"
            ) from None
        except (OSError, smtplib.SMTPException) as error:
            raise Unsent(f"{self.settings.host}: {type(error).__name__}: {error}") from error

    def _server(self) -> smtplib.SMTP:
        """A connection, encrypted and logged in as the settings say."""
        one = self.settings
        context = ssl.create_default_context()
        if one.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(one.host, one.port, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(one.host, one.port, timeout=TIMEOUT)
        if one.security == "starttls":
            server.starttls(context=context)
        if one.user:
            server.login(one.user, self.password)
        return server


def message(alert: Alert, settings: EmailSettings) -> EmailMessage:
    """The e-mail; whatever the words hold, a header stays one line."""
    found = EmailMessage()
    found["Subject"] = subject(alert)
    found["From"] = settings.sender
    found["To"] = ", ".join(settings.to)
    found["Date"] = formatdate(usegmt=True)
    found["Message-ID"] = f"<{alert.id}@detente.invalid>"
    found["Auto-Submitted"] = "auto-generated"
    found.set_content(body(alert))
    return found


class Webhook:
    """A POST of JSON an alert, signed: HMAC-SHA256 by the shared key over the time, a full stop and the body."""

    name = "webhook"

    def __init__(self, settings: WebhookSettings, clock: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self.key = secret(settings.secret_env)
        self.clock = clock

    def send(self, alert: Alert) -> None:
        """Raises Unsent for any answer but a 2xx; a redirect is not followed, lest the signature go elsewhere."""
        data = msgspec.json.encode(alert)
        headers = signed(data, self.key, int(self.clock())) | {
            "Content-Type": "application/json",
            "Detente-Alert": alert.id,
            "User-Agent": "Detente",
        }
        request = urllib.request.Request(self.settings.url, data=data, headers=headers, method="POST")
        host = urlsplit(self.settings.url).hostname
        try:
            with OPENER.open(request, timeout=TIMEOUT) as answer:
                answer.read(1024)
        except urllib.error.HTTPError as error:
            raise Unsent(f"{host} answered {error.code}") from None
        except (OSError, http.client.HTTPException) as error:
            raise Unsent(f"{host}: {type(error).__name__}") from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like any other."""

    def redirect_request(self, *_: object) -> None:
        """Never go on."""


OPENER = urllib.request.build_opener(_NoRedirect)


def signed(data: bytes, key: str, at: int) -> dict[str, str]:
    """The headers by which a receiver tells that the message is ours and fresh; `at` is in seconds since 1970."""
    digest = hmac.new(key.encode(), f"{at}.".encode() + data, hashlib.sha256).hexdigest()
    return {"Detente-Timestamp": str(at), "Detente-Signature": f"sha256={digest}"}


WINDOW = 300
"""Seconds for which a signature is fresh."""


def verify(data: bytes, key: str, timestamp: str, signature: str, now: float) -> bool:
    """Whether a message is signed with the key and fresh: what a receiver asks."""
    if not timestamp.isdecimal() or abs(now - int(timestamp)) > WINDOW:
        return False
    return hmac.compare_digest(signed(data, key, int(timestamp))["Detente-Signature"], signature)
