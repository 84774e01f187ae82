"""What the text of one cell means: a date, a number, yes or no, one of some words, a list.

Each reader takes the trimmed text of a cell that is not empty and returns its value, or raises ValueError with a
sentence for the person who wrote the folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.text import slugify

Reader = Callable[[str], Any]

DECIMALS: Final = 6
LARGEST: Final = Decimal(10) ** 9
"""The database holds fifteen digits, six of them decimals."""


@dataclass(frozen=True)
class Kind:
    """A kind of cell: how its text is read, and what an empty one stands for."""

    read: Reader
    empty: Any = None


def _text(limit: int) -> Reader:
    def read(cell: str) -> str:
        if len(cell) > limit:
            raise ValueError(f"This text has {len(cell)} characters; {limit} is the most.")
        return cell

    return read


def _slug(cell: str) -> str:
    if slugify(cell) != cell:
        raise ValueError(
            f"“{cell}” is not a short name: small letters, digits and hyphens, such as “{slugify(cell)}”."
        )
    return cell


def _email(cell: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", cell):
        raise ValueError(f"“{cell}” is not an e-mail address.")
    return cell.lower()


def _day(cell: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
            return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"There is no day {cell}.") from None
    raise ValueError(f"“{cell}” is not a date. Write it as 2009-04-20.")


def _time(cell: str) -> time:
    try:
        if re.fullmatch(r"\d{2}:\d{2}", cell):
            return time.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"There is no time of day {cell}.") from None
    raise ValueError(f"“{cell}” is not a time of day. Write it as 09:30.")


def _whole(cell: str) -> int:
    if not re.fullmatch(r"\d{1,9}", cell):
        raise ValueError(f"“{cell}” is not a whole number.")
    return int(cell)


def _number(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"“{cell}” is not a number. Write it without commas, as in 1240.5.") from None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -DECIMALS or abs(number) >= LARGEST:
        raise ValueError(f"“{cell}” is not a number of up to nine digits before the point and six behind it.")
    return number


def _yes_or_no(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError(f"“{cell}” should be yes or no.")
    return cell == "yes"


def _items(cell: str) -> list[str]:
    items = [item.strip() for item in cell.split(";")]
    if not all(items):
        raise ValueError(
            "This list has an empty place. Put one semicolon between two items, and none at the end."
        )
    if len(set(items)) < len(items):
        raise ValueError("This list names something twice.")
    return items


def _weights(cell: str) -> tuple[tuple[str, Decimal], ...]:
    """``area:weight`` pairs; an area without a weight weighs one."""
    pairs = [item.partition(":") for item in _items(cell)]
    weights = tuple(
        (area.strip(), _number(weight.strip()) if colon else Decimal(1)) for area, colon, weight in pairs
    )
    if any(weight <= 0 for _, weight in weights):
        raise ValueError("A weight is more than nought.")
    return weights


def text(limit: int = 10_000) -> Kind:
    """Words, up to so many characters."""
    return Kind(_text(limit), "")


def choice(choices: type[TextChoices]) -> Kind:
    """One of the words that the site knows."""

    def read(cell: str) -> str:
        if cell not in choices.values:
            raise ValueError(f"“{cell}” is not one of: {', '.join(choices.values)}.")
        return cell

    return Kind(read, "")


def one_of(*words: str) -> Kind:
    """One of these words."""

    def read(cell: str) -> str:
        if cell not in words:
            raise ValueError(f"“{cell}” is not one of: {', '.join(words)}.")
        return cell

    return Kind(read, "")


SLUG: Final = Kind(_slug, "")
EMAIL: Final = Kind(_email, "")
DAY: Final = Kind(_day)
TIME: Final = Kind(_time)
WHOLE: Final = Kind(_whole)
NUMBER: Final = Kind(_number)
YES_NO: Final = Kind(_yes_or_no, empty=False)
WORDS: Final = Kind(lambda cell: tuple(_items(cell)), ())
EMAILS: Final = Kind(lambda cell: tuple(_email(item) for item in _items(cell)), ())
NUMBERS: Final = Kind(lambda cell: tuple(_number(item) for item in _items_of_numbers(cell)), ())
WEIGHTS: Final = Kind(_weights, ())


def _items_of_numbers(cell: str) -> list[str]:
    """Numbers may repeat in a list: a profile of 50; 50; 100 has a quarter in which nothing is due."""
    return [item.strip() for item in cell.split(";")]
