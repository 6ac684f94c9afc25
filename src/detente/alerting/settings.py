"""Where alerts go: a TOML file, with the names of the environment variables that hold what is secret.

[atom]
path = "alerts.atom"

[email]
host = "smtp.example.org"
port = 587
security = "starttls"          # or "tls", or "none"
from = "desk@example.org"
to = ["analyst@example.org"]
user = "desk"
password_env = "DETENTE_SMTP_PASSWORD"

[webhook]
url = "https://example.org/hook"
secret_env = "DETENTE_WEBHOOK_SECRET"
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from detente.errors import UsageError


class Secret(str):
    """A word that is never shown: not in a log, not in a traceback of values."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(...)"


class AtomSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, which is written anew with the latest alerts first."""

    path: str


class EmailSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """The server, and who writes to whom."""

    host: str
    sender: str
    to: list[str]
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_env: str = "DETENTE_SMTP_PASSWORD"


class WebhookSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The address, and the variable that holds the key of the signature."""

    url: str
    secret_env: str = "DETENTE_WEBHOOK_SECRET"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The channels; None are not used."""

    atom: AtomSettings | None = None
    email: EmailSettings | None = None
    webhook: WebhookSettings | None = None


def settings_of(path: Path) -> Settings:
    """The settings of a file. Raises UsageError, naming the file and what is wrong in it."""
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        found = msgspec.convert(raw, Settings)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{path}: no settings of alerts ({error}); docs/alerts.md shows how they look") from error
    if found.webhook and urlsplit(found.webhook.url).scheme not in ("http", "https"):
        raise UsageError(f"{path}: the webhook's url must begin with https:// or http://")
    return found


def secret(variable: str, environment: Mapping[str, str] = os.environ) -> Secret:
    """What the variable holds. Raises UsageError, naming the variable alone."""
    if not environment.get(variable):
        raise UsageError(f"{variable} is not set in the environment; it holds what is secret of a channel of alerts")
    return Secret(environment[variable])
