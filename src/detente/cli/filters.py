"""The options that choose lines of a view."""

from __future__ import annotations

from typing import Any, get_args

import click

from detente.cli.options import Day, Share, combined
from detente.model import STATUSES, EventType, Instrument, QuoteKind, Standing
from detente.selection import Selection

KINDS = ("event", "measure", "commitment", "move", "gap", "quote")
TYPES = (*get_args(EventType), *get_args(Instrument), *get_args(QuoteKind))

filters = combined(
    click.option("--actor", metavar="NAME", help="Part of the name of somebody who takes part."),
    click.option(
        "--country", "countries", multiple=True, metavar="CODE", help="ISO 3166 alpha-3, e.g. CHN; repeatable."
    ),
    click.option("--issue", metavar="NAME", help="Part of the name of an issue, e.g. minerals."),
    click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Repeatable."),
    click.option(
        "--type",
        "types",
        multiple=True,
        type=click.Choice(TYPES, case_sensitive=False),
        metavar="TYPE",
        help="Event type or instrument, e.g. CONSULT or tariff; repeatable.",
    ),
    click.option(
        "--status", "statuses", multiple=True, type=click.Choice(STATUSES), metavar="STATUS", help="Repeatable."
    ),
    click.option("--standing", "standings", multiple=True, type=click.Choice(get_args(Standing)), help="Repeatable."),
    click.option("--since", type=Day(last=False), metavar="DATE", help="What may have been so on this day or later."),
    click.option("--until", type=Day(), metavar="DATE", help="What may have been so on this day or earlier."),
    click.option("--min-confidence", type=Share(), default=0.0, metavar="0..1", help="Leave out less sure lines."),
    click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many lines."),
)


def selection(asked: dict[str, Any]) -> Selection:
    """The selection that the options ask for; they are taken out of `asked`."""
    fields = {name: asked.pop(name) for name in Selection.__struct_fields__}
    fields["countries"] = tuple(code.upper() for code in fields["countries"])
    return Selection(**fields)
