"""The pages on markets: reported moves beside what a series has, and indices."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from detente.desk import Desk
from detente.model import Series

DAYS = np.array(["2025-06-06", "2025-06-09"], dtype="datetime64[D]")


def load(path: Path, *closes: float, vintage: str = "2025-07-01") -> None:
    """A series of the Dow, for the document that says it fell 1.2 percent."""
    series = Series(
        instrument="Dow Jones Industrial Average", days=DAYS, closes=np.array(closes), unit="points",
        source="A paper", vintage=vintage, calendar="XNYS",
    )  # fmt: skip
    with Desk.open(path) as desk:
        assert desk.store.series.add(series, "2025-07-01T00:00:00Z")


def test_without_a_series_the_page_says_what_loads_one(client: TestClient) -> None:
    text = client.get("/markets").text
    assert "detente markets load" in text
    assert "detente[markets]" in text
    assert "check_verdict" not in json.loads(client.get("/markets.json").text)[0]


@pytest.mark.parametrize(
    ("closes", "verdict", "figures"),
    [
        ((10_000.0, 9_880.0), "agrees", "measured -1.2 percent"),
        ((10_000.0, 10_110.0), "cannot check", "measured +1.1 percent"),
    ],
)
def test_a_move_stands_beside_what_the_series_has(
    client: TestClient, path: Path, closes: tuple[float, float], verdict: str, figures: str
) -> None:
    assert client.get("/markets").status_code == 200
    load(path, *closes)
    text = client.get("/markets").text
    assert re.search(rf'<span class="chip \w+">{verdict}</span>', text)
    assert figures in text
    assert "A paper, 2025-07-01" in text
    [row] = json.loads(client.get("/markets.json").text)
    assert (row["check_verdict"], row["check_close"], row["check_source"]) == (verdict, closes[1], "A paper")
    [cells] = csv.DictReader(io.StringIO(client.get("/markets.csv").text))
    assert (cells["check_verdict"], cells["instrument"]) == (verdict, "Dow Jones Industrial Average")


def test_moves_of_one_verdict_are_shown_alone(client: TestClient, path: Path) -> None:
    load(path, 10_000.0, 9_880.0)
    assert len(json.loads(client.get("/markets.json?verdict=agrees").text)) == 1
    assert json.loads(client.get("/markets.json?verdict=contradicts").text) == []


def test_an_index_is_drawn_and_opens_to_its_documents(reading: TestClient) -> None:
    text = reading.get("/indices?name=engagement").text
    assert "data-chart" in text
    assert "/document?id=d" in text
    points = json.loads(reading.get("/indices.json?name=engagement&view=week").text)
    assert [point["count"] for point in points if point["count"]] == [1]
    assert reading.get("/indices.csv?name=engagement").text.startswith("index,period,start,end,value")


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("name=gloom", 404, "no index is called so"),
        ("view=year", 400, "give one of day, week, month"),
        ("name=epu", 200, "cannot be drawn here"),
    ],
)
def test_an_index_that_cannot_be_drawn_says_why(reading: TestClient, query: str, status: int, says: str) -> None:
    answer = reading.get(f"/indices?{query}")
    assert (answer.status_code, says in answer.text) == (status, True)
