"""Detente keeps the record of a dispute straight."""

__version__ = "0.1.0"
