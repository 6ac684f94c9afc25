"""What a desk's dispute is known by, in its file."""

from __future__ import annotations

from detente.store.sqlite.part import SqlitePart

ADD = "INSERT INTO profiles (name, profile, recorded_at) VALUES (?, ?, ?)"
LATEST = "SELECT name, profile FROM profiles ORDER BY number DESC LIMIT 1"


class SqliteProfiles(SqlitePart):
    """Implements `detente.model.ProfileStore`; the arguments are those of the store whose file it is."""

    def set(self, name: str, profile: str, recorded_at: str) -> None:
        """From now on the dispute is known by this. Raises DeskReadOnly and StoreError."""
        with self._transaction():
            self._connection.execute(ADD, (name, profile, recorded_at))

    def latest(self) -> tuple[str, str] | None:
        """Name and profile (JSON) that count; None where none was set."""
        found = self._all(LATEST)
        return (found[0][0], found[0][1]) if found else None
