"""CSV (RFC 4180): a header and a row a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from detente.export.parcel import Parcel
from detente.export.tabular import columns_of, line_row


def write(parcel: Parcel) -> Iterator[bytes]:
    """The header, then row by row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns_of(parcel.lines), restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for line in parcel.lines:
        writer.writerow(line_row(line))
        yield text.getvalue().encode("utf-8", "replace")
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode("utf-8", "replace")
