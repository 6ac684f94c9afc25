"""Changes of a desk as news: each with an id that stays, and the day on which it became known."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from detente.desk import Desk
from detente.export.parcel import News
from detente.state import Change

PASSING = re.compile(r"\(?\b(?:due in|overdue by) \d+ days?\)?|\bas of \d{4}-\d\d-\d\d|\bdue today")
"""What in a sentence changes from day to day without anything having changed."""


def news(desk: Desk, since: dt.date, until: dt.date, known_at: dt.date | None = None) -> list[News]:
    """What changed from the end of one day to the end of another, in the order of the desk."""
    return [item(one, since, until) for one in desk.diff(since, until, known_at)]


def item(change: Change, since: dt.date, until: dt.date) -> News:
    """The change, dated by the latest text of the period that tells of it; by the period's end where none does."""
    days = sorted(note.published[:10] for line in change.lines for note in line.evidence if note.published)
    within = [day for day in days if since.isoformat() < day <= until.isoformat()]
    return News(
        id=identity(change),
        view=change.view,
        change=change.change,
        text=change.text,
        day=within[-1] if within else until.isoformat(),
        lines=change.lines,
    )


def identity(change: Change) -> str:
    """Twelve hexadecimal digits that follow from the line and the wording, the passing of days left out."""
    wording = PASSING.sub("", change.text)
    key = "|".join((change.view, change.change, change.lines[-1].id, wording))
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
