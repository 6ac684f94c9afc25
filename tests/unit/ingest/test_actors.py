"""CSV files of actors: what is taken, and what is named as wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import DocumentInvalid, InputError
from detente.ingest.actors import actors_of
from detente.model import KnownActor, Office

WRONG = [
    ("a column nobody knows", "name,shoe\nAnn Roe,42\n", "1: no column shoe is known"),
    ("no column of names", "country\nPRT\n", "1: no column 'name'"),
    ("no name", "name,country\n,PRT\n", "2: no name"),
    ("a country that is no code", "name,country\nAnn Roe,Portugal\n", "2: country 'Portugal'; write the ISO 3166"),
    ("a kind there is not", "name,kind\nAnn Roe,robot\n", "2: kind 'robot'; write one of person"),
    ("a date that is none", "name,office,start\nAnn Roe,mayor,soon\n", "2: 'soon'"),
    ("a comma too many", "name,role\nAnn Roe,one,two\n", "2: more cells than columns"),
    ("an empty file", "", "1: no column 'name'"),
]


def written(folder: Path, text: str) -> Path:
    path = folder / "actors.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_of_one_name_are_one_actor_with_all_offices(tmp_path: Path) -> None:
    text = (
        "\ufeffname,kind,country,aliases,gender,role,office,start,end\n"
        "Ann Roe,,PRT,Dame Roe|@annroe,f,jurist,mayor,2001,2009-05\n"
        "Ann Roe,,PRT,,,,trade minister,2024-01-01,\n"
        "Grain Council,organisation,,,,,,,\n"
    )
    offices = (Office(office="mayor", start="2001", end="2009-05"), Office(office="trade minister", start="2024-01-01"))
    roe = KnownActor(
        name="Ann Roe", country="PRT", aliases=("Dame Roe", "@annroe"), gender="f", role="jurist", offices=offices
    )
    assert actors_of(written(tmp_path, text)) == (roe, KnownActor(name="Grain Council", kind="organisation"))


@pytest.mark.parametrize(("behaviour", "text", "words"), WRONG, ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, behaviour: str, text: str, words: str) -> None:
    with pytest.raises(DocumentInvalid) as error:
        actors_of(written(tmp_path, text))
    assert f"actors.csv:{words}" in str(error.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="check that it may be read"):
        actors_of(tmp_path)
