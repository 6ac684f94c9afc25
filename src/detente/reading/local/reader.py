"""The reader with the local model: it proposes, and the rules' fillers attribute, date and count."""

from __future__ import annotations

from pathlib import Path

from detente import __version__
from detente.model import Document, DocumentRef, ReaderInfo, Reading
from detente.reading.coreference import Resolver
from detente.reading.language import is_english, language_of
from detente.reading.local.agreement import agreed
from detente.reading.local.model import WEIGHTS, LocalModel
from detente.reading.page import Page
from detente.reading.quotes import attribution
from detente.reading.records import filling
from detente.reading.rules import page_of

CONSIDERED = 0.1
"""From which confidence of the model a record is looked at together with the rules."""


class LocalReader:
    """Reads with a small model on one thread. Deterministic; leaves a document unread that is not English."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.model = LocalModel.load(folder)
        self.info = ReaderInfo(name="local", version=__version__, model=self.model.digest)

    @staticmethod
    def installed() -> bool:
        """Whether the package has the model's weights."""
        return LocalModel.installed()

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        """The reading of `document`; every span of it is checked against the text."""
        language = language_of(document)
        ref = DocumentRef.of(document, language)
        if not is_english(language):
            return Reading(document=ref, reader=self.info)
        reading = self.read_page(page_of(document), ref, broad)
        reading.check(document.text)
        return reading

    def read_page(self, page: Page, ref: DocumentRef, broad: bool) -> Reading:
        """What quotes and records the page holds."""
        proposals = self.model.propose(page.text, page.sentences, page.mentions, broad=broad, floor=CONSIDERED)
        resolver = Resolver(page.text, page.sentences, page.mentions, page.published)
        quotes = attribution.attribute(page, proposals.quotes, resolver)
        records = filling.fill(page, tuple(agreed(page, proposals.records)), resolver, quotes, ref.id)
        return Reading(
            document=ref,
            mentions=page.mentions,
            times=page.times,
            quotes=tuple(quotes),
            records=tuple(records),
            reader=self.info,
        )
