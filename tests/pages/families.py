"""Pages in the manner of twenty families of news sites: each a template of our own around the made-up articles.

`python tests/pages/families.py FOLDER` writes the sixty pages with what is expected of each.
"""

# ruff: noqa: E501 - templates read better unbroken

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from articles import RELATED, Article, articles

EACH = 3
MENU = "".join(
    f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "World", "Business", "Sport", "Weather")
)
HEADER = (
    f'<header class="site-header"><a class="logo" href="/">LOGO</a><nav class="main-nav"><ul>{MENU}</ul></nav></header>'
)
FOOTER = (
    '<footer class="site-footer"><p>© 2025 All rights reserved. No part of this site may be reproduced without permission.</p>'
    '<ul><li><a href="/about">About us</a></li><li><a href="/privacy">Privacy policy</a></li></ul></footer>'
)
COOKIES = (
    '<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our 214 partners use cookies to store and access '
    "information on your device. You can change your choices at any time.</p><button>Accept all</button></div>"
)
NEWSLETTER = (
    '<div class="newsletter-signup"><h3>Get the morning briefing</h3><p>The day in five minutes, in your inbox at six. '
    "Unsubscribe whenever you like.</p><form><input type=email><button>Sign up</button></form></div>"
)
SHARE = '<div class="social-share"><a href="#">Share on Facebook</a><a href="#">Post</a><a href="#">Copy link</a></div>'


@dataclass(frozen=True, slots=True)
class Expected:
    """What a page ought to give."""

    title: str
    published: str
    outlet: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A template, the name of the site and the address its pages have."""

    name: str
    outlet: str
    template: Callable[[Article, Family], str]
    host: str
    extra: tuple[str, ...] = field(default=())
    day_only: bool = False

    def expected(self, one: Article) -> Expected:
        when = one.published.date().isoformat() if self.day_only else one.published.isoformat()
        return Expected(one.title, when, self.outlet, (*one.paragraphs, *self.extra))

    def url(self, one: Article) -> str:
        return f"https://{self.host}/{one.published:%Y/%m/%d}/{one.slug}"


def paragraphs(texts: Sequence[str], tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for text in texts)


def related(tag: str = "aside", kind: str = "related-stories") -> str:
    items = "".join(f'<li><a href="/r/{at}">{escape(text)}</a></li>' for at, text in enumerate(RELATED))
    return f'<{tag} class="{kind}"><h4>Related stories</h4><ul>{items}</ul></{tag}>'


def page(head: str, body: str, language: str = "en") -> str:
    return f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">{head}</head>\n<body>{body}</body></html>\n'


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def news_article(one: Article, family: Family, kind: str = "NewsArticle") -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": one.title,
        "datePublished": one.published.isoformat(),
        "dateModified": one.modified.isoformat(),
        "author": [{"@type": "Person", "name": one.byline}],
        "publisher": {"@type": "NewsMediaOrganization", "name": family.outlet, "logo": {"@type": "ImageObject"}},
        "mainEntityOfPage": {"@type": "WebPage", "@id": family.url(one)},
    }


def json_ld(one: Article, family: Family) -> str:
    head = f"<title>{one.title} | {family.outlet}</title>{linked(news_article(one, family))}"
    body = f"<main><article><h1>{one.title}</h1><p class='byline'>By {one.byline}</p>{SHARE}{paragraphs(one.paragraphs)}</article></main>"
    return page(head, HEADER + body + related() + FOOTER)


def json_ld_graph(one: Article, family: Family) -> str:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": family.outlet, "url": f"https://{family.host}"},
            {"@type": "WebPage", "name": f"{one.title} - {family.outlet}", "datePublished": "2019-01-01T00:00:00Z"},
            news_article(one, family, "Article"),
            {"@type": "BreadcrumbList", "itemListElement": []},
        ],
    }
    content = paragraphs(one.paragraphs[:3]) + related("div", "yarpp-related") + paragraphs(one.paragraphs[3:])
    body = (
        f'<div id="page"><h1 class="entry-title">{one.title}</h1><div class="entry-meta"><span class="posted-on">'
        f'<time class="entry-date" datetime="{one.published.isoformat()}">{one.published:%B %d, %Y}</time></span></div>'
        f'<div class="entry-content">{content}</div><div id="comments" class="comments-area"><p>First! A reader wrote '
        "this, and it has nothing to do with the story at all.</p></div></div>"
    )
    return page(f"<title>{one.title} - {family.outlet}</title>{linked(graph)}", HEADER + body + FOOTER)


def open_graph(one: Article, family: Family) -> str:
    head = (
        f"<title>{one.title} — {family.outlet}</title><meta property='og:title' content=\"{escape(one.title)}\">"
        f'<meta property="og:site_name" content="{family.outlet}"><meta property="og:url" content="{family.url(one)}">'
        f'<meta property="article:published_time" content="{one.published.isoformat()}">'
        f'<meta property="article:modified_time" content="{one.modified.isoformat()}"><meta name="author" content="{one.byline}">'
    )
    body = f'<div class="story"><h1>{one.title}</h1>{SHARE}<div class="story-body">{paragraphs(one.paragraphs)}</div></div>{NEWSLETTER}'
    return page(head, COOKIES + HEADER + body + FOOTER)


def microdata(one: Article, family: Family) -> str:
    body = (
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{one.title}</h1><span itemprop="author" itemscope><span itemprop="name">{one.byline}</span></span>'
        f'<meta itemprop="datePublished" content="{one.published.isoformat()}">'
        f'<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="{family.outlet}"></span>'
        f'<div itemprop="articleBody">{paragraphs(one.paragraphs)}</div></div>'
    )
    return page(f"<title>{one.title}</title>", HEADER + body + related() + FOOTER)


def dublin_core(one: Article, family: Family) -> str:
    head = (
        f'<title>{family.outlet}: {one.title}</title><meta name="DC.title" content="{escape(one.title)}">'
        f'<meta name="DC.date.issued" content="{one.published.isoformat()}"><meta name="DC.publisher" content="{family.outlet}">'
        f'<meta name="DC.creator" content="{one.byline}">'
    )
    cells = f"<h2>{one.title}</h2>{paragraphs(one.paragraphs)}"
    body = (
        f'<table width="100%"><tr><td colspan=2>{MENU}</td></tr><tr><td width=150 valign=top class="left-menu"><ul>{MENU}</ul></td>'
        f"<td valign=top>{cells}</td></tr></table>"
    )
    return page(head, body + FOOTER)


def time_element(one: Article, family: Family) -> str:
    body = (
        f'<article><header><h1>{one.title}</h1><p>By <a rel="author" href="/a">{one.byline}</a></p>'
        f'<time datetime="{one.published.isoformat()}">{one.published:%d %B %Y}</time></header>'
        f"<section>{paragraphs(one.paragraphs)}</section></article>"
    )
    return page(f"<title>{one.title} · {family.outlet}</title>", HEADER + body + related("section") + FOOTER)


def amp(one: Article, family: Family) -> str:
    head = (
        f'<link rel="canonical" href="{family.url(one)}"><title>{one.title}</title>{linked(news_article(one, family))}'
        '<style amp-boilerplate>body{visibility:hidden}</style><script async src="https://cdn.ampproject.example/v0.js"></script>'
    )
    body = (
        '<amp-sidebar id="menu" layout="nodisplay"><ul>' + MENU + "</ul></amp-sidebar>"
        f'<amp-consent id="c"><div><p>This site asks for your consent to use your data on this device.</p></div></amp-consent>'
        f"<article><h1>{one.title}</h1>{paragraphs(one.paragraphs[:2])}<amp-ad width=300 height=250><p>Advertisement</p></amp-ad>"
        f"{paragraphs(one.paragraphs[2:])}</article>"
    )
    return page(head, body + FOOTER).replace("<html ", "<html amp ")


def live_blog(one: Article, family: Family) -> str:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Update {n}",
            "datePublished": "2025-12-31T00:00:00Z",
            "articleBody": text,
        }
        for n, text in enumerate(one.paragraphs)
    ]
    data = news_article(one, family, "LiveBlogPosting") | {"liveBlogUpdate": updates, "coverageStartTime": "2025-01-01"}
    blocks = "".join(
        f'<div class="live-block" id="b{n}"><time class="block-time" datetime="2025-12-31T0{n}:00:00Z">0{n}:00</time>{paragraphs([text])}</div>'
        for n, text in enumerate(one.paragraphs)
    )
    body = f'<main><h1>{one.title}</h1><div class="live-blog">{blocks}</div></main>'
    return page(f"<title>{one.title} – live | {family.outlet}</title>{linked(data)}", HEADER + body + FOOTER)


def state_agency(one: Article, family: Family) -> str:
    head = f'<title>{one.title}-{family.outlet}</title><meta name="publishdate" content="{one.published:%Y-%m-%d}"><meta name="source" content="{family.outlet}">'
    body = (
        f'<div class="top"><div class="here">You are here: Home &gt; World</div></div><h1 class="Btitle">{one.title}</h1>'
        f'<div class="info"><span>Source: {family.outlet}</span> <span id="pubtime">{one.published:%Y-%m-%d %H:%M:%S}</span>'
        f'</div><div id="detailContent">{paragraphs(one.paragraphs)}</div><div class="editor">Editor: huaxia</div>'
    )
    return page(head, body + FOOTER)


def cookie_wall(one: Article, family: Family) -> str:
    head = (
        f'<title>{one.title}</title><meta property="og:title" content="{escape(one.title)} | {family.outlet}">'
        f'<meta property="og:site_name" content="{family.outlet}"><meta name="parsely-pub-date" content="{one.published.isoformat()}">'
    )
    content = paragraphs(one.paragraphs[:2]) + NEWSLETTER + paragraphs(one.paragraphs[2:])
    consent = (
        COOKIES * 2
        + '<div class="modal gdpr"><p>Before you continue: choose how your data is used on this site and by whom.</p></div>'
    )
    return page(head, consent + HEADER + f"<article><h1>{one.title}</h1>{content}</article>" + FOOTER)


def inline_links(one: Article, family: Family) -> str:
    more = '<p class="read-more"><strong>Read more: <a href="/x">{}</a></strong></p>'
    content = "".join(
        paragraphs([text]) + (more.format(RELATED[n % 4]) if n in (0, 2) else "")
        for n, text in enumerate(one.paragraphs)
    )
    head = f"<title>{one.title} | {family.outlet}</title>{linked([news_article(one, family)])}"
    return page(
        head, HEADER + f"<article><h1>{one.title}</h1>{content}</article>{related('div', 'most-read')}" + FOOTER
    )


TABLE = (
    ("Heading", "Before", "After"),
    ("Machine parts", "4 percent", "19 percent"),
    ("Textiles", "11 percent", "11 percent"),
)


def with_table(one: Article, family: Family) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    head = (
        f'<title>{one.title}</title><meta property="og:site_name" content="{family.outlet}">'
        f'<meta itemprop="datePublished" content="{one.published.isoformat()}">'
    )
    content = paragraphs(one.paragraphs[:3]) + f"<table>{rows}</table>" + paragraphs(one.paragraphs[3:])
    return page(head, HEADER + f"<main><article><h1>{one.title}</h1>{content}</article></main>" + FOOTER)


def press_release(one: Article, family: Family) -> str:
    head = f'<title>{one.title} | {family.outlet}</title><meta property="og:site_name" content="{family.outlet}">'
    body = (
        f'<div class="region-content"><div class="field-release-type">Press Release</div><h1 class="page-title">{one.title}</h1>'
        f'<div class="field--name-field-date"><time datetime="{one.published.isoformat()}">{one.published:%A, %B %d, %Y}</time></div>'
        f'<div class="field--name-body">{paragraphs(one.paragraphs)}<p>###</p></div></div>'
    )
    return page(head, HEADER + body + FOOTER)


def transcript(one: Article, family: Family) -> str:
    turns = "".join(
        f"<p><strong>{'Rhea Lindqvist' if n % 2 else ('Reuters', 'AFP', 'Bloomberg')[n // 2]}:</strong> {escape(text, quote=False)}</p>"
        for n, text in enumerate(one.paragraphs)
    )
    head = f'<title>{one.title}_{family.outlet}</title><meta name="pubdate" content="{one.published.isoformat()}"><meta name="publisher" content="{family.outlet}">'
    return page(
        head, HEADER + f'<div class="news-main"><h1>{one.title}</h1><div class="news-body">{turns}</div></div>' + FOOTER
    )


def bare_blog(one: Article, family: Family) -> str:
    body = (
        f'<div id="content"><div class="post"><h1>{one.title}</h1><p class="post-date">{one.published:%B %d, %Y}</p>{paragraphs(one.paragraphs)}'
        f'</div></div><div id="sidebar">{related("div", "widget trending")}</div>'
    )
    return page(f"<title>{one.title} | {family.outlet}</title>", HEADER + body + FOOTER)


CORRECTION = (
    "Correction: An earlier version of this article gave the wrong year for the first revision of the schedule."
)
CLARIFICATION = (
    "Clarification: This story has been updated to make clear that the committee has not voted on the order."
)


def corrected_below(one: Article, family: Family) -> str:
    head = f"<title>{one.title}</title>{linked(news_article(one, family, 'ReportageNewsArticle'))}"
    body = f'<article><h1>{one.title}</h1>{paragraphs(one.paragraphs)}</article><div class="article-correction"><em>{CORRECTION}</em></div>'
    return page(head, HEADER + body + related() + FOOTER)


def corrected_above(one: Article, family: Family) -> str:
    head = f"<title>{one.title}</title>{linked(news_article(one, family))}"
    body = f"<article><h1>{one.title}</h1><p><em>{CLARIFICATION}</em></p>{paragraphs(one.paragraphs)}</article>"
    return page(head, HEADER + body + FOOTER)


def line_breaks(one: Article, family: Family) -> str:
    head = (
        f'<title>{one.title}</title><meta name="application-name" content="{family.outlet}">'
        f'<meta name="date" content="{one.published:%a, %d %b %Y %H:%M:%S %z}">'
    )
    text = "<br>\n<br>\n".join(escape(text, quote=False) for text in one.paragraphs)
    return page(head, HEADER + f'<h1>{one.title}</h1><div class="article-text">{text}</div>' + FOOTER)


def pictures(one: Article, family: Family) -> str:
    head = f"<title>{one.title} - {family.outlet}</title>{linked(news_article(one, family))}"
    figure = '<figure><img src="a.jpg" alt="A quay"><figcaption>A quay at dawn, as seen from the pilot boat. Photo: A. Nonymous</figcaption></figure>'
    wall = '<div class="paywall-promo"><p>You have two free articles left this month. Subscribe for a dollar a week.</p></div>'
    content = paragraphs(one.paragraphs[:1]) + figure + paragraphs(one.paragraphs[1:])
    return page(head, HEADER + f"<article><h1>{one.title}</h1>{content}{wall}</article>{related()}" + FOOTER)


def broken_json(one: Article, family: Family) -> str:
    head = (
        f'<title>{one.title} - {family.outlet}</title><script type="application/ld+json">{{"@type": "NewsArticle", "headline": "cut'
        f'</script><meta name="twitter:title" content="{escape(one.title)} - {family.outlet}">'
        f'<meta property="og:site_name" content="{family.outlet}"><meta name="pubdate" content="{one.published.isoformat()}">'
    )
    subheads = paragraphs(one.paragraphs[:3]) + "<h2>What comes next</h2>" + paragraphs(one.paragraphs[3:])
    return page(head, HEADER + f'<div class="article-body"><h1>{one.title}</h1>{subheads}</div>' + FOOTER)


def dated_line(one: Article, family: Family) -> str:
    zone = {-4: "EDT", 0: "GMT", 1: "CET", 8: "HKT"}[int(one.published.utcoffset().total_seconds() // 3600)]  # type: ignore[union-attr]
    line = f"{one.published:%B} {one.published.day}, {one.published.year} {one.published:%I:%M %p} {zone}"
    later = f"{one.modified + dt.timedelta(days=2):%B %d, %Y}"
    body = (
        f'<div class="headline-box"><h1>{one.title}</h1></div><p class="timestamp updated-at">Updated {later}</p>'
        f'<p class="timestamp">Published: {line}</p><div class="copy">{paragraphs(one.paragraphs)}</div>'
    )
    return page(f"<title>{one.title} | {family.outlet}</title>", HEADER + body + related() + FOOTER)


FAMILIES = (
    Family("json-ld", "The Harbour Post", json_ld, "www.harbourpost.example"),
    Family("json-ld-graph", "Karsberg Courier", json_ld_graph, "karsbergcourier.example"),
    Family("open-graph", "Northern Ledger", open_graph, "www.northernledger.example"),
    Family("microdata", "Tollmouth Gazette", microdata, "gazette.example"),
    Family("dublin-core", "Institute Bulletin", dublin_core, "bulletin.example"),
    Family("time-element", "The Quay", time_element, "thequay.example"),
    Family("amp", "Daily Meridian", amp, "www.meridian.example"),
    Family("live-blog", "Morran Live", live_blog, "live.morran.example"),
    Family("state-agency", "Ruritania News Agency", state_agency, "english.rna.example", day_only=True),
    Family("cookie-wall", "Der Beobachter am See", cookie_wall, "beobachter.example"),
    Family("inline-links", "Strelsau Times", inline_links, "www.strelsautimes.example"),
    Family("with-table", "Tariff Watch", with_table, "tariffwatch.example", tuple(" ".join(row) for row in TABLE)),
    Family("press-release", "Office of the Trade Envoy", press_release, "www.envoy.example", ("###",)),
    Family("transcript", "Ministry of External Trade", transcript, "www.met.example"),
    Family("bare-blog", "Ports and Politics", bare_blog, "ports.example", day_only=True),
    Family("corrected-below", "Lake Morran Tribune", corrected_below, "tribune.example", (CORRECTION,)),
    Family("corrected-above", "The Evening Record", corrected_above, "record.example", (CLARIFICATION,)),
    Family("line-breaks", "Commodity Wire", line_breaks, "wire.example"),
    Family("pictures", "Weekend Atlas", pictures, "atlas.example"),
    Family("broken-json", "Global Freight Review", broken_json, "freight.example", ("What comes next",)),
    Family("dated-line", "County Examiner", dated_line, "examiner.example"),
)


def transcript_body(one: Article) -> tuple[str, ...]:
    names = ("Reuters", "Rhea Lindqvist", "AFP", "Rhea Lindqvist", "Bloomberg")
    return tuple(f"{name}: {text}" for name, text in zip(names, one.paragraphs, strict=True))


def pages() -> list[tuple[str, str, str, Expected]]:
    """Name, address, page and what is expected, for each of the pages."""
    found = []
    for at, family in enumerate(FAMILIES):
        for one in articles(at * EACH, EACH):
            expected = family.expected(one)
            if family.name == "transcript":
                expected = Expected(expected.title, expected.published, expected.outlet, transcript_body(one))
            found.append((f"{family.name}-{one.number}", family.url(one), family.template(one, family), expected))
    return found


def main(folder: str) -> None:
    """Write the pages and what is expected of them."""
    for name, url, text, expected in pages():
        base = Path(folder) / name
        base.with_suffix(".html").write_text(text, encoding="utf-8")
        value = {"url": url, "title": expected.title, "published": expected.published, "outlet": expected.outlet}
        base.with_suffix(".json").write_text(
            json.dumps(value | {"body": expected.body}, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main(sys.argv[1])
