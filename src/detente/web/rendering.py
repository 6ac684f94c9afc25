"""Templates and what they may call. Everything is escaped; nothing of a document is ever taken for markup."""

from __future__ import annotations

import functools
from typing import Any

import jinja2

from detente import __version__
from detente.web import words


@functools.cache
def environment() -> jinja2.Environment:
    """The templates of this package."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("detente.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= words.FILTERS
    made.globals |= {"version": __version__}
    return made


def rendered(template: str, **context: Any) -> bytes:
    """A template filled in, in UTF-8; what UTF-8 has no place for becomes a question mark."""
    return environment().get_template(template).render(**context).encode("utf-8", "replace")
