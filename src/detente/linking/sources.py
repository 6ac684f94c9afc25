"""Whom a document has its words from, so that ten outlets with one source count as one origin."""

from __future__ import annotations

from collections.abc import Mapping

from detente.linking.outlets import voice_of
from detente.model import Actor, Quote, Reading, Record, Source


def known_countries(reading: Reading) -> dict[str, str]:
    """The country of each name that the reading gives one for."""
    actors = [actor for record in reading.records for actor in (*record.actors, *record.targets)]
    speakers = [Actor(q.speaker.name, q.speaker.country) for q in reading.quotes if q.speaker]
    mentions = [Actor(mention.name, mention.country) for mention in reading.mentions]
    return {actor.name: actor.country for actor in (*actors, *speakers, *mentions) if actor.country}


def source_of_record(record: Record, countries: Mapping[str, str]) -> str | None:
    """The last source of the attribution that has a name; None where the document says so itself."""
    named = [source for source in record.attribution if source.kind != "unnamed"]
    return _source(named[-1], countries) if named else None


def source_of_quote(quote: Quote, countries: Mapping[str, str]) -> str | None:
    """The outlet or other link nearest to the speaker through whom the words came; None where there is none."""
    relays = [source for source in quote.chain[:-1] if source.kind != "unnamed"]
    return _source(relays[-1], countries) if relays else None


def _source(source: Source, countries: Mapping[str, str]) -> str:
    if source.kind == "outlet":
        return voice_of(source.name)
    country = countries.get(source.name)
    if source.kind in ("government", "person") and country:
        return f"party:{country}"
    return f"source:{source.name}"
