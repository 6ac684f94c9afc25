"""One round: what the rules bring up is kept, and what waits is sent; what fails is tried again later and later."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from detente.alerting.channels import Channel, Email, Unsent, Webhook
from detente.alerting.messages import body
from detente.alerting.rules import matches
from detente.alerting.settings import Settings
from detente.desk import Desk
from detente.errors import UsageError
from detente.export.atom import feed, urn
from detente.export.parcel import News
from detente.model.alert import Alert, Delivery

FIRST, LONGEST = dt.timedelta(minutes=1), dt.timedelta(hours=6)
"""Wait after the first failure; each further one doubles it, up to the longest."""
TRIES = 12
"""After so many failures in a row, over about a day and a half, it is given up, which is said."""
FEED = 200
"""Alerts in the Atom file."""


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """What a round did: alerts that were new, messages sent, and what went wrong, by channel, in words."""

    new: int = 0
    sent: int = 0
    failed: tuple[str, ...] = ()


def run(desk: Desk, settings: Settings, as_of: dt.date | None = None) -> Ran:
    """One round. Raises UsageError where a secret is not set, DeskReadOnly and StoreError."""
    channels = channels_of(settings)
    found = [one for rule in desk.store.alerts.rules() for one in matches(desk, rule, as_of)]
    new = desk.store.alerts.bring(found, [one.name for one in channels], desk.clock())
    if settings.atom:
        write_feed(desk, Path(settings.atom.path))
    told = [send(desk, channel, one) for channel in channels for one in waiting(desk, channel)]
    return Ran(new=new, sent=sum(one is None for one in told), failed=tuple(one for one in told if one))


def channels_of(settings: Settings) -> list[Channel]:
    """The channels that send; the Atom file is written whole instead."""
    found: list[Channel] = []
    if settings.email:
        found.append(Email(settings.email))
    if settings.webhook:
        found.append(Webhook(settings.webhook))
    return found


def waiting(desk: Desk, channel: Channel) -> Sequence[Delivery]:
    """What is to be sent on the channel by now."""
    return desk.store.alerts.waiting(channel.name, desk.clock())


def send(desk: Desk, channel: Channel, delivery: Delivery) -> str | None:
    """Send one, and keep what became of it before the next. Returns what went wrong, in words."""
    now, tries = desk.clock(), delivery.tries + 1
    try:
        channel.send(delivery.alert)
    except Unsent as why:
        given_up = tries >= TRIES
        due = now if given_up else (dt.datetime.fromisoformat(now) + backoff(tries)).isoformat(timespec="seconds")
        state = "given up" if given_up else "waiting"
        kept = msgspec.structs.replace(delivery, state=state, tries=tries, due=due, error=str(why))
        desk.store.alerts.settle(kept, now)
        then = "given up" if given_up else f"tried again from {due}"
        return f"{channel.name}: {delivery.alert.id} was not sent ({why}); {then}"
    desk.store.alerts.settle(msgspec.structs.replace(delivery, state="sent", tries=tries, error=None), now)
    return None


def backoff(tries: int) -> dt.timedelta:
    """The wait after so many failures."""
    return min(LONGEST, FIRST * (1 << (tries - 1)))


def write_feed(desk: Desk, path: Path) -> None:
    """The latest alerts as an Atom file, put in place whole. Raises UsageError where it cannot be written."""
    news = [item(one) for one in desk.store.alerts.alerts(FEED)]
    written = feed(f"{desk.store.dispute}: alerts", urn("alerts", desk.store.dispute), desk.clock(), news)
    new = path.with_name(path.name + ".new")
    try:
        new.write_bytes(written)
        os.replace(new, path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); set another path under [atom]") from error


def item(alert: Alert) -> News:
    """An alert as an entry of the feed."""
    text = body(alert).strip()
    return News(id=alert.id, view=alert.kind, change="alert", text=text, day=alert.made, lines=(), title=alert.title)
