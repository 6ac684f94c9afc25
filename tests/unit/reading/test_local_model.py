"""The model as shipped: it loads, it proposes spans that stand in the text, and no text breaks it."""

from __future__ import annotations

import pytest

from detente.model import Document
from detente.reading.local.model import LocalModel
from detente.reading.local.reader import LocalReader
from detente.reading.sentences import split

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not LocalModel.installed(), reason="the package has no weights of the local model"),
]
STORY = (
    "Canada will raise duties on timber from Norway, Trade Minister Ana Ruiz said on Monday. "
    "“We have no choice,” Ruiz told reporters. Norway accused Canada of breaking its word."
)


@pytest.fixture(scope="module")
def reader() -> LocalReader:
    return LocalReader()


@pytest.mark.parametrize("broad", [False, True])
def test_a_direct_quotation_is_found_with_its_speaker(reader: LocalReader, broad: bool) -> None:
    found = reader.model.propose(STORY, split(STORY), broad=broad).quotes
    direct = next(q for q in found if STORY[slice(*q.content[0])] == "We have no choice")
    assert [STORY[slice(*span)] for span in direct.source] == ["Ruiz"]


def test_a_measure_and_an_accusation_are_found(reader: LocalReader) -> None:
    records = reader.read(Document(id="a", text=STORY, published="2025-03-03")).records
    assert {("measure", "tariff"), ("event", "ACCUSE")} <= {(r.kind, r.type) for r in records}  # type: ignore[attr-defined]


def test_the_same_text_is_read_the_same_twice(reader: LocalReader) -> None:
    document = Document(id="a", text=STORY)
    assert reader.read(document) == reader.read(document)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t\u2028 ", id="space"),
        pytest.param("a" * 100_000, id="one word of 100,000 letters"),
        pytest.param("tariff " * 15_000, id="one sentence of 100,000 characters"),
        pytest.param("\x00\x1f\x7f\u200b said \x1d", id="control characters"),
        pytest.param("He said \ud800\udc00 \udfff “no\ud800”.", id="lone surrogates"),
        pytest.param("“" * 500 + " he said", id="marks without end"),
        pytest.param("관세 关税 الرسوم தீர்வை 😀" * 50, id="other scripts"),
        pytest.param("İ" * 300 + " he said ß ﬁ Ǆ", id="letters that grow when lowered"),
    ],
)
@pytest.mark.parametrize("broad", [False, True])
def test_any_text_is_read(reader: LocalReader, text: str, broad: bool) -> None:
    found = reader.model.propose(text, split(text), broad=broad)
    spans = [s for q in found.quotes for s in (*q.content, *q.source, *q.cue)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
