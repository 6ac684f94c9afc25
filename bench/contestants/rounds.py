"""The rounds of a contestant. Nothing but the standard library: spaCy's environment has no Detente."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")


def texts(path: str) -> list[str]:
    """The texts of a JSONL file of documents."""
    return [json.loads(line)["text"] for line in Path(path).read_text(encoding="utf-8").splitlines()]


def rounds(items: Sequence[Item], read: Callable[[Item], object]) -> None:
    """Reads the first item, then all of them for each line on standard input."""
    read(items[0])
    say("ready")
    for _ in sys.stdin:
        began = time.thread_time()
        for item in items:
            read(item)
        say(f"{time.thread_time() - began} {resident()}")


def resident() -> int:
    """Bytes of memory that this process holds (Linux: from /proc)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
