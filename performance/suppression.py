"""What is suppressed so that nobody can be identified must not be readable from the words beside it."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|none|no|all"
)
_COUNT: Final = re.compile(
    rf"\b(?:\d+|{_WORDS})\s+(?:[a-z]+\s+){{0,3}}(?:of|out of|in)\s+(?:the\s+)?(?:\d+|{_WORDS})\b"
    r"|\b\d+(?:\.\d+)?\s?(?:%|per cent)"
    rf"|\b(?:\d+|{_WORDS})\s+(?:[a-z]+\s+)?(?:people|person|children|child|households?|families|family|cases?)\b",
    re.IGNORECASE,
)


def count_in(text: str) -> str:
    """The first count or percentage that a text tells of people, such as "10 of 11"; empty where it tells none."""
    found = _COUNT.search(text)
    return found[0] if found else ""
