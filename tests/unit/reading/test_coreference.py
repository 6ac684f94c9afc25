"""Who the words at a span mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.coreference import Resolver
from detente.reading.mentions import find
from detente.reading.sentences import split


def resolver(text, published="2019-05-05"):
    sentences = split(text)
    return Resolver(text, sentences, find(text, sentences, published), published)


def meant(text, words, nth=-1):
    """The mention that the last (or `nth`) occurrence of `words` resolves to."""
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    start = starts[nth]
    return resolver(text).resolve(start, start + len(words))


NAMES = [
    (
        "the person before the place",
        "So Sen. Chuck Grassley, R-Iowa, said.",
        "Sen. Chuck Grassley, R-Iowa",
        "Chuck Grassley",
    ),
    (
        "the person before the employer",
        "Ann Doyle, head of the Danish Herring Association, spoke.",
        "Ann Doyle, head of the Danish Herring Association",
        "Ann Doyle",
    ),
    ("the person after the employer", "Then Apple’s Tim Cook spoke.", "Apple’s Tim Cook", "Tim Cook"),
    (
        "the adviser and not the president",
        "Then Trump’s adviser Larry Kudlow spoke.",
        "Trump’s adviser Larry Kudlow",
        "Larry Kudlow",
    ),
    (
        "the spokesman named after a comma",
        "A Chinese spokesman, Geng Shuang, spoke.",
        "A Chinese spokesman, Geng Shuang",
        "Geng Shuang",
    ),
    ("those joined by and", "Then Mexico and Canada agreed.", "Mexico and Canada", "Mexico and Canada"),
    ("the example and not the class", "Ask economists such as Ann Doyle.", "economists such as Ann Doyle", "Ann Doyle"),
    ("the outlet behind a report", "So a Bloomberg report said.", "a Bloomberg report", "Bloomberg"),
    ("a capital that makes up the span is its government", "Talks were held in Beijing.", "Beijing", "China"),
]


@pytest.mark.parametrize(("text", "words", "name"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_the_head_of_a_span(text, words, name):
    assert meant(text, words).name == name


UNNAMED = [
    (
        "who speaks for a minister is not the minister",
        "A spokesman for German Chancellor Angela Merkel spoke.",
        "A spokesman for German Chancellor Angela Merkel",
        "DEU",
    ),
    (
        "who speaks for a ministry is not the ministry",
        "A spokesperson for the Chinese Commerce Ministry spoke.",
        "A spokesperson for the Chinese Commerce Ministry",
        "CHN",
    ),
    ("exporters of a state are not the state", "Then Chinese exporters spoke.", "Chinese exporters", "CHN"),
    ("some of a party are not the party", "Then some Republicans spoke.", "some Republicans", "USA"),
]


@pytest.mark.parametrize(
    ("text", "words", "country"), [case[1:] for case in UNNAMED], ids=[case[0] for case in UNNAMED]
)
def test_descriptions_keep_their_words(text, words, country):
    mention = meant(text, words)
    assert (mention.name, mention.kind, mention.country) == (words, "unnamed", country)


PRONOUNS = [
    (
        "he is the man who spoke last",
        "Wilbur Ross met Theresa May. Ross said no. “Never,” he said.",
        " he ",
        "Wilbur Ross",
    ),
    (
        "she is the woman, however far",
        "Theresa May met Wilbur Ross. Ross left. “Never,” she said.",
        " she ",
        "Theresa May",
    ),
    ("he is not whom the quotation is about", "Larry Kudlow spoke. “Putin is wrong,” he said.", " he ", "Larry Kudlow"),
    ("it is the state", "China replied on Monday. “No,” it said.", " it ", "China"),
    (
        "they are the several",
        "Two people familiar with the matter spoke of Ann Doyle. No, they said.",
        " they ",
        "Two people familiar with the matter",
    ),
    ("I is who speaks the quotation", "“I will go,” Wilbur Ross said.", "I", "Wilbur Ross"),
    (
        "the statement is whose it was",
        "The White House issued a statement. The statement called it wrong.",
        "The statement",
        "White House",
    ),
    (
        "her spokesman is named for her",
        "Theresa May spoke. Later her spokesman left.",
        "her spokesman",
        "Theresa May's spokesman",
    ),
    (
        "a spokesman named further down",
        "A Chinese spokesman refused. “No,” spokesman Geng Shuang said.",
        "A Chinese spokesman",
        "Geng Shuang",
    ),
]


@pytest.mark.parametrize(("text", "words", "name"), [case[1:] for case in PRONOUNS], ids=[case[0] for case in PRONOUNS])
def test_what_points_back(text, words, name):
    assert meant(text, words).name == name


def test_a_pronoun_without_antecedent_means_nobody():
    assert meant("He left.", "He") is None


def test_the_span_keeps_its_own_offsets_and_words():
    mention = meant("Wilbur Ross spoke. No, he said.", "he")
    assert (mention.text, mention.kind, mention.country) == ("he", "person", "USA")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Ann Doyle", "person"), ("Reuters", "outlet"), ("some people", "unnamed")],
    ids=["of the document", "of the gazetteer", "unknown"],
)
def test_the_kind_of_a_name(name, kind):
    assert resolver("Ann Doyle spoke.").kind_of(name) == kind


PIECES = st.sampled_from(
    [
        "he",
        "they",
        "it",
        "we",
        "I",
        "Donald Trump",
        "said",
        "“",
        "”",
        "a spokesman for",
        "China",
        "'s",
        "the statement",
        ".",
        "\n",
        "and",
        "her aide",
    ]
)


@settings(max_examples=50, deadline=None)
@given(
    st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=15).map(" ".join)),
    st.integers(-5, 90),
    st.integers(-5, 90),
)
def test_any_span_of_any_text_resolves_within_itself_or_not_at_all(text, start, end):
    mention = resolver(text).resolve(start, end)
    assert mention is None or (
        max(0, start) <= mention.start < mention.end <= end and text[mention.start : mention.end] == mention.text
    )
