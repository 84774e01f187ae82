from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dorset_lsp.common import sealing, verifying
from dorset_lsp.common.today import today


class Command(BaseCommand):
    help = "Check that the audit and the history of states are as they were sealed."

    def handle(self, *args: Any, **options: Any) -> None:
        check = verifying.verify(on=today(), now=timezone.now())
        for fault in check.faults:
            self.stderr.write(fault)
        if check.fault_count > len(check.faults):
            self.stderr.write(f"And {check.fault_count - len(check.faults)} more.")
        if check.fault_count:
            raise CommandError("The history is not as it was sealed.")
        held = "1 seal, as it was made" if check.links == 1 else f"{check.links} seals, all as they were made"
        self.stdout.write(f"{held}; newer rows that wait for the next: {check.waiting}.")
        newest = sealing.newest()
        if newest is not None:
            self.stdout.write(f"The newest chain hash, of seal {newest.number}: {newest.chain}")
