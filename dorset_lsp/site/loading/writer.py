"""Writes what a folder says through the changes, remembers records by their key, and keeps what is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction

from dorset_lsp.common import setup
from dorset_lsp.common.changes import NamedJob, Refused
from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.rows import Row

JOB: Final = NamedJob("loading the folder")
"""By whom set-up is recorded in the history."""

Say = Callable[[str], None]


class NotLoaded(LookupError):
    """A record that this one needs was refused; its own row says why."""


@dataclass
class Writer:
    """One loading: its day, its faults, and every record by the file and key that the folder knows it by."""

    on: date
    faults: Faults
    say: Say
    records: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

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
        record, changed = setup.put(model=model, key=key, values=values, many=many, by=JOB, on=self.on)
        name = str(model._meta.verbose_name_plural)
        self.counts[name] += 1
        self.counts[f"{name}, changed"] += changed
        return record

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
        except NotLoaded as error:
            if not self.faults.found:  # else the cause is told already, and this is only what follows from it
                self.faults.add(file, row, str(error))

    def each(self, rows: list[Row], write: Callable[[Writer, Row], None]) -> None:
        """Write every row of a file, and say how many there were and how many of them were new or changed."""
        before = Counter(self.counts)
        for row in rows:
            with self.about(row.file, row.number):
                write(self, row)
        told = self.counts - before
        parts = [
            f"{count} {name}"
            + (f" ({changed} new or changed)" if (changed := told[f"{name}, changed"]) else "")
            for name, count in told.items()
            if not name.endswith(", changed")
        ]
        if parts:
            self.say(f"  {', '.join(parts)}")
