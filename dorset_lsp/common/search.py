"""Search: what an app offers to be searched, how records are found in it, and the words that matched.

An app hands out ``Searched`` rows that start at what the viewer may see, so a search can find nothing that its pages would
not show. Records are read as they stand; there is no second copy that could lag behind or give away more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BooleanField,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Greatest, Upper
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

SHORTEST: Final = 2
"""A question has at least this many letters."""
MOST_WORDS: Final = 8
ENOUGH: Final = 24
"""So many records that have the words are looked at, of each kind."""
BEFORE: Final = 60
SNIPPET: Final = 180
"""How many letters of a text are shown, and how many of them before the first word that matched."""
LIKE_ENOUGH: Final = 0.45
"""From 0 to 1: two letters changed over in the middle of a word of seven leave 0.5 of its threes."""


@dataclass(frozen=True, slots=True, eq=False)
class Searched:
    """One kind of record: its heading, the rows that the viewer may see, and where the words are looked for.

    ``names`` are fields by which people call the thing, and in which a slip of typing is forgiven; ``texts`` are the rest.
    A thing without a name of its own is called by its text, which is no place to guess in.
    """

    slug: str
    head: str
    rows: QuerySet
    names: tuple[str, ...]
    texts: tuple[str, ...] = ()
    title: Callable[[Any], str] = str
    detail: Callable[[Any], str] = lambda record: ""
    url: Callable[[Any], str] = lambda record: record.get_absolute_url()

    @property
    def has_names(self) -> bool:
        """Whether it has names that are not its texts."""
        return not set(self.names) <= set(self.texts)


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found: its title and a piece of its text, both with the words that matched marked."""

    title: SafeString
    url: str
    snippet: SafeString
    detail: str


class _WordLike(Func):
    """PostgreSQL: some word of the second is like the first, by the letters in threes."""

    template = "(%(expressions)s)"
    arg_joiner = " <%% "
    output_field = BooleanField()


class _Likeness(Func):
    """PostgreSQL: how alike they are, from 0 to 1."""

    function = "WORD_SIMILARITY"
    output_field = FloatField()


def words_of(question: str) -> list[str]:
    """The words of a question, each once; none for one that is too short to be asked."""
    question = question.replace("\0", " ").strip()
    if len(question) < SHORTEST:
        return []
    return list(dict.fromkeys(re.findall(r"[^\s“”\"]+", question.lower())))[:MOST_WORDS]


def with_words(searched: Sequence[Searched], words: Sequence[str]) -> list[Searched]:
    """Those kinds of which some record has every word. One query for all, so that the others need none of their own."""
    return _any_of({one: _all((*one.names, *one.texts), words) for one in searched})


def with_names_like(searched: Sequence[Searched], words: Sequence[str]) -> list[Searched]:
    """Those kinds of which some record has a name with a word like each of these; none without PostgreSQL.

    How like is enough is told to the database for the rest of the connection, because its indexes go by that.
    """
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(LIKE_ENOUGH)]
        )
    return _any_of({one: _alike(one, words) for one in searched if one.has_names})


def _any_of(conditions: Mapping[Searched, Q]) -> list[Searched]:
    """Those kinds of which some record meets the condition, in their order."""
    parts: list[str] = []
    values: list[Any] = []
    for place, (one, condition) in enumerate(conditions.items()):
        try:
            sql, its_values = one.rows.order_by().filter(condition).values("pk").query.sql_with_params()
        except EmptyResultSet:  # nothing of this kind is open to the viewer
            continue
        parts.append(f"SELECT {place} WHERE EXISTS ({sql})")
        values += its_values
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        places = {place for (place,) in cursor.fetchall()}
    return [one for place, one in enumerate(conditions) if place in places]


def find(searched: Searched, words: Sequence[str], *, most: int) -> list[Hit]:
    """Records that have every word, those that have them in their names first. One query, or two where many have them.

    The database looks for so many and no more, and they are put in order here: a word that half of all records have is
    answered as fast as a rare one, with some of those records.
    """
    enough = max(ENOUGH, most)
    rows = searched.rows.order_by()
    found = list(rows.filter(_all((*searched.names, *searched.texts), words))[:enough])
    if len(found) == enough:
        named = list(rows.filter(_all(searched.names, words))[:enough])
        found = named + [one for one in found if one not in named]
    found.sort(key=lambda record: _place(searched, record, words))
    return [_hit(searched, record, words) for record in found[:most]]


def _place(searched: Searched, record: Any, words: Sequence[str]) -> tuple[int, str, int]:
    """Names that start with the first word, other names, texts; within each by name."""
    names = [str(_value(record, name)).lower() for name in searched.names]
    if not all(any(word in name for name in names) for word in words):
        return 2, names[0], record.pk
    return int(not names[0].startswith(words[0])), names[0], record.pk


def _value(record: Any, path: str) -> Any:
    """What a field holds, over keys too; "" where there is nothing."""
    for name in path.split("__"):
        record = getattr(record, name, None) or ""
    return record


def find_alike(searched: Searched, words: Sequence[str], *, most: int) -> list[Hit]:
    """Records whose names have a word like each of these, the likest first. One query, for PostgreSQL alone."""
    likeness: Any = Value(0.0)
    for word in words:
        best = [_Likeness(Value(word.upper()), Upper(F(name))) for name in searched.names]
        likeness = likeness + (Greatest(*best) if len(best) > 1 else best[0])
    rows = searched.rows.filter(_alike(searched, words)).order_by(-likeness, "pk")
    return [_hit(searched, record, ()) for record in rows[:most]]


def _alike(searched: Searched, words: Sequence[str]) -> Q:
    """A word like each of these stands in one of the names."""
    found = Q()
    for word in words:
        somewhere = Q()
        for name in searched.names:
            somewhere |= Q(_WordLike(Value(word.upper()), Upper(F(name))))
        found &= somewhere
    return found


def _all(fields: Sequence[str], words: Sequence[str]) -> Q:
    """Every word stands in one of the fields."""
    found = Q()
    for word in words:
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__icontains": word})
        found &= somewhere
    return found


def _hit(searched: Searched, record: Any, words: Sequence[str]) -> Hit:
    title = searched.title(record)
    texts = [str(getattr(record, name, "") or "") for name in searched.texts]
    text = next((one for one in texts if any(word in one.lower() for word in words)), "")
    return Hit(
        marked(title, words), searched.url(record), marked(piece(text, words), words), searched.detail(record)
    )


def piece(text: str, words: Sequence[str]) -> str:
    """The part of a text around the first word that matched, cut at spaces, with dots where it was cut."""
    text = " ".join(text.split())
    places = [place for word in words if (place := text.lower().find(word)) >= 0]
    if len(text) <= SNIPPET:
        return text
    start = max(0, min(places, default=0) - BEFORE)
    if start:
        start = text.find(" ", start, start + BEFORE) + 1 or start
    end = start + SNIPPET
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start + 1 : end] else end
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text, escaped, with each of the words in a ``mark``."""
    if not words:
        return conditional_escape(text)
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    parts = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    escaped = [
        format_html("<mark>{}</mark>", part) if place % 2 else conditional_escape(part)
        for place, part in enumerate(parts)
    ]
    return mark_safe("".join(escaped))
