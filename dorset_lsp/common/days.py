"""Days in words, as they stand in sentences, letters and documents. Pages draw theirs with ``long_date``."""

from __future__ import annotations

from datetime import date


def in_full(day: date) -> str:
    """20 April 2009."""
    return f"{day.day} {day:%B %Y}"


def in_year(day: date) -> str:
    """20 April, where the year goes without saying."""
    return f"{day.day} {day:%B}"
