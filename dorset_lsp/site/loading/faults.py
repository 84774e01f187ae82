"""What is wrong with a partnership folder, told by file and row so that whoever wrote it can put it right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. ``row`` counts as a spreadsheet does, the heading being row 1; 0 means the file as a whole."""

    file: str
    row: int
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}, row {self.row}" if self.row else self.file
        return f"{where}: {self.sentence}"


@dataclass
class Faults:
    """Collects faults, so that one reading of a folder tells all of them."""

    found: list[Fault] = field(default_factory=list)
    shifted: set[tuple[str, int]] = field(default_factory=set)
    """Rows, by file and number, whose cells stand under the wrong heads: whatever else is said of them would be noise."""

    def add(self, file: str, row: int, sentence: str) -> None:
        if (file, row) not in self.shifted:
            self.found.append(Fault(file, row, sentence))

    def add_shifted(self, file: str, row: int, sentence: str) -> None:
        """Tell that a row has cells too many or too few, and nothing else of that row from then on."""
        self.add(file, row, sentence)
        self.shifted.add((file, row))

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def raise_if_any(self) -> None:
        """Raise FolderIsFaulty when anything was found."""
        if self.found:
            raise FolderIsFaulty(tuple(self))


class FolderIsFaulty(Exception):
    """The folder cannot be loaded; ``faults`` says everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))
