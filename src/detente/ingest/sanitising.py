"""A page that a stranger wrote, as it may be shown: its words and their order, and nothing that acts or loads."""

from __future__ import annotations

from detente.errors import EncodingInvalid, ExtraMissing, UsageError
from detente.ingest.html import decoded
from detente.ingest.settings import Settings
from detente.model import Original

PAGES = ("text/html", "application/xhtml+xml")
TAGS = frozenset(
    """
    a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div
    dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p pre q
    rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905 - a table is easier to read so
)
"""What a page may consist of: no script, style, form, frame, object, film or drawing."""
ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "img": {"alt"},
    "ol": {"start"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
"""No style, class, id or handler; of a picture its description alone, for its address would be loaded."""
DROPPED = frozenset(
    """
    applet audio button canvas dialog embed form frame frameset head iframe input link map math meta noembed
    noframes noscript object option portal script select style svg template textarea title video
    """.split()  # noqa: SIM905 - a table is easier to read so
)
"""Elements that go with all that they hold."""
SCHEMES = frozenset({"http", "https", "mailto"})
POLICY = "default-src 'none'; form-action 'none'; base-uri 'none'"
"""Of the whole page: should anything be left that loads, the browser does not."""
FRAME = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer"><title>{title}</title></head>
<body>
{body}
</body></html>
"""


def page_of(original: Original) -> str:
    """A page as a whole, to be shown by a browser. Raises UsageError where the original is no page; ExtraMissing."""
    return FRAME.format(policy=POLICY, title=escaped(original.name), body=fragment_of(original))


def fragment_of(original: Original) -> str:
    """What stands in the page, to be put into another. Raises UsageError where the original is none; ExtraMissing."""
    if original.media not in PAGES:
        raise UsageError(
            f"{original.name}: {original.media}, no web page; leave --clean out, and open it with its own program"
        )
    return sanitised(text_of(original))


def sanitised(page: str) -> str:
    """HTML without what acts or loads: of `TAGS` and `ATTRIBUTES` alone, and well-formed. Raises ExtraMissing."""
    try:
        import nh3  # noqa: PLC0415 - comes with an extra
    except ImportError as error:
        raise ExtraMissing("nh3 is not installed; `pip install 'detente[ingest]'`") from error
    return nh3.clean(
        page,
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )


def text_of(original: Original) -> str:
    """The characters of a page, by what it declares; by Windows-1252 where that is wrong, as browsers do."""
    try:
        return decoded(original.data, original.name, Settings())
    except EncodingInvalid:
        return original.data.decode("cp1252", "replace")


def escaped(text: str) -> str:
    """Text within HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
