"""`detente doctor`: what is installed and whether it works, and whether the desk's words still stand where it says."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import click
import msgspec

from detente import __version__
from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.errors import DONE, SOME_FAILED
from detente.cli.words import cell
from detente.desk import Desk, today
from detente.errors import DetenteError
from detente.model import Document
from detente.reading import readers
from detente.state.flags import flags

EXAMPLES = (
    "detente doctor",
    "detente doctor --desk us-china.db --json",
)
PACKAGES = ("click", "rich", "msgspec", "numpy", "onnxruntime", "tokenizers", "pyahocorasick", "trafilatura")
SAMPLE = "“We will lower the tariff in July,” Ms Chen said."
COLUMNS = ("check", "ok", "found", "remedy")


class Check(msgspec.Struct, frozen=True):
    """One thing looked at. `ok` None: not there, and not needed."""

    check: str
    ok: bool | None
    found: str
    remedy: str = ""


@click.command(cls=Command, examples=EXAMPLES, short_help="What is installed and whether it works.")
@options.desk
@options.forms
def doctor(*, desk: str | None, form: str | None) -> int:
    """Say what is installed and whether it works, and check every span of the desk against its document.

    Exits with 3 where something does not work.
    """
    checks = list(everything(desk))
    write(checks, output.form_of(form))
    return DONE if all(check.ok is not False for check in checks) else SOME_FAILED


def everything(desk: str | None) -> Iterator[Check]:
    """All checks, the desk last."""
    yield Check("detente", True, __version__)
    yield Check("python", sys.version_info >= (3, 11), platform.python_version(), "install Python 3.11 or newer")
    yield from map(package, PACKAGES)
    yield full_text_search()
    yield from map(reader, readers.READERS)
    yield desk_check(desk)
    yield from facts_check(desk)
    yield from flag_check(desk)


def package(name: str) -> Check:
    """Whether a package is installed, in which version."""
    try:
        return Check(f"package {name}", True, version(name))
    except PackageNotFoundError:
        return Check(f"package {name}", False, "missing", f"pip install {name}")


def full_text_search() -> Check:
    """Whether Python's SQLite can search."""
    try:
        with sqlite3.connect(":memory:") as connection:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except sqlite3.OperationalError as error:
        return Check("sqlite", False, f"{sqlite3.sqlite_version}, {error}", "use a Python whose SQLite has FTS5")
    return Check("sqlite", True, f"{sqlite3.sqlite_version} with FTS5")


def reader(kind: readers.ReaderKind) -> Check:
    """Whether a reader reads."""
    try:
        if not readers.installed(kind):
            return Check(f"reader {kind.name}", None, f"{kind.note}; not installed")
        found = readers.load(kind)().read(Document(id="sample", text=SAMPLE, published="2025-06-05"))
    except (DetenteError, ImportError) as error:
        return Check(f"reader {kind.name}", False, str(error), "reinstall detente")
    works = bool(found.quotes)
    return Check(f"reader {kind.name}", works, f"{kind.note}; reads" if works else "finds nothing", "reinstall detente")


def desk_check(given: str | None) -> Check:
    """Whether the desk opens and every span of its log stands in its document."""
    path = desk_path(given)
    if not path.exists() and given is None:
        return Check("desk", None, f"none at {path}")
    try:
        with Desk.open(path, read_only=True) as desk:
            count, spans = desk.check()
    except DetenteError as error:
        return Check("desk", False, str(error), "restore the desk from a backup, or add the documents to a new one")
    return Check("desk", True, f"{path}: {count} documents, {spans} spans, each word for word in its document")


def facts_check(given: str | None) -> Iterator[Check]:
    """Whether the facts that states are made from are those of the log; behind is slower, not wrong."""
    try:
        with Desk.open(desk_path(given), read_only=True) as desk:
            behind, sound = desk.projector.behind(), desk.projector.sound()
    except DetenteError:
        return  # the check of the desk says so
    remedy = "delete the rows of the table facts, then run `detente add` on any file: they are made anew"
    said = f"{behind} entries behind the log; `detente add` brings them up" if behind else "up to the log"
    yield Check("facts", sound, said if sound else "not those of the log", remedy)


def flag_check(given: str | None) -> Iterator[Check]:
    """How many odd things the desk has, by sort; none of them keeps it from working."""
    try:
        with Desk.open(desk_path(given), read_only=True) as desk:
            counts = Counter(flag.flag for flag in flags(desk.state(), desk.asides(), today()))
    except DetenteError:
        return
    found = ", ".join(f"{count} {name}" for name, count in counts.items())
    yield Check("flags", None if counts else True, f"{found}; `detente flags` lists them" if counts else "nothing odd")


def write(checks: list[Check], form: str) -> None:
    """The checks in the form asked for."""
    if form != "table":
        output.write_rows([msgspec.to_builtins(check) for check in checks], COLUMNS, form, sys.stdout.buffer)
        return
    table = tables.bare(*COLUMNS)
    for check in checks:
        mark = {True: "yes", False: "NO", None: "-"}[check.ok]
        style = {True: "green", False: "bold red", None: "dim"}[check.ok]
        remedy = check.remedy if check.ok is False else ""
        table.add_row(cell(check.check), cell(mark, style), cell(check.found), cell(remedy))
    tables.console().print(table)


COMMANDS = {"doctor": doctor}
