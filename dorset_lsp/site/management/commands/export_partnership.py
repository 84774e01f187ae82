from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dorset_lsp.site.loading import FolderIsFaulty
from dorset_lsp.site.loading.exporting import FolderIsThere, NothingToExport, export, write


class Command(BaseCommand):
    help = "Writes what is set up, agreed and published back as a partnership folder that can be loaded."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="Where the folder is written. It is made if it is not there.")
        parser.add_argument(
            "--replace", action="store_true", help="Write over the files of a folder that is not empty."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["folder"])
        try:
            files = export(say=self.stdout.write)
            write(files, path, replace=options["replace"])
        except (NothingToExport, FolderIsThere, OSError) as error:
            raise CommandError(str(error)) from error
        except FolderIsFaulty as error:
            for fault in error.faults:
                self.stderr.write(str(fault))
            raise CommandError("Nothing was written: a folder could not hold what is told above.") from error
        self.stdout.write(f"{len(files)} files written to {path}.")
