"""`detente watch`: polls the feeds of a desk for as long as it runs."""

from __future__ import annotations

import re
import signal
from typing import Any

import click

from detente.cli.command import Command
from detente.cli.context import say
from detente.cli.errors import DONE, SOME_FAILED
from detente.cli.gathered import gatherer, polite, summed, told

EXAMPLES = (
    "detente watch --every 15m --desk us-china.db",
    "detente watch --once",
    "detente watch --contact desk@example.org --profile us-china-trade",
)
SPAN = re.compile(r"(\d{1,5}(?:\.\d+)?)\s*([smhd])")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
LEAST = 60.0


class Span(click.ParamType[float]):
    """A length of time: '15m', '1h'; in seconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        match = SPAN.fullmatch(value)
        seconds = float(match[1]) * SECONDS[match[2]] if match else 0.0
        if seconds < LEAST:
            self.fail(f"{value!r} is no time of a minute or more; write 15m, 1h or 1d", param, ctx)
        return seconds


@click.command(cls=Command, examples=EXAMPLES, short_help="Poll the feeds again and again.")
@polite
@click.option(
    "--every", type=Span(), default="15m", show_default=True, metavar="TIME", help="How often each is polled."
)
@click.option("--once", is_flag=True, help="Only the feeds and items whose turn it is, once; for cron.")
@click.option("--jsonl", is_flag=True, help="A line of JSON for each feed, on standard output.")
def watch(
    *,
    desk: str | None,
    reader: str | None,
    profile: str | None,
    contact: str | None,
    rate: float,
    every: float,
    once: bool,
    jsonl: bool,
) -> int:
    """Poll the feeds of the desk for as long as this runs, and read what is new and about the dispute into it.

    Each feed has a line when there is something to tell: what came of its items, or that it fails, which is said once
    and tried again later and later. What is broken off, in whatever way, goes on with the next run; nothing is lost or
    doubled.
    """
    from detente.gathering import watch as watching  # noqa: PLC0415 - takes long to load

    reports = []
    with gatherer(desk=desk, reader=reader, profile=profile, contact=contact, rate=rate, every=every) as gathers:
        signal.signal(signal.SIGTERM, lambda *_: gathers.stop.set())
        for report in gathers.cycle() if once else watching(gathers):
            if once:
                reports.append(report)
            if report.news or once:
                told(report, jsonl)
    if not once:
        return DONE
    total = summed(reports)
    say(f"{len(reports)} asked, {total['added']} added, {total['kept out']} kept out")
    return SOME_FAILED if total["failed"] else DONE


COMMANDS = {"watch": watch}
