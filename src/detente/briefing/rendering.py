"""The one door by which a brief leaves the house: it is checked against the documents first, in whatever format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from detente.briefing.brief import Brief
from detente.briefing.checking import Texts, check
from detente.briefing.html import html
from detente.briefing.markdown import markdown
from detente.errors import UsageError


def _pdf(brief: Brief) -> bytes:
    from detente.briefing.pdf import pdf  # noqa: PLC0415 - an extra that the other formats do without

    return pdf(brief)


_WRITE: Mapping[str, Callable[[Brief], bytes]] = {
    "md": lambda brief: markdown(brief).encode("utf-8", "replace"),
    "html": lambda brief: html(brief).encode("utf-8", "replace"),
    "pdf": _pdf,
}
FORMATS = tuple(_WRITE)


def render(brief: Brief, form: str, texts: Texts) -> bytes:
    """The brief in a format of FORMATS. `texts` gives a document's text by its id.

    Raises Unsupported or SpanMismatch where a sentence may not stand (`checking.check`), UsageError where there is no
    such format, ExtraMissing where PDF is not installed.
    """
    if form not in _WRITE:
        raise UsageError(f"no format is called {form!r}; choose one of {', '.join(FORMATS)}")
    check(brief, texts)
    return _WRITE[form](brief)
