"""Rules, alerts and deliveries of a desk, in its file."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from detente.model.alert import Alert, Delivery, Rule
from detente.store.sqlite.part import SqlitePart

ADD = """
    INSERT INTO alert_rules (id, payload, made) VALUES (?1, ?2, ?3)
    ON CONFLICT (id) DO UPDATE SET removed = NULL, payload = ?2, made = ?3 WHERE removed IS NOT NULL"""
REMOVE = "UPDATE alert_rules SET removed = ?2 WHERE id = ?1 AND removed IS NULL"
DROP = """
    DELETE FROM alert_deliveries WHERE state = 'waiting' AND alert IN (SELECT id FROM alerts WHERE rule = ?)"""
RULES = "SELECT payload FROM alert_rules WHERE removed IS NULL ORDER BY made, id"
BRING = "INSERT OR IGNORE INTO alerts (id, rule, payload, made, quiet) VALUES (?, ?, ?, ?, ?)"
QUEUE = "INSERT INTO alert_deliveries (alert, channel, state, due) VALUES (?, ?, 'waiting', ?)"
LAST = "SELECT payload FROM alerts WHERE quiet = 0 ORDER BY number DESC LIMIT ?"
WAITING = """
    SELECT alerts.payload, channel, state, tries, due, error FROM alert_deliveries JOIN alerts ON alerts.id = alert
    WHERE state = 'waiting' AND channel = ?1 AND due <= ?2 ORDER BY number"""
SETTLE = """
    UPDATE alert_deliveries SET state = ?3, tries = ?4, due = ?5, error = ?6, at = ?7
    WHERE alert = ?1 AND channel = ?2"""
TALLY = "SELECT channel, state, count(*) FROM alert_deliveries GROUP BY channel, state ORDER BY channel, state"


class SqliteAlerts(SqlitePart):
    """Implements `detente.model.AlertStore`; the arguments are those of the store whose file it is."""

    def add(self, rule: Rule, standing: Sequence[Alert]) -> bool:
        """Keep a rule, and quietly what stands by it already, in one transaction. Returns False where it is there."""
        with self._transaction():
            new = self._connection.execute(ADD, (rule.id, _json(rule), rule.made)).rowcount > 0
            if new:
                self._connection.executemany(BRING, (_row(one, quiet=True) for one in standing))
        return new

    def remove(self, rule: str, at: str) -> bool:
        """Take a rule out; what waits is not sent any more. Returns False where there is none of that id."""
        with self._transaction():
            found = self._connection.execute(REMOVE, (rule, at)).rowcount > 0
            self._connection.execute(DROP, (rule,))
        return found

    def rules(self) -> Sequence[Rule]:
        """The rules that hold, as they were made."""
        return [msgspec.json.decode(row[0], type=Rule) for row in self._all(RULES)]

    def bring(self, alerts: Sequence[Alert], channels: Sequence[str], at: str) -> int:
        """Keep the alerts that are new, each waiting for each channel, in one transaction. Returns how many were."""
        found = 0
        with self._transaction():
            for alert in alerts:
                if self._connection.execute(BRING, _row(alert, quiet=False)).rowcount > 0:
                    found += 1
                    self._connection.executemany(QUEUE, ((alert.id, channel, at) for channel in channels))
        return found

    def alerts(self, limit: int) -> Sequence[Alert]:
        """The last alerts that were told of, the latest first."""
        return [msgspec.json.decode(row[0], type=Alert) for row in self._all(LAST, limit)]

    def waiting(self, channel: str, now: str) -> Sequence[Delivery]:
        """What is to be sent on a channel by now, as it came up."""
        names = ("channel", "state", "tries", "due", "error")
        return [
            Delivery(alert=msgspec.json.decode(row[0], type=Alert), **dict(zip(names, row[1:], strict=True)))
            for row in self._all(WAITING, channel, now)
        ]

    def settle(self, delivery: Delivery, at: str) -> None:
        """Keep what became of a delivery."""
        what = (delivery.state, delivery.tries, delivery.due, delivery.error, at)
        with self._transaction():
            self._connection.execute(SETTLE, (delivery.alert.id, delivery.channel, *what))

    def tally(self) -> Sequence[tuple[str, str, int]]:
        """Channel, state, and how many deliveries are in it."""
        return [tuple(row) for row in self._all(TALLY)]


def _row(alert: Alert, *, quiet: bool) -> tuple[str, str, str, str, int]:
    return (alert.id, alert.rule, _json(alert), alert.made, int(quiet))


def _json(value: Rule | Alert) -> str:
    return msgspec.json.encode(value).decode()
