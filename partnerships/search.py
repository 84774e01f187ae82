"""What of the partnership can be searched, as far as somebody may see it."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.days import in_full
from dorset_lsp.common.search import Searched
from partnerships.models import (
    Action,
    AgendaItem,
    Benefit,
    Body,
    Decision,
    Finding,
    FundingStream,
    Meeting,
    Organisation,
    Outcome,
    Paper,
    Person,
    PracticeNote,
    Programme,
    Project,
    Risk,
)


def search_rows(viewer: Person, on: date) -> list[Searched]:
    """The kinds in the order in which they are shown. Interests, trainings and attendance are not searched."""
    of_meeting = "meeting__body"
    return [
        Searched(
            "outcomes", "Outcomes", Outcome.objects.visible_to(viewer).select_related("body"),
            ("title", "short_title"), ("description",), detail=lambda one: f"owned by {one.body}",
        ),
        Searched(
            "people", "People",
            Person.objects.visible_to(viewer).filter(is_active=True).select_related("organisation"),
            ("name",), ("job_title",), detail=lambda one: str(one.organisation or ""),
        ),
        Searched(
            "bodies", "Bodies", Body.objects.visible_to(viewer), ("name",), ("purpose", "terms_of_reference"),
            detail=lambda one: one.get_kind_display(),
        ),
        Searched(
            "organisations", "Organisations", Organisation.objects.visible_to(viewer), ("name", "short_name"),
            detail=lambda one: one.get_kind_display(),
        ),
        Searched(
            "actions", "Actions", Action.objects.visible_to(viewer, on).select_related("lead"),
            ("title",), ("description",),
            detail=lambda one: f"{one.lead}, due {in_full(one.due_on)}, {one.get_state_display().lower()}",
        ),
        Searched(
            "meetings", "Meetings",
            Meeting.objects.visible_to(viewer).one_for_each_name().select_related("body"),
            ("title", "body__name"), ("place",),
        ),
        Searched(
            "items", "Items on agendas", AgendaItem.objects.visible_to(viewer).select_related(of_meeting),
            ("title",), ("text",), title=lambda one: one.title, detail=lambda one: str(one.meeting),
            url=lambda one: one.meeting.get_absolute_url(),
        ),
        Searched(
            "decisions", "Decisions", Decision.objects.visible_to(viewer, on).select_related(of_meeting),
            ("wording",), title=lambda one: one.wording[:160], detail=str,
        ),
        Searched(
            "papers", "Papers",
            Paper.objects.visible_to(viewer, on).current().select_related(of_meeting),
            ("title",), detail=lambda one: f"{one.meeting}, {one.file_name}",
        ),
        Searched(
            "findings", "What communities said", Finding.objects.visible_to(viewer, on).select_related("area"),
            ("title",), ("text", "answer", "reason"),
            detail=lambda one: f"{one.area}, {one.get_state_display().lower()}",
        ),
        Searched(
            "projects", "Projects", Project.objects.visible_to(viewer, on).select_related("organisation"),
            ("title",), ("description",),
            detail=lambda one: f"{one.organisation.label}, {one.get_state_display().lower()}",
        ),
        Searched(
            "money", "Money", FundingStream.objects.visible_to(viewer).select_related("giver"),
            ("title",), ("purpose",), detail=lambda one: f"from {one.giver}",
        ),
        Searched(
            "risks", "Risks", Risk.objects.visible_to(viewer, on).select_related("owner"),
            ("title",), ("event", "cause", "effect"), detail=lambda one: f"{one.owner}, scores {one.score} of 25",
        ),
        Searched(
            "practice", "Shared practice",
            PracticeNote.objects.visible_to(viewer, on).select_related("organisation"),
            ("title",), ("tried", "happened"), detail=lambda one: one.organisation.label,
        ),
        Searched(
            "programmes", "Programmes", Programme.objects.visible_to(viewer), ("title",), ("about",),
        ),
        Searched(
            "benefits", "Benefits of programmes",
            Benefit.objects.visible_to(viewer).select_related("programme"),
            ("title",), ("will_be_noticed",), detail=lambda one: str(one.programme),
        ),
    ]  # fmt: skip
