"""The brief: the state of play as a report of which every sentence leads to the words it rests on.

with Desk.open("us-china.db") as desk:
    brief = compose(desk, Request(as_of=date(2025, 6, 10), since=date(2025, 5, 12), reader="the trade desk"))
    page = render(brief, "html", lambda id: desk.document(id).text)
"""

from detente.briefing.brief import Brief, Chart, Part, Request, Section, Sentence, Step
from detente.briefing.composing import compose
from detente.briefing.rendering import FORMATS, render

__all__ = ["FORMATS", "Brief", "Chart", "Part", "Request", "Section", "Sentence", "Step", "compose", "render"]
