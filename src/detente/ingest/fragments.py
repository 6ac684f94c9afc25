"""Pieces of HTML within feeds -> plain text. Nothing of the markup is kept, so none of it can be run."""

from __future__ import annotations

import re

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td",
        "th", "tr", "ul",
    )
)  # fmt: skip
DROPPED = ("script", "style", "template", "noscript", "iframe", "object", "svg")
MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:\w+|#\w+);")
SPACE = re.compile(r"[^\S\n]+")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def plain(html: str) -> str:
    """The text of a piece of HTML, a paragraph a line; text without markup stays as it is but for its white space."""
    text = text_of(html) if MARKUP.search(html) else html
    lines = (SPACE.sub(" ", line).strip() for line in CONTROLS.sub("", text.replace("\r\n", "\n")).split("\n"))
    return "\n".join(line for line in lines if line)


def text_of(html: str) -> str:
    """The text of the elements, blocks on lines of their own."""
    import lxml.etree  # noqa: PLC0415 - takes long to load
    import lxml.html  # noqa: PLC0415

    try:
        tree = lxml.html.fragment_fromstring(CONTROLS.sub("", html), create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return re.sub(r"<[^>]*>?", " ", html)
    lxml.etree.strip_elements(tree, *DROPPED, lxml.etree.Comment, with_tail=False)
    for element in tree.iter():
        if element.tag in BLOCKS:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
    return str(tree.text_content())
