"""One row of a folder's file, as read: where it stands, what its cells mean, and how they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """``row["due"]`` is the meaning of a cell; ``printed`` keeps the text of those that are not empty."""

    file: str
    number: int
    values: Mapping[str, Any]
    printed: Mapping[str, str]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def key(self, columns: tuple[str, ...]) -> tuple[Any, ...]:
        return tuple(self.values[column] for column in columns)


Tables = Mapping[str, list[Row]]
