"""What an agenda item is called: at most so long, however much was worded for it."""

from __future__ import annotations

from typing import Final

from dorset_lsp.common.shortening import shortened

LONGEST: Final = 200


def item_title(words: str) -> str:
    """The words as the title of an agenda item; those that do not fit are left out, with an ellipsis."""
    return shortened(words, LONGEST)
