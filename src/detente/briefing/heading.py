"""What stands over a brief and at its end."""

from __future__ import annotations

from detente.briefing import phrases
from detente.briefing.brief import Brief, Part
from detente.state import phrasing


def title(brief: Brief) -> str:
    """'US-China trade: state of play on 10 June 2025'."""
    return f"{brief.dispute}: state of play on {phrasing.date(brief.asked.as_of.isoformat())}"


def about(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Label and value: for whom, the period, the cut-off, what it draws on, when it was made."""
    asked = brief.asked
    known = asked.known_at or asked.as_of
    rows = (
        ("For", asked.reader),
        ("Changes since", phrasing.date(asked.since.isoformat())),
        ("Published by", phrasing.date(known.isoformat())),
        ("Drawn from", phrases.count(brief.documents, "document")),
        ("Made", f"{phrasing.date(brief.made[:10])}, {brief.made[11:16]} UTC"),
    )
    return tuple((label, value) for label, value in rows if value)


def reading() -> str:
    """How to read the page, for its foot."""
    return (
        "Put together by Detente from the words in the notes; no sentence stands without them. "
        "Reports say what a text says. Judgements, marked with a lozenge (◊), are worked out from several. "
        "Words in quotation marks are verbatim, cut only at an ellipsis; everything else is in the desk's own words. "
        "Reliability A to F is that of NATO AJP-2.1."
    )


def left_out(part: Part) -> str:
    """'Two more are on the desk.', or nothing."""
    if not part.left_out:
        return ""
    verb = "is" if part.left_out == 1 else "are"
    word = phrases.FEW[part.left_out] if part.left_out < len(phrases.FEW) else f"{part.left_out:,}"
    return f"{word[:1].upper()}{word[1:]} more {verb} on the desk."


MARK = "◊"
"""Stands before a judgement."""
