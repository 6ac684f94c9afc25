"""How fast web archives and pages are taken in: `python -m bench.ingest`.

The archive is made anew in the manner of a crawl: for each capture a request, a response and a metadata record; of the
responses one in five is a picture, of the pages one in twenty is about the dispute. Pages are about 60 kB, most of it
scripts, styles and menus. Times are processor seconds of one process, least of several rounds, for other work on the
machine only ever adds to them.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.corpus import documents, stream
from detente.desk import Desk
from detente.ingest import Settings, html, warc
from detente.ingest.inputs import Input
from detente.model import Document
from detente.reading.readers import reader
from detente.reading.triage import Gate, profile

CAPTURES = 1500
READ = 40
NO_PAGES = 5
"""One response in so many is a picture."""
SCRIPT = "<script>" + "window.q=window.q||[];function t(e){return q.push([e,Date.now()])};" * 350 + "</script>"
STYLE = "<style>" + ".c-card__title>a:hover{color:#123456;margin:0 1px 2px}" * 250 + "</style>"
MENU = "".join(f'<li><a class="nav__link" href="/section/{n}/">Section {n} of the site</a></li>' for n in range(120))


def page(text: str, number: int) -> str:
    """A page around a text, with menus, a cookie banner and a list of other stories."""
    told = "".join(f"<p>{paragraph}</p>" for paragraph in text.splitlines() if paragraph.strip())
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Story {number} | Harbour Post</title>'
        f'<meta property="og:site_name" content="Harbour Post"><meta property="og:title" content="Story {number}">'
        f'<meta property="article:published_time" content="2025-06-05T09:00:00Z">{SCRIPT}{STYLE}</head><body>'
        f'<header><nav><ul>{MENU}</ul></nav></header><div class="cookie-banner"><p>We use cookies.</p></div>'
        f"<main><article><h1>Story {number}</h1>{told}</article></main><aside class='related'><ul>{MENU}</ul></aside>"
        f"<footer><p>All rights reserved</p></footer></body></html>"
    )


def record(kind: str, url: str, body: bytes, media: str) -> bytes:
    """One record, gzipped, as crawlers write them."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-06-05T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n", compresslevel=6)


def capture(text: str, number: int) -> bytes:
    """The three records of a capture."""
    url = f"https://www.harbourpost.example/{number}"
    kind, body = "text/html; charset=utf-8", page(text, number).encode()
    if number % NO_PAGES == 1:
        kind, body = "image/jpeg", bytes(range(256)) * 100
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    request = b"GET / HTTP/1.1\r\nUser-Agent: crawler\r\nHost: www.harbourpost.example\r\n\r\n"
    return (
        record("request", url, request, "application/http; msgtype=request")
        + record("response", url, http, "application/http; msgtype=response")
        + record("metadata", url, b"fetchTimeMs: 120\r\n", "application/warc-fields")
    )


def archive(count: int) -> bytes:
    return b"".join(capture(text, number) for number, text in enumerate(stream(count)))


def gated(data: bytes) -> int:
    """How many documents about the dispute an archive gives."""
    gate = Gate(profile())
    given = Settings(gate=lambda text: gate.verdict(text).relevant, sift=gate.may_pass)
    found = warc.read(io.BufferedReader(io.BytesIO(data)), Input("bench.warc.gz"), given)
    return sum(isinstance(one, Document) for one in found)


def least(*tasks: Callable[[], object], rounds: int = 3) -> list[float]:
    """The least processor seconds of each task; they take turns."""
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for task, times in zip(tasks, taken, strict=True):
            began = time.process_time()
            task()
            times.append(time.process_time() - began)
    return list(map(min, taken))


def adding(count: int) -> list[float]:
    """Processor seconds to add `count` relevant pages to a new desk, and of those what its reader alone took."""
    pages = [page(document.text, number).encode() for number, document in enumerate(documents(count))]
    reads = reader()
    taken = [html.captured(data, Input(f"{n}.html", None, str(n)), Settings()) for n, data in enumerate(pages)]

    def add() -> None:
        with tempfile.TemporaryDirectory() as folder, Desk.create(Path(folder) / "bench.db") as desk:
            found = (html.captured(data, Input(f"{n}.html", None, str(n)), Settings()) for n, data in enumerate(pages))
            list(desk.add(found, reads))

    return least(add, lambda: [reads.read(document) for document in taken])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--captures", type=int, default=CAPTURES)
    parser.add_argument("--read", type=int, default=READ)
    asked = parser.parse_args()
    write = sys.stdout.write
    data = archive(asked.captures)
    count, (took,) = gated(data), least(lambda: gated(data))
    pages = sum(number % NO_PAGES != 1 for number in range(asked.captures))
    write(f"archive: {asked.captures * 3} records, {pages} of them pages, {len(data) / 1e6:.1f} MB packed\n")
    write(f"gated: {count} documents; {asked.captures * 3 / took:.0f} records/s, {pages / took:.0f} pages/s a core\n")
    added, read = adding(asked.read)
    write(f"adding {asked.read} relevant pages: {read / added:.1%} of the reader's own speed\n")


if __name__ == "__main__":
    main()
