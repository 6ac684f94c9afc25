"""Who is named or described where."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.mentions import find
from detente.reading.page import Sentence
from detente.vocabulary import rows


def mentions(text, published="2018-09-01"):
    return find(text, (Sentence(0, len(text), 0),), published)


def told(text, words, published="2018-09-01"):
    """(name, kind, country) of the mention whose text is `words`."""
    found = [m for m in mentions(text, published) if m.text == words]
    assert found, [(m.text, m.name) for m in mentions(text, published)]
    return found[0].name, found[0].kind, found[0].country


NAMED = [
    (
        "a title belongs to the mention",
        "Today President Donald Trump spoke.",
        "President Donald Trump",
        ("Donald Trump", "person", "USA"),
    ),
    (
        "a well-known surname needs no introduction",
        "Then Lighthizer left.",
        "Lighthizer",
        ("Robert Lighthizer", "person", "USA"),
    ),
    (
        "typographic marks and accents do not matter",
        "So López Obrador’s team left.",
        "López Obrador",
        ("Andrés Manuel López Obrador", "person", "MEX"),
    ),
    ("a state is its government", "Today China agreed.", "China", ("China", "government", "CHN")),
    ("an adjective means the state", "They tax Mexican steel.", "Mexican", ("Mexico", "government", "MEX")),
    (
        "a government is its state",
        "Yesterday the Iranian government refused.",
        "the Iranian government",
        ("Iran", "government", "IRN"),
    ),
    ("a capital that acts is the government", "On Friday Beijing hit back.", "Beijing", ("China", "government", "CHN")),
    ("a capital somebody is in is a place", "They met in Beijing.", "Beijing", ("Beijing", "place", "CHN")),
    (
        "a possessive ministry is named for its state",
        "China’s Ministry of Commerce replied.",
        "China’s Ministry of Commerce",
        ("China Ministry of Commerce", "government", "CHN"),
    ),
    (
        "a ministry that no list holds gets the same shape",
        "The Brazilian energy ministry replied.",
        "Brazilian energy ministry",
        ("Brazil Ministry of Energy", "government", "BRA"),
    ),
    ("an outlet", "So Xinhua reported.", "Xinhua", ("Xinhua News Agency", "outlet", "CHN")),
    (
        "an international body has no country",
        "Ask the WTO about it.",
        "WTO",
        ("World Trade Organization", "organisation", None),
    ),
    ("a company", "Then Huawei sued.", "Huawei", ("Huawei", "organisation", "CHN")),
    (
        "a Korean name written with a hyphen",
        "Then Kim Jong-un replied.",
        "Kim Jong-un",
        ("Kim Jong Un", "person", "PRK"),
    ),
    (
        "a middle initial hides nobody",
        "Then John Q. Bolton replied.",
        "John Q. Bolton",
        ("John Bolton", "person", "USA"),
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED])
def test_known_names(text, words, expected):
    assert told(text, words) == expected


GUESSED = [
    (
        "a title and a state vouch for a person",
        "Norwegian Trade Minister Kjell Brattvik agreed.",
        "Norwegian Trade Minister Kjell Brattvik",
        ("Kjell Brattvik", "person", "NOR"),
    ),
    (
        "a first name vouches for a person",
        "Later Susan Trelawney agreed.",
        "Susan Trelawney",
        ("Susan Trelawney", "person", None),
    ),
    (
        "a Chinese name is known by its syllables",
        "Later Wei Guohong agreed.",
        "Wei Guohong",
        ("Wei Guohong", "person", "CHN"),
    ),
    (
        "an apposition vouches for a person and tells the country",
        "Olumide Akindele, a senator from Nigeria, agreed.",
        "Olumide Akindele",
        ("Olumide Akindele", "person", "NGA"),
    ),
    (
        "a party and a state make an American",
        "Rep. Tyrell Quimby (R-Iowa) agreed.",
        "Rep. Tyrell Quimby",
        ("Tyrell Quimby", "person", "USA"),
    ),
    (
        "a speech verb vouches for a person",
        "“No,” said Zebulon Quartermaine.",
        "Zebulon Quartermaine",
        ("Zebulon Quartermaine", "person", None),
    ),
    (
        "an association by its head noun",
        "Ask the Danish Herring Association.",
        "Danish Herring Association",
        ("Danish Herring Association", "organisation", "DNK"),
    ),
    (
        "a university opened by its head",
        "Ask the University of Bergen.",
        "University of Bergen",
        ("University of Bergen", "organisation", None),
    ),
]


@pytest.mark.parametrize(
    ("text", "words", "expected"), [case[1:] for case in GUESSED], ids=[case[0] for case in GUESSED]
)
def test_names_that_no_list_holds(text, words, expected):
    assert told(text, words) == expected


LATER = [
    (
        "a new name keeps its accents",
        "Later Susan Trélawney left.",
        "Susan Trélawney",
        "Susan Trélawney",
    ),
    ("a surname after the whole name", "Susan Trelawney left. Trelawney was tired.", "Trelawney", "Susan Trelawney"),
    ("a surname after Mr.", "Wei Guohong left. Mr. Wei was tired.", "Mr. Wei", "Wei Guohong"),
    (
        "a short form given in brackets",
        "The Danish Herring Association (DHA) met. Then DHA spoke.",
        "DHA",
        "Danish Herring Association",
    ),
    (
        "the document's own namesake before a famous one",
        "Jane Macron left. Later Macron spoke.",
        "Macron",
        "Jane Macron",
    ),
    (
        "a speaker of a transcript in capitals",
        "Susan Trelawney spoke.\nTRELAWNEY: Yes.",
        "TRELAWNEY",
        "Susan Trelawney",
    ),
    ("May is a person when it is no month", "Theresa May spoke in May. Then May left.", "May", "Theresa May"),
]


@pytest.mark.parametrize(("text", "words", "name"), [case[1:] for case in LATER], ids=[case[0] for case in LATER])
def test_short_forms_mean_the_whole_name(text, words, name):
    assert told(text, words)[0] == name


UNNAMED = [
    (
        "a source with what it is familiar with",
        "Two people familiar with the matter said so.",
        "Two people familiar with the matter",
        None,
    ),
    ("officials of a state", "Then Chinese officials refused.", "Chinese officials", "CHN"),
    (
        "a spokesperson for a ministry",
        "A spokesperson for the Chinese Commerce Ministry declined.",
        "A spokesperson for the Chinese Commerce Ministry",
        "CHN",
    ),
    (
        "an official of an administration",
        "So a senior administration official said.",
        "a senior administration official",
        None,
    ),
    ("foreign media", "So foreign media reported.", "foreign media", None),
]


@pytest.mark.parametrize(
    ("text", "words", "country"), [case[1:] for case in UNNAMED], ids=[case[0] for case in UNNAMED]
)
def test_sources_without_a_name_keep_their_words(text, words, country):
    assert told(text, words) == (words, "unnamed", country)


DESCRIBED = [
    ("the president of a state on the day", "Ask the US president.", "the US president", "2014-05-05", "Barack Obama"),
    ("another day, another president", "Ask the US president.", "the US president", "2019-05-05", "Donald Trump"),
    (
        "the president is the one spoken of",
        "Emmanuel Macron left. So the president is away.",
        "the president",
        "2019-05-05",
        "Emmanuel Macron",
    ),
    (
        "the ministry is the one spoken of",
        "China’s Ministry of Commerce met. Later the ministry agreed.",
        "the ministry",
        "2019-05-05",
        "China Ministry of Commerce",
    ),
    ("the company is the one spoken of", "Huawei sued. Then the company won.", "the company", "2019-05-05", "Huawei"),
    ("a side is its state", "Then the Chinese side agreed.", "the Chinese side", "2019-05-05", "China"),
    (
        "the two sides are the two states",
        "China and Japan met. Then the two sides agreed.",
        "the two sides",
        "2019-05-05",
        "China and Japan",
    ),
    (
        "the administration is the president's of the day",
        "Ask the administration.",
        "the administration",
        "2019-05-05",
        "Trump administration",
    ),
    (
        "the senator is the one spoken of",
        "Sen. Tyrell Quimby left. Then the senator agreed.",
        "the senator",
        "2019-05-05",
        "Tyrell Quimby",
    ),
    (
        "the official is the one spoken of",
        "A White House official left. Then the official agreed.",
        "the official",
        "2019-05-05",
        "A White House official",
    ),
    (
        "an apposition means the one it stands by",
        "Susan Trelawney, a farmer from Iowa, left.",
        "a farmer from Iowa",
        "2019-05-05",
        "Susan Trelawney",
    ),
]


@pytest.mark.parametrize(
    ("text", "words", "day", "name"), [case[1:] for case in DESCRIBED], ids=[case[0] for case in DESCRIBED]
)
def test_definite_descriptions(text, words, day, name):
    assert told(text, words, day)[0] == name


SILENT = [
    ("rare earths are nobody", "Exports of Rare Earths fell."),
    ("a headline's capitals make no names", "Stocks Slide As Traders Brace For Tougher Rules Ahead"),
    ("words run together make no names", "Sen. Ann MurrayNinth spoke."),
    ("the month of May is nobody", "It ended in May 2019."),
    ("a word inside a longer one is no state", "A BUS and a RUSTY door, CHINAWARE too."),
    ("a price is no state", "It cost US$5."),
    ("a common word that opens a sentence is no company", "Target practice was loud."),
    ("a government bond is no ministry", "By noon Treasury yields fell."),
]


@pytest.mark.parametrize("text", [case[1] for case in SILENT], ids=[case[0] for case in SILENT])
def test_nobody_is_invented(text):
    assert [m.name for m in mentions(text) if m.kind != "unnamed"] == []


WORDS = st.sampled_from(
    [
        "President",
        "Donald",
        "Trump",
        "the",
        "ministry",
        "'s",
        "US-China",
        "of",
        "and",
        "Kim",
        "Jong",
        "\n",
        ".",
        "“",
        "”",
        "officials",
        "said",
        "China",
        "Ms.",
        "é",
        "İ",
        "@",
        "familiar with",
        "a",
        "spokesman",
        ",",
        "(",
        "NGC",
        ")",
        "May",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join)))
def test_mentions_are_sorted_disjoint_and_verbatim(text):
    found = mentions(text)
    assert all(text[m.start : m.end] == m.text and m.start < m.end for m in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


def test_every_office_holder_is_a_listed_person():
    listed = {row["name"] for row in rows("persons")}
    assert {row["person"] for row in rows("offices")} <= listed


@pytest.mark.parametrize("table", ["persons", "organisations", "outlets", "countries", "places"])
def test_no_name_stands_twice_in_a_table(table):
    names = [row["name"] for row in rows(table)]
    assert len(names) == len(set(names))
