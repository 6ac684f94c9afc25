"""A chart as SVG (1.1), with its caption as title and its values as description for those who do not see it."""

from __future__ import annotations

from html import escape

from detente.briefing.brief import Chart
from detente.briefing.drawing import HEIGHT, TEXT, WIDTH, Box, Label, Mark, Stroke, marks

FONT = "font-family='Source Sans Pro, Helvetica, Arial, sans-serif' font-size='10.5'"


def svg(chart: Chart) -> str:
    """The whole element, to stand in a page as it is."""
    drawn = "".join(map(_drawn, marks(chart)))
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH:g} {HEIGHT:g}' role='img' {FONT}>"
        f"<title>{escape(chart.caption.text)}</title><desc>{escape(described(chart))}</desc>{drawn}</svg>"
    )


def described(chart: Chart) -> str:
    """'United States on China: 30% from 2025-05-14; ...'."""
    return ". ".join(
        f"{one.name}: " + ", ".join(f"{step.value:g}{chart.unit} from {step.day}" for step in one.steps)
        for one in chart.series
    )


def _drawn(mark: Mark) -> str:
    match mark:
        case Stroke():
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in mark.points)
            return f"<polyline points='{points}' fill='none' stroke='{mark.ink}' stroke-width='{mark.width:g}'/>"
        case Box():
            return (
                f"<rect x='{mark.x:.1f}' y='{mark.y:.1f}' width='{mark.width:.1f}' height='{mark.height:.1f}' "
                f"fill='{mark.ink}'/>"
            )
        case Label():
            return (
                f"<text x='{mark.x:.1f}' y='{mark.y:.1f}' text-anchor='{mark.align}' fill='{TEXT}'>"
                f"{escape(mark.text)}</text>"
            )
