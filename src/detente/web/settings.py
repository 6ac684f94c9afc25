"""How a desk is served."""

from __future__ import annotations

import datetime as dt

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`analyst` is who decides where nobody logs in (None: nobody may); `hosts` are the names under which the desk may
    be asked for; `page` is how many lines stand on a page; `today` stands for the present day (None: what the clock
    says). `login`: whoever asks must be a user (see `detente users`). `warm`: pages of the present day are made before
    anybody asks for them.
    """

    analyst: str | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    page: int = 50
    today: dt.date | None = None
    login: bool = False
    warm: bool = False
