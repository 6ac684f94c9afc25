"""Time expressions: found by rules, valued as TIMEX3, resolved to intervals of partial dates."""

from detente.reading.times.anchoring import anchored
from detente.reading.times.finding import find

__all__ = ["anchored", "find"]
