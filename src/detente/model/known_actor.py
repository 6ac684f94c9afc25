"""An actor that a table knows: by which names, and which offices were held from when until when."""

from __future__ import annotations

from typing import Literal

import msgspec

from detente.model.actor import MentionKind


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """A time in an office of the actor's country: 'foreign minister', ISO dates, None where an end is open."""

    office: str
    start: str | None = None
    end: str | None = None


class KnownActor(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table of actors. `name` is canonical, `aliases` are what else the actor is called.

    `country` is ISO 3166 alpha-3 ('EUU' for the EU) or None; `role` is what a text introduces a person by.
    """

    name: str
    kind: MentionKind = "person"
    country: str | None = None
    aliases: tuple[str, ...] = ()
    gender: Literal["m", "f", ""] = ""
    role: str = ""
    offices: tuple[Office, ...] = ()
