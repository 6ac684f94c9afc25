"""The shipped weights from nothing, by one command: `python -m training.recipe --shared ../shared --out FOLDER`.

The stages are those that made the shipped weights, in order, each a module of this folder with its options and seed.
A stage whose last file is there already is skipped, so that a broken run goes on where it stopped.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Stage:
    """A module of `training/`, its options ({out} and {shared} filled in), and the file that shows it is done."""

    module: str
    options: str
    makes: str


FINE = "--encoder-rate 1.5e-4 --head-rate 2e-3 --warmup 60"
MORE = "--sheets {out}/own --sentences training/sentences.jsonl"
STAGES = (
    Stage("standoff", "restore training/sheets.jsonl --shared {shared} --out {out}/own", "own/docs.jsonl"),
    Stage("run", "--shared {shared} --out {out}/a --phases 1:1:2:1 --seed 1", "a/last.pt"),
    Stage(
        "run",
        "--shared {shared} --out {out}/b --start {out}/a/last.pt --phases 5:0.6:2:2,1:0.3:3:2 "
        "--encoder-rate 1.5e-4 --warmup 60 --seed 1",
        "b/last.pt",
    ),
    Stage(
        "run",
        "--shared {shared} --sheets {out}/own --out {out}/c --start {out}/b/last.pt --phases 3:0.4:2:2 --seed 2 "
        + FINE,
        "c/last.pt",
    ),
    Stage(
        "run",
        "--shared {shared} --out {out}/d --start {out}/c/last.pt --phases 3:0.3:2:1 --hide 0.08 --seed 5 "
        + MORE
        + " "
        + FINE,
        "d/last.pt",
    ),
    Stage(
        "run",
        "--shared {shared} --out {out}/e --start {out}/c/last.pt --phases 3:0.3:2:1 --hide 0.08 --seed 7 "
        + MORE
        + " "
        + FINE,
        "e/last.pt",
    ),
    Stage("soup", "{out}/c/last.pt {out}/d/last.pt {out}/cd.pt --share 0.571", "cd.pt"),
    Stage("soup", "{out}/cd.pt {out}/e/last.pt {out}/soup.pt --share 0.65", "soup.pt"),
    Stage("roles", "{out}/soup.pt {out}/final.pt --shared {shared} " + MORE, "final.pt"),
    Stage("export", "{out}/final.pt {out}/weights", "weights/heads.npz"),
    Stage("measure", "{out}/weights --shared {shared}", ""),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    for number, stage in enumerate(STAGES, start=1):
        if stage.makes and (options.out / stage.makes).exists():
            log.info("stage %d of %d, %s: done already", number, len(STAGES), stage.module)
            continue
        words = stage.options.format(shared=options.shared, out=options.out).split()
        log.info("stage %d of %d: python -m training.%s %s", number, len(STAGES), stage.module, " ".join(words))
        subprocess.run([sys.executable, "-m", f"training.{stage.module}", *words], check=True)


if __name__ == "__main__":
    main()
