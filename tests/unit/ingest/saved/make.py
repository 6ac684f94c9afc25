"""Makes the saved files that are not text: `python make.py` beside them. Their contents are made up."""

# ruff: noqa: E501 - templates read better unbroken

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path

import docx

HERE = Path(__file__).parent
LINES = (
    ("Trade Office - Report 12", "The timber quota is kept at forty thousand tonnes until the", "end of the year, with a re-",
     "view in Septem-", "ber.", "1"),
    ("Trade Office - Report 12", "Pork is not covered by the quota.", "2"),
    ("Trade Office - Report 12", "Both sides may ask for a meeting at thirty days notice.", "3"),
)  # fmt: skip
PAGE = (
    "<html><head><title>Quota kept | Harbour Post</title><meta property='article:published_time' "
    "content='2025-06-05T09:00:00+02:00'><meta property='og:site_name' content='Harbour Post'></head><body><article>"
    "<h1>Quota kept</h1><p>The quota for timber is kept until the end of the year, the trade office in Karsberg said on "
    "Thursday, and a review is to begin in September.</p><p>Exporters had asked for twice as much and were given a "
    "hearing, a letter of thanks and a table of last year's figures.</p></article></body></html>"
)


def pdf(
    pages: tuple[tuple[str, ...], ...],
    info: str = "/Title (Quota report) /Author (Trade Office) /CreationDate (D:20250605143000+02'00')",
) -> bytes:
    """A PDF with a line of text for each string."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        content = "BT /F1 12 Tf 72 760 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n".encode()
    return (
        out
        + f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def record(
    url: str, body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", packed: bool = False
) -> bytes:
    """A WARC record of a response, gzipped as archives have them."""
    body = gzip.compress(body, mtime=0) if packed else body
    coding = "Content-Encoding: gzip\r\n" if packed else ""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-06-07T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(url):012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def warc() -> bytes:
    """An archive of four captures, two of which are pages that were there."""
    other = PAGE.replace("Quota kept", "Quota again").replace("2025-06-05", "2025-06-06")
    return b"".join(
        (
            record("https://www.harbourpost.example/quota", PAGE.encode(), packed=True),
            record("https://www.harbourpost.example/logo.png", b"\x89PNG" + b"\0" * 300, kind="image/png"),
            record("https://www.harbourpost.example/gone", b"<p>Gone</p>" * 40, status="404 Not Found"),
            record("https://www.harbourpost.example/again", other.encode()),
        )
    )


def word() -> bytes:
    """A Word file with paragraphs and a table."""
    found = docx.Document()
    found.core_properties.title, found.core_properties.author = "Note on pork", "Trade Office"
    found.core_properties.modified = dt.datetime(2025, 6, 5, 14, 30)
    found.add_paragraph("Pork is not covered by the quota.")
    table = found.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Duty on pork", "25 percent"
    found.add_paragraph("“It never was,” the office said.")
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as found:
        for name, data in files.items():
            found.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


if __name__ == "__main__":
    (HERE / "report.pdf").write_bytes(pdf(LINES))
    (HERE / "note.docx").write_bytes(word())
    (HERE / "captures.warc.gz").write_bytes(warc())
    (HERE / "captures.wacz").write_bytes(zipped({"archive/data.warc.gz": warc(), "datapackage.json": b"{}"}))
