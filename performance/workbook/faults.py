"""What is wrong with a file, each with its place, in words for the person who filled it in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A sentence and where it belongs. Without a row it is about the whole sheet or file; the first row is 1."""

    sheet: str
    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence

    @property
    def place(self) -> str:
        """Sheet County Council, row 7, column Figure. Empty for the file as a whole."""
        return self.within[:1].upper() + self.within[1:]

    @property
    def within(self) -> str:
        """The place inside a sentence: sheet County Council, row 7."""
        parts = [f"sheet {self.sheet}"] if self.sheet else []
        parts += [f"row {self.row}"] if self.row else []
        parts += [f"column {self.column}"] if self.column else []
        return ", ".join(parts)


def of_file(sentence: str) -> Fault:
    """A fault of the file as a whole."""
    return Fault("", 0, "", sentence)


SHORT = 60
"""Characters of a cell that a fault repeats."""


def quoted(text: str) -> str:
    """What stands in a cell, shortened, between quotation marks."""
    flat = " ".join(text.split())
    return f"‘{flat[:SHORT]}…’" if len(flat) > SHORT else f"‘{flat}’"
