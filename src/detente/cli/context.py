"""What the global options say, and how a command gets at its desk."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

DEFAULT_DESK = "detente.db"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The global options."""

    desk: str | None = None
    quiet: bool = False


def settings() -> Settings:
    """The global options of the running command."""
    found = click.get_current_context().find_object(Settings)
    return found if found is not None else Settings()


def desk_path(given: str | None) -> Path:
    """The desk a command works on: its own --desk, the global one, DETENTE_DESK, else `detente.db` here."""
    return Path(given or settings().desk or DEFAULT_DESK)


def says_progress() -> bool:
    """Whether progress may be drawn: standard error is a terminal and nobody asked for quiet."""
    return sys.stderr.isatty() and not settings().quiet


def say(message: str) -> None:
    """A word to the people, on standard error."""
    if not settings().quiet:
        click.echo(message, err=True)
