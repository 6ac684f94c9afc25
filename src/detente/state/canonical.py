"""A state as bytes: equal states give equal bytes, whatever made them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from detente.model import StateOfPlay


def canonical(state: StateOfPlay) -> bytes:
    """The state as JSON, with its mappings in the order of their keys. Reads every account.

    What is known of prices does not follow from the log, and is left out.
    """
    fields = {name: getattr(state, name) for name in state.__struct_fields__ if name != "prices"}
    plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in fields.items()}
    return msgspec.json.encode(plain, order="deterministic")
