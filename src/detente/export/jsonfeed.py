"""JSON Feed 1.1 of what changed; the lines stand whole under `_detente`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from detente.export.atom import told, urn
from detente.export.parcel import Parcel, instant


def write(parcel: Parcel) -> Iterator[bytes]:
    """The feed, the latest change first."""
    items = [
        {
            "id": urn("change", one.id),
            "content_text": "\n".join(told(one)),
            "title": one.text,
            "date_published": instant(one.day),
            "tags": [one.view, one.change],
            "_detente": {
                "about": "https://json-schema.org/draft/2020-12/schema",
                "lines": list(map(parcel.as_json, one.lines)),
            },
        }
        for one in sorted(parcel.news, key=lambda one: (one.day, one.id), reverse=True)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{parcel.dispute}: what changed",
        "authors": [{"name": "Detente"}],
        "language": "en",
        "items": items,
    }
    yield msgspec.json.format(msgspec.json.encode(feed), indent=1) + b"\n"
