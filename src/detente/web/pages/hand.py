"""The analyst's hand: each form is one entry of the log, checked by `Analyst`, and said back with the way to undo it.

A form carries the head of the log as its page saw it. Where somebody decided on the same thing since, nothing is
entered and the form comes back with what they did.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, cast
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from detente.deciding import Analyst
from detente.errors import LogGrown, NotFound, UsageError
from detente.model import Credibility, Decided, Reliability, WithdrawDocument, WithdrawLine
from detente.state import Account
from detente.web import correcting, evidence, rendering, security
from detente.web import page as pages
from detente.web.asked import Asked, asked
from detente.web.decided import DONE, since
from detente.web.session import Current
from detente.web.shelf import Shelf

router = APIRouter()
Form = Mapping[str, str]
LONGEST = 5000
"""Characters of a field of a form."""


class Hand(Analyst):
    """An analyst who has a line open: its accounts are the ones that the page shows, and are not looked for again."""

    def __init__(self, shelf: Shelf, name: str, does: str, wanted: Asked, form: Form) -> None:
        super().__init__(shelf.desk, name, wanted.as_of, shelf.desk.store.head())
        self.open = form.get("line", "") if does in ON_LINES else ""
        self.why = evidence.explained(shelf, opened(wanted, form, self.open)) if self.open else None

    def accounts(self, named: str) -> tuple[Account, ...]:
        """The accounts of the open line, one alone where an entry is named; of any other as ever."""
        if self.why is None or named != self.open:
            return super().accounts(named)
        return self.why.accounts if self.why.line.id == named else self.why.accounts[:1]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a form: the entry, or what was wrong; `status` of the answer."""

    entry: Decided | None = None
    problem: str = ""
    status: int = 200


def accept(analyst: Analyst, form: Form) -> Decided:
    return analyst.accept(form["line"], form.get("why", ""))


def correct(analyst: Analyst, form: Form) -> Decided:
    """Correct the fields of the form that differ from the line."""
    subject = analyst.accounts(form["line"])[0].subject
    named = {name.removeprefix("field."): value for name, value in form.items() if name.startswith("field.")}
    asked = correcting.given(subject, named)
    if not asked:
        raise UsageError("no field differs from the line; alter one, then send the form")
    return analyst.correct(form["line"], asked, reason(form))


def note(analyst: Analyst, form: Form) -> Decided:
    return analyst.note(form["line"], form.get("text", ""))


def withdraw(analyst: Analyst, form: Form) -> Decided:
    return analyst.withdraw(form["line"], reason(form))


def merge(analyst: Analyst, form: Form) -> Decided:
    return analyst.merge(form.get("actor", ""), form.get("into", ""), reason(form))


def split(analyst: Analyst, form: Form) -> Decided:
    documents = [one.strip() for one in form.get("documents", "").splitlines() if one.strip()]
    if not documents:
        raise UsageError("no document is named; say in which ones it is somebody else, one a line")
    return analyst.split(form.get("actor", ""), form.get("apart", ""), documents, reason(form))


def grade(analyst: Analyst, form: Form) -> Decided:
    """Grade a source; a letter, a figure or both must be chosen."""
    letter, figure = form.get("reliability", ""), form.get("credibility", "")
    if not (letter or figure) or letter not in ("", *"ABCDEF") or figure not in ("", *"123456"):
        raise UsageError("choose a letter A to F, a figure 1 to 6, or both")
    reliability = cast("Reliability", letter) if letter else None
    credibility = cast("Credibility", int(figure)) if figure else None
    return analyst.grade(form.get("source", ""), reliability, credibility, reason(form))


def undo(analyst: Analyst, form: Form) -> Decided:
    return analyst.undo(form.get("entry", ""), form.get("why", "") or "undone on the desk")


HANDS: Mapping[str, Callable[[Analyst, Form], Decided]] = {
    "accept": accept, "correct": correct, "note": note, "withdraw": withdraw, "merge": merge, "split": split,
    "grade": grade, "undo": undo,
}  # fmt: skip
ON_LINES = frozenset({"accept", "correct", "note", "withdraw"})


def reason(form: Form) -> str:
    """The reason given. Raises UsageError where there is none."""
    if not form.get("why", "").strip():
        raise UsageError("no reason is given; say why in a few words, they stand in the log")
    return form["why"].strip()


@router.post("/hand/{does}")
async def decide(does: str, request: Request, session: Current) -> Response:
    """Enter one decision. Raises Forbidden, NotFound, UsageError."""
    form = await sent(request)
    security.check(request, session, form.get("token", ""))
    if does not in HANDS:
        raise NotFound(f"nothing can be done by the name of {does[:40]!r}; choose one of {', '.join(HANDS)}")
    if session.name is None:
        raise security.Forbidden("you may read this desk and not decide on it; log in as an analyst")
    wanted = asked(list(form.items()), pages.present(request))
    desk, name = pages.served(request), session.name
    told = await desk.ask("hand", lambda shelf: entered(shelf, name, does, wanted, form))
    if does in ON_LINES | {"undo"} and request.headers.get("hx-request") == "true":
        body = await desk.ask("fold", lambda shelf: renewed(shelf, wanted, form, told))
        return pages.handed(body, request, session, told.status)
    if told.entry is None:
        raise UsageError(told.problem)
    return RedirectResponse(back(does, wanted, form), 303)


async def sent(request: Request) -> dict[str, str]:
    """The fields of the form. Raises UsageError where one is too long, or a file."""
    found = {}
    for field, value in (await request.form()).items():
        if not isinstance(value, str) or len(value) > LONGEST:
            raise UsageError(f"{field[:40]}: that is too long for a field of a form; {LONGEST} characters are the most")
        found[field] = value
    return found


def entered(shelf: Shelf, name: str, does: str, wanted: Asked, form: Form) -> Told:
    """Enter the decision unless somebody else was first; what is wrong is told, and the form kept.

    Where the log grows in between, whoever was first is looked for again.
    """
    try:
        analyst = Hand(shelf, name, does, wanted, form)
        first = since(analyst.rulings(), seen(form), concerned(analyst, does, form))
        if first:
            return Told(problem=overtaken(first[-1]), status=409)
        return Told(entry=HANDS[does](analyst, form))
    except LogGrown:
        return entered(shelf, name, does, wanted, form)
    except (UsageError, NotFound) as error:
        return Told(problem=str(error), status=422)


def seen(form: Form) -> int:
    """The head of the log that the form's page was made of. Raises UsageError."""
    head = form.get("head", "")
    if not head.isdecimal() or len(head) > 18:
        raise UsageError("the form does not say of which log it is; load the page anew and enter it again")
    return int(head)


def concerned(analyst: Analyst, does: str, form: Form) -> Collection[str]:
    """The ids and names that a form is about."""
    if does in ON_LINES:
        return {form.get("line", ""), *(account.entry for account in analyst.accounts(form.get("line", "")))} - {""}
    return {form.get(name, "") for name in ("actor", "into", "apart", "source", "entry")} - {""}


def overtaken(first: Decided) -> str:
    """What the second of two analysts is told."""
    why = f" ({first.reason})" if first.reason else ""
    done = DONE[msgspec.to_builtins(first.decision)["does"]]
    return (
        f"{first.analyst} {done} at {first.clocks.recorded_at[11:16]} UTC, after you opened this{why}. Nothing of "
        "yours was entered. What you wrote is still here: look at the line as it is now, then send it again."
    )


def renewed(shelf: Shelf, wanted: Asked, form: Form, told: Told) -> bytes:
    """The panel of the line, or where it is gone, what was done and the way back."""
    context: dict[str, Any] = {"asked": wanted, "decides": True, "token": security.TOKEN, "piece": True}
    context |= {"told": told.entry, "problem": told.problem, "sent": form, "form": form if told.problem else {}}
    withdrawn = told.entry is not None and isinstance(told.entry.decision, WithdrawLine | WithdrawDocument)
    for name in () if withdrawn else (form.get("line", ""), form.get("account", "")):
        now = opened(wanted, form, name)
        try:
            return rendering.rendered("panel.html", **(context | {"asked": now} | evidence.panel(shelf, now)))
        except NotFound:
            continue
    return rendering.rendered("gone.html", head=shelf.desk.store.head(), **context)


def opened(wanted: Asked, form: Form, name: str) -> Asked:
    """What the panel of a line asks for."""
    fields = {key: form[key] for key in ("as_of", "known_at", "view", "account") if form.get(key)}
    return msgspec.structs.replace(wanted, given=tuple((fields | {"id": name}).items()))


def back(does: str, wanted: Asked, form: Form) -> str:
    """Where somebody without scripts goes after a decision."""
    if does in ("accept", "correct", "note"):
        view = {"view": form["view"]} if form.get("view") else {}
        return wanted.at("/line", id=form.get("account") or form["line"], **view)
    return "/decisions?" + urlencode({"as_of": wanted.as_of.isoformat()})
