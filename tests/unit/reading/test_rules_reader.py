"""The rules reader from end to end, the registry of readers, and reading many documents."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.model import Document, DocumentRef, ReaderInfo, Reading
from detente.reading import readers
from detente.reading.processes import read_all
from detente.reading.rules import RulesReader

TEXT = (
    "“We will answer in kind,” Lin Jian, a spokesman for the Chinese foreign ministry, said on Tuesday. "
    "The United States raised its tariff on Chinese steel to 50 percent on Wednesday."
)


def test_two_sentences_give_a_quote_with_its_speaker_and_a_measure_each_word_for_word() -> None:
    document = Document(id="d", text=TEXT, published="2025-06-05")
    reading = RulesReader().read(document)
    reading.check(TEXT)
    (quote,) = reading.quotes
    assert quote.speaker is not None
    assert (quote.kind, quote.speaker.name) == ("direct", "Lin Jian")
    assert {"tariff"} <= {record.type for record in reading.records}
    assert reading.document == DocumentRef.of(document, "en")
    assert reading.reader.name == "rules"


@pytest.mark.parametrize(("text", "language"), [("商务部星期二表示将采取反制措施。", None), (TEXT, "fr")])
def test_what_is_not_english_is_left_unread_and_says_so(text: str, language: str | None) -> None:
    reading = RulesReader().read(Document(id="d", text=text, language=language))
    assert (reading.document.language, reading.mentions, reading.quotes, reading.records) == (
        language or "zh",
        (),
        (),
        (),
    )


PIECES = st.sampled_from(
    ["“", "”", '"', "\n", "\n\n", " said ", ". ", ", ", "Xi Jinping", "The U.S.", "China", " will impose", " a tariff",
     " of 25%", "$3bn", " on Tuesday", "’s", "that ", "not ", "ﬁ", "\u2028", "é", "😀", "\x00", "(", "—"]
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
@example("")
@example(" \n")
def test_no_text_raises_and_every_span_is_word_for_word(text: str) -> None:
    RulesReader().read(Document(id="d", text=text, published="2025-06-05")).check(text)


class Echo:
    """Reads nothing."""

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        return Reading(document=DocumentRef.of(document, "en"), reader=ReaderInfo(name="echo", version="1"))


class Lacking(Echo):
    """A reader without its weights."""

    @staticmethod
    def installed() -> bool:
        return False


@pytest.fixture
def two_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = (readers.ReaderKind("lacking", "a:Lacking", "x"), readers.ReaderKind("echo", "a:Echo", "y"))
    monkeypatch.setattr(readers, "READERS", kinds)
    monkeypatch.setattr(readers, "load", lambda kind: {"lacking": Lacking, "echo": Echo}[kind.name])


@pytest.mark.usefixtures("two_readers")
def test_the_best_reader_that_is_installed_is_chosen() -> None:
    assert readers.chosen().name == "echo"
    assert isinstance(readers.reader("echo"), Echo)


@pytest.mark.usefixtures("two_readers")
@pytest.mark.parametrize(
    ("name", "said"), [("lacking", "lacks its weights"), ("psychic", "choose one of lacking, echo")]
)
def test_a_reader_that_is_not_there_is_wrong_use(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        readers.reader(name)


@pytest.mark.usefixtures("two_readers")
def test_documents_are_read_one_at_a_time_as_they_are_asked_for() -> None:
    taken = []

    def documents():  # type: ignore[no-untyped-def]
        for number in range(3):
            taken.append(number)
            yield Document(id=str(number), text="x")

    reading = read_all(documents(), reader="echo")
    assert next(iter(reading))[0].id == "0"
    assert taken == [0]
