"""A brief as one HTML page: no script, nothing from elsewhere, charts in it as SVG."""

from __future__ import annotations

import functools
import importlib.resources

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from detente.briefing import heading
from detente.briefing.brief import Brief, Chart
from detente.briefing.noting import Notes, place, source
from detente.briefing.svg import svg


def html(brief: Brief) -> str:
    """The page; whatever the documents hold is text in it."""
    return _template().render(
        title=heading.title(brief),
        about=heading.about(brief),
        brief=brief,
        notes=Notes.of(brief),
        mark=heading.MARK,
        left_out=heading.left_out,
        reading=heading.reading(),
        source=source,
        place=place,
        svg=_drawn,
    )


def _drawn(chart: Chart) -> Markup:
    return Markup(svg(chart))  # every text in it is escaped there


@functools.cache
def _template() -> Template:
    text = (importlib.resources.files("detente.briefing") / "page.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text)
