"""Exports of a desk: puts together what a format wants, and writes it.

with Desk.open("us-china.db") as desk:
    for piece in export(desk, "stix", Request(as_of=date(2025, 6, 10))):
        ...
"""

from detente.exporting.export import Request, export, parcel
from detente.exporting.news import news

__all__ = ["Request", "export", "news", "parcel"]
