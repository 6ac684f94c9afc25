"""The views, one file each, and their registry by name."""

from detente.state.views.contested import CONTESTED, ContestedLine
from detente.state.views.due import DUE, DueLine
from detente.state.views.gaps import GAPS
from detente.state.views.measures import MEASURES, MeasureLine
from detente.state.views.meetings import MEETINGS, MeetingLine
from detente.state.views.overview import OVERVIEW
from detente.state.views.positions import POSITIONS, PositionLine
from detente.state.views.quotes import QUOTES
from detente.state.views.rates import RATES, RateLine
from detente.state.views.silences import SILENCES, SilenceLine
from detente.state.views.sources import SOURCES, SourceLine
from detente.state.views.stories import STORIES, StoryLine
from detente.state.views.timeline import TIMELINE, EventLine
from detente.state.views.tone import TONE, ToneLine, TonePoint, tone_lines, tone_points
from detente.state.views.totals import TOTALS, TotalLine
from detente.state.views.unplaced import UNPLACED, UnplacedLine
from detente.state.views.view import Column, View

VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        OVERVIEW,
        TIMELINE,
        QUOTES,
        MEASURES,
        TOTALS,
        RATES,
        DUE,
        MEETINGS,
        CONTESTED,
        SILENCES,
        GAPS,
        SOURCES,
        POSITIONS,
        TONE,
        STORIES,
        UNPLACED,
    )
}

__all__ = [
    "VIEWS",
    "Column",
    "ContestedLine",
    "DueLine",
    "EventLine",
    "MeasureLine",
    "MeetingLine",
    "PositionLine",
    "RateLine",
    "SilenceLine",
    "SourceLine",
    "StoryLine",
    "ToneLine",
    "TonePoint",
    "TotalLine",
    "UnplacedLine",
    "View",
    "tone_lines",
    "tone_points",
]
