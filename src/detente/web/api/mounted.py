"""Puts the API into an app, with its description in OpenAPI."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from detente import __version__, schema
from detente.web.api import deciding, problems, reading, stream
from detente.web.api.deciding import Keys
from detente.web.session import current

ROOT = "/api/v1"
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
ERRORS = {
    "400": "A value that cannot be understood",
    "401": "Log in first",
    "403": "That is not allowed",
    "404": "That is not on this desk",
    "429": "Too many requests",
}


def mount(app: FastAPI) -> None:
    """Serve the API under /api/v1, and its description."""
    api = APIRouter(prefix=ROOT)
    for part in (reading.router, deciding.router, stream.router):
        api.include_router(part)
    app.state.keys = Keys()
    app.include_router(api)
    problems.handle(app)

    async def openapi() -> JSONResponse:
        return JSONResponse(described(app))

    asks = [Depends(current)]
    app.add_api_route(f"{ROOT}/openapi.json", openapi, methods=["GET"], include_in_schema=False, dependencies=asks)


def described(app: FastAPI) -> dict[str, Any]:
    """The description: paths, parameters, errors, and a line as the contract has it."""
    found = get_openapi(title="Detente", version=__version__, description=SUMMARY, routes=app.routes)
    found.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    found["components"]["schemas"]["Line"] = {"description": "See `detente schema line`.", "type": "object"}
    found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for operations in found["paths"].values():
        for operation in operations.values():
            describe(operation)
    return found


def describe(operation: dict[str, Any]) -> None:
    """Add the errors; FastAPI's own 422 is not what this desk answers."""
    operation["responses"].pop("422", None)
    content = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    more = {"409": "Somebody was first"} if "requestBody" in operation else {"304": "You have it already"}
    for status, words in {**ERRORS, **more}.items():
        operation["responses"][status] = {"description": words} | ({} if status == "304" else {"content": content})


SUMMARY = (
    f"One desk's record of a dispute. Every line rests on exact words of a document ({schema.DIALECT} of a line: "
    "`detente schema line`). Answers carry an ETag; lists go on with `cursor`; errors are problem+json."
)
