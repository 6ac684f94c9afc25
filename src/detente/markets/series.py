"""Series and what is worked out from them."""

from __future__ import annotations

from detente.model.series import Days, Fault, Prices, Series, as_date

__all__ = ["Days", "Fault", "Prices", "Series", "as_date"]
