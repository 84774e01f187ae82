"""Words cut to the room that there is for them."""

from __future__ import annotations

ELLIPSIS = "…"


def shortened(text: str, most: int) -> str:
    """The text in at most so many letters: as it is, or as many whole words as fit, and an ellipsis.

    Where not even the first word fits, it is cut within.
    """
    if len(text) <= most:
        return text
    whole, _, _ = text[:most].rpartition(" ")
    return f"{whole.rstrip() or text[: max(most - 1, 0)]}{ELLIPSIS}"
