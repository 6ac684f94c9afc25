"""A desk's own table of actors in reading: names, aliases, offices by date, before those of the package."""

from __future__ import annotations

import pytest

from detente.model import KnownActor, Office
from detente.reading import mentions, sentences
from detente.reading.mentions.own_actors import OwnActors
from detente.reading.readers import reader

ROE = KnownActor(
    name="Ann Roe",
    country="PRT",
    aliases=("Dame Roe", "@annroe"),
    gender="f",
    offices=(Office(office="foreign minister", start="2024-01-01", end="2025-03-31"),),
)
LEE = KnownActor(name="Bo Lee", country="PRT", offices=(Office(office="foreign minister", start="2025-04-01"),))
COUNCIL = KnownActor(name="Grain Council", kind="organisation", aliases=("the Grain Board",))
POST = KnownActor(name="The Quay", kind="outlet", country="PRT")
NAMESAKE = KnownActor(name="Donald Trump", country="PRT", role="baker")

CASES = [
    ("a name of the table", "Yesterday Ann Roe spoke.", "Ann Roe", "Ann Roe", "PRT"),
    ("an alias means its actor", "Then Dame Roe left.", "Dame Roe", "Ann Roe", "PRT"),
    ("a handle", "So wrote @annroe on Monday.", "@annroe", "Ann Roe", "PRT"),
    ("a surname once the whole name was given", "Ann Roe spoke. Later Roe left.", "Roe", "Ann Roe", "PRT"),
    ("a body under another name", "They asked the Grain Board.", "the Grain Board", "Grain Council", None),
    ("an outlet", "The Quay reports a deal.", "The Quay", "The Quay", "PRT"),
    ("the table comes before the package's", "Donald Trump baked bread.", "Donald Trump", "Donald Trump", "PRT"),
    ("accents do not matter", "Yesterday Ann Roé spoke.", "Ann Roé", "Ann Roe", "PRT"),
]


def found(text: str, published: str | None = None) -> dict[str, tuple[str, str | None]]:
    own = OwnActors.of([ROE, LEE, COUNCIL, POST, NAMESAKE])
    named = mentions.find(text, sentences.split(text), published, own)
    return {mention.text: (mention.name, mention.country) for mention in named}


@pytest.mark.parametrize(("behaviour", "text", "words", "name", "country"), CASES, ids=[row[0] for row in CASES])
def test_the_table_names(behaviour: str, text: str, words: str, name: str, country: str | None) -> None:
    assert found(text)[words] == (name, country)


@pytest.mark.parametrize(("day", "name"), [("2025-03-31", "Ann Roe"), ("2025-04-01", "Bo Lee"), (None, "Bo Lee")])
def test_an_office_means_who_held_it_on_the_day(day: str | None, name: str) -> None:
    text = "The Portuguese foreign minister said no."
    assert (name, "PRT") in found(text, day).values()


def test_without_a_table_nobody_of_it_is_known() -> None:
    text = "They asked the Grain Board."
    assert not [one for one in mentions.find(text, sentences.split(text), None) if one.name == "Grain Council"]


def test_no_word_that_only_begins_like_a_name_is_one() -> None:
    assert "Ann Roe" not in {name for name, _ in found("Ann Roewood spoke.").values()}


def test_a_reader_is_given_the_table() -> None:
    given = reader("rules", [COUNCIL])
    assert given.own.names["Grain Council"].kind == "organisation"  # type: ignore[attr-defined]
