from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dorset_lsp.site.loading import FolderIsFaulty, find_folder, load


class Command(BaseCommand):
    help = "Loads a partnership folder: its bodies, people, indicators, targets and what has happened. All or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            default=settings.PARTNERSHIP_FOLDER,
            help="A folder under dorset_lsp/data by name, or any folder by its path.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Do everything, then undo it.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path = find_folder(options["folder"])
            load(path, say=self.stdout.write, dry_run=options["dry_run"])
        except FileNotFoundError as error:
            raise CommandError(str(error)) from error
        except FolderIsFaulty as error:
            for fault in error.faults:
                self.stderr.write(str(fault))
            count = f"{len(error.faults)} fault{'s' * (len(error.faults) != 1)}"
            raise CommandError(f"Nothing was loaded: {count} in {path}.") from error
