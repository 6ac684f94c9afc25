"""Reads random and mangled texts until the time is up: `python -m bench.fuzz --minutes 60 --reader local`.

Any text must yield a reading whose spans are verbatim. The first text that does not is printed with its seed; exit 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable

from bench.corpus import documents
from detente.model import Document
from detente.reading.readers import reader

MARKS = "\"'“”‘’«»„‟‹›()[]{}—–-…!?.,:;"
ODD = "\u202e\u200f\u200b\ufeff\u0000\u0007\u00a0\u2028\t\r\n👍👩‍👩‍👧é中国Привет؟مرحبا\U000e0041"
TAGS = ("<p>", "</p>", "<script>x</script>", "&amp;", "<br/>", "http://a.b/c?d=e", "@someone", "#tag")


def spliced(draw: random.Random, text: str, other: str) -> str:
    """Two texts cut and joined anywhere."""
    return text[: draw.randrange(len(text) + 1)] + other[draw.randrange(len(other) + 1) :]


def sprinkled(draw: random.Random, text: str, other: str) -> str:  # noqa: ARG001
    """Marks, odd characters and tags put in, characters taken out."""
    letters = list(text)
    for _ in range(draw.randrange(1, 60)):
        at = draw.randrange(len(letters) + 1)
        letters[at : at + draw.choice((0, 0, 1, 5))] = [
            draw.choice((draw.choice(MARKS), draw.choice(ODD), draw.choice(TAGS)))
        ]
    return "".join(letters)


def run_together(draw: random.Random, text: str, other: str) -> str:  # noqa: ARG001
    """One sentence of up to 100,000 characters: no full stops, no line ends."""
    flat = text.replace(".", draw.choice((",", "", " and"))).replace("\n", " ")
    return (flat * draw.choice((1, 1, 1, 20)))[:100_000]


def noise(draw: random.Random, text: str, other: str) -> str:  # noqa: ARG001
    """Random characters of all planes but surrogates."""
    return "".join(
        chr(draw.choice((draw.randrange(32, 0x250), draw.randrange(0xE000, 0x11000))))
        for _ in range(draw.randrange(400))
    )


def words_shuffled(draw: random.Random, text: str, other: str) -> str:
    """The words of both in any order."""
    words = (text + " " + other).split(" ")
    draw.shuffle(words)
    return " ".join(words)


MANGLERS: tuple[Callable[[random.Random, str, str], str], ...] = (
    spliced,
    sprinkled,
    sprinkled,
    run_together,
    noise,
    words_shuffled,
)


def texts(seed: int) -> tuple[str, str]:
    """The text of a seed, and how it was mangled."""
    draw = random.Random(seed)
    plain = [document.text for document in documents(2, words=draw.choice((20, 150, 400)), seed=seed)]
    mangle = draw.choice(MANGLERS)
    return mangle(draw, *plain), mangle.__name__


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--reader", default=None)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    reads, seed, slowest = reader(options.reader), options.seed, (0.0, 0, 0)
    until = time.monotonic() + 60 * options.minutes
    while time.monotonic() < until:
        text, how = texts(seed)
        began = time.process_time()
        try:
            reads.read(Document(id=str(seed), text=text, published="2025-06-06"), broad=bool(seed % 2)).check(text)
        except Exception:  # noqa: BLE001  a fuzzer is there to see any
            sys.stdout.write(f"seed {seed} ({how}, {len(text)} characters):\n{traceback.format_exc()}")
            sys.exit(1)
        slowest = max(slowest, (time.process_time() - began, len(text), seed))
        seed += 1
    sys.stdout.write(
        f"{seed - options.seed} texts read, none raised; the slowest took {slowest[0]:.1f} CPU seconds "
        f"for {slowest[1]} characters (seed {slowest[2]})\n"
    )


if __name__ == "__main__":
    main()
