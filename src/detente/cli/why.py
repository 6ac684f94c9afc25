"""`detente why`: from what a line follows: the words, who said so, by which rule, and what it superseded."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click
import msgspec
from rich.text import Text

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.decisions import row
from detente.cli.words import cell, plain, what, who
from detente.desk import Desk
from detente.errors import UsageError
from detente.model import Evidence, Line, Ruling, Span
from detente.state import Account, Explanation, line_json

EXAMPLES = (
    "detente why l-3f9a20c47b1e",
    "detente why l-3f9a20c47b1e --as-of 2025-06-10 --desk us-china.db --json",
)
GROUPS = {
    "accounts": "Accounts",
    "superseded": "Supersedes",
    "superseded_by": "Superseded by",
    "contradicted_by": "Contradicted by",
}


@click.command(cls=Command, examples=EXAMPLES, short_help="From what a line follows.")
@click.argument("line", metavar="ID")
@options.desk
@options.clocks
@options.forms
def why(*, line: str, desk: str | None, as_of: dt.date | None, known_at: dt.date | None, form: str | None) -> None:
    """Say from what the line ID follows: documents, sentences with the words marked, the chain of sources, the rule,
    and what it superseded. ID is the id of a line of any view, or of an entry, a record or a quote.
    """
    if form == "csv":
        raise UsageError("why gives no table of rows; use --json")
    with Desk.open(desk_path(desk), read_only=True) as opened:
        found = opened.why(line, as_of, known_at)
        if output.form_of(form) == "table":
            print_explanation(found, opened)
        else:
            explained = explanation_json(found, opened)
            output.write_object(explained, sys.stdout.buffer, indented=form != "jsonl")


def print_explanation(found: Explanation, desk: Desk) -> None:
    """The explanation for people."""
    out = tables.console()
    out.print(cell(headline(found.line), "bold"))
    out.print(cell(f"{found.line.id} · {found.line.standing}, {found.line.origins} independent origin(s)", "dim"))
    for ground in found.grounds:
        out.print(cell(f"contested: {ground}", "yellow"))
    for ruling in found.decisions:
        out.print(cell(decision_line(ruling), "green"))
    for name, title in GROUPS.items():
        accounts: Sequence[Account] = getattr(found, name)
        if accounts:
            out.print(Text(f"\n{title}", style="bold"))
        for account in accounts:
            for part in account_lines(account, desk):
                out.print(part)


def decision_line(ruling: Ruling) -> str:
    """'corrected by Ada, 2026-11-23: changes ... (why)'."""
    told = row(ruling, holds=True)
    why = f" ({ruling.reason})" if ruling.reason else ""
    return (
        f"{told['does']} by {ruling.analyst}, {ruling.clocks.recorded_at[:10]}: {told['what']}{why}; entry {ruling.id}"
    )


def headline(line: Line) -> str:
    """'China: raise tariff 34 percent'."""
    return f"{who(line.subject)}: {what(line.subject)}"


def account_lines(account: Account, desk: Desk) -> Iterator[Text]:
    """One account: where, the sentence with the words marked, through whom, by which rule."""
    for evidence in account.evidence:
        place = f"{evidence.document} {evidence.start}:{evidence.end}"
        yield cell("  " + " · ".join(filter(None, (evidence.outlet, evidence.published, place))), "cyan")
        yield marked(desk.sentence(evidence), evidence)
    first = account.evidence[0] if account.evidence else None
    chain = " < ".join(source.name for source in first.chain) if first else ""
    copy = f"; copy of {account.copy_of}" if account.copy_of else ""
    yield cell(f"    according to: {chain or 'the document itself'}; origin: {account.origin}{copy}")
    if account.grade:
        grade = account.grade
        yield cell(f"    grade {grade.code}: {grade.reliability_reason}; {grade.credibility_reason}")
    yield cell(
        f"    rule {account.rule or '-'}, confidence {account.confidence:.2f}, recorded {account.recorded_at}", "dim"
    )
    yield cell(f"    entry {account.entry}", "dim")


def marked(sentence: Span, evidence: Evidence) -> Text:
    """The sentence, the words of the evidence set off by style and, for terminals without, by brackets."""
    before = sentence.text[: evidence.start - sentence.start]
    after = sentence.text[evidence.end - sentence.start :]
    text = Text(f"    {plain(before)} [" if before.strip() else "    [")
    text.append(plain(evidence.text), style="bold yellow")
    return text.append(f"] {plain(after)}" if after.strip() else "]")


def explanation_json(found: Explanation, desk: Desk) -> dict[str, Any]:
    """The explanation as JSON: the line as views write it, each piece of evidence with its sentence."""
    groups = {name: [account_json(account, desk) for account in getattr(found, name)] for name in GROUPS}
    decisions = [row(ruling, holds=True) for ruling in found.decisions]
    return {"line": line_json(found.line), **groups, "grounds": list(found.grounds), "decisions": decisions}


def account_json(account: Account, desk: Desk) -> dict[str, Any]:
    """One account, each piece of evidence with its sentence."""
    evidence = [
        msgspec.to_builtins(piece) | {"sentence": msgspec.to_builtins(desk.sentence(piece))}
        for piece in account.evidence
    ]
    built: dict[str, Any] = msgspec.to_builtins(account)
    return built | {"evidence": evidence}


COMMANDS = {"why": why}
