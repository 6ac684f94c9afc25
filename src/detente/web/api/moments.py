"""What every address of the API may ask, declared for its description and understood as the pages understand it."""

# ruff: noqa: ARG001 - fields are declared for the description, and understood together

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from detente.web import page as pages
from detente.web.asked import CHOICES, Asked, asked

DAY = "A day, a month or a year (2025-06-10, 2025-06, 2025)"
LIMIT, MOST = 50, 1000


def moment(
    request: Request,
    as_of: Annotated[str | None, Query(description=f"{DAY}: the state of play then; today by itself.")] = None,
    known_at: Annotated[str | None, Query(description=f"{DAY}: by what was published until then.")] = None,
) -> Asked:
    """The moment alone."""
    return asked(
        [pair for pair in request.query_params.multi_items() if pair[0] in ("as_of", "known_at")],
        pages.present(request),
    )


def selected(  # noqa: PLR0913, PLR0917 - each is a field of the address
    request: Request,
    as_of: Annotated[str | None, Query(description=f"{DAY}: the state of play then; today by itself.")] = None,
    known_at: Annotated[str | None, Query(description=f"{DAY}: by what was published until then.")] = None,
    actor: Annotated[str | None, Query(description="A name, or part of one, of an actor or a target.")] = None,
    country: Annotated[list[str] | None, Query(description="ISO 3166 alpha-3, such as CHN; again for more.")] = None,
    issue: Annotated[str | None, Query(description="An issue, such as rare earths.")] = None,
    kind: Annotated[list[str] | None, Query(description=", ".join(CHOICES["kind"]))] = None,
    type: Annotated[list[str] | None, Query(description="An event type, an instrument, a kind of quote.")] = None,  # noqa: A002
    status: Annotated[list[str] | None, Query(description=", ".join(CHOICES["status"]))] = None,
    standing: Annotated[list[str] | None, Query(description=", ".join(CHOICES["standing"]))] = None,
    outlet: Annotated[list[str] | None, Query(description="An outlet of any account.")] = None,
    since: Annotated[str | None, Query(description=f"{DAY}: nothing from before.")] = None,
    min_confidence: Annotated[str | None, Query(description="The least confidence, 0 to 1.")] = None,
    q: Annotated[str | None, Query(description="Words that must stand in the evidence.")] = None,
    order: Annotated[str | None, Query(description="latest or earliest first.")] = None,
) -> Asked:
    """The moment and which lines."""
    passed = ("page", "limit", "cursor")
    return asked([pair for pair in request.query_params.multi_items() if pair[0] not in passed], pages.present(request))


Moment = Annotated[Asked, Depends(moment)]
Selected = Annotated[Asked, Depends(selected)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
From = Annotated[str | None, Query(max_length=2000, description="`next` of the answer before.")]
