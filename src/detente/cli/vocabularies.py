"""The page of vocabularies as Markdown, made from the data files themselves.

python -m detente.cli.vocabularies > docs/reference/vocabularies.md
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator

import click

from detente import vocabulary
from detente.vocabulary import rows, table

HEAD = """\
# Vocabularies

<!-- Written by `python -m detente.cli.vocabularies`; change the data files, not this page. -->

The words are data, in `src/detente/vocabulary/`: TOML files that describe themselves, and CSV tables that a spreadsheet
opens. Add a row, add a sentence of your own to the matching tests, run `make test`.
"""


def names(suffix: str) -> list[str]:
    """The names of the data files that end in `suffix`, in order."""
    files = importlib.resources.files(vocabulary).iterdir()
    return sorted(file.name.removesuffix(suffix) for file in files if file.name.endswith(suffix))


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *toml_rows(), "", *csv_rows()]) + "\n"


def toml_rows() -> Iterator[str]:
    """A row a TOML file."""
    yield from ("| file | what | note |", "| --- | --- | --- |")
    for name in names(".toml"):
        data = table(name)
        yield f"| `{name}.toml` | {plain(data['label'])} | {plain(data['note'])} |"


def csv_rows() -> Iterator[str]:
    """A row a CSV table, described in tables.toml."""
    yield from ("| table | rows | what | note |", "| --- | --- | --- | --- |")
    for name in names(".csv"):
        described = table("tables")[name]
        yield f"| `{name}.csv` | {len(rows(name)):,} | {plain(described['label'])} | {plain(described['note'])} |"


def plain(text: str) -> str:
    """One line, safe in a table."""
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    click.echo(page(), nl=False)
