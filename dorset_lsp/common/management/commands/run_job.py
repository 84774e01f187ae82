from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dorset_lsp.common import jobs, periodic
from dorset_lsp.common.models import Job
from dorset_lsp.common.today import today


class Command(BaseCommand):
    help = "Runs a periodic job by hand, for today or another day. What was done already is not done again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help=f"One of: {', '.join(periodic.names())}.")
        parser.add_argument("--on", default="", help="A day as 2009-04-27; today if left out.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what it would do.")
        parser.add_argument(
            "--now", action="store_true", help="Do it here and now instead of handing it to a worker."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name, on = options["name"], _day(options["on"])
        try:
            items = periodic.found(name=name, on=on)
        except periodic.UnknownPeriodicJob as error:
            raise CommandError(str(error)) from error
        states = dict(Job.objects.filter(key__in=[item.key for item in items]).values_list("key", "state"))
        self.stdout.write(f"{name} on {on:%A %-d %B %Y}: {len(items) or 'nothing'} due.")
        for item in items:
            asked = f" (asked for already: {states[item.key]})" if item.key in states else ""
            self.stdout.write(f"  {item.words}{asked}")
        if options["dry_run"]:
            return
        run = periodic.run(name=name, on=on)
        self.stdout.write(f"{run.enqueued} asked for.")
        if options["now"]:
            done = sum(jobs.run(job_id=job.pk) for job in _waiting(items))
            self.stdout.write(f"{done} done. E-mails go out by a worker.")


def _waiting(items: list[periodic.Item]) -> list[Job]:
    keys = [item.key for item in items]
    return list(Job.objects.filter(key__in=keys, state=Job.State.QUEUED).order_by("pk"))


def _day(text: str) -> date:
    """The day, or today for none. CommandError for anything else."""
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError as error:
        raise CommandError(f"“{text}” is not a day. Write it as 2009-04-27.") from error
