"""What is in force: the total rate of each side on the other, with its parts, and the measures on the books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from detente.briefing import phrases
from detente.briefing.brief import Section, Sentence
from detente.briefing.charting import rates
from detente.briefing.scene import Scene, section, sentence
from detente.model import Measure, first_day
from detente.state import phrasing
from detente.state.steps import IN_FORCE
from detente.state.views import MeasureLine, TotalLine
from detente.state.wording import state_names

OUTWARD = frozenset(
    {"tariff", "export-control", "import-ban", "entity-listing", "sanction", "investment-restriction",
     "visa-restriction", "investigation"}
)  # fmt: skip
STALE = dt.timedelta(days=730)
ON_ALL = frozenset({"tariff", "export-control", "import-ban", "investment-restriction"})
"""Instruments that are told of with nobody named whom they fall on."""


def compose(scene: Scene) -> Section:
    """Totals first, then the measures of each side, those with a rate first."""
    ledger = sorted(measures(scene), key=_weightiest)
    old = [line for line in ledger if last_told(line) < scene.asked.as_of - STALE]
    fresh = [line for line in ledger if line not in old]
    sides = [scene.part(totals(scene))]
    for name in dict.fromkeys(line.imposer for line in fresh):
        told = [told_of(line) for line in fresh if line.imposer == name]
        sides.append(scene.part(told, f"By {phrasing.article(name)}"))
    if scene.asked.length == "full":
        sides.append(scene.part(map(told_of, old), "Last told more than two years before this day, and nothing since"))
    chart = rates(scene)
    return section("in_force", sides, charts=(chart,) if chart else ())


def totals(scene: Scene) -> Iterator[Sentence]:
    """The total of each side on the other, the better told first; not one that was told before its parts are so."""
    found: list[TotalLine] = []
    for line in scene.view("totals"):
        pair = {state_names(code) for code in scene.pair}
        if isinstance(line, TotalLine) and line.total is not None and (not pair or {line.imposer, line.on} == pair):
            found.append(line)
    kept = [line for line in found if (line.since or "") >= max(_days(line), default="")]
    yield from map(total, sorted(kept, key=lambda line: (-line.origins, line.id)))


def total(line: TotalLine) -> Sentence:
    """'The United States' duties on goods from China total 30 % since 14 May 2025: ...'."""
    adding = line.basis is not None and not line.basis.startswith("told")
    bound = {"max": "up to ", "min": "at least "}.get(line.bound or "", "")
    text = phrases.say(
        "total_added" if adding else "total",
        imposer=phrasing.possessive(phrasing.article(line.imposer)),
        on=phrasing.article(line.on),
        rate=f"{bound}{phrases.percent(line.total or 0)}",
        since=_since(line),
        parts=_parts(line),
    )
    return sentence(text, line, sort="judgement" if adding else "report", weighed=True)


def _since(line: TotalLine) -> str:
    """' since 14 May 2025'."""
    announced = ", as announced" if line.as_announced else ""
    return f" since {phrasing.date(line.since)}{announced}" if line.since else ""


def _days(line: TotalLine) -> list[str]:
    """Since when its parts are so."""
    return [day for part in line.parts for day in phrases.ISO.findall(part.partition(": “")[0])]


def _parts(line: TotalLine) -> str:
    """': IEEPA fentanyl 20 % since 3 April 2025; reciprocal tariffs 10 % since 12 May 2025'."""
    heads = [phrases.dates(part.partition(": “")[0]).replace(" percent", " %") for part in line.parts]
    return f": {'; '.join(heads)}" if len(heads) > 1 else ""


def measures(scene: Scene) -> Iterator[MeasureLine]:
    """The measures on the books of one side against the other, or against everybody."""
    for line in scene.view("measures"):
        if isinstance(line, MeasureLine) and line.stage in IN_FORCE and between(scene, line) and _outward(line):
            yield line


def _outward(line: MeasureLine) -> bool:
    """Whether it is one on the other side: what a state gives its own, or buys, is none."""
    instrument = line.subject.type if isinstance(line.subject, Measure) else ""
    return instrument in OUTWARD and (bool(line.on) or instrument in ON_ALL)


def _weightiest(line: MeasureLine) -> tuple[bool, bool, int, str]:
    """What has a rate first, then what is on the other side and not on all, then what was told last."""
    return (rate_of(line) is None, not line.on, -last_told(line).toordinal(), line.key)


def last_told(line: MeasureLine) -> dt.date:
    """When a text last told of it."""
    return max((first_day(note.published[:10]) for note in line.evidence if note.published), default=dt.date.min)


def between(scene: Scene, line: MeasureLine) -> bool:
    """Whether one of the two sides imposes it on the other, or on goods from wherever."""
    _, imposer, on, *_ = line.key.split("|")
    return not scene.pair or (imposer in scene.pair and set(on.split("+")) <= scene.pair | {"-"})


def told_of(line: MeasureLine) -> Sentence:
    """The measure as it stands, with what ends it."""
    return sentence(phrasing.measure(line, None, plausible=True), line, weighed=True)


def rate_of(line: MeasureLine) -> float | None:
    """Its rate, where it is a tariff."""
    subject = line.subject
    return subject.rate.value if isinstance(subject, Measure) and subject.rate else None


def latest(line: MeasureLine) -> str:
    """The last day that a measure tells of, '' where it tells of none."""
    over = line.expires if line.stage == "lapsed" else None
    return max(filter(None, (line.removed, line.effective, line.announced, over)), key=first_day, default="")
