"""Events in the 61 columns of GDELT 2.0 (GDELT Event Codebook V2.0), tab-separated, with a header.

A PLOVER type stands as a CAMEO root, the first of those that `plover.toml` maps to it. GDELT's days are days: an event
not known to the day has no SQLDATE; one known to the month has MonthYear and Year. What the desk does not know (tone,
Goldstein's scale, places) stays empty. Only what is said to have happened goes in: GDELT cannot say 'planned'.
GlobalEventID is the line's id as a number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from detente.export.parcel import Parcel, actors, day, instant, targets
from detente.export.plover import event_type
from detente.model import Actor, Line, first_day
from detente.vocabulary import table

SIDES = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
         "Type2Code", "Type3Code")  # fmt: skip
PLACES = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in SIDES), *(f"Actor2{name}" for name in SIDES),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in PLACES), *(f"Actor2Geo_{name}" for name in PLACES),
    *(f"ActionGeo_{name}" for name in PLACES), "DATEADDED", "SOURCEURL",
)  # fmt: skip
SO = frozenset({"happened", "ongoing", "ended"})


def write(parcel: Parcel) -> Iterator[bytes]:
    """The header, then an event a row."""
    yield "\t".join(COLUMNS).encode() + b"\n"
    for line in parcel.lines:
        if event_type(line) and getattr(line.subject, "status", None) in SO:
            found = row(line, parcel)
            yield (
                "\t".join(" ".join(found.get(name, "").split()) for name in COLUMNS).encode("utf-8", "replace") + b"\n"
            )


def row(line: Line, parcel: Parcel) -> dict[str, str]:
    """The columns that are known."""
    known = table("plover")["events"][event_type(line) or ""]
    root = known["cameo"][0][:2]
    first = line.evidence[0]
    reference = parcel.documents.get(first.document)
    found = {
        "GlobalEventID": str(int(line.id.removeprefix("l-"), 16)),
        "IsRootEvent": "1",
        "EventCode": root,
        "EventBaseCode": root,
        "EventRootCode": root,
        "QuadClass": str(known["quad"]),
        "NumMentions": str(len(line.evidence)),
        "NumSources": str(len({one.outlet or one.document for one in line.evidence})),
        "NumArticles": str(len({one.document for one in line.evidence})),
        "DATEADDED": instant(line.clocks.recorded_at).translate(dict.fromkeys(map(ord, "-:TZ"))),
        "SOURCEURL": (reference.url if reference else None) or first.document,
    }
    return found | _dates(line) | _side("Actor1", actors(line)) | _side("Actor2", targets(line))


def _dates(line: Line) -> dict[str, str]:
    """What of the date is known: the day, else the month, else the year."""
    valid, exact = line.clocks.valid, day(line.clocks.valid)
    if exact is not None:
        fraction = exact.year + (exact - dt.date(exact.year, 1, 1)).days / 365
        return {
            "Day": f"{exact:%Y%m%d}",
            "MonthYear": f"{exact:%Y%m}",
            "Year": str(exact.year),
            "FractionDate": f"{fraction:.4f}",
        }
    if valid is None or valid.start is None or valid.end is None:
        return {}
    start, end = first_day(valid.start), first_day(valid.end)
    month = {"MonthYear": f"{start:%Y%m}"} if (start.year, start.month) == (end.year, end.month) else {}
    return month | ({"Year": str(start.year)} if start.year == end.year else {})


def _side(side: str, people: tuple[Actor, ...]) -> dict[str, str]:
    """The first named; the others are lost."""
    if not people:
        return {}
    code = people[0].country or ""
    return {f"{side}Code": code, f"{side}Name": people[0].name.upper(), f"{side}CountryCode": code}
