"""The command as a process: pipes, interrupts, processes, long lines, bounded memory."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

DETENTE = [sys.executable, "-c", "from detente.cli.main import main; main()"]
SENTENCE = "“We will answer in kind,” Lin Jian, a spokesman for the Chinese foreign ministry, said on Tuesday. "


def detente(*words: object, **named: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*DETENTE, *map(str, words)], capture_output=True, check=False, **named)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    lines = (json.dumps({"id": f"d{n}", "text": f"{n}. {SENTENCE}", "published": "2025-06-05"}) for n in range(300))
    path.write_text("\n".join(lines))
    return path


def test_several_processes_write_the_same_bytes_as_one(many: Path) -> None:
    one, two = detente("read", many, "--reader", "rules"), detente("read", many, "--reader", "rules", "--jobs", 2)
    assert one.returncode == two.returncode == 0
    assert len(one.stdout.splitlines()) == 300
    assert one.stdout == two.stdout


def test_a_reader_that_has_seen_enough_ends_it_quietly(many: Path) -> None:
    words = [*DETENTE, "read", str(many)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_broken_off_it_keeps_what_was_committed_and_goes_on_from_there(
    many: Path, tmp_path: Path, sent: signal.Signals, code: int, jobs: str
) -> None:
    desk = tmp_path / "desk.db"
    assert detente("init", "--desk", desk).returncode == 0
    process = subprocess.Popen(
        [*DETENTE, "add", str(many), "--desk", str(desk), "--jobs", jobs], stderr=subprocess.PIPE
    )
    wait_for_documents(desk)
    process.send_signal(sent)
    assert process.wait(60) == code
    again = detente("add", many, "--desk", desk).stderr.decode()
    added, present = (int(part.split()[0]) for part in again.replace(")", "").split(", ")[::2])
    assert present > 0
    assert added + present == 300
    assert detente("doctor", "--desk", desk).returncode == 0


def wait_for_documents(desk: Path) -> None:
    """Until some documents are on disk."""
    log = desk.with_name(desk.name + "-wal")
    start = time.monotonic()
    while time.monotonic() - start < 60 and not (log.exists() and log.stat().st_size > 200_000):
        time.sleep(0.02)


def test_a_line_of_fifty_megabytes_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(
        b'{"id": "long", "text": "' + b"x" * 50_000_000 + b'"}\n{"id": "short", "text": "Ministers met."}\n'
    )
    limit = 1_500_000_000
    result = detente("read", path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    assert result.returncode == 3
    assert b"long.jsonl:1: a line longer than 20 MB, the limit" in result.stderr
    assert json.loads(result.stdout)["document"]["id"] == "short"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_in_one_line(many: Path) -> None:
    result = detente("read", many, "-o", "/dev/full")
    assert result.returncode == 3
    assert b"Traceback" not in result.stderr
    assert b"No space left" in result.stderr
