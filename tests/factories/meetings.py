"""A meeting with all that can belong to one, and what people declare and are shown: a row of each kind."""

from __future__ import annotations

from datetime import date

from partnerships.models import CalendarKey, Interest, Invitation, Notice, Training
from tests.factories.partnerships import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionActionFactory,
    PaperFactory,
    StandingItemFactory,
)
from tests.factories.world import ON, World


def build_meetings(world: World) -> None:
    """One row at least of each model that meetings, notices, interests and training have."""
    StandingItemFactory()
    item = AgendaItemFactory(meeting__body=world.economy)
    PaperFactory(meeting=item.meeting, item=item)
    AttendanceFactory(meeting=item.meeting, person=world.lead)
    DecisionActionFactory(decision__meeting=item.meeting)
    Invitation.objects.create(meeting=item.meeting, person=world.lead, revision=0, sent_on=ON)
    CalendarKey.objects.create(person=world.lead, sha256="0" * 64, made_on=ON)
    Notice.objects.create(
        kind="action_due",
        about_kind="partnerships.action",
        about_id=1,
        person=world.lead,
        due_on=ON,
        sent_on=ON,
    )
    Interest.objects.create(
        person=world.lead, kind="land", text="Two fields", from_on=date(2008, 1, 1), declared_on=ON
    )
    Training.objects.create(person=world.lead, topic="returns", shown_on=ON)
