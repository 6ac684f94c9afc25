"""Every format from one small desk: what it holds of a line, and what stays the same from one export to the next."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import msgspec
import pytest
from harbour_desk import DOCUMENTS, HOSTILE, HarbourReader, made
from icalendar import Calendar

from detente.deciding import Analyst
from detente.desk import Desk
from detente.errors import NotFound
from detente.export.formats import FORMATS
from detente.export.gdelt import _dates
from detente.export.parcel import day, instant
from detente.exporting import Request, export
from detente.model import Document, Interval

LIGHT = [name for name in FORMATS if name != "parquet"]
ASKED = Request(as_of=dt.date(2025, 6, 10))
TEXTS = {one.id: one.text for one in DOCUMENTS}
PLOVER = {
    "type": "object",
    "required": ["id", "date", "type", "mode", "quad_code", "actors", "recipients", "text", "publication", "detente"],
    "properties": {
        "date": {"type": ["string", "null"], "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"},
        "quad_code": {"enum": ["V_COOP", "M_COOP", "V_CONF", "M_CONF"]},
        "actors": {"items": {"type": "object", "required": ["name", "country"]}},
    },
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target", "body"],
    "properties": {
        "type": {"const": "Annotation"},
        "target": {
            "required": ["source", "selector"],
            "properties": {
                "selector": {
                    "prefixItems": [
                        {"required": ["type", "exact"], "properties": {"type": {"const": "TextQuoteSelector"}}},
                        {
                            "required": ["type", "start", "end"],
                            "properties": {"type": {"const": "TextPositionSelector"}},
                        },
                    ]
                }
            },
        },
    },
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("export") / "harbour.db")


@pytest.fixture(scope="module")
def desk(path: Path) -> Iterator[Desk]:
    with Desk.open(path) as desk:
        yield desk


def written(desk: Desk, name: str, asked: Request = ASKED) -> str:
    return b"".join(export(desk, name, asked)).decode()


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("name", LIGHT)
def test_an_export_is_the_same_again(desk: Desk, name: str) -> None:
    assert written(desk, name) == written(desk, name)
    assert FORMATS[name].help


@pytest.mark.parametrize("name", LIGHT)
def test_an_empty_desk_makes_an_export(tmp_path: Path, name: str) -> None:
    with Desk.create(tmp_path / "empty.db") as desk:
        assert isinstance(written(desk, name), str)


def test_json_lines_have_words_place_chain_standing_and_origins(desk: Desk) -> None:
    for line in lines(written(desk, "jsonl", Request(view="quotes", as_of=ASKED.as_of))):
        [piece] = line["evidence"]
        assert TEXTS[piece["document"]][piece["start"] : piece["end"]] == piece["text"]
        assert (line["standing"], line["origins"]) == ("stated", 1)
        assert [link["name"] for link in piece["chain"]] == ["Harbour Radio", "Chen Li"]


def test_csv_has_a_row_a_line(desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(written(desk, "csv", Request(view="measures", as_of=ASKED.as_of)))))
    assert [(row["rate"], row["document"], row["chain"]) for row in rows] == [("15.0", "two", ""), ("25.0", "one", "")]


def test_plover_has_types_quads_and_words_and_measures_as_acts(desk: Desk) -> None:
    found = lines(written(desk, "plover"))
    for event in found:
        jsonschema.validate(event, PLOVER)
    assert {(event["type"], event["quad_code"]) for event in found} == {("CONSULT", "V_COOP"), ("SANCTION", "M_CONF")}
    assert all(TEXTS[event["publication"]["id"]].count(event["text"]) == 1 for event in found)


def test_gdelt_has_61_columns_cameo_roots_and_no_date_made_up(desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(written(desk, "gdelt")), delimiter="\t"))
    assert {len(row) for row in rows} == {61}
    assert {(row["EventRootCode"], row["QuadClass"], row["Day"]) for row in rows} >= {("04", "1", "20250605")}
    assert {row["AvgTone"] for row in rows} == {""}


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        (None, {}),
        (Interval("2025-06", "2025-06"), {"MonthYear": "202506", "Year": "2025"}),
        (Interval("2025-05", "2025-06"), {"Year": "2025"}),
        (Interval("2025-05", None), {}),
    ],
)
def test_gdelt_has_no_more_of_a_date_than_is_known(desk: Desk, when: Interval | None, wanted: dict[str, str]) -> None:
    line = desk.view("timeline", as_of=ASKED.as_of)[0]
    clocks = msgspec.structs.replace(line.clocks, valid=when)
    assert _dates(msgspec.structs.replace(line, clocks=clocks)) == wanted


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        (None, None),
        (Interval("2025-06", "2025-06"), None),
        (Interval("2025-06-05", "2025-06-05"), dt.date(2025, 6, 5)),
        (Interval("2025-06-05", "2025-06-06"), None),
        (Interval("2025-06-05", None), None),
    ],
)
def test_a_day_is_told_only_of_what_is_known_to_the_day(when: Interval | None, wanted: dt.date | None) -> None:
    assert day(when) == wanted


def test_times_are_in_utc() -> None:
    assert instant("2025-06-05T08:00:00+08:00") == "2025-06-05T00:00:00Z"
    assert instant("2025-06-05") == "2025-06-05T00:00:00Z"


def test_annotations_select_the_words_by_quote_and_by_place(desk: Desk) -> None:
    page = json.loads(written(desk, "annotations"))
    for item in page["items"]:
        jsonschema.validate(item, ANNOTATION)
        quote, place = item["target"]["selector"]
        text = next(text for text in TEXTS.values() if text[place["start"] : place["end"]] == quote["exact"])
        assert text[: place["start"]].endswith(quote.get("prefix", ""))
        assert text[place["end"] :].startswith(quote.get("suffix", ""))
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


def test_a_quote_is_a_quotation_and_a_record_a_claim(desk: Desk) -> None:
    quotes = json.loads(written(desk, "schema", Request(view="quotes", as_of=ASKED.as_of)))["@graph"]
    claims = json.loads(written(desk, "schema"))["@graph"]
    assert {node["@type"] for node in quotes} == {"NewsArticle", "Quotation"}
    assert {node["@type"] for node in claims} == {"NewsArticle", "Claim"}
    [article] = [node for node in quotes if node["@type"] == "NewsArticle"]
    assert (article["headline"], article["url"]) == (HOSTILE, "https://harbour.example/1?a=b&c=d")


def test_stix_ids_follow_from_the_content_and_every_reference_is_there(desk: Desk) -> None:
    objects = json.loads(written(desk, "stix"))["objects"]
    ids = [one["id"] for one in objects]
    assert len(set(ids)) == len(ids)
    assert all(ref in ids for one in objects for ref in one.get("object_refs", []))
    assert {one["confidence"] for one in objects if one["type"] == "note"} == {90}
    assert {one["opinion"] for one in objects if one["type"] == "opinion"} == {"neutral"}


def test_a_feed_of_changes_has_stable_ids_and_days(desk: Desk) -> None:
    asked = Request(as_of=dt.date(2025, 6, 10))
    later = Request(as_of=dt.date(2025, 6, 12))
    atom = "{http://www.w3.org/2005/Atom}"

    def ids(request: Request) -> dict[str, str]:
        root = ElementTree.fromstring(written(desk, "atom", request))
        return {
            entry.findtext(f"{atom}id", ""): entry.findtext(f"{atom}updated", "") for entry in root.iter(f"{atom}entry")
        }

    assert len(ids(asked)) >= 4
    assert ids(asked).items() <= ids(later).items()
    assert set(ids(asked).values()) == {"2025-05-21T00:00:00Z", "2025-06-06T00:00:00Z"}
    items = json.loads(written(desk, "jsonfeed", asked))["items"]
    assert {item["id"] for item in items} == set(ids(asked))


def events(desk: Desk) -> dict[str, Any]:
    return {str(event["uid"]): event for event in Calendar.from_ical(written(desk, "ics")).walk("VEVENT")}


def test_a_pledge_taken_out_is_cancelled_and_put_back_is_confirmed_each_with_a_higher_sequence(
    path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    with Desk.open(copy) as desk:
        [(uid, first)] = events(desk).items()
        analyst = Analyst(desk, "Ada")
        entry = analyst.withdraw(uid.partition("@")[0], "a slip of the pen")
        [(again, cancelled)] = events(desk).items()
        analyst.undo(entry.id, "no slip")
        [(restored, back)] = events(desk).items()
    assert uid == again == restored
    found = [(int(one["sequence"]), str(one["status"])) for one in (first, cancelled, back)]
    assert found == [(0, "CONFIRMED"), (1, "CANCELLED"), (2, "CONFIRMED")]


def test_formats_and_views_that_there_are_not_are_named(desk: Desk) -> None:
    with pytest.raises(NotFound, match="xlsx"):
        written(desk, "xlsx")
    with pytest.raises(NotFound, match="nothing"):
        written(desk, "csv", Request(view="nothing"))


def test_lone_surrogates_and_control_characters_break_no_xml(tmp_path: Path) -> None:
    text = "Washington ACCUSE Beijing \x00 on 2025-06-01."
    with Desk.create(tmp_path / "odd.db", dispute="a\x01b") as desk:
        list(desk.add([Document(id="o", text=text, published="2025-06-02")], HarbourReader()))
        ElementTree.fromstring(written(desk, "atom"))
