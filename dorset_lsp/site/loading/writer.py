"""Writes what a folder says through the changes, remembers records by their key, and keeps what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, models, transaction

from dorset_lsp.common import setup
from dorset_lsp.common.changes import NamedJob, Refused, heard
from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.rows import Row

JOB: Final = NamedJob("loading the folder")
"""By whom set-up is recorded in the history."""

Say = Callable[[str], None]


ALTERING: Final = (".change", ".end")
"""How the events end that say that a record stood here already."""
TOLD_EVERY: Final = 1_000
"""After so many rows of a file it is said how far the work has come."""


@dataclass
class Tally:
    """How many rows of a file there are, and how many of them added something or changed it."""

    rows: int = 0
    new: int = 0
    changed: int = 0

    def __str__(self) -> str:
        parts = [f"{self.new:,} new"] * bool(self.new) + [f"{self.changed:,} changed"] * bool(self.changed)
        return f"{self.rows:,} row{'s' * (self.rows != 1)}, {', '.join(parts) or 'nothing new'}"


class NotLoaded(LookupError):
    """A record that this one needs was refused; its own row says why."""


@dataclass
class Writer:
    """One loading: its day, its faults, and every record by the file and key that the folder knows it by."""

    on: date
    faults: Faults
    say: Say
    tallies: dict[str, Tally]
    records: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    first_put: str | None = None
    counted: set[tuple[str, int]] = field(default_factory=set)

    def find(self, file: str, *key: Any) -> Any:
        """The record that a row of the file made; None for an empty name. NotLoaded when that row was refused."""
        if key[0] in (None, ""):
            return None
        if (file, *key) not in self.records:
            raise NotLoaded(f"It needs {key[0]} of {file}.csv, which could not be loaded.")
        return self.records[file, *key]

    def put(
        self,
        model: type[models.Model],
        key: Mapping[str, Any],
        values: Mapping[str, Any],
        many: Mapping[str, Iterable[models.Model]] | None = None,
    ) -> Any:
        """Add one set-up record or bring it up to date."""
        before = len(self.events)
        record, _ = setup.put(model=model, key=key, values=values, many=many, by=JOB, on=self.on)
        if self.first_put is None:
            self.first_put = "".join(self.events[before : before + 1])
        return record

    @contextmanager
    def row(self, row: Row) -> Iterator[None]:
        """Within this block one row is written: what is refused becomes its fault, and what it does is counted."""
        with heard() as self.events, self.about(row.file, row.number):
            self.first_put = None
            yield
        if self.events and (row.file, row.number) not in self.counted:
            self.counted.add((row.file, row.number))
            # What a row adds to a record that stands already, such as an alias, changes it.
            first = self.events[0] if self.first_put is None else self.first_put
            is_change = not first or first.endswith(ALTERING)
            tally = self.tallies[row.file]
            tally.changed += is_change
            tally.new += not is_change

    @contextmanager
    def about(self, file: str, row: int) -> Iterator[None]:
        """Within this block whatever is refused becomes a fault of that row, and its writes are undone."""
        try:
            with transaction.atomic():
                yield
        except ValidationError as error:
            self.faults.add(file, row, " ".join(error.messages))
        except (Refused, PermissionDenied, ValueError, IntegrityError) as error:
            self.faults.add(file, row, str(error))
        except (ArithmeticError, DataError):
            self.faults.add(file, row, "It leads to a number or a day that is too large to be kept.")
        except NotLoaded as error:
            if not self.faults.found:  # else the cause is told already, and this is only what follows from it
                self.faults.add(file, row, str(error))

    def counts_as_new(self, *rows: Row | None) -> None:
        """Count rows that another file's row took with it, as an event takes its answers."""
        for row in rows:
            if row is not None and (row.file, row.number) not in self.counted:
                self.counted.add((row.file, row.number))
                self.tallies[row.file].new += 1

    def each(self, rows: list[Row], write: Callable[[Writer, Row], None]) -> None:
        """Write every row of a file, and say how far it is and what came of it."""
        for done, row in enumerate(rows, 1):
            with self.row(row):
                write(self, row)
            if done % TOLD_EVERY == 0 and done < len(rows):
                self.say(f"  {row.file}: {done:,} of {len(rows):,} rows …")
        if rows:
            self.say(f"  {rows[0].file}: {self.tallies[rows[0].file]}")
