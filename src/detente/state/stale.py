"""Rates told as in force after the ledger saw them lowered."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.model import Measure, RecordStated
from detente.state.claims import asks, known_day
from detente.state.figures import figure
from detente.state.prevailing import Stretch, prevailing
from detente.state.steps import Step, formerly, steps
from detente.vocabulary import table

Pair = tuple[RecordStated, RecordStated, str]
"""The stale account, the one that overtakes it, and the ground."""
GENERAL = ("all", "-")
"""Scopes of measures on all goods, and on goods not named."""


def stale(groups: Iterable[Sequence[RecordStated]], day: dt.date) -> Iterator[Pair]:
    """Rates told as in force above the one that the ledger has for all goods since a cut.

    The rate must be one that either party held before: a rate that nobody had may be a sum, since programmes stack,
    and one below that in force a part of it. Compared is with the ledger of the day the account became known.
    """
    general = _general(groups)
    for kind, told in sorted(general.items()):
        _, imposer, target, *rest = kind
        ledger = _ledger(told)
        other = _ledger(general.get(("measure", target, imposer, *rest), ())) if ledger else ()
        for entry in told if ledger else ():
            found = _overtaken(entry, ledger, other) if known_day(entry.clocks) <= day else None
            if found:
                yield found


def _general(groups: Iterable[Sequence[RecordStated]]) -> Mapping[tuple[str, ...], list[RecordStated]]:
    """Accounts of measures on all goods, or on goods not named, by imposer, target, instrument and programme."""
    found: dict[tuple[str, ...], list[RecordStated]] = {}
    for group in groups:
        parts = group[0].key.split("|")
        if len(parts) == 6 and parts[-1] in GENERAL:
            found.setdefault(tuple(parts[:-1]), []).extend(group)
    return {kind: sorted(told, key=lambda entry: entry.id) for kind, told in found.items()}


def _ledger(told: Sequence[RecordStated]) -> tuple[Stretch, ...]:
    """The rates on all goods, stretch by stretch."""
    return prevailing(steps([entry for entry in told if entry.key.endswith("|all")], dt.date.max))


def _overtaken(entry: RecordStated, ledger: Sequence[Stretch], other: Sequence[Stretch]) -> Pair | None:
    record, known = entry.record, known_day(entry.clocks)
    if not isinstance(record, Measure) or record.rate is None or record.status != "ongoing" or asks(record):
        return None
    before = [one for one in ledger if one.since <= known and any(step.known <= known for step in one.told)]
    was = _rate_before(before)
    if was is None or before[-1].value >= was or not any(_lowers(step) for step in before[-1].told):
        return None
    now, rate = before[-1], before[-1].step.record.rate
    held = {rate for stretch in (*before, *other) if stretch.since <= known for rate in _rates(stretch)}
    if (
        rate is None
        or rate.unit != record.rate.unit
        or not now.value < record.rate.value
        or record.rate.value not in held
    ):
        return None
    if entry.document in {step.entry.document for step in now.told}:
        return None
    ground = (
        f"told as in force: {figure(record.rate)}; the ledger has {figure(rate)} since {now.since}, when it was cut"
    )
    return entry, now.step.entry, f"{ground} from {was:g}"


def _rate_before(stretches: Sequence[Stretch]) -> float | None:
    """The rate before the last stretch: that of the ledger, else the one from which an account says it was changed."""
    if len(stretches) > 1:
        return stretches[-2].value
    return next((rate for one in stretches for step in one.told if (rate := formerly(step.record)) is not None), None)


def _rates(stretch: Stretch) -> set[float]:
    """The rate of a stretch, and those from which its accounts say it was changed."""
    return {stretch.value} | {rate for step in stretch.told if (rate := formerly(step.record)) is not None}


def _lowers(step: Step) -> bool:
    """Whether the words tell of a cut, however the act is read; a lower rate may else be one on other goods."""
    said = any(_cuts().search(span.text) for span in step.record.evidence)
    return said or step.record.action in ("lower", "suspend") or formerly(step.record) is not None


@functools.cache
def _cuts() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(table("contested")["cut"]["words"]) + r")\b", re.IGNORECASE)
