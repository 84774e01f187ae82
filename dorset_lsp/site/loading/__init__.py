"""Loads a partnership folder: checks it whole, then writes all of it or nothing, once or any number of times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone

from dorset_lsp.common import mail, setup, today
from dorset_lsp.common.models import AuditEvent
from dorset_lsp.site.loading.faults import Fault, Faults, FolderIsFaulty
from dorset_lsp.site.loading.folder import Folder, read_folder
from dorset_lsp.site.loading.formats import FILES
from dorset_lsp.site.loading.replaying import replay
from dorset_lsp.site.loading.setting_up import set_up
from dorset_lsp.site.loading.writer import JOB, Say, Tally, Writer

__all__ = [
    "FOLDERS",
    "Fault",
    "Folder",
    "FolderIsFaulty",
    "Loaded",
    "Tally",
    "find_folder",
    "load",
    "read_folder",
]

FOLDERS: Final = Path(__file__).resolve().parents[2] / "data"
"""Where the folders that come with the site stand; a folder elsewhere is given by its path."""


@dataclass(frozen=True)
class Loaded:
    """How many changes a loading made, each with its event in the history; and what came of each file."""

    changes: int
    tallies: Mapping[str, Tally]


def find_folder(name: str) -> Path:
    """The folder of that name or at that path. FileNotFoundError, with the names there are, when there is none."""
    for path in (FOLDERS / name, Path(name)):
        if (path / "partnership.yaml").is_file():
            return path
    names = ", ".join(sorted(path.parent.name for path in FOLDERS.glob("*/partnership.yaml")))
    raise FileNotFoundError(f"There is no partnership folder “{name}”. Here are: {names}.")


def load(path: Path, *, say: Say = lambda line: None, dry_run: bool = False) -> Loaded:
    """Load a folder in one transaction; with ``dry_run`` do all of it and then undo it.

    Loading a folder again changes nothing but what its set-up files say differently. FolderIsFaulty, with every
    fault by file and row, when anything in it cannot be loaded; then nothing was.
    """
    folder = read_folder(path)
    say(f"{folder.words.name}: {sum(map(len, folder.tables.values()))} rows read, and they hold together.")
    with transaction.atomic():
        loaded = _write(folder, say)
        transaction.set_rollback(dry_run)
    if dry_run:
        say(f"{loaded.changes} changes would be made." if loaded.changes else "Nothing would change.")
    else:
        say(
            f"{loaded.changes} changes made." if loaded.changes else "Nothing changed: it was loaded already."
        )
    return loaded


def _write(folder: Folder, say: Say) -> Loaded:
    before = AuditEvent.objects.count()
    tallies = {FILES[name].csv: Tally(len(rows)) for name, rows in folder.tables.items() if rows}
    writer = Writer(folder.words.today or timezone.localdate(), Faults(), say, tallies)
    with mail.quietly():  # what is replayed was told to people in its own time, or never happened
        set_up(folder, writer)
        replay(folder, writer)
    # Somebody may have moved the day of a demonstration since; loading again leaves it there.
    if today.stated() is None:
        setup.state_today(day=folder.words.today, by=JOB, on=writer.on)
    writer.faults.raise_if_any()
    return Loaded(AuditEvent.objects.count() - before, tallies)
