from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from performance.models import Round
from performance.reports.checking import faults_of


class Command(BaseCommand):
    help = "Check that the report of a round is what was published: its files, its data, its results and its chain."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("slug", help="the round, such as 2008-09-q3")

    def handle(self, *args: Any, **options: Any) -> None:
        round_ = Round.objects.filter(slug=options["slug"]).first()
        if round_ is None:
            raise CommandError(f"There is no round {options['slug']}.")
        count = round_.editions.count()
        if not count:
            raise CommandError(f"{round_} has not been published.")
        faults = faults_of(round_)
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The report of {round_} is not as it was published.")
        self.stdout.write(f"{round_}: {count} {'edition' if count == 1 else 'editions'}, all as published.")
