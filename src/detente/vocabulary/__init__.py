"""The words, as data: each file has a label and a note an analyst can read. `table` and `rows` are the only code."""

from __future__ import annotations

import csv
import functools
import importlib.resources
import tomllib
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The TOML vocabulary `name`. Raises FileNotFoundError where the package has none of that name."""
    return tomllib.loads((importlib.resources.files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The CSV vocabulary `name`, a dict a row. Raises FileNotFoundError where the package has none of that name."""
    text = (importlib.resources.files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
