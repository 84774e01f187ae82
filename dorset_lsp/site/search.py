"""One search across the apps: an explicit list of what each offers, and what a question finds in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import delivery_chain.search
import partnerships.search
import performance.search
import scrutiny.search
from dorset_lsp.common.search import (
    Hit,
    Searched,
    find,
    find_alike,
    with_names_like,
    with_words,
    words_of,
)
from partnerships.models import Person

AT_FIRST: Final = 5
OF_ONE_KIND: Final = 100


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, and whether there is more of it than is shown."""

    searched: Searched
    hits: list[Hit]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question. ``is_alike`` tells that nothing had the words, and like ones are shown instead."""

    words: list[str]
    groups: list[Group]
    is_alike: bool = False

    @property
    def number(self) -> int:
        """How many are shown."""
        return sum(len(group.hits) for group in self.groups)

    @property
    def has_more(self) -> bool:
        return any(group.has_more for group in self.groups)


def search_rows(viewer: Person, on: date) -> list[Searched]:
    """All that can be searched, what people look for most first."""
    rows = {
        one.slug: one
        for app in (partnerships.search, performance.search, delivery_chain.search, scrutiny.search)
        for one in app.search_rows(viewer, on)
    }
    first = [rows.pop(slug) for slug in ("outcomes", "indicators", "people", "bodies", "actions")]
    return first + list(rows.values())


def search(viewer: Person, on: date, question: str, *, kind: str = "") -> Found:
    """What the viewer may see and what has the words; where nothing has them, what is like them.

    One query tells in which kinds there is something, and only those are asked; a second one, where nothing has the words.
    """
    words = words_of(question)
    if not words:
        return Found([], [])
    rows = [one for one in search_rows(viewer, on) if not kind or one.slug == kind]
    most = OF_ONE_KIND if kind else AT_FIRST
    found = [(one, find(one, words, most=most + 1)) for one in with_words(rows, words)]
    if is_alike := not found:
        found = [(one, find_alike(one, words, most=most + 1)) for one in with_names_like(rows, words)]
    groups = [Group(one, hits[:most], len(hits) > most) for one, hits in found]
    return Found(words, groups, is_alike and bool(groups))
