"""The columns of a workbook, in one place for both directions, with the words that may stand in them.

One row is one area of one return. What belongs to the return as a whole (commentary, what to do) stands in its first
row; repeated in its other rows it does no harm, a contradiction is a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.text import capfirst

from performance.enums import Absence, Direction
from performance.preview import ANSWERABLE_ABSENCES

FORMAT: Final = "1"
"""The version of this layout, kept in the hidden sheet. What a file says of itself is never trusted."""
ABOUT: Final = "about"
READ_ME: Final = "Read me"
MOST_ROWS: Final = 5_000
"""Rows of one sheet or CSV file that are read; the largest partnership known has under 1,000."""
MOST_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``words`` maps what a reader chooses to the code that is stored; ``width`` is in characters."""

    key: str
    title: str
    width: int
    is_typed: bool = False
    is_of_return: bool = False
    words: tuple[tuple[str, str], ...] = ()

    @property
    def codes(self) -> dict[str, str]:
        """{word in small letters: code}."""
        return {word.lower(): code for word, code in self.words}

    def word(self, code: str) -> str:
        """The word for a code; empty where there is none."""
        return next((word for word, one in self.words if one == code), "")


SAVE: Final = "save"
SUBMIT: Final = "submit"

COLUMNS: Final = (
    Column("organisation", "Organisation", 20),
    Column("code", "Code", 9),
    Column("indicator", "Indicator", 34),
    Column("area", "Area", 18),
    Column("period", "Period", 12),
    Column("counted", "What is counted", 22),
    Column("value", "Figure", 12, is_typed=True),
    Column("numerator", "Numerator", 12, is_typed=True),
    Column("denominator", "Denominator", 12, is_typed=True),
    Column(
        "absence", "No figure because", 20, is_typed=True,
        words=tuple((str(Absence(one).label), one.value) for one in ANSWERABLE_ABSENCES),
    ),
    Column("absence_reason", "The reason in words", 24, is_typed=True),
    Column("commentary", "Commentary", 44, is_typed=True, is_of_return=True),
    Column(
        "direction_view", "How you see it moving", 14, is_typed=True, is_of_return=True,
        words=tuple(
            (str(one.label).lower(), one.value)
            for one in (Direction.IMPROVING, Direction.STEADY, Direction.WORSENING)
        ),
    ),
    Column(
        "is_provisional", "Final or provisional", 12, is_typed=True, is_of_return=True,
        words=(("final", "no"), ("provisional", "yes")),
    ),
    Column(
        "is_surprise_confirmed", "I have checked", 10, is_typed=True, is_of_return=True,
        words=(("yes", "yes"), ("no", "")),
    ),
    Column(
        "do", "What to do", 14, is_typed=True, is_of_return=True,
        words=(("save as draft", SAVE), ("submit", SUBMIT), ("nothing", "")),
    ),
    Column("last", "Last figures", 34),
    Column("milestone", "Milestone", 12),
    Column("definition", "Definition", 60),
    Column("return", "Return", 8),
    Column("version", "Version", 8),
)  # fmt: skip

BY_KEY: Final = {column.key: column for column in COLUMNS}
BY_TITLE: Final = {column.title.lower(): column for column in COLUMNS}
NUMBERS: Final = ("value", "numerator", "denominator")
TYPED: Final = tuple(column.key for column in COLUMNS if column.is_typed)
OF_RETURN: Final = tuple(column.key for column in COLUMNS if column.is_of_return)
NEEDED: Final = ("code", "area", "return", "version", *TYPED)
"""The columns without which a file cannot be read; the others are for its reader."""

_MIGHT_RUN = re.compile(r"'*[=+\-@\t\r]")
_WAS_GUARDED = re.compile(r"'+[=+\-@\t\r]")
# What XML cannot hold; a text with it could not be written.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST: Final = 32_000
"""Characters that a cell can hold, nearly."""


def guarded(text: str) -> str:
    """A text that a spreadsheet can neither run nor refuse. ``unguarded`` gives back what it was."""
    text = _UNWRITABLE.sub("", text)[:LONGEST]
    return f"'{text}" if _MIGHT_RUN.match(text) and not _is_number(text) else text


def unguarded(text: str) -> str:
    """The text without the apostrophe that ``guarded`` put before it."""
    return text[1:] if _WAS_GUARDED.match(text) else text


def plain_text(text: str) -> str:
    """As it is compared and kept: one kind of line end, nothing at either end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def choices_in_words(column: Column) -> str:
    """“final” or “provisional”."""
    *others, last = [f"“{word}”" for word, _ in column.words]
    return f"{', '.join(others)} or {last}"


def sentence_case(text: str) -> str:
    """With a capital at the start."""
    return str(capfirst(text))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None
