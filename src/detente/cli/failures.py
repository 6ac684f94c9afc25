"""The inputs that could not be taken in: said as they come, counted at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from detente.cli.errors import DONE, SOME_FAILED
from detente.errors import DetenteError, InputError
from detente.model import Document

SAID = 50
"""Failures said one by one; of more than these only the number."""


class Failures:
    """What failed in one run of a command."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, error: DetenteError) -> None:
        """Say the failure on standard error, unless too many were said before."""
        self.count += 1
        if self.count <= SAID:
            click.echo(f"Error: {error}", err=True)

    def kept(self, found: Iterable[Document | InputError]) -> Iterator[Document]:
        """The documents; the errors among them are added."""
        for item in found:
            if isinstance(item, InputError):
                self.add(item)
            else:
                yield item

    def summary(self) -> str:
        """'3 failed', or nothing."""
        unsaid = f" ({self.count - SAID} of them not shown)" if self.count > SAID else ""
        return f"{self.count} failed{unsaid}" if self.count else ""

    @property
    def exit_code(self) -> int:
        return SOME_FAILED if self.count else DONE
