"""What every store keeps of alerts: rules, each alert once, and what became of each delivery."""

from __future__ import annotations

import msgspec
import pytest

from detente.model.alert import Alert, AlertStore, Rule

RULE = Rule(id="a-1", kind="deadline", days=7, made="2025-06-01T00:00:00+00:00")
NOW, LATER = "2025-06-02T00:00:00+00:00", "2025-06-02T00:01:00+00:00"


def alert(name: str) -> Alert:
    return Alert(
        id=name,
        rule="a-1",
        kind="deadline",
        title=name,
        line="l-1",
        standing="stated",
        origins=1,
        passages=(),
        made=NOW,
    )


class AlertsContract:
    """Inherited by the test of each store, which gives `alerts`."""

    @pytest.fixture
    def ruled(self, alerts: AlertStore) -> AlertStore:
        assert alerts.add(RULE, [alert("old")])
        return alerts

    def test_a_rule_is_kept_once_and_taken_out_once(self, ruled: AlertStore) -> None:
        assert ruled.rules() == [RULE]
        assert not ruled.add(RULE, [])
        assert ruled.remove("a-1", NOW)
        assert not ruled.remove("a-1", NOW)
        assert ruled.rules() == []

    def test_a_rule_taken_out_can_be_made_again(self, ruled: AlertStore) -> None:
        ruled.remove("a-1", NOW)
        assert ruled.add(RULE, [])
        assert ruled.rules() == [RULE]

    def test_what_stood_when_the_rule_was_made_is_not_told(self, ruled: AlertStore) -> None:
        assert ruled.bring([alert("old"), alert("new")], ["email"], NOW) == 1
        assert [one.alert.id for one in ruled.waiting("email", NOW)] == ["new"]
        assert [one.id for one in ruled.alerts(10)] == ["new"]

    def test_an_alert_waits_once_on_each_channel(self, ruled: AlertStore) -> None:
        ruled.bring([alert("new")], ["email", "webhook"], NOW)
        assert ruled.bring([alert("new")], ["email", "webhook"], NOW) == 0
        assert [len(ruled.waiting(channel, NOW)) for channel in ("email", "webhook", "atom")] == [1, 1, 0]

    def test_what_is_put_off_comes_when_it_is_due(self, ruled: AlertStore) -> None:
        ruled.bring([alert("new")], ["email"], NOW)
        [one] = ruled.waiting("email", NOW)
        ruled.settle(msgspec.structs.replace(one, tries=1, due=LATER, error="busy"), NOW)
        assert ruled.waiting("email", NOW) == []
        [again] = ruled.waiting("email", LATER)
        assert (again.tries, again.error) == (1, "busy")

    def test_what_was_sent_is_not_sent_again(self, ruled: AlertStore) -> None:
        ruled.bring([alert("new")], ["email"], NOW)
        [one] = ruled.waiting("email", NOW)
        ruled.settle(msgspec.structs.replace(one, state="sent", tries=1), NOW)
        assert ruled.waiting("email", LATER) == []
        assert ruled.tally() == [("email", "sent", 1)]

    def test_what_waits_goes_with_its_rule(self, ruled: AlertStore) -> None:
        ruled.bring([alert("new")], ["email"], NOW)
        ruled.remove("a-1", NOW)
        assert ruled.waiting("email", LATER) == []
