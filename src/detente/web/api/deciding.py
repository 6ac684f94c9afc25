"""What a program enters for an analyst. With an `Idempotency-Key` the same request twice is one entry."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from detente.deciding import Analyst
from detente.errors import LogGrown, UsageError
from detente.model import Decided
from detente.web import page as pages
from detente.web import security
from detente.web.api.problems import problem
from detente.web.decided import since
from detente.web.pages.hand import HANDS, Form, concerned, overtaken
from detente.web.session import Current, Session
from detente.web.shelf import Shelf

router = APIRouter(tags=["deciding"])
KEPT = 10_000
"""Keys remembered; the oldest is forgotten first. The log itself makes the same decision on the same line one entry."""
Text = Annotated[str, Field(max_length=5000)]


class Sent(BaseModel):
    """A decision. `head` is the head of the log that it was made by: where somebody decided on the same since, it is
    refused. Which fields count follows from `does`: accept (line), correct (line, fields), note (line, text), withdraw
    (line or document), merge (actor, into), split (actor, apart, documents), grade (source, reliability, credibility),
    undo (entry).
    """

    model_config = ConfigDict(extra="forbid")
    does: Literal["accept", "correct", "note", "withdraw", "merge", "split", "grade", "undo"]
    head: Annotated[int, Field(ge=0, lt=2**53)]
    why: Text = ""
    line: Text = ""
    text: Text = ""
    actor: Text = ""
    into: Text = ""
    apart: Text = ""
    documents: Annotated[list[Text], Field(max_length=1000)] = []
    source: Text = ""
    reliability: Literal["", "A", "B", "C", "D", "E", "F"] = ""
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None
    entry: Text = ""
    fields: dict[Text, Text] = {}

    def form(self) -> Form:
        """The same as the pages' forms send it."""
        given = self.model_dump(exclude={"does", "head", "documents", "credibility", "fields"})
        given |= {"documents": "\n".join(self.documents), "credibility": str(self.credibility or "")}
        return given | {f"field.{name}": value for name, value in self.fields.items()}


class Keys:
    """Answers by who sent which key, with a digest of what was sent. One thread uses it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], tuple[str, Decided]] = OrderedDict()

    def find(self, who: str, key: str, sent: str) -> Decided | None:
        """The entry made under the key. Raises UsageError where something else was sent under it."""
        kept = self._kept.get((who, key))
        if kept is None:
            return None
        if kept[0] != sent:
            raise UsageError(f"Idempotency-Key {key[:60]!r} came before with another decision; take a new key")
        return kept[1]

    def keep(self, who: str, key: str, sent: str, entry: Decided) -> None:
        """Remember what became of it."""
        self._kept[who, key] = (sent, entry)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)


@router.post("/decisions", summary="Enter a decision", status_code=201)
async def decide(
    request: Request,
    session: Current,
    sent: Sent,
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    x_token: Annotated[
        str | None, Header(max_length=200, description="The form token, where no bearer token is sent.")
    ] = None,
) -> Response:
    """201 with the entry; 200 with the same entry where the key came before; 409 where somebody was first."""
    allowed(request, session, x_token)
    keys: Keys = request.app.state.keys
    who, words = str(session.name), hashlib.sha256(sent.model_dump_json().encode()).hexdigest()

    def enter(shelf: Shelf) -> tuple[int, Decided | str]:
        before = keys.find(who, idempotency_key, words) if idempotency_key else None
        if before is not None:
            return 200, before
        analyst = Analyst(shelf.desk, who, pages.present(request), shelf.desk.store.head())
        form = sent.form()
        first = since(analyst.rulings(), sent.head, concerned(analyst, sent.does, form))
        if first:
            return 409, overtaken(first[-1])
        try:
            entry = HANDS[sent.does](analyst, form)
        except LogGrown:
            return enter(shelf)  # whoever was first is looked for again
        if idempotency_key:
            keys.keep(who, idempotency_key, words, entry)
        return 201, entry

    status, found = await pages.served(request).ask("hand", enter)
    if isinstance(found, str):
        return problem(status, "Somebody was first", found)
    return Response(msgspec.json.encode(found), status, media_type="application/json")


def allowed(request: Request, session: Session, token: str | None) -> None:
    """Raises Forbidden unless this is an analyst's program, or a page of this desk."""
    if session.name is None:
        raise security.Forbidden("you may read this desk and not decide on it; ask an admin to make you an analyst")
    if not session.bearer:
        security.check(request, session, token or "")
