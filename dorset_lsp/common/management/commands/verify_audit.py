from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dorset_lsp.common import sealing
from dorset_lsp.common.models import AuditSeal


class Command(BaseCommand):
    help = "Check that the audit and the history of states are as they were sealed."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(sealing.faults())
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError("The history is not as it was sealed.")
        waiting = sum(sealing.unsealed().values())
        links = AuditSeal.objects.count()
        newest = sealing.newest()
        held = "1 seal, as it was made" if links == 1 else f"{links} seals, all as they were made"
        self.stdout.write(f"{held}; newer rows that wait for the next: {waiting}.")
        if newest is not None:
            self.stdout.write(f"The newest chain hash, of seal {newest.number}: {newest.chain}")
