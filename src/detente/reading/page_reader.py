"""What readers have in common: a document becomes a page, proposals are filled, and every span is checked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from detente.model import Document, DocumentRef, KnownActor, ReaderInfo, Reading
from detente.reading import mentions, sentences, sureness, times
from detente.reading.coreference import Resolver
from detente.reading.language import is_english, language_of
from detente.reading.mentions.own_actors import NOBODY, OwnActors
from detente.reading.mentions.own_outlet import with_outlet
from detente.reading.page import Page, Proposals
from detente.reading.quotes import attribution
from detente.reading.records import expiries, filling


class PageReader(ABC):
    """A reader that proposes; the rest is common. Leaves a document unread that is not English, and says so."""

    info: ReaderInfo
    own: OwnActors = NOBODY

    def know(self, actors: Sequence[KnownActor]) -> None:
        """Look for these actors too, a desk's own table, and before those of the package."""
        self.own = OwnActors.of(actors)

    @abstractmethod
    def propose(self, page: Page, *, broad: bool) -> Proposals:
        """Where quotes and records stand on the page, and what kind they are."""

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        """The reading of `document`; every span of it is checked against the text."""
        language = language_of(document)
        ref = DocumentRef.of(document, language)
        if not is_english(language):
            return Reading(document=ref, reader=self.info)
        reading = self.filled(page_of(document, self.own), ref, broad)
        reading.check(document.text)
        return reading

    def filled(self, page: Page, ref: DocumentRef, broad: bool) -> Reading:
        """What quotes and records the page holds."""
        proposals = self.propose(page, broad=broad)
        resolver = Resolver(page.text, page.sentences, page.mentions, page.published)
        quotes = attribution.attribute(page, proposals.quotes, resolver)
        proposed = expiries.with_expiries(page, proposals.records)
        records = filling.fill(page, proposed, resolver, quotes, ref.id)
        return Reading(
            document=ref,
            mentions=page.mentions,
            times=page.times,
            quotes=sureness.of_quotes(tuple(quotes), self.info.name, broad),
            records=sureness.of_records(tuple(records), self.info.name),
            reader=self.info,
        )


def page_of(document: Document, own: OwnActors = NOBODY) -> Page:
    """The document with its sentences, mentions and times."""
    split = sentences.split(document.text)
    named = mentions.find(document.text, split, document.published, own)
    return Page(
        text=document.text,
        document=document.id,
        published=document.published,
        outlet=document.outlet,
        sentences=split,
        mentions=with_outlet(document.text, named, document.outlet),
        times=times.find(document.text, split, document.published),
    )
