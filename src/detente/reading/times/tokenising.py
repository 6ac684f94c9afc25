"""Text -> tokens: the letters of a sentence in a row are what the grammar's rules match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.reading.times.ambiguous import is_abbreviated, is_month
from detente.reading.times.lexicon import TOKEN, Cut, Lexicon, Meaning, Value, lexicon, plain
from detente.reading.times.numerals import merged
from detente.reading.times.tokens import Token, Tokens

OTHER = "."
KINDS = {"clock": "c", "decade": "z", "ordinal": "o", "short": "A", "possessive": "s", "date": "#", "era": "B"}
MARKS = {"-": "-", "–": "-", "—": "_", ",": ",", "/": "/", "&": "&", "(": "(", ")": ")", "%": "%"}
MARKS |= dict.fromkeys("$£€¥#", "$") | dict.fromkeys('.;:!?"”“…', "!")
MEANINGLESS = frozenset({"word", "mark"})
"""Kinds of cut that mean nothing by their form."""
MERGED = frozenset("C7/")
"""Class letters of which a run of number words has one at least."""
LONGEST_NUMBER = 12
"""Digits; a longer number counts no time."""


def tokenise(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`, phrases and number words already in one piece each."""
    cuts = [
        Cut(word := found.group(), plain(word), found.start(), found.end(), found.lastgroup or "mark")
        for found in TOKEN.finditer(text, start, end)
    ]
    items = list(classified(cuts, lexicon()))
    codes = "".join([token.code for token in items])
    if not MERGED.isdisjoint(codes):
        items = merged(items)
        codes = "".join([token.code for token in items])
    return Tokens(items, codes)


def classified(cuts: Sequence[Cut], words: Lexicon) -> Iterator[Token]:
    """The cuts as tokens; a phrase of the vocabularies is one, and an abbreviation takes its full stop."""
    at = 0
    while at < len(cuts):
        cut = cuts[at]
        if cut.kind in MEANINGLESS and cut.low not in words.known:
            yield Token(cut.start, cut.end, cut.low, MARKS.get(cut.low, OTHER), 0)
            at += 1
            continue
        length, meaning = longest_phrase(cuts, at, words) if cut.low in words.lengths else (1, None)
        if meaning:
            phrase = " ".join(part.low for part in cuts[at : at + length])
            token = Token(cut.start, cuts[at + length - 1].end, phrase, meaning.code, meaning.value)
        elif cut.kind == "word":
            token, length = word_token(cuts, at, words.words.get(cut.low))
        else:
            token = Token(cut.start, cut.end, cut.low, *figure(cut))
        yield token
        at += length


def longest_phrase(cuts: Sequence[Cut], at: int, words: Lexicon) -> tuple[int, Meaning | None]:
    """How many cuts the longest phrase at a place has, and its meaning; None where there is none."""
    for length in words.lengths[cuts[at].low]:
        parts = tuple([cut.low for cut in cuts[at : at + length]])
        meaning = words.phrases.get(parts)
        if meaning and (cuts[at].word[0].isupper() or not meaning.capital):
            return len(parts), meaning
    return 1, None


def word_token(cuts: Sequence[Cut], at: int, meaning: Meaning | None) -> tuple[Token, int]:
    """The token of a word and how many cuts it takes."""
    cut = cuts[at]
    if meaning is None or (meaning.capital and not (cut.word[0].isupper() and is_month(cuts, at))):
        # a May in capitals within a sentence is a name, not the auxiliary that looks ahead
        word = cut.word if at and cut.word == "May" else cut.low
        return Token(cut.start, cut.end, word, OTHER, 0), 1
    length = 2 if is_abbreviated(cuts, at) else 1
    return Token(cut.start, cuts[at + length - 1].end, cut.low, meaning.code, meaning.value), length


def figure(cut: Cut) -> tuple[str, Value]:
    """Class letter and value of a cut that its form gives away."""
    digits = "".join(filter(str.isdigit, cut.low))
    match cut.kind:
        case "mark":
            return MARKS.get(cut.word, OTHER), 0
        case "number":
            return number(cut.word)
        case "meridiem":
            return "p", 12 if cut.low[0] == "p" else 0
        case "decade":
            return "z", f"19{digits[0]}" if len(digits) == 2 else f"{digits[:-1]:0>3}"
        case "era":
            return "B", "BC" if cut.low[0] == "b" else "AD"
    return KINDS[cut.kind], int(digits) if cut.kind in ("ordinal", "short") else cut.low.replace(".", ":")


def number(word: str) -> tuple[str, Value]:
    """'d' for what may be a day of a month, 'y' for what may be a year, '0' for other numbers."""
    digits = word.replace(",", "")
    if "." in digits:
        return "0", float(digits[:LONGEST_NUMBER])
    value = int(digits[:LONGEST_NUMBER])
    if len(word) <= 2 and 1 <= value <= 31:
        return "d", value
    return "y" if len(word) == 4 and 1000 <= value < 2200 else "0", value
