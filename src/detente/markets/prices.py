"""What a desk's series say against reported moves: the port through which the state of play knows prices."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from detente.markets.checking import check
from detente.markets.names import canonical
from detente.markets.telling import named
from detente.model import Misreported, Move, Series, SeriesStore


class DeskPrices:
    """Implements `detente.model.KnowsPrices` by the series of a desk, each read when first asked for."""

    def __init__(self, store: SeriesStore) -> None:
        self._of = functools.cache(store.of)

    def series(self, instrument: str) -> Sequence[Series]:
        """The series of an instrument by any of its names, the latest vintage first."""
        return self._of(canonical(instrument))

    def beside(self, move: Move) -> Sequence[Series]:
        """The series of the other instruments that the words of a move name."""
        return [series for name in named(move) for series in self._of(name)]

    def misreported(self, move: Move) -> Misreported | None:
        """What the series have instead; None where one of them agrees, or none can tell."""
        found = check(move, self.series(move.instrument), beside=self.beside(move))
        if found.verdict != "contradicts" or found.measured is None or found.close is None:
            return None
        return Misreported(
            measured=found.measured,
            close=found.close,
            source=found.source,
            vintage=found.vintage,
            ground=found.ground,
        )
