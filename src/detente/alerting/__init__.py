"""Alerts: what a desk's rules bring up, told once on each channel: an Atom file, e-mail, a signed webhook."""

from detente.alerting.rules import add, matches, rule_of
from detente.alerting.running import Ran, run
from detente.alerting.settings import Settings, settings_of

__all__ = ["Ran", "Settings", "add", "matches", "rule_of", "run", "settings_of"]
