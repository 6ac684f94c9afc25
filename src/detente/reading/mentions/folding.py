"""Text folded for look-up: one character in, one character out, so that offsets stay."""

from __future__ import annotations

import unicodedata

_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-"}


def _unaccented() -> dict[int, str]:
    """Latin letters with a mark, each to its bare letter."""
    letters = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii():
            letters[code] = base
    return letters


_TABLE = {**_unaccented(), **{ord(char): plain for char, plain in _PLAIN.items()}}


def fold(text: str) -> str:
    """`text` without accents and typographic marks, as long as before."""
    return text.translate(_TABLE)
