"""A bar on standard error while long work goes on: how many, how fast, how long yet."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from detente.cli.context import says_progress

Advance = Callable[[], None]


@contextlib.contextmanager
def progress(label: str, total: Callable[[], int | None]) -> Iterator[Advance]:
    """Draw a bar while the block runs; call what is given once a document. Nothing is drawn where nobody looks.

    `total` is asked only where a bar is drawn; None where the number is not known beforehand.
    """
    if not says_progress():
        yield lambda: None
        return
    with bar() as drawn:
        task = drawn.add_task(label, total=total(), rate="")

        def advance() -> None:
            drawn.advance(task)
            speed = drawn.tasks[task].speed
            drawn.update(task, rate=f"{speed:.1f} documents/s" if speed else "")

        yield advance


def bar() -> Progress:
    """The bar's columns."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
