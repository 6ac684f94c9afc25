"""Readings become log entries: typed keys, near copies, and whose word it is. Pure functions."""

from detente.linking.copies import FEWEST, around, shingles
from detente.linking.link import entry_id, link
from detente.linking.stories import Story, group

__all__ = ["FEWEST", "Story", "around", "entry_id", "group", "link", "shingles"]
