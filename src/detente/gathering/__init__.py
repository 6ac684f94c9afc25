"""Joins feeds, a desk and its reader: what is new in the feeds comes into the desk, each document once."""

from detente.gathering.gatherer import Gatherer
from detente.gathering.polling import Report
from detente.gathering.watching import watch

__all__ = ["Gatherer", "Report", "watch"]
