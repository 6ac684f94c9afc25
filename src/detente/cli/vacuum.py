"""`detente vacuum`: lets go of originals, and gives the disk back what they took."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import click

from detente.cli import options
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.desk import Desk
from detente.model import Freed

EXAMPLES = (
    "detente vacuum --keep 90d",
    "detente vacuum --keep 10000 --desk us-china.db",
    "detente vacuum --keep all",
)
POLICY = re.compile(r"(\d{1,9})(d?)")


class Keep(click.ParamType[dict[str, Any]]):
    """Which originals are kept: '90d', a number, or 'all'; what `OriginalStore.let_go` is to be given."""

    name = "policy"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, Any]:
        if value == "all":
            return {}
        match = POLICY.fullmatch(value)
        if match is None:
            self.fail(f"{value!r} says not what to keep; write 90d (of the last 90 days), 10000 or all", param, ctx)
        count = int(match[1])
        if not match[2]:
            return {"newest": count}
        try:
            since = dt.datetime.now(dt.UTC) - dt.timedelta(days=count)
        except OverflowError:
            self.fail(f"{value!r}: so long ago nothing was recorded; write all", param, ctx)
        return {"before": since.isoformat(timespec="seconds")}


@click.command(cls=Command, examples=EXAMPLES, short_help="Let go of originals and make the desk smaller.")
@click.option(
    "--keep",
    type=Keep(),
    metavar="90d|N|all",
    required=True,
    help="The originals to keep: those taken in within so many days, so many taken in last, or all.",
)
@options.desk
def vacuum(*, keep: dict[str, Any], desk: str | None) -> None:
    """Let go of the originals that are not to be kept, and give the disk back what is no more used. Texts, readings and
    the log stay whole; of what is let go the name, the digest and the day remain.
    """
    with Desk.open(desk_path(desk)) as opened:
        store = opened.store
        freed = store.originals.let_go(**keep) if keep else Freed(0, 0)
        store.compact()
        count, size = store.originals.kept()
    say(f"{freed.originals} originals let go of ({freed.bytes} bytes), {count} kept ({size} bytes)")


COMMANDS = {"vacuum": vacuum}
