"""What a web page says of itself: title, outlet, byline, address, when it was published and changed.

JSON-LD is believed before meta elements, these before what is marked up in the page itself (microdata, time elements,
classes), and nothing is taken from running text.
"""

from __future__ import annotations

import functools
import html
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
import msgspec

from detente.ingest.dates import when
from detente.ingest.outlets import credible, host_of

ARTICLES = re.compile(r"(?:\w*Article|\w*Posting|Report|\w*NewsArticle|Review|WebPage|PressRelease)\Z")
"""Types of JSON-LD that tell of the page as a whole; articles come before web pages."""
PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publish_date",
    "parsely-pub-date", "sailthru.date", "article.published", "citation_publication_date", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "rnews:datepublished", "apub:time", "weibo: article:create_at",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified",
    "article.updated",
)  # fmt: skip
SITE = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher",
        "source", "copyright")  # fmt: skip
TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline", "parsely-title",
         "sailthru.title")  # fmt: skip
AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author", "byl")
SEPARATORS = r"\s(?:[-–—|·•»:]|::|//)\s|\s?[|_]\s?"
WHEN_CLASS = re.compile(
    r"\b(?:pub(?:lish(?:ed)?)?[-_ ]?(?:date|time|on)?|date(?:line)?|time(?:stamp)?|posted(?:-on)?|entry-date|"
    r"article-(?:date|time|meta|info)|post-date|byline-date|meta-date|pubtime|pub_time)\b",
    re.IGNORECASE,
)
LATER = re.compile(r"updat|modif|revis", re.IGNORECASE)
ASIDES = re.compile(r"related|sidebar|recommend|trending|latest|newsletter|comment|footer|promo|teaser|most-read|more-",
                    re.IGNORECASE)  # fmt: skip
BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|writer|contributor)s?(?:[\s_-]?names?)?(?:$|[\s_-])", re.IGNORECASE)
BY = re.compile(r"^(?:by|written by|reported by|author:?)\s+", re.IGNORECASE)
SIGNED = lxml.etree.XPath(
    "//*[self::a or self::span or self::p or self::div or self::address or self::li]"
    "[contains(translate(concat(@class, @rel, @itemprop), 'BYLINEAUTHORWC', 'bylineauthorwc'), 'byline')"
    " or contains(translate(concat(@class, @rel, @itemprop), 'BYLINEAUTHORWC', 'bylineauthorwc'), 'author')"
    " or contains(translate(concat(@class, @rel, @itemprop), 'BYLINEAUTHORWC', 'bylineauthorwc'), 'writer')"
    " or contains(translate(concat(@class, @rel, @itemprop), 'BYLINEAUTHORWC', 'bylineauthorwc'), 'contributor')]"
)
"""Elements that may be marked as bylines, found before each is looked at."""
LONGEST_NAME = 120


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself; None where it does not."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None


class Page:
    """A parsed page, looked at once for what elements say of it."""

    def __init__(self, tree: lxml.html.HtmlElement) -> None:
        self.tree = tree
        self.linked = sorted(linked_data(tree), key=rank)
        self.meta: dict[str, str] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop")
            content = clean(element.get("content"))
            if name and content:
                self.meta.setdefault(name.strip().lower(), content)

    def named(self, names: Sequence[str]) -> str | None:
        """The content of the first meta element of these names."""
        return next((self.meta[name] for name in names if name in self.meta), None)

    def told(self, *fields: str) -> Iterator[Any]:
        """What JSON-LD says in these fields, articles first."""
        for item in self.linked:
            for field in fields:
                if item.get(field):
                    yield item[field]


def metadata(tree: lxml.html.HtmlElement, address: str | None = None) -> Metadata:
    """What the page says of itself; `address` is where it came from."""
    page = Page(tree)
    url = address_of(page, address)
    outlet = outlet_of(page, url)
    return Metadata(
        title=title_of(page, outlet),
        outlet=credible(outlet, address or url),
        byline=byline_of(page, outlet),
        url=url,
        published=published_of(page),
        modified=modified_of(page),
    )


def linked_data(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that tell of articles and pages, however they are nested."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from objects(parsed(script.text_content()))


def parsed(text: str) -> Any:
    """The JSON in a script element; None where it is none."""
    bare = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>);?\s*$", "", text)
        .strip()
        .rstrip(";")
    )
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The articles and web pages among nested objects."""
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value:
            yield from objects(one, depth + 1)
    elif isinstance(value, dict):
        if any(ARTICLES.match(kind) for kind in kinds(value)):
            yield value
        for field in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from objects(value.get(field), depth + 1)


def kinds(item: dict[str, Any]) -> list[str]:
    """The types of an object of JSON-LD."""
    found = item.get("@type")
    return [kind for kind in (found if isinstance(found, list) else [found]) if isinstance(kind, str)]


def rank(item: dict[str, Any]) -> int:
    """Articles come before web pages."""
    return int(all(kind == "WebPage" for kind in kinds(item)))


def clean(value: Any) -> str | None:
    """Text on one line, without references and markup; None where nothing is left."""
    if not isinstance(value, str):
        return None
    bare = re.sub(r"<[^>]{1,200}>", "", html.unescape(value))
    return " ".join(re.sub(r"[\ud800-\udfff\x00]", "", bare).split()) or None


def name_of(value: Any) -> str | None:
    """The name of a person or organisation of JSON-LD, or several joined by commas."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(name_of, value)))) or None
    found = clean(value.get("name") if isinstance(value, dict) else value)
    return found if found and not found.startswith("http") else None


def address_of(page: Page, address: str | None) -> str | None:
    """The canonical address, else the one from which the page came."""
    links = [link.get("href") for link in page.tree.iter("link") if "canonical" in (link.get("rel") or "").lower()]
    given = [*links, page.meta.get("og:url"), *page.told("url", "mainEntityOfPage")]
    for found in given:
        value = found.get("@id") if isinstance(found, dict) else found
        absolute = joined(address, clean(value))
        if absolute:
            return absolute
    return address


def joined(base: str | None, found: str | None) -> str | None:
    """An address on the web, made whole by the page's own; None where it is none."""
    try:
        absolute = str(urljoin(base or "", found or ""))
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if found and parts.scheme in ("http", "https") and parts.netloc else None


def outlet_of(page: Page, url: str | None) -> str | None:
    """Who publishes: the site's name as the page gives it, else the last part of the title, else the host."""
    for given in (*map(name_of, page.told("publisher", "sourceOrganization")), *map(page.meta.get, SITE)):
        bare = re.sub(r"^(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?", "", given or "", flags=re.IGNORECASE).strip()
        if bare and len(bare) <= LONGEST_NAME and not bare.startswith(("http", "@")):
            return bare
    for element in page.tree.iterfind(".//*[@itemprop='publisher']"):
        named = element.find(".//*[@itemprop='name']")
        told = clean(named.get("content") or named.text_content()) if named is not None else None
        if told:
            return told
    return suffix_of(page) or host_of(url)


def suffix_of(page: Page) -> str | None:
    """What stands after the last dash or bar of the title, where the headline stands before it."""
    whole, heading = clean(page.tree.findtext(".//title")), heading_of(page)
    parts = re.split(SEPARATORS, whole or "")
    if len(parts) > 1 and heading and same(" ".join(parts[:-1]), heading):
        return parts[-1].strip() or None
    return None


def same(one: str, other: str) -> bool:
    """Whether two titles have the same letters and figures, or one begins with the other."""
    this, that = (re.sub(r"\W+", "", text.casefold()) for text in (one, other))
    return bool(this and that) and (this.startswith(that) or that.startswith(this))


def heading_of(page: Page) -> str | None:
    """The only heading of the first order, or the first that stands in an article."""
    headings = list(page.tree.iter("h1"))
    within = [h for h in headings if any(one.tag in ("article", "main") for one in h.iterancestors())]
    chosen = (within or headings)[:1] if len(headings) > 1 else headings
    return clean(chosen[0].text_content()) if chosen else None


def title_of(page: Page, outlet: str | None) -> str | None:
    """The headline, without the site's name."""
    given = [
        *map(clean, page.told("headline")),
        page.named(TITLE),
        heading_of(page),
        clean(page.tree.findtext(".//title")),
    ]
    heading = heading_of(page)
    found = next(filter(None, given), None)
    if found and heading and (found.endswith(("...", "…")) or len(found) > 105) and same(found.rstrip(".… "), heading):
        return heading
    return without_site(found, outlet, heading) if found else None


def without_site(title: str, outlet: str | None, heading: str | None) -> str:
    """A title without what the site hangs on it."""
    parts = re.split(f"({SEPARATORS})", title)
    if len(parts) < 3:
        return title
    head, tail = "".join(parts[:-2]).strip(), parts[-1].strip()
    known = bool(outlet) and (same(tail, outlet or "") or same(outlet or "", tail))
    if known or (heading and re.sub(r"\W+", "", head.casefold()) == re.sub(r"\W+", "", heading.casefold())):
        return head or title
    return title


def byline_of(page: Page, outlet: str | None) -> str | None:
    """Who signs."""
    given = [*map(name_of, page.told("author", "creator")), *(page.meta.get(name) for name in AUTHOR)]
    for found in itertools.chain(given, marked_bylines(page)):
        bare = BY.sub("", found or "").strip(" ,|")
        if bare and len(bare) <= LONGEST_NAME and not bare.startswith(("http", "@")) and bare != outlet:
            return bare
    return None


def marked_bylines(page: Page) -> Iterator[str | None]:
    """What is marked as a byline in the page itself."""
    for element in cast("list[lxml.html.HtmlElement]", SIGNED(page.tree)):
        if is_byline(element.get("class"), element.get("rel"), element.get("itemprop")) and not aside(element):
            yield clean(element.text_content())


@functools.lru_cache(maxsize=4096)  # the elements of a page have few classes
def is_byline(*marks: str | None) -> bool:
    return bool(BYLINE.search(" ".join(filter(None, marks))))


def published_of(page: Page) -> str | None:
    """When it was published, with time and zone where the page gives them."""
    linked = map(when_of, page.told("datePublished", "dateCreated", "uploadDate"))
    given = (*linked, *(when(page.meta.get(name)) for name in PUBLISHED))
    return next(filter(None, given), None) or next(filter(None, marked_dates(page)), None)


def when_of(value: Any) -> str | None:
    return when(value) if isinstance(value, str) else None


def marked_dates(page: Page) -> Iterator[str | None]:
    """Dates that the page marks as its own: microdata, time elements, then elements of telling classes."""
    for element in page.tree.iterfind(".//*[@itemprop='datePublished']"):
        yield when(element.get("datetime") or element.get("content") or element.text_content())
    for element in page.tree.iter("time"):
        if not aside(element) and not LATER.search(shown_with(element)):
            yield when(element.get("datetime")) or when(element.text_content())
    for element in page.tree.iter("span", "div", "p", "li", "em", "small", "abbr"):
        kind = f"{element.get('class') or ''} {element.get('id') or ''}"
        if WHEN_CLASS.search(kind) and not aside(element) and not LATER.search(kind):
            words = element.text_content()
            yield when(words) if len(words) < 300 else None


def shown_with(element: lxml.html.HtmlElement) -> str:
    """The class of an element and the words before it in its parent, which say what date it is."""
    parent = element.getparent()
    before = element.getprevious()
    lead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return f"{element.get('class') or ''} {element.get('itemprop') or ''} {lead}"


def aside(element: lxml.html.HtmlElement) -> bool:
    """Whether an element stands in what surrounds the article."""
    for one in element.iterancestors():
        if one.tag in ("aside", "footer", "nav"):
            return True
        if one.tag not in ("html", "body") and ASIDES.search(f"{one.get('class') or ''} {one.get('id') or ''}"):
            return True
    return False


def modified_of(page: Page) -> str | None:
    """When it was last changed."""
    linked = map(when_of, page.told("dateModified"))
    given = (*linked, *(when(page.meta.get(name)) for name in MODIFIED))
    marked = (when(one.get("datetime")) for one in page.tree.iter("time") if LATER.search(shown_with(one)))
    return next(filter(None, given), None) or next(filter(None, marked), None)
