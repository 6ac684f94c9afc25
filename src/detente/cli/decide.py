"""What an analyst enters: withdraw, accept, correct, note, merge, split, grade, undo. Each is one entry of the log."""

from __future__ import annotations

import datetime as dt
import getpass
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import click

from detente.cli import options
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.deciding import Analyst
from detente.desk import Desk
from detente.errors import UsageError
from detente.model import Credibility, Decided, Reliability

GRADE = re.compile(r"([A-F])?([1-6])?", re.IGNORECASE)


def said(context: click.Context, parameter: click.Parameter, value: str) -> str:  # noqa: ARG001 - click's
    """A reason that says something. Raises click.BadParameter where it is blank."""
    if not value.strip():
        raise click.BadParameter("give a reason in words; it stands in the log")
    return value


why = click.option(
    "--why", "reason", required=True, metavar="TEXT", callback=said, help="The reason; it stands in the log."
)
perhaps_why = click.option("--why", "reason", default="", metavar="TEXT", help="The reason; it stands in the log.")
by = click.option(
    "--by",
    metavar="NAME",
    envvar="DETENTE_ANALYST",
    help="Who decides  [default: DETENTE_ANALYST, else your login]",
)
as_of = click.option(
    "--as-of", type=options.Day(), metavar="DATE", help="The day on which ID is a line  [default: today]"
)


@contextmanager
def analyst(desk: str | None, by: str | None, as_of: dt.date | None = None) -> Iterator[Analyst]:
    """Somebody at work on the desk."""
    with Desk.open(desk_path(desk)) as opened:
        yield Analyst(opened, by or login(), as_of)


def login() -> str:
    """The name under which somebody is logged in. Raises UsageError where the machine knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("this machine does not know who you are; say so with --by NAME or DETENTE_ANALYST") from error


def told(entry: Decided) -> None:
    """Say which entry it is, and how it is taken back."""
    click.echo(entry.id)
    say(f"entered by {entry.analyst}; take it back with `detente undo {entry.id} --why ...`")


@click.command(
    cls=Command,
    short_help="Leave a document or a line out of the state.",
    examples=(
        'detente withdraw d17 --why "a hoax"',
        'detente withdraw l-3f9a20c47b1e --why "a question, not a report"',
    ),
)
@click.argument("named", metavar="DOC|ID")
@why
@by
@as_of
@options.desk
def withdraw(*, named: str, reason: str, by: str | None, as_of: dt.date | None, desk: str | None) -> None:
    """Leave a document, or the line, entry or record ID, out of the state. The log keeps it."""
    with analyst(desk, by, as_of) as someone:
        told(someone.withdraw(named, reason))


@click.command(
    cls=Command,
    short_help="Say that a line is right.",
    examples=("detente accept l-3f9a20c47b1e", 'detente accept e-0f3c5a1b2c3d4e5f --why "checked against the order"'),
)
@click.argument("named", metavar="ID")
@perhaps_why
@by
@as_of
@options.desk
def accept(*, named: str, reason: str, by: str | None, as_of: dt.date | None, desk: str | None) -> None:
    """Say that the words of the line ID say so: it then counts as sure and is shown before accounts nobody checked."""
    with analyst(desk, by, as_of) as someone:
        told(someone.accept(named, reason))


@click.command(
    cls=Command,
    short_help="Read a line otherwise.",
    examples=(
        'detente correct l-3f9a20c47b1e "rate=30 percent" --why "145 is the former rate"',
        'detente correct r12 when=2025-05-14 status=happened --why "dated by the order"',
        'detente correct l-3f9a20c47b1e "actors=China; United States" --why "both take part"',
    ),
)
@click.argument("named", metavar="ID")
@click.argument("given", nargs=-1, required=True, metavar="FIELD=VALUE...")
@why
@by
@as_of
@options.desk
def correct(
    *, named: str, given: tuple[str, ...], reason: str, by: str | None, as_of: dt.date | None, desk: str | None
) -> None:
    """Read the line ID otherwise than the reader did, in all accounts that have the same values.

    FIELD is a field of the record or quote, as JSON has it; names are joined by semicolons, a stretch of time is
    START/END, none empties a field. The words a line rests on cannot be altered.
    """
    with analyst(desk, by, as_of) as someone:
        told(someone.correct(named, given, reason))


@click.command(
    cls=Command,
    short_help="Put a note on a line.",
    examples=('detente note l-3f9a20c47b1e "ask the ministry"',),
)
@click.argument("named", metavar="ID")
@click.argument("text")
@by
@as_of
@options.desk
def note(*, named: str, text: str, by: str | None, as_of: dt.date | None, desk: str | None) -> None:
    """Put a note on the line ID; `detente why ID` shows it."""
    with analyst(desk, by, as_of) as someone:
        told(someone.note(named, text))


@click.command(
    cls=Command,
    short_help="Count one actor as another.",
    examples=('detente merge "Commerce Ministry spokesman" "Chinese Ministry of Commerce" --why "speaks for it"',),
)
@click.argument("actor")
@click.argument("into")
@why
@by
@options.desk
def merge(*, actor: str, into: str, reason: str, by: str | None, desk: str | None) -> None:
    """Count whoever is called ACTOR as INTO, in all documents, those to come included."""
    with analyst(desk, by) as someone:
        told(someone.merge(actor, into, reason))


@click.command(
    cls=Command,
    short_help="Tell two actors of one name apart.",
    examples=('detente split "Li Ming" "Li Ming (banker)" --in d17 --in d21 --why "not the minister"',),
)
@click.argument("actor")
@click.argument("apart")
@click.option("--in", "documents", multiple=True, required=True, metavar="DOC", help="Where it is APART; repeatable.")
@why
@by
@options.desk
def split(*, actor: str, apart: str, documents: tuple[str, ...], reason: str, by: str | None, desk: str | None) -> None:
    """Count ACTOR as APART in some documents."""
    with analyst(desk, by) as someone:
        told(someone.split(actor, apart, documents, reason))


@click.command(
    cls=Command,
    short_help="Grade a source against its record.",
    examples=(
        'detente grade "Harbour Post" B2 --why "own correspondent at the talks"',
        "detente grade Xinhua C --why policy",
    ),
)
@click.argument("source")
@click.argument("grade", metavar="GRADE")
@why
@by
@options.desk
def grade(*, source: str, grade: str, reason: str, by: str | None, desk: str | None) -> None:
    """Give SOURCE a grade in place of the computed one: its reliability A to F, the credibility of what it tells 1 to
    6, or both, as B2.
    """
    reliability, credibility = grades(grade)
    with analyst(desk, by) as someone:
        told(someone.grade(source, reliability, credibility, reason))


def grades(text: str) -> tuple[Reliability | None, Credibility | None]:
    """'B2', 'B' or '2'. Raises UsageError where it is none of these."""
    found = GRADE.fullmatch(text.strip()) if text.strip() else None
    if found is None:
        raise UsageError(f"{text!r} is no grade; write a letter A to F, a figure 1 to 6, or both: B2")
    letter, figure = found[1], found[2]
    reliability = cast("Reliability", letter.upper()) if letter else None
    return reliability, cast("Credibility", int(figure)) if figure else None


@click.command(
    cls=Command,
    short_help="Take back what an analyst entered.",
    examples=('detente undo d-5b2e9f0c11a4d7e8 --why "the wrong document"',),
)
@click.argument("entry", metavar="ENTRY")
@why
@by
@options.desk
def undo(*, entry: str, reason: str, by: str | None, desk: str | None) -> None:
    """Take back the entry ENTRY of an analyst; `detente decisions` lists them. Taking back an undo enters it anew."""
    with analyst(desk, by) as someone:
        told(someone.undo(entry, reason))


COMMANDS: dict[str, Callable[..., Any]] = {
    one.name or "": one for one in (withdraw, accept, correct, note, merge, split, grade, undo)
}
