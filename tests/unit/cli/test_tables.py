"""Tables fit the terminal, and an id can always be copied whole."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from detente.cli.tables import bare, crowded, filled, listed
from detente.cli.words import cell

ROWS = [("United States > China", "export-control", "semiconductors and tools", "l-be8dc50449c9")]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_an_id_is_whole_and_no_line_is_longer_than_the_terminal(width: int) -> None:
    out = io.StringIO()
    table = filled(bare("who", "instrument", "scope", "id"), ([cell(x) for x in row] for row in ROWS), width)
    Console(file=out, width=width).print(table)
    lines = out.getvalue().splitlines()
    assert any("l-be8dc50449c9" in line for line in lines)
    assert max(map(len, lines)) <= width


def test_where_there_is_room_no_word_is_broken() -> None:
    out = io.StringIO()
    table = filled(bare("who", "instrument", "scope", "id"), ([cell(x) for x in row] for row in ROWS), 70)
    Console(file=out, width=70).print(table)
    for word in ("export-control", "semiconductors", "States"):
        assert word in out.getvalue()


def test_where_a_table_would_break_most_words_a_row_is_a_list_without_its_empty_fields() -> None:
    headings = ("due", "what", "who", "words", "schedule", "said", "shown", "id")
    texts = ("2025-05-10 to 2025-05-11", "meeting", "Philippines", "counterparts", "", "planned", "evidence", "l-" * 7)
    row = [cell(text) for text in texts]
    assert (crowded(headings, [row], 80), crowded(headings, [row], 120)) == (True, False)
    out = io.StringIO()
    Console(file=out, width=40).print(listed(headings, row))
    first, *rest = [line.rstrip() for line in out.getvalue().splitlines()]
    assert first == "due       2025-05-10 to 2025-05-11"
    assert [line.split()[0] for line in rest] == ["what", "who", "words", "said", "shown", "id"]
