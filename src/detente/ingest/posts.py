"""Exports of posts, as of X and Truth Social, and other arrays of JSON: one document a post, its text as it stands."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from detente.errors import DocumentInvalid, InputError
from detente.ingest import validation
from detente.ingest.columns import fields_of
from detente.ingest.decoding import bounded, decode
from detente.ingest.inputs import Input
from detente.ingest.settings import Settings
from detente.model import Document
from detente.model.document import text_digest

PLATFORMS = {"x.com": "X", "twitter.com": "X", "truthsocial.com": "Truth Social", "weibo.com": "Weibo",
             "bsky.app": "Bluesky", "t.me": "Telegram"}  # fmt: skip
ARCHIVE = re.compile(r"\A\s*window\.YTD\.\w+\.part\d+\s*=\s*")
"""What stands before the array in the archive that X gives its users."""
BREAK = re.compile(r"<br\s*/?>|</p>\s*<p[^>]*>", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]{0,2000}>")
LISTS = ("data", "posts", "tweets", "statuses", "items", "documents", "results", "articles")
"""Under which names an object holds its posts."""
NESTED = ("account", "user", "author")
WRAPPERS = ("tweet", "status", "post")


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """Documents in their order, an error in the place of each that is none."""
    try:
        data = bounded(stream.read(settings.limit + 1), source.name, settings)
        found = listed(json_of(decode(data, source.name, settings.encoding), source), source)
    except InputError as error:
        yield error
        return
    for number, item in enumerate(found, 1):
        yield document(item, f"{source.name}, item {number}", settings)


def json_of(text: str, source: Input) -> Any:
    """The JSON of a file. Raises DocumentInvalid."""
    try:
        return json.loads(ARCHIVE.sub("", text.removeprefix("\ufeff"), count=1).rstrip().rstrip(";"))
    except json.JSONDecodeError as error:
        place = f"{source.name}:{error.lineno}"
        raise DocumentInvalid(f"{place}: broken JSON at column {error.colno} ({error.msg}); mend the file") from error
    except (ValueError, RecursionError) as error:
        raise DocumentInvalid(f"{source.name}: JSON that cannot be read ({error}); mend the file") from error


def listed(value: Any, source: Input) -> list[Any]:
    """The items of an export: an array, or what an object holds under one of LISTS. Raises DocumentInvalid."""
    if isinstance(value, dict):
        users = {one.get("id"): one for one in nested(value, "includes", "users") if isinstance(one, dict)}
        held = next((value[name] for name in LISTS if isinstance(value.get(name), list)), [value])
        return [joined(item, users) for item in held]
    if isinstance(value, list):
        return value
    raise DocumentInvalid(f"{source.name}: no array of posts or documents; write [{{...}}, ...]")


def nested(value: dict[str, Any], *path: str) -> list[Any]:
    """The array at the end of the path; [] where there is none."""
    found: Any = value
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, list) else []


def joined(item: Any, users: dict[Any, dict[str, Any]]) -> Any:
    """A post with its author, whom X's programming interface gives apart."""
    if isinstance(item, dict) and item.get("author_id") in users:
        return item | {"author": users[item["author_id"]]}
    return item


def document(item: Any, place: str, settings: Settings) -> Document | InputError:
    """The document of an item, or what is wrong with it."""
    if not isinstance(item, dict):
        return DocumentInvalid(f"{place}: no object but {type(item).__name__}; a post is an object with a text")
    for name in WRAPPERS:
        if isinstance(item.get(name), dict):
            item = item[name]
    found = fields_of(flat(item))
    if "handle" in found:
        return post(found, place, settings)
    text = found.get("text")
    found.setdefault("id", f"item-{text_digest(str(text))[:12]}")
    try:
        return validation.document(found, place, settings)
    except DocumentInvalid as error:
        return error


def flat(item: dict[str, Any]) -> dict[str, Any]:
    """The fields of an item with those of its author, whose name and address are not the post's."""
    found = {name: value for name, value in item.items() if not isinstance(value, dict | list)}
    for name in NESTED:
        author = item.get(name)
        if isinstance(author, dict):
            handle = author.get("username") or author.get("screen_name") or author.get("acct")
            shown = author.get("display_name") or author.get("name")
            found |= {"handle": handle, "display_name": shown}
    return found


def post(found: dict[str, Any], place: str, settings: Settings) -> Document | InputError:
    """The document of a post: signed 'Name (@handle)', its outlet the platform, its text without markup."""
    handle, name = str(found["handle"]).lstrip("@"), found.get("byline")
    text = bare(str(found.get("text") or ""))
    url = found.get("url") if isinstance(found.get("url"), str) else None
    value = {field: found.get(field) for field in ("published", "modified", "title", "language")} | {
        "id": str(found.get("id") or f"post-{text_digest(url or text)[:12]}"),
        "text": text or None,
        "url": url,
        "byline": f"{name} (@{handle})" if name and str(name).lstrip("@") != handle else f"@{handle}",
        "outlet": found.get("outlet") or platform(url),
    }
    try:
        return validation.document(value, place, settings)
    except DocumentInvalid as error:
        return error


def bare(text: str) -> str:
    """A post's text: where it is marked up, as Truth Social's is, its words, a paragraph a line."""
    if not re.search(r"</?(?:p|br|span|a)\b", text):
        return text
    return html.unescape(MARKUP.sub("", BREAK.sub("\n", text))).strip()


def platform(url: str | None) -> str | None:
    """Whose address it is."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return next((name for domain, name in PLATFORMS.items() if host == domain or host.endswith(f".{domain}")), None)
