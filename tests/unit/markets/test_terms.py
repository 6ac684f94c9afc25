"""Term specifications: words, phrases, endings, and how they must stand together."""

from __future__ import annotations

import importlib.resources

import pytest

from detente import vocabulary
from detente.errors import UsageError
from detente.indexing import definitions
from detente.markets.terms import Matcher, specification, words
from detente.vocabulary import table

NAMES = sorted(
    file.name.removesuffix(".toml")
    for file in importlib.resources.files(vocabulary).iterdir()
    if file.name.startswith("terms_")
)


def matcher(*ways: dict[str, object]) -> Matcher:
    sets = {
        "war": ["war*", "coup"],
        "threat": ["threat*", "build-up"],
        "game": ["price war", "chess"],
        "us": ["u.s", "white house"],
    }
    return Matcher(specification({"label": "x", "note": "y", "sets": sets, "ways": ways}, "here"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.S. economy's risk.", ["the", "u.s", "economy", "risk"]),
        ("tariff-related build-up", ["tariff", "related", "build", "up"]),
        ("Beijing’s 25% levy", ["beijing", "25", "levy"]),
        ("", []),
    ],
)
def test_hyphens_part_words_and_a_possessive_is_no_part_of_one(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("A coup is a threat.", True),
        ("They threatened us: warships came.", True),
        ("The award is threatening.", False),
        ("A coupon and a threat.", False),
        ("The military build-up led to war.", True),
        ("Warships alone.", False),
    ],
)
def test_all_sets_may_stand_anywhere(text: str, met: bool) -> None:
    assert (matcher({"name": "both", "all": ["war", "threat"]}).way(text) is not None) is met


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("threat of war", True),
        ("war is a threat", False),
        ("war, a threat", True),
        ("the threat of a war", False),
        ("build-up to war", True),
        ("war war war threat", True),
        ("war", False),
    ],
)
def test_two_sets_may_have_to_be_near_each_other(text: str, met: bool) -> None:
    assert (matcher({"name": "near", "near": ["war", "threat"], "within": 2}).way(text) is not None) is met


def test_an_excluded_phrase_undoes_a_way() -> None:
    asked = matcher({"name": "war", "all": ["war"], "without": ["game"]})
    assert asked.way("A war of words") == "war"
    assert asked.way("A price war of words") is None


def test_a_phrase_is_whole_words_in_order() -> None:
    asked = matcher({"name": "us", "all": ["us"]})
    assert [asked.way(text) for text in ("The White House", "the house is white", "U.S. duties")] == ["us", None, "us"]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"label": "x", "note": "y", "sets": {}, "ways": [{"name": "a", "all": ["gone"]}]}, "gone"),
        ({"label": "x", "note": "y", "sets": {"a": ["b"]}, "ways": [{"name": "a"}]}, "needs sets"),
        ({"label": "x", "note": "y", "sets": {"a": ["b"]}, "ways": [{"name": "a", "near": ["a"]}]}, "needs sets"),
        ({"label": "x", "note": "y", "sets": {"a": "b"}, "ways": []}, "array"),
        ({"label": "x", "note": "y", "sets": {}, "ways": [{"name": "a", "any": ["b"]}]}, "any"),
    ],
)
def test_a_broken_specification_is_named_with_its_place(broken: object, says: str) -> None:
    with pytest.raises(UsageError, match=rf"here: .*{says}"):
        specification(broken, "here")


@pytest.mark.parametrize("name", NAMES)
def test_the_specifications_of_the_package_are_sound(name: str) -> None:
    made = specification(table(name), name)
    used = {one for way in made.ways for one in (*way.all, *way.near, *way.without)}
    assert used == set(made.sets)
    assert all(term == term.lower().strip() and words(term) for terms in made.sets.values() for term in terms)
    assert [terms for terms in made.sets.values() if len(terms) != len(set(terms))] == []


def test_every_index_of_shares_has_its_specification_and_ways() -> None:
    for name, one in definitions().items():
        assert (one.terms is None) is not (one.acts is None), name
        if one.terms:
            assert specification(table(one.terms), name).only(one.ways).ways or not one.ways


def test_a_way_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="peace"):
        specification(table("terms_gpr"), "x").only(["peace"])


@pytest.mark.parametrize(
    ("index", "text", "met"),
    [
        ("terms_epu", "Congress leaves the economy uncertain.", True),
        ("terms_epu", "The economy is uncertain.", False),
        ("terms_tpu", "Importers fear that new tariffs will come.", True),
        ("terms_tpu", "Tariffs stay as they are, says a minister, who adds that he has no fear.", False),
        ("terms_gpr", "Generals warn of war.", True),
        ("terms_gpr", "Film studios warn of war.", False),
        ("terms_us_china", "Washington threatens Beijing over Taiwan.", True),
        ("terms_us_china", "Washington and Beijing discuss Taiwan.", False),
    ],
)
def test_what_the_specifications_find(index: str, text: str, met: bool) -> None:
    assert (Matcher(specification(table(index), index)).way(text) is not None) is met
