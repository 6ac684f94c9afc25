"""Figures for a paper: the cumulated average abnormal return with its band, and index series.

Drawn by matplotlib (extra `plots`) into SVG, PNG or PDF. One file of the same data is the same bytes: no dates, no
random ids. What is drawn is given as data too, for whoever draws it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from detente.errors import ExtraMissing, UsageError
from detente.markets.indices_points import Point
from detente.markets.study import Study
from detente.markets.study_rows import AverageRow, average_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 6.3, 3.4
"""Inches: the text width of a page, and a proportion that leaves room for two on it."""
STYLE: Any = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "legend.frameon": False,
    "svg.hashsalt": "detente",
    "svg.fonttype": "none",
    "savefig.dpi": 300,
}
COLOURS = ("#1f4e79", "#b3541e", "#4f7942", "#6b4c7a", "#555555")
"""Told apart in print and by those who do not see red and green."""
SUFFIXES = (".svg", ".png", ".pdf", ".json")
"""What a figure may be written as; .json is its data, for whoever draws it otherwise."""


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a figure: `x` sessions or days (ISO), `y` the figures, `low` and `high` its band; None is a gap."""

    name: str
    x: tuple[int, ...] | tuple[str, ...]
    y: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure shows, as data. `note` says what the band is and how many events or documents it rests on."""

    x_label: str
    y_label: str
    curves: tuple[Curve, ...]
    note: str = ""
    zero: bool = True


def study_drawing(study: Study) -> Drawing:
    """The cumulated average abnormal return of each instrument, in percent; changes of yields as they are."""
    rows: dict[str, list[AverageRow]] = {}
    for row in average_rows(study):
        rows.setdefault(row.instrument, []).append(row)
    changes = any(part.subject.kind == "change" for part in study.parts)
    events = ", ".join(f"{name}: {max(row.n for row in own)} sessions" for name, own in rows.items())
    return Drawing(
        x_label="sessions from the event",
        y_label="cumulated average abnormal change" if changes else "cumulated average abnormal return (%)",
        curves=tuple(_curve(name, own, 1 if changes else 100) for name, own in rows.items()),
        note=f"Band: 95 % of shifted placebos. {events}.",
    )


def _curve(name: str, rows: Sequence[AverageRow], scale: int) -> Curve:
    def scaled(value: float | None) -> float | None:
        return None if value is None else scale * value

    return Curve(
        name=name,
        x=tuple(row.offset for row in rows),
        y=tuple(scaled(row.cumulative) for row in rows),
        low=tuple(scaled(row.low) for row in rows),
        high=tuple(scaled(row.high) for row in rows),
    )


def index_drawing(points: Sequence[Point], label: str) -> Drawing:
    """An index over time; periods of which nothing is known are gaps."""
    documents = sum(point.documents for point in points)
    outlets = max((point.all_outlets for point in points), default=0)
    curve = Curve(name=label, x=tuple(point.start for point in points), y=tuple(point.value for point in points))
    return Drawing(
        x_label="", y_label=label, curves=(curve,), note=f"{documents:,} documents of {outlets} outlets.", zero=False
    )


def draw_index(points: Sequence[Point], label: str, path: Path) -> None:
    """Draw an index into a file. Raises UsageError for another suffix, ExtraMissing without matplotlib."""
    draw(index_drawing(points, label), path)


def draw_study(study: Study, path: Path) -> None:
    """Draw a study into a file. Raises UsageError for another suffix, ExtraMissing without matplotlib."""
    draw(study_drawing(study), path)


def draw(drawing: Drawing, path: Path) -> None:
    """Draw into a file of which the suffix says the format. Raises UsageError, ExtraMissing."""
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: no figure has this suffix; write one of {', '.join(SUFFIXES)}")
    try:
        _write(drawing, path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); give another name") from error


def _write(drawing: Drawing, path: Path) -> None:
    if path.suffix.lower() == ".json":
        path.write_bytes(msgspec.json.encode(drawing) + b"\n")
        return
    with figure(drawing) as made:
        made.savefig(path, metadata=_undated(path), bbox_inches="tight")


def _undated(path: Path) -> dict[str, Any]:
    """Metadata without the time of writing."""
    return {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(path.suffix.lower(), {})


@contextmanager
def figure(drawing: Drawing) -> Iterator[Figure]:
    """The figure of a drawing. Raises ExtraMissing without matplotlib."""
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an extra, and slow to load
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissing("figures need matplotlib; install with `pip install 'detente[plots]'`") from error
    with mpl.rc_context(STYLE):
        made = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
        _fill(made.add_subplot(), drawing)
        if drawing.note:
            made.supxlabel(drawing.note, fontsize=7, x=0.01, ha="left")
        yield made


def _fill(axes: Axes, drawing: Drawing) -> None:
    if drawing.zero:
        axes.axhline(0, color="black", linewidth=0.6)
    for at, curve in enumerate(drawing.curves):
        _line(axes, curve, COLOURS[at % len(COLOURS)], dashed=at >= len(COLOURS))
    axes.set_xlabel(drawing.x_label)
    axes.set_ylabel(drawing.y_label)
    if len(drawing.curves) > 1:
        axes.legend()


def _line(axes: Axes, curve: Curve, colour: str, *, dashed: bool) -> None:
    x: Any = curve.x if not curve.x or isinstance(curve.x[0], int) else np.array(curve.x, dtype="datetime64[D]")
    axes.plot(x, _floats(curve.y), color=colour, linewidth=1.2, linestyle="--" if dashed else "-", label=curve.name)
    if curve.low and curve.high:
        axes.fill_between(x, _floats(curve.low), _floats(curve.high), color=colour, alpha=0.15, linewidth=0)


def _floats(values: Sequence[float | None]) -> Any:
    return np.array([np.nan if value is None else value for value in values])
