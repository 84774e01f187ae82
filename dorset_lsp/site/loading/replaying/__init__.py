"""What has happened, done again: appointments, rounds, meetings and actions, each as the change that it was, on its own day.

Nothing is inserted behind the rules: people act with the seats that they held on that day, and what the rules
refuse is a fault of the row that asked for it. What stands already in the database is left as it is.
"""

from __future__ import annotations

from dorset_lsp.common import today
from dorset_lsp.common.days import in_full
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.accounts import close_accounts
from dorset_lsp.site.loading.replaying.actions import Actions
from dorset_lsp.site.loading.replaying.appointments import Appointments
from dorset_lsp.site.loading.replaying.chains import Reviews
from dorset_lsp.site.loading.replaying.corporate import Corporate
from dorset_lsp.site.loading.replaying.deadlines import note_past_deadlines
from dorset_lsp.site.loading.replaying.engagement import Engagement
from dorset_lsp.site.loading.replaying.funding import Funding
from dorset_lsp.site.loading.replaying.history import record_history
from dorset_lsp.site.loading.replaying.meetings import Meetings
from dorset_lsp.site.loading.replaying.people import Interests, Trainings
from dorset_lsp.site.loading.replaying.programmes import Benefits
from dorset_lsp.site.loading.replaying.refreshes import Rebases, Refreshes
from dorset_lsp.site.loading.replaying.risks import Risks
from dorset_lsp.site.loading.replaying.rounds import Rounds
from dorset_lsp.site.loading.replaying.scrutiny import Questions, ScrutinyReviews, Topics
from dorset_lsp.site.loading.writer import TOLD_EVERY, Writer

__all__ = ["replay"]


def replay(folder: Folder, writer: Writer) -> None:
    """Do everything that is dated, in the order of its days."""
    record_history(folder, writer)
    kinds = (
        Appointments,
        Interests,
        Trainings,
        Refreshes,
        Rounds,
        Rebases,
        Corporate,
        Meetings,
        Funding,
        Risks,
        Engagement,
        Benefits,
        Reviews,
        Actions,
        Topics,
        ScrutinyReviews,
        Questions,
    )
    parts = [kind(folder, writer) for kind in kinds]
    steps = sorted(step for part in parts for step in part.steps())
    for done, step in enumerate(steps, 1):
        with writer.row(step.row), today.acting_on(step.on):
            step.do(step.row)
        if done % TOLD_EVERY == 0 and done < len(steps):
            writer.say(f"  {done:,} of {len(steps):,} events, up to {in_full(step.on)} …")
    if steps:
        writer.say(
            f"  {len(steps):,} events gone through, from {in_full(steps[0].on)} to {in_full(steps[-1].on)}"
        )
    note_past_deadlines(folder, writer)
    close_accounts(folder, writer)
