"""What is done with users, passwords and tokens, whoever asks: the command line, or the web."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
import secrets
from collections.abc import Callable

import argon2
import msgspec

from detente.errors import NotFound, UsageError
from detente.model.access import ROLES, AccessStore, Deed, Login, Role, Token, User

NAME = re.compile(r"[\w][\w .@'-]{0,63}")
LONGEST, SHORTEST = 1024, 12
"""Characters of a password. Length is what counts (NIST SP 800-63B, 5.1.1.2)."""
LASTS = dt.timedelta(hours=12)
"""How long a login lasts."""
Clock = Callable[[], dt.datetime]


def present() -> dt.datetime:
    """The present moment in UTC."""
    return dt.datetime.now(dt.UTC)


def stamp(moment: dt.datetime) -> str:
    """ISO, UTC, to the second."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def digest(secret: str) -> str:
    """What is kept of a token or a cookie. They are random and long, so a plain hash cannot be searched."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Accounts:
    """The users of a service."""

    def __init__(self, store: AccessStore, clock: Clock = present) -> None:
        self.store = store
        self.clock = clock

    def add(self, name: str, role: str, password: str | None) -> User:
        """A new user. Raises UsageError where the name is taken, or name, role or password will not do."""
        if not NAME.fullmatch(name):
            raise UsageError(
                f"{name[:80]!r} is no name for a user; take letters, figures, spaces and . @ ' - (64 at most)"
            )
        if self.store.user(name):
            raise UsageError(f"{name!r} is a user already; `detente users password` gives a new password")
        user = User(name=name, role=known(role), password=hashed(password), since=stamp(self.clock()))
        self.store.put(user)
        return user

    def alter(self, name: str, *, role: str | None = None, password: str | None = None) -> User:
        """Another role or password; a new password ends the user's logins. Raises NotFound and UsageError."""
        user = self.user(name)
        if role is not None:
            user = msgspec.structs.replace(user, role=known(role))
        if password is not None:
            user = msgspec.structs.replace(user, password=hashed(password))
            self.store.end_all(name)
        self.store.put(user)
        return user

    def remove(self, name: str) -> None:
        """Forget a user with tokens and logins. Raises NotFound."""
        if not self.store.remove(name):
            raise NotFound(f"no user is called {name[:80]!r}; `detente users list` names them")

    def user(self, name: str) -> User:
        """The user. Raises NotFound."""
        found = self.store.user(name)
        if found is None:
            raise NotFound(f"no user is called {name[:80]!r}; `detente users list` names them")
        return found

    def issue(self, name: str, label: str, days: int | None) -> str:
        """A new token of a user, shown once: what is kept is its digest. Raises NotFound and UsageError."""
        user = self.user(name)
        if any(one.label == label for one in self.store.tokens(name)):
            raise UsageError(f"{name} has a token {label!r} already; revoke it, or take another label")
        secret, now = f"detente_{secrets.token_urlsafe(32)}", self.clock()
        ends = stamp(now + dt.timedelta(days=days)) if days else None
        self.store.issue(Token(digest=digest(secret), user=user.name, label=label, since=stamp(now), expires=ends))
        return secret

    def revoke(self, name: str, label: str) -> None:
        """Take a token back. Raises NotFound."""
        if not self.store.revoke(name, label):
            raise NotFound(f"{name} has no token {label[:80]!r}; `detente users list` names them")

    def log_in(self, name: str, password: str) -> tuple[str, Login] | None:
        """The secret of a new login and the login; None where name and password do not go together.

        It takes as long where nobody has that name.
        """
        user = self.store.user(name)
        kept = user.password if user and user.password else nobody()
        if not matches(kept, password) or user is None or user.password is None:
            return None
        now, secret = self.clock(), secrets.token_urlsafe(32)
        self.store.expire(stamp(now))
        login = Login(
            digest=digest(secret),
            user=name,
            form_token=secrets.token_urlsafe(32),
            since=stamp(now),
            expires=stamp(now + LASTS),
        )
        self.store.begin(login)
        return secret, login

    def logged_in(self, secret: str) -> tuple[User, Login] | None:
        """Whose login that cookie is of, while it lasts."""
        login = self.store.login(digest(secret))
        if login is None or login.expires <= stamp(self.clock()):
            return None
        user = self.store.user(login.user)
        return (user, login) if user else None

    def log_out(self, secret: str) -> None:
        """End the login that cookie is of."""
        self.store.end(digest(secret))

    def bearer(self, secret: str) -> User | None:
        """Whose token that is, while it lasts."""
        token = self.store.token(digest(secret))
        if token is None or (token.expires and token.expires <= stamp(self.clock())):
            return None
        return self.store.user(token.user)

    def record(self, who: str, address: str, what: str, outcome: str = "") -> None:
        """Put a row on the audit page."""
        self.store.record(Deed(at=stamp(self.clock()), who=who, address=address, what=what, outcome=outcome))


def known(role: str) -> Role:
    """The role. Raises UsageError."""
    for one in ROLES:
        if one == role:
            return one
    raise UsageError(f"{role[:40]!r} is no role; choose one of {', '.join(ROLES)}")


def hashed(password: str | None) -> str | None:
    """The password's hash (Argon2id, the library's parameters). Raises UsageError where it is too short or too long."""
    if password is None:
        return None
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"a password has {SHORTEST} to {LONGEST} characters, this one {len(password)}; four words will do"
        )
    return argon2.PasswordHasher().hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether the hash is of that password."""
    try:
        return len(password) <= LONGEST and argon2.PasswordHasher().verify(kept, password)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


@functools.cache
def nobody() -> str:
    """The hash that is compared with where there is no such user."""
    return argon2.PasswordHasher().hash(secrets.token_urlsafe(32))
