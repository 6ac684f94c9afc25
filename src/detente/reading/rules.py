"""The reader that needs no model: it proposes by rules, word lists and linear weights."""

from __future__ import annotations

from detente import __version__
from detente.model import ReaderInfo
from detente.reading.page import Page, Proposals
from detente.reading.page_reader import PageReader
from detente.reading.quotes import rules as quote_rules
from detente.reading.records import rules as record_rules


class RulesReader(PageReader):
    """Reads without a model. Deterministic."""

    info = ReaderInfo(name="rules", version=__version__)

    def propose(self, page: Page, *, broad: bool) -> Proposals:
        """What the rules find."""
        return Proposals(quote_rules.propose(page, broad), record_rules.propose(page))
