"""What every store of series must do. An implementation inherits SeriesContract and gives the two fixtures."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from detente.errors import NotFound
from detente.model import Fault, Series, SeriesStore

NOW = "2025-07-01T00:00:00+00:00"


def series(
    instrument: str = "Shanghai Composite", closes: tuple[float, ...] = (10.0, 11.0), **fields: object
) -> Series:
    """A series of days in June 2025."""
    known = {"unit": "points", "source": "A paper", "vintage": "2025-06-30", "licence": "CC0", "calendar": "XSHG"}
    days = np.arange("2025-06-03", "2025-06-30", dtype="datetime64[D]")[: len(closes)]
    return Series(instrument=instrument, days=days, closes=np.array(closes), **(known | fields))  # type: ignore[arg-type]


def fields(one: Series) -> dict[str, object]:
    """The fields as plain values; not a number is None."""
    columns = {
        name: None if column is None else [None if np.isnan(value) else value for value in column.tolist()]
        for name, column in (("closes", one.closes), ("highs", one.highs), ("lows", one.lows))
    }
    plain = {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}
    return (
        {name: value for name, value in plain.items() if name not in ("recorded_at", "id")}
        | columns
        | {"days": one.days.astype(str).tolist()}
    )


class SeriesContract:
    """`store` keeps the series of a new desk; `again` is another store on the same desk."""

    @pytest.fixture
    def store(self) -> SeriesStore:
        raise NotImplementedError

    @pytest.fixture
    def again(self, store: SeriesStore) -> SeriesStore:
        raise NotImplementedError

    def test_a_new_desk_has_none(self, store: SeriesStore) -> None:
        assert (store.count(), list(store.instruments()), list(store.of("the Dow"))) == (0, [], [])

    def test_what_is_added_comes_back_equal(self, store: SeriesStore, again: SeriesStore) -> None:
        whole = series(
            highs=np.array([12.0, np.nan]),
            lows=np.array([9.0, 10.5]),
            faults=(Fault("2025-06-03", "duplicate", "twice"), Fault("2025-06-05", "gap", "no close")),
        )
        bare = series("yuan", (7.1792,), licence="", calendar="24/5", unit="CNY per USD")
        for one in (whole, bare):
            assert store.add(one, NOW) is True
        assert list(again.instruments()) == ["Shanghai Composite", "yuan"]
        assert again.count() == 2
        assert again.of("yuan")[0].recorded_at == NOW
        assert [fields(one) for one in again.of("Shanghai Composite")] == [fields(whole)]
        assert [fields(one) for one in again.of("yuan")] == [fields(bare)]

    def test_prices_come_back_to_the_last_bit(self, store: SeriesStore) -> None:
        closes = (0.1 + 0.2, 1e-300, 42319.74)
        store.add(series(closes=closes), NOW)
        assert tuple(store.of("Shanghai Composite")[0].closes.tolist()) == closes

    def test_the_same_series_is_there_once(self, store: SeriesStore) -> None:
        assert [store.add(series(), NOW), store.add(series(), "2026-01-01T00:00:00+00:00")] == [True, False]
        assert store.count() == 1

    def test_a_later_vintage_stands_beside_the_earlier_one_and_comes_first(self, store: SeriesStore) -> None:
        store.add(series(vintage="2025-06-30"), NOW)
        store.add(series(vintage="2025-09-30", closes=(10.0, 11.5)), NOW)
        store.add(series(vintage="2025-03-31", source="Another paper"), NOW)
        assert [one.vintage for one in store.of("Shanghai Composite")] == ["2025-09-30", "2025-06-30", "2025-03-31"]

    def test_a_series_that_was_withdrawn_is_not_in_use(self, store: SeriesStore, again: SeriesStore) -> None:
        store.add(series(), NOW)
        store.add(series(vintage="2025-09-30"), NOW)
        (newer, older), before = store.of("Shanghai Composite"), store.count()
        assert store.withdraw(newer.id, "Ana", "of another index", NOW) is True
        assert store.withdraw(newer.id, "Ana", "again", NOW) is False
        assert [one.id for one in again.of("Shanghai Composite")] == [older.id]
        assert again.count() > before
        store.withdraw(older.id, "Ana", "of another index", NOW)
        assert (list(again.instruments()), list(again.of("Shanghai Composite"))) == ([], [])

    def test_a_series_that_is_not_there_cannot_be_withdrawn(self, store: SeriesStore) -> None:
        with pytest.raises(NotFound, match="s-0"):
            store.withdraw("s-0", "Ana", "why", NOW)

    def test_other_closes_of_the_same_vintage_are_kept_too_and_come_first(self, store: SeriesStore) -> None:
        assert [store.add(series(), NOW), store.add(series(closes=(10.0, 12.0)), NOW)] == [True, True]
        assert [one.closes[1] for one in store.of("Shanghai Composite")] == [12.0, 11.0]
