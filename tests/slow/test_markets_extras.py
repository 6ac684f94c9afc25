"""The commands on markets load nothing of their extras before they need it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow
HEAVY = ("scipy", "pandas", "exchange_calendars", "matplotlib", "pyarrow", "yfinance")


@pytest.mark.parametrize("module", ["markets_study", "markets_check", "markets_clock", "markets_load", "index"])
def test_help_comes_quickly(module: str) -> None:
    asked = f"import sys, detente.cli.{module}; print(*sorted(set({HEAVY!r}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""
