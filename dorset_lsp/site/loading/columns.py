"""How a file of the folder is declared: its columns, its key, and what they refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dorset_lsp.site.loading.cells import DAY, YES_NO, Kind


@dataclass(frozen=True)
class Column:
    """One column: its kind, whether each row must fill it, and the file whose key it (or each of its items) names."""

    name: str
    kind: Kind
    required: bool = False
    refers_to: str = ""


@dataclass(frozen=True)
class Together:
    """Columns that name another file's row together, such as body and seat. Asked when all of them are filled.

    They name its key, or those columns of it that ``theirs`` says.
    """

    columns: tuple[str, ...]
    refers_to: str
    theirs: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """One file: its columns, the columns that make its key, and whether a parent must stand above its parts."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    together: tuple[Together, ...] = ()
    above: str = ""

    @property
    def csv(self) -> str:
        return f"{self.name}.csv"

    @property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


def must(name: str, kind: Kind, refers_to: str = "") -> Column:
    """A column that every row fills."""
    return Column(name, kind, required=True, refers_to=refers_to)


def may(name: str, kind: Kind, refers_to: str = "") -> Column:
    """A column that a row may leave empty, and a folder leave out."""
    return Column(name, kind, refers_to=refers_to)


LIFE: Final = (must("from", DAY), may("to", DAY))
"""From and until when something is; ``to`` is the first day after."""
ILLUSTRATIVE: Final = may("illustrative", YES_NO)
"""Whether the row is invented; its page says so."""
