"""Tables fit the terminal, and an id can always be copied whole."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from detente.cli.tables import bare, filled
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
