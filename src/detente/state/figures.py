"""Figures in words."""

from __future__ import annotations

from detente.model import Rate


def figure(rate: Rate) -> str:
    """A rate in words: 'up to 125 percent'."""
    bound = {"max": "up to ", "min": "at least ", None: ""}[rate.bound]
    return f"{bound}{rate.value:g} {rate.unit}"
