"""A small desk behind a client."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from small_desk import DOCUMENTS, DeskReader, client_of

from detente.desk import Desk


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk, made once."""
    path = tmp_path_factory.mktemp("web") / "small.db"
    with Desk.create(path, dispute="US-China trade") as desk:
        assert all(one.outcome == "added" for one in desk.add(DOCUMENTS, DeskReader()))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A copy of the desk that a test may write to."""
    return Path(shutil.copy(made, tmp_path / "desk.db"))


@pytest.fixture(scope="session")
def reading(made: Path) -> Iterator[TestClient]:
    """A client that only reads."""
    with client_of(made) as client:
        yield client


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    """A client that may write."""
    with client_of(path) as client:
        yield client
