"""`detente users`: who may log in to a desk that is served beyond this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli import options, output, tables
from detente.cli.command import Command, Group
from detente.cli.context import desk_path, say
from detente.cli.words import cell
from detente.errors import UsageError
from detente.model.access import ROLES

if TYPE_CHECKING:
    from detente.web.access.accounts import Accounts

EXAMPLES = (
    "detente users add ada --role admin",
    "detente users token feed-bot --label nightly --days 90",
    "detente users list",
)
COLUMNS = ("name", "role", "password", "tokens", "since")


@contextmanager
def accounts(desk: str | None) -> Iterator[Accounts]:
    """The users of the desk; the file is made where it is not there."""
    from detente.store.sqlite.access import SqliteAccess, beside  # noqa: PLC0415 - no other command needs it
    from detente.store.sqlite.connection import check_identity  # noqa: PLC0415
    from detente.web.access.accounts import Accounts  # noqa: PLC0415

    path = Path(desk_path(desk))
    check_identity(path)
    store = SqliteAccess.at(beside(path))
    try:
        yield Accounts(store)
    finally:
        store.close()


def password_given(from_stdin: bool) -> str:
    """A password typed twice, or the first line of standard input. Raises UsageError where there is neither."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise UsageError("no terminal to ask for a password; pipe one in with --password-stdin, or say --no-password")
    found: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return found


from_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@click.group(cls=Group, examples=EXAMPLES, short_help="Who may log in to a served desk.")
def users() -> None:
    """Say who may log in to a desk that `detente serve` offers beyond this machine.

    A reader reads, an analyst decides too, an admin sees who did what too. Users stand in a file of their own beside
    the desk (us-china.db.access), so that the desk can be handed on without them.
    """


@users.command(
    cls=Command,
    short_help="Make a user.",
    examples=("detente users add ada --role admin", "detente users add feed-bot --role reader --no-password"),
)
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What the user may do.")
@from_stdin
@click.option("--no-password", is_flag=True, help="Let the user in by tokens only.")
@options.desk
def add(*, name: str, role: str, password_stdin: bool, no_password: bool, desk: str | None) -> None:
    """Make the user NAME; the password is asked for."""
    with accounts(desk) as found:
        password = None if no_password else password_given(password_stdin)
        found.add(name, role, password)
        found.record("terminal", "", f"add user {name} as {role}")
    say(
        f"{name} may log in as {role}"
        if not no_password
        else f"{name} is a {role}; give tokens: detente users token {name}"
    )


@users.command("list", cls=Command, short_help="List users and their tokens.", examples=("detente users list --json",))
@options.desk
@options.forms
def list_users(*, desk: str | None, form: str | None) -> None:
    """List the users, and the labels of their tokens."""
    with accounts(desk) as found:
        rows = [
            {
                "name": user.name,
                "role": user.role,
                "password": user.password is not None,
                "tokens": [token.label for token in found.store.tokens(user.name)],
                "since": user.since,
            }
            for user in found.store.users()
        ]
    shape = output.form_of(form)
    if shape == "table":
        console = tables.console()
        shown = [[cell(str(row["name"])), cell(str(row["role"])), cell(", ".join(row["tokens"]))] for row in rows]  # type: ignore[arg-type]
        console.print(tables.filled(tables.bare("name", "role", "tokens"), shown, console.width))
    else:
        output.write_rows(rows, COLUMNS, shape, sys.stdout.buffer)


@users.command(cls=Command, short_help="Take a user off.", examples=("detente users remove ada",))
@click.argument("name")
@options.desk
def remove(*, name: str, desk: str | None) -> None:
    """Take NAME off, with all tokens; what the user decided stays in the log."""
    with accounts(desk) as found:
        found.remove(name)
        found.record("terminal", "", f"remove user {name}")
    say(f"{name} may not log in any more")


@users.command(cls=Command, short_help="Give a user a new password.", examples=("detente users password ada",))
@click.argument("name")
@from_stdin
@options.desk
def password(*, name: str, password_stdin: bool, desk: str | None) -> None:
    """Give NAME a new password; all logins of the user end."""
    with accounts(desk) as found:
        found.user(name)
        found.alter(name, password=password_given(password_stdin))
        found.record("terminal", "", f"new password for {name}")
    say(f"{name} has a new password")


@users.command(cls=Command, short_help="Give a user another role.", examples=("detente users role ada analyst",))
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@options.desk
def role(*, name: str, role: str, desk: str | None) -> None:
    """Give NAME another ROLE."""
    with accounts(desk) as found:
        found.alter(name, role=role)
        found.record("terminal", "", f"{name} is {role} now")
    say(f"{name} is {role} now")


@users.command(
    cls=Command,
    short_help="Make a token for a program.",
    examples=("detente users token feed-bot --label nightly --days 90",),
)
@click.argument("name")
@click.option("--label", default="token", show_default=True, help="What the token is for.")
@click.option("--days", type=click.IntRange(min=1), help="Days until it ends  [default: never]")
@options.desk
def token(*, name: str, label: str, days: int | None, desk: str | None) -> None:
    """Make a token with which a program acts as NAME. It is shown once: only its digest is kept."""
    with accounts(desk) as found:
        secret = found.issue(name, label, days)
        found.record("terminal", "", f"token {label} for {name}")
    click.echo(secret)
    say("send it as 'Authorization: Bearer ...'; it is not shown again")


@users.command(cls=Command, short_help="Take a token back.", examples=("detente users revoke feed-bot nightly",))
@click.argument("name")
@click.argument("label")
@options.desk
def revoke(*, name: str, label: str, desk: str | None) -> None:
    """Take back the token LABEL of NAME."""
    with accounts(desk) as found:
        found.revoke(name, label)
        found.record("terminal", "", f"revoke token {label} of {name}")
    say(f"{name} has no token {label} any more")


COMMANDS = {"users": users}
