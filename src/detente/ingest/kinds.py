"""Which reader of files reads which kind of file. A new kind is a module with `read` and a row here."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterator

from detente.errors import InputError
from detente.ingest.decoding import encoding_of
from detente.ingest.inputs import Input
from detente.ingest.settings import Settings
from detente.model import Document

ReadFile = Callable[[io.BufferedReader, Input, Settings], Iterator[Document | InputError]]

MODULES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
}
"""Suffix -> module of this package; loaded when first needed, for the HTML kind takes long to load."""

SUFFIXES = frozenset(MODULES)


def reader_for(source: Input, stream: io.BufferedReader, settings: Settings) -> ReadFile:
    """How to read `stream`: by the suffix, or by its first bytes where the suffix tells nothing."""
    suffix = source.path.suffix.lower() if source.path else ""
    return load(MODULES.get(suffix) or sniffed(stream.peek(512)[:512], settings))


def sniffed(head: bytes, settings: Settings) -> str:
    """Module for bytes that begin with `head`: JSON Lines begin with '{', pages with '<'; all else is text."""
    start = head.decode(encoding_of(head, settings.encoding), "ignore").lstrip()
    if start.startswith("{"):
        return "jsonl"
    return "html" if start[:9].lower() in ("<!doctype", "<html") or start[:5].lower() == "<html" else "text"


def load(module: str) -> ReadFile:
    """The `read` of a module of this package."""
    read: ReadFile = importlib.import_module(f"detente.ingest.{module}").read
    return read
