"""The reader that needs no weights: it puts the stages of reading together."""

from __future__ import annotations

from detente import __version__
from detente.model import Document, DocumentRef, ReaderInfo, Reading
from detente.reading import mentions, sentences, times
from detente.reading.coreference import Resolver
from detente.reading.language import is_english, language_of
from detente.reading.mentions.own_outlet import with_outlet
from detente.reading.page import Page
from detente.reading.quotes import attribution
from detente.reading.quotes import rules as quote_rules
from detente.reading.records import filling
from detente.reading.records import rules as record_rules


class RulesReader:
    """Reads by rules and word lists alone. Deterministic; leaves a document unread that is not English, and says so."""

    info = ReaderInfo(name="rules", version=__version__)

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
        resolver = Resolver(page.text, page.sentences, page.mentions, page.published)
        quotes = attribution.attribute(page, quote_rules.propose(page, broad), resolver)
        records = filling.fill(page, record_rules.propose(page), resolver, quotes, ref.id)
        return Reading(
            document=ref,
            mentions=page.mentions,
            times=page.times,
            quotes=tuple(quotes),
            records=tuple(records),
            reader=self.info,
        )


def page_of(document: Document) -> Page:
    """The document with its sentences, mentions and times."""
    split = sentences.split(document.text)
    named = mentions.find(document.text, split, document.published)
    return Page(
        text=document.text,
        document=document.id,
        published=document.published,
        outlet=document.outlet,
        sentences=split,
        mentions=with_outlet(document.text, named, document.outlet),
        times=times.find(document.text, split, document.published),
    )
