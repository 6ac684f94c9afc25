"""`detente alerts`: rules of what to be told of, and rounds that tell of it."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

import click
import msgspec

from detente.alerting import Ran, Settings, add, rule_of, run, settings_of
from detente.alerting.settings import AtomSettings
from detente.cli import options, output, tables
from detente.cli.command import Command, Group
from detente.cli.context import desk_path, say
from detente.cli.errors import SOME_FAILED
from detente.cli.words import cell
from detente.desk import Desk, now
from detente.errors import NotFound, UsageError
from detente.model.alert import Rule, RuleKind

EXAMPLES = (
    "detente alerts add --deadline 7d",
    "detente alerts add --rate-changes --country CHN",
    "detente alerts add --quote-by Bessent --on tariff",
    "detente alerts run --once --settings alerts.toml",
)
SHOWN = ("id", "kind", "asks", "since")


@click.group(
    "alerts", cls=Group, examples=EXAMPLES, short_help="Rules of what to be told of, by Atom, e-mail or webhook."
)
def alerts() -> None:
    """Be told of deadlines, changes of rates, quotes and contradictions, each once."""


class Days(click.ParamType[int]):
    """A number of days: '7d' or '7'."""

    name = "days"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip().removesuffix("d")
        if not text.isdecimal() or not 1 <= int(text) <= 3650:
            self.fail(f"{value!r} is no number of days; write 7d", param, ctx)
        return int(text)


@alerts.command("add", cls=Command, examples=EXAMPLES[:3])
@click.option("--deadline", type=Days(), metavar="DAYS", help="What is due within so many days, e.g. 7d.")
@click.option("--rate-changes", is_flag=True, help="A new step of a tariff rate.")
@click.option(
    "--country", "countries", multiple=True, metavar="CODE", help="With --rate-changes: ISO alpha-3; repeatable."
)
@click.option("--quote-by", metavar="NAME", help="A new quote by a speaker with this in the name.")
@click.option("--on", "topic", default="", metavar="WORD", help="With --quote-by: that has this among its words.")
@click.option("--contested", is_flag=True, help="A new contradiction.")
@options.desk
def add_rule(
    *,
    deadline: int | None,
    rate_changes: bool,
    countries: tuple[str, ...],
    quote_by: str | None,
    topic: str,
    contested: bool,
    desk: str | None,
) -> None:
    """Make a rule. What stands on the desk already is not told, but for deadlines, which are."""
    asked = {"deadline": deadline is not None, "rate-changes": rate_changes, "quote-by": quote_by is not None,
             "contested": contested}  # fmt: skip
    kinds: list[RuleKind] = [kind for kind, wanted in asked.items() if wanted]  # type: ignore[misc]
    if len(kinds) != 1:
        raise UsageError("give one of --deadline, --rate-changes, --quote-by and --contested")
    if (countries and not rate_changes) or (topic and quote_by is None):
        raise UsageError("--country goes with --rate-changes, and --on with --quote-by")
    codes = tuple(code.upper() for code in countries)
    rule = rule_of(kinds[0], days=deadline or 0, countries=codes, by=quote_by or "", on=topic, made=now())
    with Desk.open(desk_path(desk)) as opened:
        new = add(opened, rule)
    say(f"{rule.id}: {asks(rule)}" if new else f"{rule.id}: the desk has this rule already")


@alerts.command("list", cls=Command, examples=("detente alerts list", "detente alerts list --json"))
@options.desk
@options.forms
def list_rules(*, desk: str | None, form: str | None) -> None:
    """Show the rules, and on standard error how many messages were sent or wait."""
    with Desk.open(desk_path(desk), read_only=True) as opened:
        rules, tally = opened.store.alerts.rules(), opened.store.alerts.tally()
    rows = [{"id": one.id, "kind": one.kind, "asks": asks(one), "since": one.made} for one in rules]
    if output.form_of(form) == "table":
        tables.show(
            SHOWN, [[cell(row[name]) for name in SHOWN] for row in rows], "no rules; make one with `detente alerts add`"
        )
    else:
        output.write_rows(rows, SHOWN, output.form_of(form), sys.stdout.buffer)
    if tally:
        say("; ".join(f"{channel}: {count} {state}" for channel, state, count in tally))


@alerts.command("remove", cls=Command, examples=("detente alerts remove a-3f9a20c4",))
@click.argument("rule", metavar="ID")
@options.desk
def remove_rule(*, rule: str, desk: str | None) -> None:
    """Take a rule out; what waits by it is not sent any more."""
    with Desk.open(desk_path(desk)) as opened:
        if not opened.store.alerts.remove(rule, now()):
            raise NotFound(f"{rule}: the desk has no such rule; `detente alerts list` shows them")


@alerts.command("run", cls=Command, examples=EXAMPLES[3:])
@click.option("--once", is_flag=True, help="One round, and no more.")
@click.option(
    "--every", type=click.IntRange(10), default=300, show_default=True, metavar="SECONDS", help="Between rounds."
)
@click.option("--settings", "path", metavar="FILE", help="Where alerts go: a TOML file (docs/alerts.md).")
@click.option("--atom", metavar="FILE", help="An Atom file, without settings.")
@click.option("--as-of", type=options.Day(), metavar="DATE", help="As if it were this day  [default: today]")
@options.desk
def run_rules(
    *, once: bool, every: int, path: str | None, atom: str | None, as_of: dt.date | None, desk: str | None
) -> int:
    """Look what the rules bring up, and tell of it: each alert once on each channel, tried again where it fails."""
    settings = settings_of(Path(path)) if path else Settings()
    if atom:
        settings = msgspec.structs.replace(settings, atom=AtomSettings(path=atom))
    if settings == Settings():
        raise UsageError("nowhere to send alerts; give --settings FILE or --atom FILE")
    while True:
        with Desk.open(desk_path(desk)) as opened:
            found = run(opened, settings, as_of)
        report(found)
        if once:
            return SOME_FAILED if found.failed else 0
        time.sleep(every)


def report(found: Ran) -> None:
    """What a round did, on standard error."""
    say(f"{found.new} new, {found.sent} sent" + (f", {len(found.failed)} failed" if found.failed else ""))
    for why in found.failed:
        say(why)


def asks(rule: Rule) -> str:
    """'due within 7 days', 'quotes by Bessent on tariff'."""
    if rule.kind == "deadline":
        return f"due within {rule.days} day{'s' * (rule.days != 1)}"
    if rule.kind == "rate-changes":
        return "rate changes" + (f" of {', '.join(rule.countries)}" if rule.countries else "")
    if rule.kind == "quote-by":
        return f"quotes by {rule.by}{f' on {rule.on}' if rule.on else ''}"
    return "contradictions"


COMMANDS: dict[str, click.Command] = {"alerts": alerts}
