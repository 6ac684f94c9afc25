"""kill -9 at random moments, so many times in a row, of an `add` and of a `watch` cycle of a thousand documents each.

    python -m bench.kills --times 100

After each kill the desk is checked: it is sound, and no document is in it twice. Whenever one has all documents, a new
one is begun; at the end all documents must be there, each exactly once. Reads with the rules reader, to be quick.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "contract"))

from loopback import Server, reply, serving

from detente.desk import Desk
from detente.model import Feed

DOCUMENTS = 1000
LONGEST = 2.0
"""Seconds after which a process is killed at the latest, from its start or from when it began to add."""
EARLY = 0.25
"""Share of the kills that may come before anything is added."""
GOODS = ("cheese", "timber", "cobalt", "barley", "glass", "linen", "tin", "wool", "honey", "copper", "salt", "rye")


def text(number: int) -> str:
    """A short report that shares few words in a row with any other."""
    chance = random.Random(number)
    said = [
        f"The ministry of {chance.choice(GOODS)} said on Friday that duties on {chance.choice(GOODS)} would rise to "
        f"{chance.randrange(5, 60)} percent, and {chance.choice(GOODS)} number {chance.randrange(10**6)} would follow."
        for _ in range(4)
    ]
    return f"Report {number}. {' '.join(said)}"


def page(number: int) -> str:
    body = "".join(f"<p>{part}.</p>" for part in text(number).split(". "))
    return f"<html><head><title>Report {number}</title></head><body><article>{body}</article></body></html>"


def feed(server: Server, count: int) -> str:
    """RSS whose items hold a summary, so that each page is fetched."""
    entries = "".join(
        f"<item><title>Report {n}</title><link>{server.url}/{n}</link><guid>{n}</guid>"
        f"<description>In short {n}.</description></item>"
        for n in range(count)
    )
    return f'<rss version="2.0"><channel><title>Reports</title>{entries}</channel></rss>'


def cycle(desk: str) -> None:
    """The process that is killed: cycles until no item waits. It alone lets itself fetch from 127.0.0.1."""
    from detente.gathering import Gatherer  # noqa: PLC0415
    from detente.ingest.fetching import FetchSettings  # noqa: PLC0415
    from detente.ingest.politeness import Pace  # noqa: PLC0415
    from detente.ingest.visiting import Visitor  # noqa: PLC0415

    with Desk.open(desk) as opened:
        visitor = Visitor(FetchSettings(allow=("127.0.0.1",)), Pace(0))
        gatherer = Gatherer(opened, visitor, reader="rules")
        while list(gatherer.cycle()):
            pass


def check(desk: Path) -> int:
    """Raises AssertionError where the desk is damaged or has a document twice. Returns how many it has."""
    with closing(sqlite3.connect(desk)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        names = Counter(row[0].split(".")[0] for row in plain.execute("SELECT text FROM documents"))
        added = Counter(row[0] for row in plain.execute("SELECT document FROM log WHERE entry = 'document-added'"))
        readings = plain.execute("SELECT count(*) FROM readings").fetchone()[0]
    doubled = {name: count for name, count in (names + added).items() if count > 1}
    assert not doubled, f"twice in {desk}: {doubled}"
    assert len(names) == len(added) == readings
    return len(names)


def killed(command: Sequence[object], desk: Path, chance: random.Random) -> bool:
    """Run the command, and kill it at a random moment: one time in four of its first seconds, else of those after it
    began to add. Returns whether it lived long enough to end by itself.
    """
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        if chance.random() > EARLY:
            wait_for_more(desk, process)
        try:
            process.wait(chance.uniform(0, LONGEST))
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
    assert process.returncode in (0, -signal.SIGKILL), f"{command} ended with {process.returncode}"
    return process.returncode == 0


def wait_for_more(desk: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the process has added a document, or has ended."""
    before = size(desk)
    while process.poll() is None and size(desk) == before:
        time.sleep(0.05)


def size(desk: Path) -> int:
    """How many documents there are."""
    with closing(sqlite3.connect(desk)) as plain:
        return int(plain.execute("SELECT count(*) FROM documents").fetchone()[0])


class Survived(NamedTuple):
    """`desks` begun, the `documents` they have in the end, and how many of the kills came `amid` the adding."""

    desks: int
    documents: int
    amid: int


def survive(times: int, fresh: Callable[[int], Path], command: Callable[[Path], Sequence[object]]) -> Survived:
    """Kill that many times, check after each, and end by letting the last desk be finished."""
    chance, kills, total, number, held, amid = random.Random(7), 0, 0, 1, 0, 0
    desk = fresh(number)
    while kills < times:
        if killed(command(desk), desk, chance):
            total += whole(desk)
            number, held = number + 1, 0
            desk = fresh(number)
        else:
            kills, before, held = kills + 1, held, check(desk)
            amid += held > before
    subprocess.run(list(map(str, command(desk))), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Survived(number, total + whole(desk), amid)


def whole(desk: Path) -> int:
    """How many documents a finished desk has. Raises AssertionError where one is missing or doubled."""
    count = check(desk)
    assert count == DOCUMENTS, f"{desk} has {count} of {DOCUMENTS} documents"
    return count


def of_add(times: int, folder: Path) -> Survived:
    """Kills of `detente add`."""
    source = folder / "reports.jsonl"
    source.write_text("".join(json.dumps({"id": f"r{n}", "text": text(n)}) + "\n" for n in range(DOCUMENTS)))

    def fresh(number: int) -> Path:
        path = folder / f"add-{number}.db"
        Desk.create(path).close()
        return path

    code = "from detente.cli.main import main; main()"
    return survive(
        times, fresh, lambda desk: [sys.executable, "-c", code, "add", source, "--desk", desk, "--reader", "rules"]
    )


def of_watch(times: int, folder: Path) -> Survived:
    """Kills of a cycle of `detente watch`, against a server in this process."""
    with serving() as server:
        server.routes["/feed"] = reply(feed(server, DOCUMENTS), kind="application/rss+xml", ETag='"1"')
        for number in range(DOCUMENTS):
            server.routes[f"/{number}"] = reply(page(number))

        def fresh(number: int) -> Path:
            path = folder / f"watch-{number}.db"
            with Desk.create(path) as desk:
                desk.store.feeds.add(Feed(url=f"{server.url}/feed"), "2025-06-05T00:00:00+00:00")
            return path

        return survive(times, fresh, lambda desk: [sys.executable, "-m", "bench.kills", "--cycle", desk])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=100)
    options.add_argument("--only", choices=("add", "watch"))
    options.add_argument("--cycle", metavar="DESK")
    given = options.parse_args()
    if given.cycle:
        cycle(given.cycle)
        return
    for name, run in (("add", of_add), ("watch", of_watch)):
        if given.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                found = run(given.times, Path(folder))
            sys.stdout.write(
                f"{name}: {given.times} kills ({found.amid} after more documents were added), {found.desks} desks, "
                f"{found.documents} documents, each exactly once\n"
            )


if __name__ == "__main__":
    main()
