"""Records out of hidden states: made-up states and heads, in which each dimension means one thing."""

from __future__ import annotations

import numpy as np
import pytest

from detente.model import STATUSES, Mention
from detente.reading.local.actors import FEATURES, cast_of, features, near
from detente.reading.local.heads import Heads
from detente.reading.local.labels import ACTIONS, LABELS
from detente.reading.local.records import records_of
from detente.reading.local.states import States, View
from detente.reading.local.tokens import Tokens
from detente.reading.page import Sentence

TEXT = "Lee met Wu . Duties rose ."
CONSULT, TARIFF = LABELS.index("event:CONSULT"), LABELS.index("measure:tariff")
MET, DUTIES, PLAYER = 0, 1, 2
"""Dimensions of the made-up states: the word 'met', the word 'duties', a name that plays a part."""


def mention(word: str, name: str) -> Mention:
    start = TEXT.index(word)
    return Mention(start, start + len(word), word, "person", name, None)


@pytest.fixture
def view() -> View:
    words = TEXT.split(" ")
    starts = np.asarray([TEXT.index(w) if w != "." else -1 for w in words])
    starts[3], starts[6] = 11, 25
    ends = starts + [len(w) for w in words]
    sentence = np.asarray([0, 0, 0, 0, 1, 1, 1])
    tokens = Tokens(np.zeros(7, np.int64), starts, ends, sentence, np.zeros(7, np.int64))
    states = np.zeros((7, 3), np.float32)
    states[1, MET] = states[4, DUTIES] = states[0, PLAYER] = states[2, PLAYER] = 1
    sentences = (Sentence(0, 12, 0), Sentence(13, 26, 0))
    mentions = (mention("Lee", "Ann Lee"), mention("Wu", "Bo Wu"))
    return View(TEXT, sentences, mentions, tokens, States((), (), states))


@pytest.fixture
def heads() -> Heads:
    arrays = {
        "label_query.weight": np.zeros((len(LABELS), 3)),
        "label_query.bias": np.zeros(len(LABELS)),
        "label_value.weight": np.zeros((len(LABELS), 3)),
        "label_value.bias": np.full(len(LABELS), -5.0),
        "status.weight": np.zeros((len(STATUSES), 3)),
        "status.bias": np.zeros(len(STATUSES)),
        "status_bias": np.zeros((len(LABELS), len(STATUSES))),
        "action.weight": np.zeros((len(ACTIONS), 3)),
        "action.bias": np.eye(len(ACTIONS))[ACTIONS.index("raise")],
        "actor_mention.weight": np.eye(3),
        "actor_mention.bias": np.zeros(3),
        "actor_record.weight": np.zeros((3, 3)),
        "actor_record.bias": np.zeros(3),
        "actor_label": np.zeros((len(LABELS), 3)),
        "actor_inner.weight": np.zeros((1, 9 + FEATURES)),
        "actor_inner.bias": np.zeros(1),
        "actor_roles.weight": np.asarray([[8.0], [0.0]]),
        "actor_roles.bias": np.asarray([-4.0, -9.0]),
    }
    for label, dimension in ((CONSULT, MET), (TARIFF, DUTIES)):
        arrays["label_query.weight"][label, dimension] = 9
        arrays["label_value.weight"][label, dimension] = 10
    arrays["status_bias"][TARIFF, STATUSES.index("threatened")] = 3
    arrays["actor_inner.weight"][0, PLAYER] = 1
    return Heads({name: value.astype(np.float32) for name, value in arrays.items()})


def test_each_sentence_has_the_records_its_words_speak_of(view: View, heads: Heads) -> None:
    found = records_of(view, heads)
    assert [(r.kind, r.type, TEXT[r.start : r.end]) for r in found] == [
        ("event", "CONSULT", "Lee met Wu ."),
        ("measure", "tariff", "Duties rose ."),
    ]


def test_the_trigger_is_the_word_attended_to(view: View, heads: Heads) -> None:
    assert [TEXT[slice(*r.trigger)] for r in records_of(view, heads) if r.trigger] == ["met", "Duties"]


def test_only_a_measure_has_an_action_and_each_label_has_its_own_status(view: View, heads: Heads) -> None:
    event, measure = records_of(view, heads)
    assert (event.action, measure.action) == (None, "raise")
    assert measure.status == "threatened"
    assert measure.statuses is not None
    assert sum(measure.statuses) == pytest.approx(1, abs=1e-5)


def test_actors_are_the_mentions_of_the_sentence_or_shortly_before_that_play_a_part(view: View, heads: Heads) -> None:
    event, measure = records_of(view, heads)
    assert event.actors is not None
    assert measure.actors is not None
    assert sorted(event.actors) == sorted(measure.actors) == [0, 1]
    assert event.targets == ()


def test_a_floor_above_every_probability_leaves_nothing(view: View, heads: Heads) -> None:
    assert records_of(view, heads, floor=0.9999999) == ()


def test_a_text_without_words_has_no_records(heads: Heads) -> None:
    none = np.zeros(0, np.int64)
    empty = View("", (), (), Tokens(none, none, none, none, none), States((), (), np.zeros((0, 3), np.float32)))
    assert records_of(empty, heads) == ()


def test_a_mention_knows_where_it_stands_toward_the_trigger(view: View) -> None:
    cast = cast_of(view.tokens, view.mentions)
    here, before, after, earlier = features(cast, near(cast, 0), 0, 1)[:, -8:-4].T
    assert here.tolist() == [1, 1]
    assert before.tolist() == [1, 0]
    assert after.tolist() == [0, 1]
    assert earlier.tolist() == [0, 0]
