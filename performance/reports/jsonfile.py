"""The JSON file of a report: the canonical text itself, byte for byte, so that its hash is that of the data."""

from __future__ import annotations


def draw(text: str) -> bytes:
    """The canonical text in UTF-8."""
    return text.encode()
