"""Who may use a desk that is served to others: users with roles, their sessions and tokens, and what they did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, get_args

import msgspec

Role = Literal["reader", "analyst", "admin"]
"""A reader reads, an analyst decides too, an admin sees the audit page and manages users too."""
ROLES: tuple[Role, ...] = get_args(Role)


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may log in. `password` is its hash; None where only tokens let the user in. `since` is ISO, UTC."""

    name: str
    role: Role
    password: str | None = None
    since: str


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A key for programs, of which only the `digest` is kept. `label` says what for; `expires` is ISO, None never."""

    digest: str
    user: str
    label: str
    since: str
    expires: str | None = None


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """A session in a browser: the digest of its cookie, the token its forms give back, and until when it lasts."""

    digest: str
    user: str
    form_token: str
    since: str
    expires: str


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the audit page: who did what, from where, with what outcome (an HTTP status, or '' at the terminal)."""

    at: str
    who: str
    address: str
    what: str
    outcome: str


class AccessStore(Protocol):
    """Keeps users, tokens, logins and deeds of one service. Times are ISO, UTC."""

    def users(self) -> Sequence[User]:
        """All users, by name."""
        ...

    def user(self, name: str) -> User | None: ...

    def put(self, user: User) -> None:
        """Keep a user, in place of one of that name."""
        ...

    def remove(self, name: str) -> bool:
        """Forget a user with all tokens and logins. Returns False where there is none."""
        ...

    def tokens(self, user: str) -> Sequence[Token]:
        """The tokens of a user, the earliest first."""
        ...

    def issue(self, token: Token) -> None: ...

    def token(self, digest: str) -> Token | None: ...

    def revoke(self, user: str, label: str) -> int:
        """Forget the user's tokens of that label. Returns how many there were."""
        ...

    def begin(self, login: Login) -> None: ...

    def login(self, digest: str) -> Login | None: ...

    def end(self, digest: str) -> None: ...

    def end_all(self, user: str) -> None:
        """End all logins of a user."""
        ...

    def expire(self, now: str) -> None:
        """Forget logins and tokens that have ended by `now`."""
        ...

    def record(self, deed: Deed) -> None: ...

    def deeds(self, limit: int, before: int | None = None) -> Sequence[tuple[int, Deed]]:
        """The last deeds, the latest first, each with its number; only those before a number where one is given."""
        ...

    def close(self) -> None: ...
