"""All tests by name, in the order they are shown."""

from __future__ import annotations

from collections.abc import Callable

from detente.markets import significance, significance_ranks
from detente.markets.significance import Outcome, Sample

Test = Callable[[Sample], Outcome]
TESTS: dict[str, Test] = {
    "t": significance.cross_sectional,
    "brown-warner-1980": significance.brown_warner_1980,
    "brown-warner-1985": significance.brown_warner_1985,
    "lamb": significance.lamb,
    "patell": significance.patell,
    "bmp": significance.bmp,
    "kolari-pynnonen": significance.kolari_pynnonen,
    "sign": significance_ranks.sign,
    "generalised-sign": significance_ranks.generalised_sign,
    "corrado-zivney-sign": significance_ranks.corrado_zivney_sign,
    "corrado-rank": significance_ranks.corrado_rank,
    "modified-rank": significance_ranks.modified_rank,
    "wilcoxon": significance_ranks.wilcoxon,
}
