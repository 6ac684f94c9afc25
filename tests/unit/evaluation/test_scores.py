"""Scores by hand: small gold rows, small readings, and the counts that must follow."""

import pytest

from detente.evaluation import events, groups, quotes, sheets, times
from detente.evaluation.figures import with_intervals
from detente.evaluation.matching import matched, same_name

TEXT = "Officials in Arden said the duty will fall to 10 percent. Brava denied it."


def span(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


SHEET = {
    "quotes": [
        {
            "content": "the duty will fall to 10 percent",
            "kind": "indirect",
            "speaker": "Officials in Arden",
            "chain": [{"name": "Officials in Arden", "kind": "unnamed"}],
        }
    ],
    "records": [
        {
            "kind": "measure",
            "type": "tariff",
            "status": "planned",
            "evidence": ["the duty will fall to 10 percent"],
            "actors": [{"name": "Arden", "country": "ARD"}],
            "when": None,
        }
    ],
}
QUOTE = {
    "content": span("the duty will fall to 10 percent"),
    "kind": "indirect",
    "speaker": {"name": "officials in Arden"},
    "chain": [{"name": "officials in Arden"}],
}
RECORD = {
    "kind": "measure",
    "type": "tariff",
    "status": "planned",
    "evidence": [span("the duty will fall to 10 percent")],
    "actors": [{"name": "Arden", "country": "ARD"}],
}


@pytest.mark.parametrize(
    ("reading", "expected", "says"),
    [
        ({"quotes": [QUOTE], "records": [RECORD]}, {"quote_chain": 1, "record_core": 1}, "all is right"),
        ({}, {"quote_hit": 0, "record_hit": 0, "quote_gold": 1}, "an empty reading finds nothing"),
        ({"quotes": [{**QUOTE, "speaker": None}]}, {"quote_hit": 1, "quote_speaker": 0}, "a quote without speaker"),
        (
            {"quotes": [{**QUOTE, "chain": []}]},
            {"quote_speaker": 1, "quote_chain": 0},
            "a chain that is too short does not count",
        ),
        ({"records": [{**RECORD, "status": "happened"}]}, {"record_hit": 1, "record_core": 0}, "the wrong status"),
        ({"records": [{**RECORD, "actors": []}]}, {"record_actor": 0, "record_status": 1}, "no actor"),
        ({"records": [{**RECORD, "type": "quota"}]}, {"record_hit": 0, "found": 1}, "the wrong type is found, no hit"),
        ({"records": [{**RECORD, "evidence": [span("Brava denied it")]}]}, {"record_hit": 0, "found": 0}, "elsewhere"),
    ],
)
def test_a_sheet_is_counted_as_the_guide_says(reading, expected, says):
    counts = sheets.count(TEXT, SHEET, reading)
    assert {name: counts[name] for name in expected} == expected, says


@pytest.mark.parametrize(
    ("a", "b", "same", "says"),
    [
        ("Donald Trump", "Trump", True, "a surname is part of the full name"),
        ("President Trump", "Mr. Trump", True, "titles do not count"),
        ("China Ministry of Commerce", "US Ministry of Commerce", True, "half of the telling words suffice"),
        ("Xi Jinping", "Li Qiang", False, "two people"),
        ("", "Trump", False, "no name is nobody's"),
    ],
)
def test_names_mean_the_same_by_their_telling_words(a, b, same, says):
    assert same_name(a, b) is same, says


def test_matching_takes_the_best_pair_first_and_each_thing_once():
    scores = {(0, 0): 0.6, (0, 1): 0.9, (1, 1): 0.8, (1, 0): 0.2}
    assert matched(lambda i, j: scores[i, j], 2, 2, 0.5) == [(0, 1)]


def test_quote_kind_follows_the_marks_in_the_text():
    text = 'He said "this is so" and that it ended.'
    marks = quotes.inside_marks(text)
    inside = frozenset(range(text.index("this"), text.index(" and") - 1))
    after = frozenset(range(text.index("it ended"), len(text) - 1))
    assert quotes.kind_of(inside, marks) == "direct"
    assert quotes.kind_of(after, marks) == "indirect"
    assert quotes.kind_of(inside | after, marks) == "mixed"


def test_a_time_counts_by_extent_type_and_value_apart():
    gold = {"times": [[0, 6, "DATE", "2025-06-02"]]}
    given = {"times": [{"start": 0, "end": 7, "type": "DATE", "value": "2025-06"}]}
    counts = times.count("Monday afternoon", gold, given)
    assert (counts["relaxed"], counts["strict"], counts["type"], counts["value"]) == (1, 0, 1, 0)


def test_a_retreat_answers_a_gold_yield():
    gold = {"root": "YIELD", "source": [0, 5], "target": [20, 25]}
    reading = {"records": [{"kind": "event", "type": "RETREAT", "confidence": 0.7}]}
    figures = events.summary_pair(events.count_pair("Arden lifts duty on Brava", gold, reading))
    assert figures["root_accuracy"] == 100.0


def test_all_countries_must_be_there_end_to_end():
    gold = {"type": "CONSULT", "actors": [{"code": "USA"}], "targets": [{"code": "CHN"}]}
    event = {"kind": "event", "type": "CONSULT", "actors": [{"country": "USA"}], "targets": []}
    assert events.count_parties("", gold, {"records": [event]})["triple"] == 0
    event["targets"] = [{"country": "CHN"}]
    assert events.count_parties("", gold, {"records": [event]})["triple"] == 1


def test_b_cubed_of_one_wrong_merge():
    gold = {"a": "x", "b": "x", "c": "y"}
    figures = groups.b_cubed(gold, dict.fromkeys("abc", "one"))
    assert figures == {"b3_p": 55.6, "b3_r": 100.0, "b3_f1": 71.4}


def test_an_interval_holds_its_value_and_narrows_to_a_point_where_documents_agree():
    alike = [sheets.count(TEXT, SHEET, {"quotes": [QUOTE]}) for _ in range(5)]
    figure = with_intervals(alike, sheets.summary, samples=50)["quote_f1"]
    assert (figure.low, figure.value, figure.high) == (100.0, 100.0, 100.0)
    mixed = [*alike, sheets.count(TEXT, SHEET, {})]
    figure = with_intervals(mixed, sheets.summary, samples=200)["quote_r"]
    assert figure.low < figure.value < figure.high
