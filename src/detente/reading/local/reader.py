"""The reader with the local model: it proposes, and the rules second its records."""

from __future__ import annotations

from pathlib import Path

from detente import __version__
from detente.model import ReaderInfo
from detente.reading.local.agreement import agreed, considered
from detente.reading.local.model import WEIGHTS, LocalModel
from detente.reading.page import Page, Proposals
from detente.reading.page_reader import PageReader
from detente.reading.quotes.layouts import borne_out, laid_out, with_layout
from detente.reading.records.recalled import with_recalled


class LocalReader(PageReader):
    """Reads with a small model on one thread. Deterministic."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.model = LocalModel.load(folder)
        self.info = ReaderInfo(name="local", version=__version__, model=self.model.digest)

    @staticmethod
    def installed() -> bool:
        """Whether the package has the model's weights."""
        return LocalModel.installed()

    def propose(self, page: Page, *, broad: bool) -> Proposals:
        """What the model finds, layout before it, and of its records those that stand beside what the rules find."""
        found = self.model.propose(page.text, page.sentences, page.mentions, broad=broad, floor=considered(page))
        records = with_recalled(page, agreed(page, found.records))
        laid = borne_out(laid_out(page), found.quotes)
        return Proposals(with_layout(found.quotes, laid), records)
