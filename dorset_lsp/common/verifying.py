"""The whole history is compared with its seals each night, and whenever an administrator asks; each time leaves a row."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.utils import timezone

from dorset_lsp.common import jobs, sealing
from dorset_lsp.common.models import AuditCheck, AuditSeal, Job
from dorset_lsp.common.periodic import Item

KEPT: Final = 50
"""So many faults are kept in words; all are counted."""


def verify(*, on: date, now: datetime) -> AuditCheck:
    """Compare everything with its seals and keep what came of it. Reads the whole history."""
    faults = list(sealing.faults())
    return AuditCheck.objects.create(
        on=on,
        checked_at=now,
        links=AuditSeal.objects.count(),
        waiting=sum(sealing.unsealed().values()),
        fault_count=len(faults),
        faults=faults[:KEPT],
    )


def latest() -> AuditCheck | None:
    """The comparison that was made last."""
    return AuditCheck.objects.first()


def checks_due(on: date) -> list[Item]:
    """The check of a day, if none was made on it."""
    if AuditCheck.objects.filter(on=on).exists():
        return []
    return [
        Item(
            key=f"verify-history:{on}", words="Compare the history with its seals", arguments={"on": f"{on}"}
        )
    ]


def check(*, on: str) -> None:
    """The job: compare everything with its seals."""
    verify(on=date.fromisoformat(on), now=timezone.now())


def ask(*, on: date, now: datetime) -> Job:
    """Have it checked now; asked twice within a minute, once."""
    return jobs.enqueue(
        name="verify_history", key=f"verify-history:{now:%Y-%m-%d %H:%M}", arguments={"on": f"{on}"}
    )
