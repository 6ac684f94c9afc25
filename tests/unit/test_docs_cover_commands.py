"""Every command, option, exit code and schema is documented, and the pages are those that the code writes."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from detente.cli import errors, reference, vocabularies
from detente.cli.main import MODULES, cli
from detente.schema import NAMES, schema
from detente.vocabulary import table

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGE = (REFERENCE / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MODULES)
def test_a_command_and_its_options_are_on_the_page(name: str) -> None:
    context = click.Context(cli, info_name="detente", **cli.context_settings)
    command = cli.get_command(context, name)
    assert command is not None
    section = PAGE.split(f"## detente {name}\n")[1].split("\n## ")[0]
    flags = [flag for parameter in command.get_params(context) for flag in parameter.opts if flag.startswith("-")]
    assert [flag for flag in flags if flag not in section] == []
    assert (command.help or "").split(".")[0].split("\n")[0].strip() in section


@pytest.mark.parametrize(
    "code", [errors.NOT_FOUND, errors.WRONG_USE, errors.SOME_FAILED, errors.DEFECT, errors.INTERRUPTED]
)
def test_an_exit_code_is_on_the_page(code: int) -> None:
    assert f"| {code} |" in PAGE


def test_the_page_is_up_to_date() -> None:
    assert reference.page() == PAGE, "run: python -m detente.cli.reference > docs/reference/cli.md"


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_are_up_to_date(name: str) -> None:
    published = json.loads((REFERENCE / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert published == schema(name), f"run: detente schema {name} > docs/reference/{name}.schema.json"


@pytest.mark.parametrize("name", vocabularies.names(".toml"))
def test_a_vocabulary_has_a_label_and_a_note(name: str) -> None:
    data = table(name)
    assert data["label"].strip()
    assert data["note"].strip()


def test_each_table_is_described_and_the_page_shows_every_file() -> None:
    described = set(table("tables")) - {"label", "note"}
    assert described == set(vocabularies.names(".csv"))
    page = (REFERENCE / "vocabularies.md").read_text(encoding="utf-8")
    wanted = [f"`{name}{suffix}`" for suffix in (".toml", ".csv") for name in vocabularies.names(suffix)]
    assert [name for name in wanted if name not in page] == []
