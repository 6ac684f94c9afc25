"""Bodies as servers pack them -> the bytes, never more than a limit: a few kilobytes may unpack to gigabytes."""

from __future__ import annotations

import importlib
import io
import zlib
from collections.abc import Callable
from typing import Any

from detente.errors import ExtraMissing, FetchFailed

MOST = 2
"""Packings, one within the other, that a body may have."""
WINDOW = 1 << 23
"""Bytes of memory that Zstandard may ask for (RFC 9659 has 8 MiB)."""
BLOCK = 1 << 16
SIP = 256

Unpack = Callable[[bytes, int], bytes]


class Incomplete(Exception):
    """The packed bytes end too early, or are not packed like this."""


def unpacked(body: bytes, encoding: str, limit: int, place: str) -> bytes:
    """The body without its Content-Encoding. Raises FetchFailed where it is broken, or longer than `limit` bytes."""
    names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")]
    if len(names) > MOST or any(name not in UNPACK for name in names):
        raise FetchFailed(f"{place}: packed as {encoding[:80]!r}, which is not understood; nothing was taken")
    for name in reversed(names):
        try:
            body = UNPACK[name](body, limit)
        except Incomplete as error:
            raise FetchFailed(f"{place}: broken off or damaged ({name}: {error}); it is tried again") from error
        if len(body) > limit:
            raise FetchFailed(f"{place}: unpacks to more than {limit} bytes, the limit; nothing was taken")
    return body


def inflated(body: bytes, limit: int) -> bytes:
    """gzip, or zlib, or the bare deflate that some servers mean by 'deflate'."""
    bits = 47 if body[:1] in (b"\x1f", b"\x78", b"") else -15
    packed = zlib.decompressobj(bits)
    try:
        found = packed.decompress(body, limit + 1)
    except zlib.error as error:
        raise Incomplete(str(error)) from error
    if not packed.eof and len(found) <= limit:
        raise Incomplete("the end is missing")
    return found


def unbrotlied(body: bytes, limit: int) -> bytes:
    brotli = module("brotli")
    packed = brotli.Decompressor()
    found, given = io.BytesIO(), body
    try:
        while found.tell() <= limit and not packed.is_finished():
            piece = packed.process(given, output_buffer_limit=BLOCK)
            if not piece and packed.can_accept_more_data():
                raise Incomplete("the end is missing")
            found.write(piece)
            given = b""
    except brotli.error as error:
        raise Incomplete(str(error)) from error
    return found.getvalue()


def unzstandarded(body: bytes, limit: int) -> bytes:
    """A little at a time: four bytes may unpack to 128 KiB."""
    zstandard = module("zstandard")
    packed = zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()
    found = bytearray()
    try:
        for at in range(0, len(body), SIP):
            found += packed.decompress(body[at : at + SIP])
            if packed.eof or len(found) > limit:
                return bytes(found)
    except zstandard.ZstdError as error:
        raise Incomplete(str(error)) from error
    raise Incomplete("the end is missing")


UNPACK: dict[str, Unpack] = {
    "gzip": inflated,
    "x-gzip": inflated,
    "deflate": inflated,
    "br": unbrotlied,
    "zstd": unzstandarded,
}


def module(name: str) -> Any:
    """The module that unpacks. Raises ExtraMissing."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ExtraMissing(f"{name} is not installed; `pip install 'detente[ingest]'`") from error
