"""Contacts that a text recalls as the last or the first of two people: 'since their last meeting, in the autumn'.

A model passes over what is only recalled; yet such words claim that there was no other contact, and can be checked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from detente.reading.page import Page, RecordProposal, Sentence
from detente.reading.records import rules
from detente.vocabulary import table


def with_recalled(page: Page, records: Iterable[RecordProposal]) -> tuple[RecordProposal, ...]:
    """The records, and the contacts by rule of sentences that recall one with its time and tell of none else."""
    kept = tuple(records)
    held = {page.sentence_at(record.start) for record in kept if record.type == "CONSULT"}
    among = {k for k, sentence in enumerate(page.sentences) if k not in held and _recalls(page, sentence)}
    found = [record for record in rules.propose(page, among) if record.type == "CONSULT"] if among else []
    return tuple(sorted((*kept, *found), key=lambda record: record.start)) if found else kept


def _recalls(page: Page, sentence: Sentence) -> bool:
    match = _words().search(page.text, sentence.start, sentence.end)
    return match is not None and bool(page.times_in(match.end(), sentence.end))


@functools.cache
def _words() -> re.Pattern[str]:
    words = table("contested")
    order = "|".join((*words["last"]["words"], *words["first"]["words"]))
    contact = "|".join(words["contact"]["words"])
    return re.compile(rf"\b(?:their|the (?:two )?(?:\w+’s|\w+'s))\s+(?:{order})\s+(?:\w+\s+){{0,2}}(?:{contact})\b")
