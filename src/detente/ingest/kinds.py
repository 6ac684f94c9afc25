"""Which reader of files reads which kind of file. A new kind is a module with `read` and a row here."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from detente.errors import ExtraMissing, InputError
from detente.ingest.decoding import encoding_of
from detente.ingest.inputs import Input, suffix_of
from detente.ingest.settings import Settings
from detente.model import Document

ReadFile = Callable[[io.BufferedReader, Input, Settings], Iterator[Document | InputError]]

MODULES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "posts",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".mbox": "mail",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".wacz": "wacz",
}
"""Suffix -> module of this package; loaded when first needed, for the HTML kind takes long to load."""

SUFFIXES = frozenset(MODULES)
SEVERAL = frozenset({"csv", "posts", "mail", "warc", "wacz"})
"""Modules whose files hold any number of documents."""
MAGIC = ((b"%PDF-", "pdf"), (b"WARC/1.", "warc"), (b"\x1f\x8b", "warc"), (b"From ", "mail"), (b"[", "posts"))
"""First bytes -> module, where a suffix tells nothing."""


def reader_for(source: Input, stream: io.BufferedReader, settings: Settings) -> ReadFile:
    """How to read `stream`: by the suffix, or by its first bytes where the suffix tells nothing."""
    name = module_of(source.path) if source.path else None
    return load(name or sniffed(stream.peek(512)[:512], settings))


def module_of(path: Path) -> str | None:
    """The module for a file's suffix; None where that tells nothing."""
    return MODULES.get(suffix_of(path))


def sniffed(head: bytes, settings: Settings) -> str:
    """Module for bytes that begin with `head`: JSON Lines begin with '{', pages with '<'; all else is text."""
    told = next((module for magic, module in MAGIC if head.startswith(magic)), None)
    if told:
        return told
    start = head.decode(encoding_of(head, settings.encoding), "ignore").lstrip()
    if start.startswith("{"):
        return "jsonl"
    return "html" if start[:9].lower() in ("<!doctype", "<html") or start[:5].lower() == "<html" else "text"


def load(module: str) -> ReadFile:
    """The `read` of a module of this package. Raises ExtraMissing where what it needs is not installed."""
    try:
        read: ReadFile = importlib.import_module(f"detente.ingest.{module}").read
    except ModuleNotFoundError as error:
        raise ExtraMissing(
            f"{error.name} is not installed, which {module} needs; `pip install 'detente[ingest]'`"
        ) from error
    return read
