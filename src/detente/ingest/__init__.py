"""Bytes -> Document: one file per kind of input."""

from detente.ingest.counting import expected
from detente.ingest.documents import documents, once
from detente.ingest.settings import DOCUMENT_LIMIT, Settings

__all__ = ["DOCUMENT_LIMIT", "Settings", "documents", "expected", "once"]
