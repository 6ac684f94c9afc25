"""What the parts of a desk's file have in common: they work through the store whose file it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any


class SqlitePart:
    """A part of a store: its connection, how it fetches all rows of a query, and how it begins a transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        everything: Callable[..., list[Any]],
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._connection = connection
        self._all = everything
        self._transaction = transaction
