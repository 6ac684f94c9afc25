"""The formats by name, with a line of help each; a format's module is loaded when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.errors import NotFound
from detente.export.parcel import Parcel

Needs = Literal["lines", "changes", "due", "feeds"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `needs` says what goes into it, `module` of this package has its `write(parcel)`, bytes by bytes."""

    name: str
    help: str
    needs: Needs
    module: str
    view: str = "timeline"

    def write(self, parcel: Parcel) -> Iterator[bytes]:
        """The file, piece by piece. Raises ExtraMissing where a library that it needs is not installed."""
        written: Iterator[bytes] = importlib.import_module(f"detente.export.{self.module}").write(parcel)
        return written


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("jsonl", "JSON Lines: each line of a view whole, as the contract has it", "lines", "jsonl", "state"),
        Format("csv", "CSV: a row a line, with the words shown first", "lines", "comma", "state"),
        Format("parquet", "Apache Parquet: the columns of the CSV, all evidence nested (extra `export`)", "lines",
               "parquet", "state"),
        Format("ics", "iCalendar: what is due, with what moved and what was called off", "due", "ics", "due"),
        Format("atom", "Atom feed of what changed", "changes", "atom"),
        Format("jsonfeed", "JSON Feed 1.1 of what changed", "changes", "jsonfeed"),
        Format("plover", "PLOVER events as JSON Lines", "lines", "plover"),
        Format("gdelt", "events in the columns of GDELT 2.0, tab-separated, with a header", "lines", "gdelt"),
        Format("ftm", "FollowTheMoney statements as JSON Lines", "lines", "ftm"),
        Format("stix", "STIX 2.1 bundle: identities, notes, reports and opinions", "lines", "stix"),
        Format("schema", "schema.org JSON-LD: Quotation, Claim and NewsArticle", "lines", "schema_org"),
        Format("annotations", "W3C Web Annotations on the documents' own words", "lines", "annotations"),
        Format("opml", "OPML 2.0: the feeds that the desk follows", "feeds", "opml"),
    )
}  # fmt: skip


def format_of(name: str) -> Format:
    """The format of a name. Raises NotFound, naming those that there are."""
    if name not in FORMATS:
        raise NotFound(f"no format is called {name!r}; choose one of {', '.join(FORMATS)}")
    return FORMATS[name]
