from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dorset_lsp.common import setup, today
from dorset_lsp.common.changes import NamedJob


class Command(BaseCommand):
    help = "States the day that pages, jobs and deadlines take for today. Audit times stay real."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("day", help="A day as 2009-04-20, or “real” to return to the real one.")

    def handle(self, *args: Any, **options: Any) -> None:
        day = _day(options["day"])
        setup.state_today(day=day, by=NamedJob("the set_today command"), on=today.today())
        self.stdout.write(f"Today is {today.today():%A %-d %B %Y}{'' if day else ', as everywhere'}.")


def _day(text: str) -> date | None:
    """The day, or None for the real one. CommandError for anything else."""
    if text == "real":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"“{text}” is not a day. Write it as 2009-04-20, or “real”.") from error
