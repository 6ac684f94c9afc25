"""Alerts: rules of what to be told of, what they brought up, and what became of each message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

RuleKind = Literal["deadline", "rate-changes", "quote-by", "contested"]
DeliveryState = Literal["waiting", "sent", "given up"]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What an analyst wants to be told of.

    `deadline`: what is due within `days`; `rate-changes`: a new step of a tariff rate, imposed by one of `countries`
    (alpha-3) or on one, or any; `quote-by`: a new quote of a speaker whose name has `by` in it, with `on` among its
    words where that is given; `contested`: a new contradiction. `made` is an ISO time.
    """

    id: str
    kind: RuleKind
    days: int = 0
    countries: tuple[str, ...] = ()
    by: str = ""
    on: str = ""
    made: str = ""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Exact words that an alert rests on, where they stand and the way they came."""

    document: str
    outlet: str | None
    published: str | None
    start: int
    end: int
    text: str
    chain: tuple[str, ...] = ()


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a rule brought up. `id` follows from the rule and the thing, so that it is told once.

    `title` is one line; `line` is the id for `detente why`; `made` is an ISO time.
    """

    id: str
    rule: str
    kind: RuleKind
    title: str
    line: str
    standing: str
    origins: int
    passages: tuple[Passage, ...]
    made: str


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A message and a channel. `due` is when it is tried next, `error` what went wrong last; ISO times."""

    alert: Alert
    channel: str
    state: DeliveryState
    tries: int = 0
    due: str = ""
    error: str | None = None


class AlertStore(Protocol):
    """Keeps rules, alerts and deliveries of a desk."""

    def add(self, rule: Rule, standing: Sequence[Alert]) -> bool:
        """Keep a rule, and quietly what stands by it already. Returns False where there is such a rule."""
        ...

    def remove(self, rule: str, at: str) -> bool:
        """Take a rule out; what waits is not sent any more. Returns False where there is none of that id."""
        ...

    def rules(self) -> Sequence[Rule]:
        """The rules that hold, as they were made."""
        ...

    def bring(self, alerts: Sequence[Alert], channels: Sequence[str], at: str) -> int:
        """Keep the alerts that are new, each waiting for each channel. Returns how many were new."""
        ...

    def alerts(self, limit: int) -> Sequence[Alert]:
        """The last alerts that were told of, the latest first."""
        ...

    def waiting(self, channel: str, now: str) -> Sequence[Delivery]:
        """What is to be sent on a channel by now, as it came up."""
        ...

    def settle(self, delivery: Delivery, at: str) -> None:
        """Keep what became of a delivery."""
        ...

    def tally(self) -> Sequence[tuple[str, str, int]]:
        """Channel, state, and how many deliveries are in it."""
        ...
