"""The mean of two checkpoints of one line: `python -m training.soup EARLIER LATER OUT --share 0.7`.

Weights between a run and the run it was started from read better than either ('model soups', Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def mixed(earlier: dict[str, Tensor], later: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """`share` of the later weights and the rest of the earlier ones. Raises KeyError where their names differ."""
    return {name: torch.lerp(earlier[name], value, share) for name, value in later.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("earlier", type=Path)
    parser.add_argument("later", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.7, help="of the later checkpoint")
    options = parser.parse_args()
    torch.save(mixed(torch.load(options.earlier), torch.load(options.later), options.share), options.out)


if __name__ == "__main__":
    main()
