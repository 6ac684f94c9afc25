"""Who is meant in news of any dispute and any year: sentences written for these tests."""

from __future__ import annotations

import pytest

from detente.model import Mention
from detente.reading import mentions, sentences


def named(text: str, published: str | None = None) -> dict[str, Mention]:
    """The mentions of a text by their words."""
    return {m.text: m for m in mentions.find(text, sentences.split(text), published)}


CASES = [
    (
        "a surname of several means who is in office",
        "President Bush flew to Maine.",
        "2006-05-01",
        "President Bush",
        "George W. Bush",
        "USA",
    ),
    (
        "and in another year another",
        "President Bush flew to Maine.",
        "1990-08-15",
        "President Bush",
        "George H.W. Bush",
        "USA",
    ),
    (
        "a title may go on with 'of'",
        "Secretary of State Powell left early.",
        "2003-02-12",
        "Secretary of State Powell",
        "Colin Powell",
        "USA",
    ),
    (
        "of several named alike a lone surname is the leader",
        "Kim Jong Un smiled. Kim Yong Chol, a general, nodded. Mr. Kim then left.",
        "2018-05-24",
        "Mr. Kim",
        "Kim Jong Un",
        "PRK",
    ),
    (
        "'the North' is the Korean one",
        "Seoul said the North fired two missiles, and North Korea did not deny it.",
        "2017-08-09",
        "the North",
        "North Korea",
        "PRK",
    ),
    ("but no other north", "The river floods the North every year.", "2017-08-09", "the North", None, None),
    (
        "'the two Koreas' are both",
        "North Korea was late. The two Koreas met again.",
        "2018-05-24",
        "The two Koreas",
        "North Korea and South Korea",
        None,
    ),
    (
        "a leader by another title",
        "Havana was calm. The Cuban leader spoke for six hours.",
        "2000-04-03",
        "The Cuban leader",
        "Fidel Castro",
        "CUB",
    ),
    (
        "a paper by the noun beside it",
        "The Vesnik newspaper printed the letter.",
        "2019-07-10",
        "Vesnik",
        "Vesnik",
        None,
    ),
    (
        "or by an apposition",
        "The order was leaked, said Faroul, a pro-government daily.",
        "2019-07-10",
        "Faroul",
        "Faroul",
        None,
    ),
    (
        "a title set off by commas gives the country",
        "Chile's foreign minister, Tomaso Irribe, agreed.",
        "2019-07-10",
        "Tomaso Irribe",
        "Tomaso Irribe",
        "CHL",
    ),
    (
        "a minister without a state is of the state the text is about",
        "Iran cut its sales. Iran will not wait. Oil Minister Rostam Daneshi said so in Tehran.",
        "2012-02-20",
        "Oil Minister Rostam Daneshi",
        "Rostam Daneshi",
        "IRN",
    ),
    (
        "no description crosses a full stop",
        "It was a slap in the face. Ukraine's president, Volodymyr Zelensky, left.",
        "2020-01-08",
        "the face. Ukraine's president",
        None,
        None,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_who_is_meant(case: tuple[str, str, str, str, str | None, str | None]) -> None:
    behaviour, text, published, words, name, country = case
    found = named(text, published).get(words)
    assert (found.name if found else None) == name, behaviour
    assert found is None or found.country == country, behaviour


def test_no_date_leaves_a_surname_open() -> None:
    assert named("President Clinton waved.")["President Clinton"].name == "Clinton"
