"""The reference of the command line as Markdown, made from the commands themselves.

python -m detente.cli.reference > docs/reference/cli.md
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from detente.cli.main import cli

HEAD = """\
# The command line

<!-- Written by `python -m detente.cli.reference`; change the commands, not this page. -->

A table for people on a terminal, JSON when piped (an array; from `read` and from `stories` of files, JSON Lines);
`--json`, `--jsonl` and `--csv` force a form. Messages and progress go to standard error. Dates are ISO: `2025-06-05`,
or a part of one, `2025-06` or `2025`. The shapes are in `reading.schema.json`, `document.schema.json` and
`line.schema.json` beside this page.

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | nothing found where something was asked for by name |
| 2 | wrong use: nothing was done |
| 3 | some inputs failed; the rest is kept, the failures are named |
| 70 | a defect of Detente |
| 130 | interrupted; what was finished is kept |
"""


def page() -> str:
    """The whole page."""
    context = click.Context(cli, info_name="detente", **cli.context_settings)
    return "\n".join([HEAD, section(cli, context), *sections(cli, context)])


def sections(group: click.Group, parent: click.Context) -> Iterator[str]:
    """A section a command of a group, and a group's own commands behind it."""
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=parent)
        yield section(command, context)
        if isinstance(command, click.Group):
            yield from sections(command, context)


def section(command: click.Command, context: click.Context) -> str:
    """What one command does, takes and offers."""
    title = f"## {context.command_path}"
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    prose = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    return "\n".join(
        [title, "", f"    {usage}", "", prose, "", *option_rows(command, context), *example_lines(command)]
    )


def option_rows(command: click.Command, context: click.Context) -> Iterator[str]:
    """A table of the options."""
    yield from ("| option | does |", "| --- | --- |")
    for option in (one for one in command.get_params(context) if isinstance(one, click.Option)):
        record = option.get_help_record(context)
        if record is not None:
            flags, words = (" ".join(part.split()).replace("|", "\\|") for part in record)
            yield f"| `{flags}` | {words} |"
    yield ""


def example_lines(command: click.Command) -> Iterator[str]:
    """The examples, as they would be typed."""
    found = command.examples if hasattr(command, "examples") else ()
    if found:
        yield from ("Examples:", "", *(f"    {example}" for example in found), "")


def main() -> None:
    """Write the page to standard output."""
    click.echo(page(), nl=False)


if __name__ == "__main__":
    main()
