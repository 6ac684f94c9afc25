"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import click

from detente.errors import DateInvalid
from detente.model import first_day, last_day, partial
from detente.reading.readers import READERS
from detente.reading.triage import DEFAULT as TRIAGE_DEFAULT

Command = TypeVar("Command", bound=Callable[..., Any])

READER_NAMES = " or ".join(kind.name for kind in READERS)


class Day(click.ParamType[dt.date]):
    """A day, month or year; of a month or year its last day ('as of 2025-06': by the end of June) or its first."""

    name = "date"

    def __init__(self, *, last: bool = True) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            day = partial(value)
        except DateInvalid as error:
            self.fail(str(error), param, ctx)
        if len(day) < len(value):
            self.fail(f"{value!r} has a time of day, and the clocks of a desk count days; write {day}", param, ctx)
        return last_day(day) if self.last else first_day(day)


class PartialDate(click.ParamType[str]):
    """A date that may be partial, kept as it is written."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return partial(value)
        except DateInvalid as error:
            self.fail(str(error), param, ctx)


class Share(click.FloatRange):
    """A confidence, 0 to 1."""

    def __init__(self) -> None:
        super().__init__(0, 1)


def combined(*decorators: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order they are to appear in the help."""

    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


desk = click.option("--desk", "desk", metavar="FILE", help="The desk  [default: DETENTE_DESK, else detente.db here]")


def form(name: str, words: str) -> Callable[[Any], Any]:
    """One of the options that force a form of output; the command gets it as `form`, None where none is asked for."""

    def asked(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001 - click's
        before = context.params.setdefault("form", None)
        if value and before is not None:
            raise click.UsageError(f"--{before} and --{name} do not go together; ask for one form")
        context.params["form"] = name if value else before

    return click.option(f"--{name}", f"as_{name}", is_flag=True, expose_value=False, callback=asked, help=words)


forms = combined(
    form("json", "One JSON array."),
    form("jsonl", "JSON Lines: one object a line."),
    form("csv", "CSV with a header line."),
)

inputs = combined(
    click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
    click.option("--encoding", metavar="NAME", help="Encoding of the files, e.g. cp1252  [default: UTF-8 or by BOM]"),
    click.option(
        "--published",
        type=PartialDate(),
        metavar="DATE",
        help="Date of the documents that carry none, e.g. 2025-06-05.",
    ),
)

reading = combined(
    click.option(
        "--attribution",
        type=click.Choice(["said", "broad"]),
        default="said",
        show_default=True,
        help="What counts as a quote: what was said or written, or attitudes, thoughts and polls too.",
    ),
    click.option("--reader", metavar="NAME", help=f"{READER_NAMES}  [default: the best that is installed]"),
    click.option(
        "--jobs", type=click.IntRange(1), metavar="N", default=1, show_default=True, help="Processes that read."
    ),
)

triage = combined(
    click.option(
        "--triage",
        is_flag=True,
        help="Pass over, unread, what is not about the dispute: many times faster on a mixed stream.",
    ),
    click.option(
        "--profile",
        metavar="NAME|FILE",
        help=f"The words that triage goes by, e.g. dispute.toml; implies --triage  [default: {TRIAGE_DEFAULT}]",
    ),
)

min_confidence = click.option(
    "--min-confidence",
    type=Share(),
    default=0.0,
    metavar="0..1",
    help="Leave out what the reader is less sure of.",
)

clocks = combined(
    click.option("--as-of", type=Day(), metavar="DATE", help="The state in the world on this day  [default: today]"),
    click.option("--known-at", type=Day(), metavar="DATE", help="Only what was published by this day."),
)
