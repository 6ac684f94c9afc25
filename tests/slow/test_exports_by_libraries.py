"""Each export is read by the field's own library, which has the last word on what is valid."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harbour_desk import made

from detente.briefing import Request as BriefRequest
from detente.briefing import compose, render
from detente.desk import Desk
from detente.exporting import Request, export

pytestmark = pytest.mark.slow
DAY = dt.date(2025, 6, 10)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(made(tmp_path_factory.mktemp("export") / "harbour.db")) as desk:
        yield desk


def written(desk: Desk, name: str, view: str | None = None) -> bytes:
    return b"".join(export(desk, name, Request(view=view, as_of=DAY)))


@pytest.mark.parametrize("view", ["timeline", "measures", "quotes", "due"])
def test_stix2_parses_the_bundle_strictly(desk: Desk, view: str) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(written(desk, "stix", view).decode(), allow_custom=False)
    assert {one["type"] for one in bundle.objects} >= {"identity", "note", "opinion", "report"}


@pytest.mark.parametrize("view", ["timeline", "measures", "quotes"])
def test_followthemoney_takes_every_statement(desk: Desk, view: str) -> None:
    ftm = pytest.importorskip("followthemoney")
    from followthemoney.statement import Statement  # noqa: PLC0415

    found = [Statement.from_dict(json.loads(line)) for line in written(desk, "ftm", view).splitlines()]
    assert {one.schema for one in found} == {"LegalEntity", "Article", "Event"}
    for one in found:
        prop = ftm.model.get(one.schema).get(one.prop)
        assert prop.type.clean(one.value) is not None, (one.prop, one.value)
        assert one.id == Statement.make_key(one.dataset, one.entity_id, one.prop, one.value, one.external, one.lang)


def test_feedparser_reads_both_titles_and_ids(desk: Desk) -> None:
    feedparser = pytest.importorskip("feedparser")
    feed = feedparser.parse(io.BytesIO(written(desk, "atom")))
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert all(entry.id.startswith("urn:detente:change:") and entry.updated for entry in feed.entries)


def test_rdflib_reads_the_graph_offline(desk: Desk) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=written(desk, "schema", "quotes").decode(), format="json-ld")
    kind = rdflib.URIRef("https://schema.org/Quotation")
    [quote] = graph.subjects(rdflib.RDF.type, kind)
    assert str(graph.value(quote, rdflib.URIRef("https://schema.org/text"))) == "It is 'only' fair,"


def test_arrow_reads_the_columns_and_the_nested_evidence(desk: Desk) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table: Any = parquet.read_table(io.BytesIO(written(desk, "parquet", "quotes")))
    [row] = table.to_pylist()
    assert row["evidence"][0]["chain"][0] == {"name": "Harbour Radio", "kind": "outlet"}
    assert row["evidence"][0]["text"] == "It is 'only' fair,"


def test_the_pdf_opens_and_has_the_words_in_order(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("fpdf")
    pypdf = pytest.importorskip("pypdf")
    asked = BriefRequest(as_of=DAY, since=dt.date(2025, 5, 12), reader="Ada")
    file = render(compose(desk, asked), "pdf", lambda one: desk.document(one).text)
    reader = pypdf.PdfReader(io.BytesIO(file))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert reader.metadata.title == "Harbour & Hill: state of play on 10 June 2025"
    headings = [
        "Bottom line",
        "What changed",
        "In force",
        "Due",
        "Contested",
        "Tone",
        "Markets",
        "Source summary",
        "Notes",
    ]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "“Beijing PLEDGE to buy wheat by 2025-07-01.”" in text
