"""What has happened, done again: appointments, rounds, actions and scrutiny, each as the change that it was, on its own day.

Nothing is inserted behind the rules: people act with the seats that they held on that day, and what the rules
refuse is a fault of the row that asked for it. What stands already in the database is left as it is.
"""

from __future__ import annotations

from dorset_lsp.common import today
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.accounts import close_accounts
from dorset_lsp.site.loading.replaying.actions import Actions
from dorset_lsp.site.loading.replaying.appointments import Appointments
from dorset_lsp.site.loading.replaying.history import record_history
from dorset_lsp.site.loading.replaying.rounds import Rounds
from dorset_lsp.site.loading.replaying.scrutiny import Questions, Reviews, Topics
from dorset_lsp.site.loading.writer import Writer

__all__ = ["replay"]


def replay(folder: Folder, writer: Writer) -> None:
    """Do everything that is dated, in the order of its days."""
    record_history(folder, writer)
    parts = (
        Appointments(folder, writer),
        Rounds(folder, writer),
        Actions(folder, writer),
        Topics(folder, writer),
        Reviews(folder, writer),
        Questions(folder, writer),
    )
    steps = sorted(step for part in parts for step in part.steps())
    for step in steps:
        with writer.about(step.row.file, step.row.number), today.acting_on(step.on):
            step.do(step.row)
    if steps:
        writer.say(
            f"  {len(steps)} events gone through, from {steps[0].on:%-d %B %Y} to {steps[-1].on:%-d %B %Y}"
        )
    close_accounts(folder, writer)
