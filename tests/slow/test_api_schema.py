"""The API's own description, tried at length against the API over real HTTP: no answer is a defect."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import uvicorn
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis import Case

from detente.desk import Desk
from detente.ingest import documents
from detente.web.api.mounted import described, mount
from detente.web.app import create_app
from detente.web.settings import Settings

DEMO = Path(__file__).parents[2] / "demo" / "dispatches.jsonl"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk of the demo's dispatches, served on loopback."""
    path = tmp_path_factory.mktemp("served") / "desk.db"
    with Desk.create(path, dispute="Demo") as desk:
        assert {added.outcome for added in desk.add(documents([str(DEMO)]), "rules")} == {"added"}
    server = uvicorn.Server(uvicorn.Config(create_app(path, Settings(analyst="Ada")), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def headers(address: str) -> dict[str, str]:
    """What a page of the desk sends along, so that decisions are let through."""
    token = httpx.get(f"{address}/").cookies["detente_token"]
    return {"x-token": token, "cookie": f"detente_token={token}"}


def description() -> dict[str, Any]:
    """The description, which is the same for every desk."""
    app = FastAPI()
    mount(app)
    return described(app)


schema = schemathesis.openapi.from_dict(description())


@schema.parametrize()
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_is_answered(case: Case, address: str, headers: dict[str, str]) -> None:
    if case.operation.path.endswith("/events"):
        case.query = {**(case.query or {}), "once": "true"}
    answer = case.call(base_url=address, headers=headers)
    assert answer.status_code < 500, f"{case.operation.label}: {answer.text[:500]}"
    if answer.status_code >= 400:
        assert answer.headers["content-type"][0].startswith("application/problem+json")
        assert answer.json()["detail"]
