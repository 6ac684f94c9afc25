"""Which language a document is in, so that what is not English stays unread."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Document
from detente.reading.language import detect, is_english, language_of

TEXTS = [
    ("en", "The two ministers met on Tuesday and said that they would keep the tariffs in place for a month. " * 2),
    ("en", "Tariffs up again"),
    ("en", ""),
    ("de", "Die beiden Minister trafen sich am Dienstag und sagten, dass die Zölle nach einem Monat nicht enden. " * 2),
    ("fr", "Les deux ministres se sont vus mardi et ont dit que les droits de douane sont là pour un mois. " * 2),
    ("es", "Los dos ministros se vieron el martes y dijeron que los aranceles se quedan por un mes más. " * 2),
    ("zh", "两国部长星期二举行会谈，并表示关税将再维持一个月。"),
    ("ja", "両国の大臣は火曜日に会談し、関税をもう一か月続けると述べた。"),
    ("ko", "양국 장관은 화요일에 만나 관세를 한 달 더 유지하겠다고 말했다."),
    ("ru", "Министры двух стран встретились во вторник и заявили, что пошлины сохранятся ещё месяц."),
    ("uk", "Міністри двох країн зустрілися у вівторок і заявили, що мита збережуться ще місяць."),
    ("ar", "التقى وزيرا البلدين يوم الثلاثاء وقالا إن الرسوم الجمركية ستبقى شهرا آخر"),
    ("und", "Zorvath klemmik ustrubaal pennoqui varrel " * 10),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_language_is_told_by_its_script_or_its_commonest_words(language: str, text: str) -> None:
    assert detect(text) == language


def test_a_chinese_name_in_an_english_text_does_not_make_it_chinese() -> None:
    assert detect("The ministry, known as 商务部, said on Monday that it would look into the case. " * 3) == "en"


def test_a_language_that_is_given_counts() -> None:
    assert language_of(Document(id="a", text="The ministers met.", language="de")) == "de"


@pytest.mark.parametrize(("language", "english"), [("en", True), ("EN-gb", True), ("English", True), ("enm", False)])
def test_english_is_known_however_it_is_written(language: str, english: bool) -> None:
    assert is_english(language) is english


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    assert detect(text)
