"""JSON Lines: good lines are kept exactly, bad ones are named with their place and the remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import DocumentInvalid, EncodingInvalid, InputError
from detente.ingest import Settings, documents
from detente.model import Document

GOOD = '{"id": "a", "text": "Ministers met."}'
OTHER = GOOD.replace("a", "c", 1)


def taken(path: Path, content: bytes | str, **settings: object) -> list[Document | InputError]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(documents([str(path)], Settings(**settings)))  # type: ignore[arg-type]


BAD_LINES = [
    ("broken JSON", '{"id": "b", "text": ', DocumentInvalid, ["broken JSON at column", "mend or remove"]),
    ("a control character", '{"id": "b", "text": "x\x01"}', DocumentInvalid, ["(Invalid control character);"]),
    ("an array", '["b"]', DocumentInvalid, ["no object", '{"id": ..., "text": ...}']),
    ("no text", '{"id": "b"}', DocumentInvalid, ["no 'text'", '"text": "..."']),
    ("null text", '{"id": "b", "text": null}', DocumentInvalid, ["no 'text'"]),
    ("blank text", '{"id": "b", "text": " \\n "}', DocumentInvalid, ["'text' is empty"]),
    ("text that is a list", '{"id": "b", "text": ["x"]}', DocumentInvalid, ["'text' is list", "no string"]),
    ("an id that is a number", '{"id": 7, "text": "x"}', DocumentInvalid, ["'id' is int 7", "in quotes"]),
    ("no id", '{"text": "x"}', DocumentInvalid, ["no 'id'"]),
    ("a title that is a number", '{"id": "b", "text": "x", "title": 3}', DocumentInvalid, ["'title' is int 3"]),
    ("a date in words", '{"id": "b", "text": "x", "published": "June 5"}', DocumentInvalid, ["'June 5'", "2025-06-05"]),
    ("the 30th of February", '{"id": "b", "text": "x", "published": "2025-02-30"}', DocumentInvalid, ["2025-02-30"]),
    ("no time of day", '{"id": "b", "text": "x", "published": "2025-02-03T99"}', DocumentInvalid, ["2025-02-03T99"]),
    ("a lone surrogate", '{"id": "b", "text": "x\\ud800y"}', DocumentInvalid, ["U+D800 at 1", "U+FFFD"]),
    ("deep nesting", "[" * 100_000, DocumentInvalid, ["cannot be read", "mend or remove"]),
]


@pytest.mark.parametrize(("line", "kind", "words"), [c[1:] for c in BAD_LINES], ids=[c[0] for c in BAD_LINES])
def test_a_bad_line_is_named_by_file_and_line_and_the_others_are_kept(
    tmp_path: Path, line: str, kind: type[InputError], words: list[str]
) -> None:
    path = tmp_path / "news.jsonl"
    first, bad, last = taken(path, f"{GOOD}\n{line}\n{OTHER}\n")
    assert (first.id, last.id) == ("a", "c")  # type: ignore[union-attr]
    assert isinstance(bad, kind)
    for word in (f"{path}:2: ", *words):
        assert word in str(bad)


@pytest.mark.parametrize("content", [b"PK\x03\x04\0\0\n\n\xff\n", b"\x89PNG\r\n\x1a\n\0\0\0\n\xff\xfe\n", b"\0" * 9000])
def test_a_binary_file_is_one_error(tmp_path: Path, content: bytes) -> None:
    (error,) = taken(tmp_path / "x.jsonl", content)
    assert isinstance(error, EncodingInvalid)
    assert "x.jsonl: a binary file" in str(error)


def test_a_line_with_a_nul_byte_does_not_cost_the_others(tmp_path: Path) -> None:
    error, document = taken(tmp_path / "x.jsonl", b'{"id": "b", "text": "\0"}\n' + GOOD.encode())
    assert isinstance(error, DocumentInvalid)
    assert isinstance(document, Document)


def test_the_seventh_of_ten_lines_is_broken_and_nine_documents_come(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": "x"}) for n in range(1, 11)]
    lines[6] = lines[6][:-5]
    found = taken(tmp_path / "ten.jsonl", "\n".join(lines))
    assert [d.id for d in found if isinstance(d, Document)] == ["1", "2", "3", "4", "5", "6", "8", "9", "10"]
    assert "ten.jsonl:7: " in str(found[6])


def test_bytes_that_are_no_utf8_spoil_their_line_only(tmp_path: Path) -> None:
    bad = '{"id": "b", "text": "café"}'.encode("latin-1")
    first, error, last = taken(tmp_path / "x.jsonl", GOOD.encode() + b"\n" + bad + b"\n" + GOOD.encode())
    assert isinstance(error, EncodingInvalid)
    assert "x.jsonl:2: " in str(error)
    assert "--encoding" in str(error)
    assert first == last


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    (found,) = taken(tmp_path / "x.jsonl", '{"id": "a", "text": "Zölle 关税"}'.encode(encoding))
    assert isinstance(found, Document)
    assert found.text == "Zölle 关税"


def test_a_declared_encoding_counts(tmp_path: Path) -> None:
    (found,) = taken(tmp_path / "x.jsonl", '{"id": "a", "text": "“café”"}'.encode("cp1252"), encoding="cp1252")
    assert isinstance(found, Document)
    assert found.text == "“café”"


def test_a_line_beyond_the_limit_is_passed_over_without_being_held(tmp_path: Path) -> None:
    long = json.dumps({"id": "b", "text": "x" * 5000})
    first, error, last = taken(tmp_path / "x.jsonl", f"{GOOD}\n{long}\n{GOOD}\n", limit=100)
    assert "x.jsonl:2: a line longer than 0.0001 MB" in str(error)
    assert first == last


def test_blank_lines_and_unknown_fields_are_passed(tmp_path: Path) -> None:
    (found,) = taken(tmp_path / "x.jsonl", '\n  \n{"id": "a", "text": "x", "pair": {"k": 1}}\r\n\n')
    assert found == Document(id="a", text="x")


def test_empty_strings_are_no_values_and_a_time_is_kept_as_given(tmp_path: Path) -> None:
    line = '{"id": "a", "text": "x", "outlet": "", "published": "2025-06-05T14:30:00Z"}'
    (found,) = taken(tmp_path / "x.jsonl", line)
    assert found == Document(id="a", text="x", published="2025-06-05T14:30:00Z")


def test_a_declared_date_dates_only_documents_without_one(tmp_path: Path) -> None:
    lines = f'{GOOD}\n{{"id": "b", "text": "x", "published": "2024-01"}}'
    found = taken(tmp_path / "x.jsonl", lines, published="2025-06-05")
    assert [d.published for d in found if isinstance(d, Document)] == ["2025-06-05", "2024-01"]


whole_text = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: bool(text.strip()))


@settings(max_examples=40, deadline=None)
@given(text=whole_text, ascii_only=st.booleans())
def test_any_text_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, text: str, ascii_only: bool
) -> None:
    path = tmp_path_factory.mktemp("law") / "x.jsonl"
    (found,) = taken(path, json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only))
    assert isinstance(found, Document)
    assert found.text == text


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("law") / "x.jsonl"
    for found in taken(path, content):
        assert isinstance(found, InputError) or found.text
