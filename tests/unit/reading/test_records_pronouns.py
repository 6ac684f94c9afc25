"""Whom 'we', 'they' and 'us' mean in a tariff told in somebody's words."""

from __future__ import annotations

import pytest
from test_records_parties import Taken, told

TARIFF = "tariff"
CASES = [
    (
        "'we' is the speaker's side",
        '"We put 25 percent tariffs on Mexico and Canada," Donald Trump said.',
        Taken("measure", TARIFF, (), ("Mexico", "Canada")),
        ("Donald Trump", ">", "Mexico", "Canada"),
    ),
    (
        "'we' of nobody known is nobody",
        'Donald Trump met Li Qiang. "We put 25 percent tariffs on Mexico," a buyer said.',
        Taken("measure", TARIFF, ("Li Qiang",), ("Mexico",)),
        (">", "Mexico"),
    ),
    (
        "'us' is the speaker's side, though another is named beside it",
        'Mexico waited. "India charges us tariffs of 100 percent," Donald Trump said.',
        Taken("measure", TARIFF, ("India",), ("Mexico",)),
        ("India", ">", "Donald Trump"),
    ),
    (
        "'us' of nobody known is nobody",
        "Mexico waited. India charges us tariffs of 100 percent.",
        Taken("measure", TARIFF, ("India",), ("Mexico",)),
        ("India", ">"),
    ),
    (
        "'they' who charge 'us' are not the speaker's side",
        'Beijing replied. "They put 34 percent tariffs on us," Donald Trump said.',
        Taken("measure", TARIFF, ("Donald Trump",), ("Beijing",)),
        ("China", ">", "Donald Trump"),
    ),
    (
        "'they' who charge 'us' are nobody where nobody is known to speak",
        "Beijing replied to Donald Trump. They put 34 percent tariffs on us.",
        Taken("measure", TARIFF, ("Donald Trump",), ("Beijing",)),
        (">",),
    ),
    (
        "'they' in the writer's own words is whom the text means",
        "China replied. They put 34 percent tariffs on American goods.",
        Taken("measure", TARIFF, ("China",), ("American",)),
        ("China", ">", "United States"),
    ),
    (
        "goods come from the state that bears the tariff, whatever stands next to the figure",
        "The commission said China will raise its tariffs on goods imported from the United States to 84 percent.",
        Taken("measure", TARIFF, ("United States",), ("China",)),
        ("China", ">", "United States"),
    ),
]


@pytest.mark.parametrize(("behaviour", "text", "taken", "expected"), CASES, ids=[row[0] for row in CASES])
def test_whom_a_pronoun_means(behaviour: str, text: str, taken: Taken, expected: tuple[str, ...]) -> None:
    assert told(text, taken) == expected
