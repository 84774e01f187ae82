"""Whether somebody is about to write down again what is measured already. Pure: it knows texts and no rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

ALIKE: Final = 0.9
"""Share of a definition's words that two definitions have in common, in order, from which they are the same."""
SHORTEST: Final = 6
"""Words from which a definition says enough to be compared but for equality."""


@dataclass(frozen=True, slots=True)
class Known:
    """A measure that is there for everybody: how it is called, its other names, and every text that defined it."""

    name: str
    names: tuple[str, ...]
    definitions: tuple[str, ...]


def copied(title: str, definition: str, known: Iterable[Known]) -> Known | None:
    """The measure that a new title or definition only says again; None when it is new.

    Case, punctuation and spaces make no difference; a definition of some length is the same from nine words in ten on.
    """
    name, words = _words(title), _words(definition)
    for one in known:
        if name in [_words(other) for other in one.names]:
            return one
        if any(_are_alike(words, _words(other)) for other in one.definitions):
            return one
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9%£]+", text.casefold())


def _are_alike(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
