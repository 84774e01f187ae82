"""What the text of one cell means: a date, a number, yes or no, one of some words, a list; and back.

Each reader takes the trimmed text of a cell that is not empty and returns its value, or raises ValueError with a
sentence for the person who wrote the folder. Each writer takes such a value and gives the text that is read as it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.text import slugify

from dorset_lsp.common.money import pounds, to_pence

Reader = Callable[[str], Any]
Writer = Callable[[Any], str]

DECIMALS: Final = 6
LARGEST: Final = Decimal(10) ** 9
"""The database holds fifteen digits, six of them decimals."""
LONGEST_SLUG: Final = 50
LONGEST_EMAIL: Final = 254
LARGEST_WHOLE: Final = 32_767
"""Of a small whole number, on every database."""
YEARS: Final = range(1800, 2201)
"""Days outside are slips of the pen, and the calendar's own ends are near."""


@dataclass(frozen=True)
class Kind:
    """A kind of cell: how its text is read, what an empty one stands for, and how a value is written."""

    read: Reader
    empty: Any = None
    write: Writer = str

    def text_of(self, value: Any) -> str:
        """The text of a cell with this value, and the empty one for nothing. ValueError when no cell can hold it."""
        return "" if value is None or value in ("", ()) else self.write(value)


def _text(limit: int) -> Reader:
    def read(cell: str) -> str:
        if len(cell) > limit:
            raise ValueError(f"This text has {len(cell)} characters; {limit} is the most.")
        return cell

    return read


def _slug(cell: str) -> str:
    if len(cell) > LONGEST_SLUG:
        raise ValueError(f"This short name has {len(cell)} characters; {LONGEST_SLUG} is the most.")
    if slugify(cell) != cell:
        raise ValueError(
            f"“{short(cell)}” is not a short name: small letters, digits and hyphens, such as “{short(slugify(cell))}”."
        )
    return cell


def _email(cell: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", cell):
        raise ValueError(f"“{short(cell)}” is not an e-mail address.")
    if len(cell) > LONGEST_EMAIL:
        raise ValueError(f"This e-mail address has {len(cell)} characters; {LONGEST_EMAIL} is the most.")
    return cell.lower()


def _day(cell: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        raise ValueError(f"“{short(cell)}” is not a date. Write it as 2009-04-20.")
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"There is no day {cell}.") from None
    if day.year not in YEARS:
        raise ValueError(f"{cell} lies outside the years {YEARS[0]} to {YEARS[-1]}.")
    return day


def _time(cell: str) -> time:
    try:
        if re.fullmatch(r"[0-9]{2}:[0-9]{2}", cell):
            return time.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"There is no time of day {cell}.") from None
    raise ValueError(f"“{short(cell)}” is not a time of day. Write it as 09:30.")


def _whole(largest: int) -> Reader:
    def read(cell: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", cell):
            raise ValueError(f"“{short(cell)}” is not a whole number.")
        if int(cell) > largest:
            raise ValueError(f"{cell} is too large: {largest} is the most.")
        return int(cell)

    return read


def _number(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"“{short(cell)}” is not a number. Write it without commas, as in 1240.5.") from None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -DECIMALS or abs(number) >= LARGEST:
        raise ValueError(
            f"“{short(cell)}” is not a number of up to nine digits before the point and six behind it."
        )
    return number


def _pence(cell: str) -> int:
    if not re.fullmatch(r"\d+(\.\d{1,2})?", cell):
        raise ValueError(
            f"“{short(cell)}” is not an amount. Write pounds without commas or a sign, as in 1205.50."
        )
    return to_pence(cell)


def _yes_or_no(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError(f"“{short(cell)}” should be yes or no.")
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
    return Kind(_text(limit), "", str.strip)


def choice(choices: type[TextChoices]) -> Kind:
    """One of the words that the site knows."""

    def read(cell: str) -> str:
        if cell not in choices.values:
            raise ValueError(f"“{short(cell)}” is not one of: {', '.join(choices.values)}.")
        return cell

    return Kind(read, "")


def one_of(*words: str) -> Kind:
    """One of these words."""

    def read(cell: str) -> str:
        if cell not in words:
            raise ValueError(f"“{short(cell)}” is not one of: {', '.join(words)}.")
        return cell

    return Kind(read, "")


def _items_of_numbers(cell: str) -> list[str]:
    """Numbers may repeat in a list: a profile of 50; 50; 100 has a quarter in which nothing is due."""
    return [item.strip() for item in cell.split(";")]


def keepable(cell: str) -> str:
    """The text itself. ValueError when it holds a character that a database does not keep."""
    if _NOT_KEPT.search(cell):
        raise ValueError("It holds a character that is no text, such as a nought byte. Type it anew.")
    return cell


_NOT_KEPT: Final = re.compile("[\x00\ud800-\udfff]")


# --- from a value to its text -------------------------------------------------------------------------------


def short(cell: str) -> str:
    """What stands in a cell, as far as a sentence about it repeats it."""
    return cell if len(cell) <= SHORT else f"{cell[:SHORT]}…"


def _print_number(number: Decimal) -> str:
    """In plain digits, without noughts that say nothing: 1240, 0.5."""
    plain = f"{Decimal(number).normalize():f}"
    return "0" if plain == "-0" else plain


def _print_items(items: Iterable[str]) -> str:
    listed = [str(item).strip() for item in items]
    for item in listed:
        if ";" in item or not item:
            raise ValueError(f"“{short(item)}” cannot stand in a list, because a semicolon ends each item.")
    return ";".join(listed)


def _print_weights(weights: Iterable[tuple[str, Decimal]]) -> str:
    return ";".join(area if weight == 1 else f"{area}:{_print_number(weight)}" for area, weight in weights)


def whole(largest: int = LARGEST_WHOLE) -> Kind:
    """A whole number from nought, up to so many."""
    return Kind(_whole(largest))


SHORT: Final = 60
"""Characters of a cell that a fault repeats."""

SLUG: Final = Kind(_slug, "")
EMAIL: Final = Kind(_email, "")
DAY: Final = Kind(_day, write=date.isoformat)
WHOLE: Final = whole()
TIME: Final = Kind(_time, write=lambda value: f"{value:%H:%M}")
NUMBER: Final = Kind(_number, write=_print_number)
MONEY: Final = Kind(_pence, write=lambda pence: f"{pounds(pence):.2f}")
YES_NO: Final = Kind(_yes_or_no, empty=False, write=lambda value: "yes" if value else "no")
WORDS: Final = Kind(lambda cell: tuple(_items(cell)), (), _print_items)
EMAILS: Final = Kind(lambda cell: tuple(_email(item) for item in _items(cell)), (), _print_items)
NUMBERS: Final = Kind(
    lambda cell: tuple(_number(item) for item in _items_of_numbers(cell)),
    (),
    lambda numbers: ";".join(map(_print_number, numbers)),
)
WEIGHTS: Final = Kind(_weights, (), _print_weights)
