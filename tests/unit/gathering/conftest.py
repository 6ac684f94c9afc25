"""A desk with a reader that finds nothing, and a server on 127.0.0.1 with feeds and pages."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from gathering_samples import Blank, Clock
from loopback import Server, serving

from detente.desk import Desk
from detente.gathering import Gatherer
from detente.ingest.fetching import FetchSettings
from detente.ingest.politeness import Pace
from detente.ingest.visiting import Visitor
from detente.model import Feed


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "desk.db"
    Desk.create(path, dispute="Cheese").close()
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(shutil.copy(made, tmp_path)) as desk:
        yield desk


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visitor(clock: Clock) -> Visitor:
    settings = FetchSettings(allow=("127.0.0.1",), deadline=2, idle=1, limit=8_000_000)
    return Visitor(settings, Pace(0), clock)


@pytest.fixture
def gatherer(desk: Desk, visitor: Visitor, server: Server) -> Gatherer:
    desk.store.feeds.add(Feed(url=f"{server.url}/feed", name="Gazette"), "2025-06-05T00:00:00+00:00")
    return Gatherer(desk, visitor, reader=Blank(), chance=random.Random(1))
