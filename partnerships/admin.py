"""The partnership in the administration. People and memberships are saved by their own changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from dorset_lsp.common.admin import Administered, SetUp, SetUpInline, ViewOnly, ViewOnlyInline
from dorset_lsp.common.today import today
from partnerships import administration  # noqa: F401 money, risks, findings, practice and programmes register themselves
from partnerships.changes import invitations, memberships, people
from partnerships.enums import SEATED_ROLES
from partnerships.models import (
    Action,
    ActionNote,
    AgendaItem,
    ApiToken,
    Area,
    Attendance,
    Body,
    CalendarKey,
    Challenge,
    Decision,
    DecisionAction,
    Interest,
    Invitation,
    Meeting,
    Membership,
    Notice,
    NoticeChoice,
    Organisation,
    Outcome,
    Paper,
    Partnership,
    Person,
    PostedNotice,
    PreElectionPeriod,
    Seat,
    StandingItem,
    Strategy,
    Training,
)


@admin.register(Partnership)
class PartnershipAdmin(SetUp):
    """The partnership itself: one row."""

    list_display = ("name", "short_name", "area")
    search_fields = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Partnership.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Area)
class AreaAdmin(SetUp):
    """Places."""

    list_display = ("name", "kind", "parent")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Organisation)
class OrganisationAdmin(SetUp):
    """Who works in the partnership."""

    list_display = ("name", "short_name", "kind", "area", "is_illustrative")
    list_filter = ("kind", "area", "is_illustrative")
    list_select_related = ("area",)
    search_fields = ("name", "short_name", "slug")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Person)
class PersonAdmin(Administered):
    """Accounts. A person added here gets an invitation, and sets their own password by the link in it.

    The address stays as it was first entered. Accounts are closed on the person's page, with a reason.
    """

    list_display = ("name", "email", "organisation", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "is_illustrative", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("name", "email", "job_title")
    date_hierarchy = "date_joined"
    autocomplete_fields = ("organisation",)
    fieldsets = (
        (None, {"fields": ("name", "email", "organisation", "job_title")}),
        ("Account", {"fields": ("is_active", "is_staff", "last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("name", "email", "organisation", "job_title")}),)
    readonly_fields = ("is_active", "last_login", "date_joined")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("partnerships.invite", Partnership))

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.has_perm("partnerships.invite", Partnership))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Never: history names them."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return (*self.readonly_fields, "email") if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Person, form: forms.ModelForm, change: bool) -> None:  # noqa: FBT001 Django calls it so
        said = form.cleaned_data
        own = {name: said[name] for name in ("name", "organisation", "job_title")}
        if change:
            people.add(
                email=obj.email, is_staff=said["is_staff"], is_illustrative=obj.is_illustrative, **own,
                by=request.user, on=today(),
            )  # fmt: skip
        else:
            obj.pk = invitations.invite(email=said["email"], **own, by=request.user, on=today()).pk


class SeatInline(SetUpInline):
    """The seats of a body."""

    model = Seat
    autocomplete_fields = ("organisation",)


@admin.register(Body)
class BodyAdmin(SetUp):
    """Groups that meet, with their seats."""

    list_display = ("name", "kind", "layer", "area", "parent", "from_on", "to_on")
    list_filter = ("kind", "layer", "area")
    list_select_related = ("area", "parent")
    search_fields = ("name", "slug")
    date_hierarchy = "from_on"
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("parent",)
    inlines = (SeatInline,)


@admin.register(Seat)
class SeatAdmin(SetUp):
    """Places on bodies."""

    list_display = ("body", "number", "organisation", "title", "from_on", "to_on")
    list_filter = ("body",)
    list_select_related = ("body", "organisation")
    search_fields = ("body__name", "organisation__name", "title")
    date_hierarchy = "from_on"
    autocomplete_fields = ("body", "organisation")


class MembershipForm(forms.ModelForm):
    """The rules of an appointment, told at the field."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "role" in cleaned and (cleaned["role"] in SEATED_ROLES) != bool(cleaned.get("seat")):
            self.add_error(
                "seat", "A chair, vice chair or member sits in a seat; everybody else beside the seats."
            )
        if cleaned.get("seat") and cleaned.get("body") and cleaned["seat"].body_id != cleaned["body"].pk:
            self.add_error("seat", "This seat belongs to another body.")
        if "to_on" in self.changed_data and self.instance.pk and not cleaned.get("to_on"):
            self.add_error(
                "to_on", "An end that was recorded cannot be taken back here; appoint the person anew."
            )
        return cleaned


@admin.register(Membership)
class MembershipAdmin(Administered):
    """Who sits where. An appointment is made and ended; the rest of it is history."""

    form = MembershipForm
    list_display = ("person", "role", "body", "seat", "from_on", "to_on", "known_to")
    list_filter = ("role", "basis", "body")
    list_select_related = ("person", "body", "seat__body")
    search_fields = ("person__name", "person__email", "body__name")
    date_hierarchy = "from_on"
    autocomplete_fields = ("body", "seat", "person")
    fields = ("body", "person", "role", "seat", "basis", "from_on", "to_on")
    settled = ("body", "person", "role", "seat", "basis", "from_on", "known_from", "known_to")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("partnerships.appoint", Body))

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Only what is still held to be true can be ended."""
        is_believed = not isinstance(obj, Membership) or obj.known_to is None
        return is_believed and bool(request.user.has_perm("partnerships.appoint", Body))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Never: a membership ends, and stays."""
        return False

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return (*self.settled, "to_on", "end_reason") if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.settled if obj else ()

    def save_model(self, request: HttpRequest, obj: Membership, form: MembershipForm, change: bool) -> None:  # noqa: FBT001 Django calls it so
        said = form.cleaned_data
        if not change:
            obj.pk = memberships.appoint(**said, by=request.user, on=today()).pk
        elif form.changed_data:
            before = Membership.objects.get(pk=obj.pk)
            memberships.end(
                membership=before, to_on=said["to_on"], reason=said["end_reason"], by=request.user, on=today()
            )


class ChallengeInline(SetUpInline):
    """The challenges of a strategy."""

    model = Challenge


@admin.register(Strategy)
class StrategyAdmin(SetUp):
    """Community strategies with their challenges."""

    list_display = ("title", "from_on", "to_on")
    search_fields = ("title", "vision")
    date_hierarchy = "from_on"
    prepopulated_fields = {"slug": ("title",)}
    inlines = (ChallengeInline,)


@admin.register(Challenge)
class ChallengeAdmin(SetUp):
    """Strategic challenges."""

    list_display = ("title", "number", "strategy")
    list_filter = ("strategy",)
    list_select_related = ("strategy",)
    search_fields = ("title",)
    prepopulated_fields = {"slug": ("title",)}


@admin.register(Outcome)
class OutcomeAdmin(SetUp):
    """What is to be different, and which group owns it."""

    list_display = ("short_title", "title", "body", "challenge", "is_in_agreement", "position")
    list_filter = ("is_in_agreement", "body", "challenge")
    list_select_related = ("body", "challenge")
    search_fields = ("title", "short_title", "description")
    prepopulated_fields = {"slug": ("short_title",)}
    autocomplete_fields = ("body", "challenge")


class ActionNoteInline(ViewOnlyInline):
    """The progress noted on an action."""

    model = ActionNote
    fields = ("written_on", "written_by", "text")


@admin.register(Action)
class ActionAdmin(ViewOnly):
    """Actions, to be looked at. What is done with one is done on its own page."""

    list_display = ("title", "state", "lead", "organisation", "body", "due_on")
    list_filter = ("state", "body", "organisation", "outcome")
    list_select_related = ("lead", "organisation", "body")
    search_fields = ("title", "description", "lead__name")
    date_hierarchy = "due_on"
    inlines = (ActionNoteInline,)


@admin.register(ActionNote)
class ActionNoteAdmin(ViewOnly):
    """Progress notes. Each was written once."""

    list_display = ("action", "written_on", "written_by")
    list_select_related = ("action", "written_by")
    list_filter = ("written_on",)
    search_fields = ("action__title", "text", "written_by__name")
    date_hierarchy = "written_on"


class AgendaItemInline(ViewOnlyInline):
    """The agenda of a meeting."""

    model = AgendaItem
    fields = ("position", "kind", "title")


class DecisionInline(ViewOnlyInline):
    """What a meeting decided."""

    model = Decision
    fields = ("number", "wording", "fixed_on")


@admin.register(Meeting)
class MeetingAdmin(ViewOnly):
    """Meetings, to be looked at. They are prepared, held and minuted on their own pages."""

    list_display = ("__str__", "body", "state", "starts_at", "place")
    list_filter = ("state", "body")
    list_select_related = ("body",)
    search_fields = ("title", "body__name", "place")
    date_hierarchy = "starts_at"
    inlines = (AgendaItemInline, DecisionInline)


@admin.register(AgendaItem)
class AgendaItemAdmin(ViewOnly):
    """What meetings are to decide, discuss or note."""

    list_display = ("title", "kind", "meeting", "position")
    list_filter = ("kind", "meeting__body")
    list_select_related = ("meeting__body",)
    search_fields = ("title", "text")


@admin.register(Paper)
class PaperAdmin(ViewOnly):
    """Papers for meetings. The administration shows that one exists; its file is for those who may see it."""

    list_display = ("title", "meeting", "audience", "size", "added_on", "withdrawn_on")
    list_filter = ("audience", "meeting__body")
    list_select_related = ("meeting__body",)
    search_fields = ("title", "file_name")
    date_hierarchy = "added_on"


@admin.register(Attendance)
class AttendanceAdmin(ViewOnly):
    """Who was at which meeting."""

    list_display = ("person", "presence", "meeting", "seat")
    list_filter = ("presence", "meeting__body")
    list_select_related = ("person", "meeting__body", "seat__body")
    search_fields = ("person__name",)


@admin.register(Decision)
class DecisionAdmin(ViewOnly):
    """What meetings decided."""

    list_display = ("__str__", "wording", "fixed_on")
    list_filter = ("meeting__body",)
    list_select_related = ("meeting__body",)
    search_fields = ("wording",)


@admin.register(DecisionAction)
class DecisionActionAdmin(ViewOnly):
    """Which decision an action comes from."""

    list_display = ("action", "decision")
    list_select_related = ("action", "decision__meeting__body")
    search_fields = ("action__title", "decision__wording")


@admin.register(StandingItem)
class StandingItemAdmin(SetUp):
    """With what the agendas of each kind of body begin."""

    list_display = ("title", "body_kind", "position", "kind")
    list_filter = ("body_kind",)
    search_fields = ("title",)


@admin.register(Invitation)
class InvitationAdmin(ViewOnly):
    """Who was told of which meeting, and of which revision of it."""

    list_display = ("person", "meeting", "revision", "is_cancellation", "sent_on")
    list_filter = ("is_cancellation", "meeting__body")
    list_select_related = ("person", "meeting__body")
    search_fields = ("person__name",)
    date_hierarchy = "sent_on"


@admin.register(CalendarKey)
class CalendarKeyAdmin(ViewOnly):
    """Who has an address for their calendar. The key itself is kept nowhere."""

    list_display = ("person", "made_on")
    list_select_related = ("person",)
    search_fields = ("person__name",)
    exclude = ("sha256",)


@admin.register(Notice)
class NoticeAdmin(ViewOnly):
    """What the timetable has told people."""

    list_display = ("kind", "person", "about_kind", "about_id", "due_on", "sent_on")
    list_filter = ("kind",)
    list_select_related = ("person",)
    search_fields = ("person__name",)
    date_hierarchy = "sent_on"


@admin.register(PostedNotice)
class PostedNoticeAdmin(ViewOnly):
    """That somebody was told something, when, and whether they read it. What it says is its reader's alone."""

    list_display = ("pk", "person", "kind", "by_mail", "posted_on", "read_on", "settled_on")
    list_filter = ("kind", "by_mail")
    list_select_related = ("person",)
    search_fields = ("person__name",)
    date_hierarchy = "posted_on"
    fields = ("person", "kind", "by_mail", "posted_on", "read_on", "settled_on")


@admin.register(NoticeChoice)
class NoticeChoiceAdmin(ViewOnly):
    """How people want to hear of each kind of notice by e-mail. They choose it on their own page."""

    list_display = ("person", "kind", "by_mail")
    list_filter = ("kind", "by_mail")
    list_select_related = ("person",)
    search_fields = ("person__name",)


@admin.register(Interest)
class InterestAdmin(ViewOnly):
    """Interests that people declared. They are declared and ended on the person's page."""

    list_display = ("person", "kind", "text", "from_on", "to_on")
    list_filter = ("kind",)
    list_select_related = ("person",)
    search_fields = ("person__name", "text")
    date_hierarchy = "declared_on"


@admin.register(Training)
class TrainingAdmin(ViewOnly):
    """Who was shown what of the system."""

    list_display = ("person", "topic", "shown_on", "trainer")
    list_filter = ("topic",)
    list_select_related = ("person",)
    search_fields = ("person__name", "trainer")
    date_hierarchy = "shown_on"


@admin.register(ApiToken)
class ApiTokenAdmin(ViewOnly):
    """Tokens of the API: whose, for what and until when. The token itself is kept nowhere."""

    list_display = ("label", "organisation", "person", "scope", "expires_on", "last_used_at", "revoked_on")
    list_filter = ("scope", "organisation")
    search_fields = ("label", "organisation__name", "person__name")


@admin.register(PreElectionPeriod)
class PreElectionPeriodAdmin(SetUp):
    """The weeks before elections, in which nothing new goes out to the public."""

    list_display = ("election", "from_on", "to_on")
    search_fields = ("election",)
