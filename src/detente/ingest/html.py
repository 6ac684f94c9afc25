"""Web pages: the article's text without the page around it, and what the page says of itself."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator

import lxml.etree
import lxml.html
import msgspec
import trafilatura
import trafilatura.settings

from detente.errors import DocumentInvalid, EncodingInvalid, InputError, UsageError
from detente.ingest import validation
from detente.ingest.decoding import bounded, decode, encoding_of, known
from detente.ingest.inputs import Input
from detente.ingest.metadata import Metadata, metadata
from detente.ingest.originals import original_of, with_original
from detente.ingest.settings import Settings
from detente.model import Captured, Document
from detente.model.document import text_digest

MEDIA = "text/html"
DECLARED = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
NOTICE = re.compile(
    r"\b(?:correction|corrected|clarification|clarified|editor.?s.?note|erratum|retraction)", re.IGNORECASE
)
NOTICED = re.compile(r"correct|clarif|editor|erratum|amend|update-note", re.IGNORECASE)
LONGEST_NOTICE = 1200
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that a tree of elements cannot hold."""
AROUND = (
    ".//nav", ".//aside", ".//form", ".//dialog", ".//button", ".//noscript", ".//template", ".//amp-ad",
    ".//amp-sidebar", ".//amp-consent", ".//iframe",
)  # fmt: skip
"""Elements that are never part of an article."""
BOXES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletters?|sign-?up|subscri(?:be|ption)|paywall|related|recommended|"
    r"most-read|trending|share|sharing|social|breadcrumbs?|comments?|promo|teasers?|advert(?:isement)?s?|ad-slot|"
    r"read-?more|read-?next|more-stories|also-read|outbrain|taboola|skip-link|site-footer|site-header|author-bio|"
    r"tag-?list|tags|byline|caption|figcaption|credit|print-only|popup|modal|banner)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of boxes that stand beside or within an article and are none of it."""
LINKS, LINKED, PROSE = 6, 0.7, 300
"""A block with at least so many links, to which at least this share of its characters belong, all but so many, is a
menu.
"""
LEAST = 0.6
"""Share of the characters of the page's paragraphs that a fast extraction must have, lest a slow one be tried."""
SHORT = 0.5
"""A box is never left out where it holds more than this share of the words of the page's paragraphs."""


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """How a page was come by: `url` is where it came from, `at` when (ISO), `encoding` what its server declared."""

    url: str | None = None
    at: str | None = None
    encoding: str | None = None


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The one document of the page."""
    try:
        data = bounded(stream.read(settings.limit + 1), source.name, settings)
        yield captured(data, source, settings)
    except InputError as error:
        yield error


def captured(data: bytes, source: Input, settings: Settings, capture: Capture | None = None) -> Captured:
    """The article of a page, with the page itself. Raises InputError where there is none."""
    capture = capture or Capture()
    page = decoded(data, source.name, settings, capture.encoding)
    found = article(page, source, settings, capture)
    return with_original(found, original_of(data, MEDIA, source), capture.at)


def decoded(data: bytes, name: str, settings: Settings, server: str | None = None) -> str:
    """The text of a page: as the caller, a byte-order mark, the server or the page declares, else UTF-8."""
    declared = charset(data, settings, server)
    try:
        return decode(data, name, declared)
    except EncodingInvalid:
        if settings.encoding is not None or declared in (None, "utf-8"):
            raise
        return decode(data, name, None)


def charset(data: bytes, settings: Settings, server: str | None = None) -> str | None:
    """What the caller declares, else the server or the page (a byte-order mark weighs more), else None."""
    declared = DECLARED.search(data[:4096])
    if settings.encoding is not None or encoding_of(data[:4], None) != "utf-8":
        return settings.encoding
    for told in (server, declared.group(1).decode("ascii") if declared else None):
        try:
            if told:
                return known(told)
        except UsageError:
            continue
    return None


def article(page: str, source: Input, settings: Settings, capture: Capture) -> Document:
    """The article of a page. Raises DocumentInvalid where there is none."""
    tree = parsed(page)
    if tree is None:
        raise DocumentInvalid(nothing(source))
    found = metadata(tree, capture.url)
    text = without_title(text_of(tree), found.title)
    if not text:
        raise DocumentInvalid(nothing(source))
    return validation.document(
        fields(found, text, capture.at) | {"id": name_of(page, source, found)}, source.name, settings
    )


def nothing(source: Input) -> str:
    return f"{source.name}: no article in this page; save the article's text as .txt instead"


def name_of(page: str, source: Input, found: Metadata) -> str:
    """The file's name, else one that follows from the page's address, so that all editions have it, or its content."""
    return source.id or f"page-{text_digest(found.url or page)[:12]}"


def fields(found: Metadata, text: str, at: str | None) -> dict[str, str | None]:
    """The fields of a document."""
    return {
        "text": text,
        "published": found.published,
        "outlet": found.outlet,
        "title": found.title,
        "url": found.url,
        "byline": found.byline if found.byline and found.byline not in text[:300] else None,
        "modified": found.modified or at,
    }


def parsed(page: str) -> lxml.html.HtmlElement | None:
    """The tree of a page; None where it is none. Nothing outside the page is loaded, and no entity is resolved."""
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", NO_XML.sub("", page), count=1)
    if not bare.strip():
        return None
    parser = lxml.html.HTMLParser(recover=True, no_network=True, remove_comments=True, encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(bare.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree, lxml.html.HtmlElement) else None


def text_of(tree: lxml.html.HtmlElement) -> str:
    """The article's text, a paragraph a line, its corrections with it. The tree is used up."""
    told = notices(tree)
    cleared(tree)
    unframed(tree)
    shown = sum(len(p.text_content()) for p in tree.iter("p"))
    text = extracted(copy.deepcopy(tree), fast=True)
    if len(text) < LEAST * shown or not text:
        text = extracted(tree, fast=False)
    missing = [notice for notice in told if text and notice not in " ".join(text.split())]
    return "\n".join([text, *missing])


def extracted(tree: lxml.html.HtmlElement, *, fast: bool) -> str:
    """The main text as trafilatura has it; where it is not to be fast, the best of several ways."""
    found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False, fast=fast)
    return found.text if isinstance(found, trafilatura.settings.Document) and found.text else ""


def without_title(text: str, title: str | None) -> str:
    """The text without the headline, which the title holds, where that is its first line."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if rest and letters(first) == letters(title or "") else text


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def notices(tree: lxml.html.HtmlElement) -> list[str]:
    """Corrections that the page sets apart from its paragraphs."""
    found: dict[str, None] = {}
    for element in tree.iter("p", "div", "section", "aside", "span", "footer"):
        kind = f"{element.get('class') or ''} {element.get('id') or ''}"
        if NOTICED.search(kind):
            words = " ".join(element.text_content().split())
            if 30 <= len(words) <= LONGEST_NOTICE and NOTICE.match(words):
                found[words] = None
    return [one for one in found if not any(one in other and one != other for other in found)]


def cleared(tree: lxml.html.HtmlElement) -> None:
    """Take out what is never part of an article, unless most of the page's words stand in it."""
    lxml.etree.strip_elements(tree, "script", "style", "svg", "link", "meta", with_tail=False)
    for menu in list(menus(tree)):
        menu.drop_tree()
    whole = max(1, sum(len(p.text_content()) for p in tree.iter("p")))
    boxes = [element for path in AROUND for element in tree.iterfind(path)]
    boxes += [one for one in tree.iter("div", "section", "ul", "p", "span", "figcaption") if BOXES.search(marks(one))]
    for box in boxes:
        parent = box.getparent()
        if parent is not None and sum(len(p.text_content()) for p in box.iter("p")) <= SHORT * whole:
            box.drop_tree()


def menus(tree: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """The blocks that are nothing but links."""
    for element in tree.iter("div", "ul", "ol", "section", "header", "footer", "p"):
        links = element.findall(".//a")
        if len(links) >= LINKS:
            whole = len(element.text_content().strip())
            told = sum(len(link.text_content()) for link in links)
            if told >= LINKED * whole and whole - told <= PROSE:
                yield element


def unframed(tree: lxml.html.HtmlElement) -> None:
    """Make blocks of tables that only lay the page out: those with paragraphs or other tables in their cells."""
    for table in list(tree.iter("table")):
        if table.find(".//p") is not None or table.find(".//table") is not None:
            for element in table.iter("table", "tbody", "tr", "td"):
                element.tag = "div"


def marks(element: lxml.html.HtmlElement) -> str:
    """What an element is marked as."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"
