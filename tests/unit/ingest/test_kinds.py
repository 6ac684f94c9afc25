"""Every kind of file, each with a saved one and what is expected of it; and files made to do harm."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import zipfile
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.ingest import Settings, documents
from detente.ingest.dates import when
from detente.ingest.inputs import Input
from detente.ingest.kinds import MODULES, load
from detente.linking.outlets import tags
from detente.model import Captured, Document
from detente.reading.page_reader import page_of
from detente.reading.quotes.turns import turns
from detente.reading.triage import Gate, profile

SAVED = Path(__file__).parent / "saved"
EXPECTED = json.loads((SAVED / "expected.json").read_text(encoding="utf-8"))
WITH_ORIGINAL = (".html", ".pdf", ".docx", ".eml", ".mbox", ".warc.gz", ".wacz")
SPEC = importlib.util.spec_from_file_location("make_saved", SAVED / "make.py")
assert SPEC is not None
assert SPEC.loader is not None
make = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(make)


def row(found: Document | InputError, name: str) -> dict[str, str]:
    if isinstance(found, InputError):
        return {"error": str(found).replace(str(SAVED / name), name)}
    return {field: value for field in Document.__struct_fields__ if (value := getattr(found, field)) is not None}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_saved_file_gives_what_is_expected_of_it(name: str) -> None:
    assert [row(found, name) for found in documents([str(SAVED / name)])] == EXPECTED[name]


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.endswith(WITH_ORIGINAL)])
def test_what_is_no_text_comes_with_its_original(name: str) -> None:
    found = [one for one in documents([str(SAVED / name)]) if isinstance(one, Document)]
    assert all(isinstance(one, Captured) and one.original.data for one in found)
    if name.endswith((".html", ".pdf", ".docx", ".eml")):
        assert [one.original.data for one in found if isinstance(one, Captured)] == [(SAVED / name).read_bytes()]


@pytest.mark.parametrize("name", ["report.pdf", "captures.warc.gz", "letters.mbox", "truth.json"])
def test_the_kind_is_known_by_the_first_bytes_where_a_file_has_no_suffix(tmp_path: Path, name: str) -> None:
    bare = tmp_path / "download"
    bare.write_bytes((SAVED / name).read_bytes())
    texts = [one.text for one in documents([str(bare)]) if isinstance(one, Document)]
    assert texts == [expected["text"] for expected in EXPECTED[name] if "text" in expected]


def test_a_press_conference_is_cut_into_turns_by_the_reader() -> None:
    (found,) = documents([str(SAVED / "briefing.html")])
    assert isinstance(found, Document)
    text = found.text
    speakers = [text[slice(*turn.source)] for turn in turns(page_of(found))]
    assert speakers == ["Reuters", "Ada Moreau", "AFP", "Ada Moreau", "Bloomberg", "Ada Moreau"]
    assert "a word about pork" in text.splitlines()[4]


def test_a_byline_tells_whose_copy_a_page_is() -> None:
    assert tags(Document(id="a", text="The quota stays.", byline="Ann Lee, Associated Press")) == ("Associated Press",)
    assert tags(Document(id="a", text="The quota stays.", byline="Ann Lee")) == ()


def test_a_gate_keeps_pages_of_an_archive_out() -> None:
    path = SAVED / "captures.warc.gz"
    assert len(list(documents([str(path)], Settings(gate=lambda text: "Quota again" in text or "again" in text)))) <= 2
    assert list(documents([str(path)], Settings(gate=lambda text: "kangaroo" in text))) == []


def one(tmp_path: Path, name: str, data: bytes, given: Settings | None = None) -> Document | InputError:
    path = tmp_path / name
    path.write_bytes(data)
    (found,) = documents([str(path)], given)
    return found


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(make.pdf(make.LINES)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word_with(document: str) -> bytes:
    """A Word file whose main part is replaced."""
    files = {}
    with zipfile.ZipFile(io.BytesIO(make.word())) as found:
        files = {name: found.read(name) for name in found.namelist()}
    return make.zipped(files | {"word/document.xml": document.encode()})


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as found:
        found.writestr("word/document.xml", b"\0" * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", encrypted(), "encrypted PDF"),
        ("a.pdf", make.pdf(((),)), "without text"),
        ("a.pdf", b"%PDF-1.4 and nothing more", "damaged PDF"),
        ("a.docx", bomb(), "unpack to 30 MB"),
        ("a.docx", b"PK\x03\x04 no more", "damaged archive"),
        ("a.docx", make.zipped({"x": b"y"}), "damaged Word file"),
        ("a.docx", word_with("<w:document"), "damaged Word file"),
        ("a.wacz", make.zipped({"x": b"y"}), "without WARC files"),
        ("a.warc", b"", "empty"),
        ("a.warc", b"no archive at all", "archive"),
        ("a.warc", gzip.compress(b"WARC/1.0\r\n"), "without a captured page"),
        ("a.warc.gz", make.record("http://a.example/", b"\0" * 3_000_000, packed=True), "unpacks to more than"),
        ("a.eml", b"\r\n\r\nno header", "no header"),
        ("a.csv", b"name,size\na,1\n", "no column of texts"),
        ("a.csv", b"text\n\x00\n", "binary"),
        ("a.csv", b"text\n\xff\n", "not utf-8"),
        ("a.json", b"[1, 2", "broken JSON"),
        ("a.json", b"7", "no array"),
        ("a.json", b"[" * 100_000, "cannot be read"),
        ("a.html", b"<html></html>", "no article"),
    ],
)
def test_what_cannot_be_taken_in_is_named_with_a_remedy(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    found = one(tmp_path, name, data, Settings(limit=1_000_000))
    assert isinstance(found, InputError)
    assert words in str(found)
    assert str(found).startswith(str(tmp_path / name))


def test_no_entity_of_a_word_file_reaches_outside_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    document = (
        f'<!DOCTYPE w:document [<!ENTITY s SYSTEM "file://{secret}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>Seen: &s;.</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "the secret" not in str(one(tmp_path, "a.docx", word_with(document)))


def test_no_entity_of_a_page_reaches_outside_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    page = (
        f'<!DOCTYPE html [<!ENTITY s SYSTEM "file://{secret}">]><html><body><p>Seen: &s; {"and more of it " * 30}</p>'
    )
    assert "the secret" not in str(one(tmp_path, "a.html", page.encode()))


def test_names_within_an_archive_are_never_written_to(tmp_path: Path) -> None:
    data = make.zipped({"../../outside.warc.gz": make.warc()})
    path = tmp_path / "in" / "a.wacz"
    path.parent.mkdir()
    path.write_bytes(data)
    assert all(isinstance(found, Captured) for found in documents([str(path)]))
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.wacz"]


def test_a_page_that_was_cut_short_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(make.warc()[:-400])
    *_, last = documents([str(path)])
    assert isinstance(last, InputError | Document)


def of_kind(name: str) -> str:
    return MODULES[".warc.gz" if name.endswith(".warc.gz") else Path(name).suffix]


@pytest.mark.parametrize("name", list(EXPECTED))
@settings(max_examples=8)
@given(data=st.data())
def test_no_bytes_raise_anything(name: str, data: st.DataObject) -> None:
    whole = (SAVED / name).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = min(len(whole), start + data.draw(st.integers(0, 400)))
    changed = whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:]
    stream = io.BufferedReader(io.BytesIO(changed))
    for found in load(of_kind(name))(stream, Input(name, None, "x"), Settings(limit=1_000_000)):
        assert isinstance(found, Document | InputError)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2025-06-05", "2025-06-05"),
        ("2025-06", "2025-06"),
        ("2025-06-05T14:30:00+0800", "2025-06-05T14:30:00+08:00"),
        ("2025-06-05 14:30:21 +0800", "2025-06-05T14:30:21+08:00"),
        ("2025-06-05T14:30:00.123Z", "2025-06-05T14:30:00+00:00"),
        ("Thu, 05 Jun 2025 14:30:00 +0800", "2025-06-05T14:30:00+08:00"),
        ("Thu Jun 05 13:07:45 +0000 2025", "2025-06-05T13:07:45+00:00"),
        ("Published: June 5, 2025 2:30 p.m. EDT", "2025-06-05T14:30:00-04:00"),
        ("5 June 2025, 12:05 AM GMT", "2025-06-05T00:05:00+00:00"),
        ("June 5th, 2025 at 2:30 PM CST", "2025-06-05"),
        ("June 5, 2025 14:30", "2025-06-05"),
        ("2025年6月5日", "2025-06-05"),
        ("2025/6/5", "2025-06-05"),
        ("June 31, 2025", None),
        ("5/6/2025", None),
        ("sometime in June", None),
        ("", None),
    ],
)
def test_dates_in_the_forms_that_files_have(words: str, expected: str | None) -> None:
    assert when(words) == expected


@given(st.text(max_size=60))
def test_no_text_raises_as_a_date(words: str) -> None:
    found = when(words)
    assert found is None or found[:4].isdigit()


def test_no_page_that_passes_is_sifted_out() -> None:
    gate = Gate(profile())
    page = b"<p>CHINA and the <b>United\n States</b> talk of rare\tearths.</p><script>%s</script>"
    assert gate.may_pass(page)
    assert not gate.may_pass(b"<script>china united states tariff</script><p>Cheese from the valley.</p>")
    assert gate.may_pass("Cheese".encode("utf-16"))
    path = SAVED / "captures.warc.gz"
    assert list(documents([str(path)], Settings(sift=lambda page: b"kangaroo" in page))) == []
