"""Mentions and coreference against the gold sheets, which lie beside the project and are not part of it."""

import json
from pathlib import Path

import pytest

from detente.reading.coreference import Resolver
from detente.reading.mentions import find
from detente.reading.sentences import split

SHEETS = Path(__file__).parents[3] / "shared" / "gold" / "sheets"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not SHEETS.exists(), reason=f"the gold sheets are not at {SHEETS}; lay ../shared beside the project"
    ),
]


def readings(part):
    documents = {row["id"]: row for row in map(json.loads, (SHEETS / "docs.jsonl").read_text("utf-8").splitlines())}
    for name in json.loads((SHEETS / "split.json").read_text("utf-8"))[part]:
        yield documents[name], json.loads((SHEETS / "sheets" / f"{name}.json").read_text("utf-8"))


def words(name):
    return set(name.lower().replace("’s", "").replace("'s", "").split()) - {"the", "a", "an", "of"}


def test_nine_speakers_in_ten_get_their_name():
    right = asked = 0
    for document, sheet in readings("dev"):
        text, day = document["text"], document["published"]
        sentences = split(text)
        resolver = Resolver(text, sentences, find(text, sentences, day), day)
        for quote in sheet["quotes"]:
            said = quote["speaker_text"]
            if not said or len(said) < 4:
                continue
            start = text.find(said)
            mention = resolver.resolve(start, start + len(said))
            asked += 1
            right += mention is not None and bool(words(mention.name) & words(quote["speaker"]))
    assert asked
    assert right / asked >= 0.9


def test_the_actors_of_a_document_are_among_its_mentions():
    there = asked = 0
    for document, sheet in readings("dev"):
        found = find(document["text"], split(document["text"]), document["published"])
        countries = {mention.country for mention in found}
        for record in sheet["records"]:
            wanted = {actor["country"] for actor in record.get("actors", []) if actor["country"]}
            asked += bool(wanted)
            there += bool(wanted & countries)
    assert there / asked >= 0.97
