"""The views, one file each, and their registry by name."""

from detente.state.views.contested import CONTESTED, ContestedLine
from detente.state.views.due import DUE, DueLine
from detente.state.views.gaps import GAPS
from detente.state.views.measures import MEASURES, MeasureLine
from detente.state.views.meetings import MEETINGS, MeetingLine
from detente.state.views.overview import OVERVIEW
from detente.state.views.quotes import QUOTES
from detente.state.views.sources import SOURCES, SourceLine
from detente.state.views.stories import STORIES, StoryLine
from detente.state.views.timeline import TIMELINE
from detente.state.views.tone import TONE, ToneLine
from detente.state.views.view import Column, View

VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        OVERVIEW,
        TIMELINE,
        QUOTES,
        MEASURES,
        DUE,
        MEETINGS,
        CONTESTED,
        GAPS,
        SOURCES,
        TONE,
        STORIES,
    )
}

__all__ = [
    "VIEWS",
    "Column",
    "ContestedLine",
    "DueLine",
    "MeasureLine",
    "MeetingLine",
    "SourceLine",
    "StoryLine",
    "ToneLine",
    "View",
]
