"""The log becomes the state of play: fold, views, what changed, and why. Pure functions."""

from detente.state.canonical import canonical
from detente.state.diff import Change, diff
from detente.state.explain import Account, Explanation, why
from detente.state.fold import fold
from detente.state.lines import line_id, line_json
from detente.state.views import VIEWS, Column, View

__all__ = [
    "VIEWS",
    "Account",
    "Change",
    "Column",
    "Explanation",
    "View",
    "canonical",
    "diff",
    "fold",
    "line_id",
    "line_json",
    "why",
]
