from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dorset_lsp.site.loading.exporting import FolderIsThere, write
from dorset_lsp.site.loading.starter import starter


class Command(BaseCommand):
    help = "Writes a folder to begin a partnership with: a small example that loads as it is, every heading, a guide."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="Where the folder is written. It must be empty or not there yet.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["folder"])
        try:
            write(starter(), path)
        except (FolderIsThere, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Written to {path}. Read its README.md, and rehearse: load_partnership {path} --dry-run"
        )
