"""What the caller names -> the files to read: files, folders, globs, '-' for standard input."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from detente.errors import UsageError

STANDARD_INPUT = "-"


class Input(msgspec.Struct, frozen=True):
    """One thing to read: its name in messages, its path (None: standard input), the id of a document that has none."""

    name: str
    path: Path | None = None
    id: str | None = None


def expand(names: Sequence[str], suffixes: frozenset[str]) -> tuple[Input, ...]:
    """The inputs in the order named, each once; folders and globs sorted, folders only with files of `suffixes`.

    Raises UsageError where a name leads to nothing.
    """
    found: dict[Path | None, Input] = {}
    for name in names:
        for source in inputs_of(name, suffixes):
            found.setdefault(source.path.resolve() if source.path else None, source)
    return tuple(found.values())


def inputs_of(name: str, suffixes: frozenset[str]) -> Iterator[Input]:
    """The inputs of one name. Raises UsageError where there is none."""
    path = Path(name)
    if name == STANDARD_INPUT:
        yield Input("standard input")
    elif path.is_dir():
        yield from files_below(path, suffixes)
    elif path.exists():
        yield file(path)
    else:
        yield from matches(name)


def file(path: Path) -> Input:
    """One file; a pipe such as /dev/fd/63 gives its documents no name."""
    return Input(str(path), path, without_suffix(path).name if path.is_file() else None)


def suffix_of(path: Path) -> str:
    """A file's suffix in lower case, '.warc.gz' as one."""
    return "".join(path.suffixes[-2:]).lower() if path.name.lower().endswith(".warc.gz") else path.suffix.lower()


def without_suffix(path: Path) -> Path:
    """The path without its suffix."""
    return path.with_name(path.name[: len(path.name) - len(suffix_of(path))])


def files_below(folder: Path, suffixes: frozenset[str]) -> Iterator[Input]:
    """The files of a folder and the folders in it, hidden ones left out; ids keep the folders within."""
    paths = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if suffix_of(path) in suffixes]
    seen = [path for path in paths if not any(part.startswith(".") for part in path.parts)]
    if not seen:
        raise UsageError(f"{folder}: no documents in this folder; it needs files such as {', '.join(sorted(suffixes))}")
    for path in seen:
        yield Input(str(folder / path), folder / path, without_suffix(path).as_posix())


def matches(pattern: str) -> Iterator[Input]:
    """The files a glob matches, '**' for any folders."""
    paths = [Path(name) for name in sorted(glob.glob(pattern, recursive=True)) if Path(name).is_file()]
    if not paths:
        raise UsageError(f"{pattern}: no such file; give a file, a folder, a glob in quotes, or - for standard input")
    for path in paths:
        yield file(path)
