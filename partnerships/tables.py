"""The registers of the partnership as tables. Every column says its plain value too, for CSV and XLSX."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from dorset_lsp.common.tables import BaseTable, DateColumn, LinkColumn, NumberColumn
from dorset_lsp.common.templatetags.components import deadline, deadline_words, mark, short_date, tag
from dorset_lsp.common.today import today
from partnerships.accounts import account_state
from partnerships.enums import ActionState, MeetingState, TrainingTopic
from partnerships.models import Action, Meeting, Organisation, Person
from partnerships.structure import is_flagged

NONE = "–"
PENCE = 100
NOT_RECORDED = "Not recorded yet"


def pounds(pence: int | None) -> str:
    """£12,400 or £12,400.50; nothing where no sum is known."""
    if pence is None:
        return ""
    return f"£{pence // PENCE:,}" if pence % PENCE == 0 else f"£{pence // PENCE:,}.{pence % PENCE:02}"


class DueColumn(tables.Column):
    """An action's due date, with its distance while something is to be done; the ISO date in exports."""

    def render(self, value: Any, record: Action) -> SafeString:
        """31 Mar ! 20 days late."""
        return deadline(value, today(), done=not record.is_live)

    def value(self, value: Any) -> str:
        """2009-03-31."""
        return value.isoformat()


class StateColumn(tables.Column):
    """An action's state, late ones marked; in exports the word alone."""

    def render(self, record: Action) -> SafeString:
        """Mark and word."""
        if record.is_overdue(today()):
            return mark("late", word="Late", show_word=True)
        if record.state in (ActionState.OPEN, ActionState.DONE):
            return mark(record.state, word=record.get_state_display(), show_word=True)
        return tag(record.get_state_display())

    def value(self, record: Action) -> str:
        """Late, Open, Done, Proposed or Dropped."""
        return "Late" if record.is_overdue(today()) else record.get_state_display()


class TermColumn(tables.Column):
    """The last day of the term that ends first, flagged 90 days before; rows hold the membership."""

    def render(self, record: dict[str, Any]) -> SafeString | str:
        """30 Jun 2009, in 71 days."""
        last = record["term_ends_on"]
        if last is None:
            return NONE
        if not is_flagged(record["term"], today()):
            return DateColumn().render(last)
        words = f"{deadline_words(last, today())}: {record['term'].person}"
        return format_html('{}<span class="small">{}</span>', DateColumn().render(last), words)

    def value(self, record: dict[str, Any]) -> str:
        """2009-06-30, or nothing."""
        return record["term_ends_on"].isoformat() if record["term_ends_on"] else ""


class CountColumn(NumberColumn):
    """A whole number; a nought is grey."""

    def render(self, value: int) -> SafeString | str:
        """14, or a grey 0."""
        return super().render(value) if value else format_html('<span class="zero">{}</span>', 0)


class PoundsColumn(NumberColumn):
    """Money in pounds, pence only where there are some."""

    def render(self, value: Decimal) -> str:
        """£12,400 or £12,400.50."""
        return pounds(int(value * PENCE))


class AccountColumn(tables.Column):
    """Whether somebody can sign in."""

    def render(self, record: Person) -> SafeString:
        """A tag: open, no password yet, closed."""
        state = account_state(record)
        return tag(state.capitalize(), kind="grey" if state == "closed" else "plain")

    def value(self, record: Person) -> str:
        """The word alone."""
        return account_state(record)


class MomentColumn(tables.Column):
    """A moment by the clock of this place: the day and the hour."""

    def render(self, value: datetime) -> SafeString:
        """14 May 2009, 10:00."""
        return format_html("{}, {}", short_date(value, year=True), f"{localtime(value):%H:%M}")

    def value(self, value: datetime) -> str:
        """2009-05-14 10:00."""
        return f"{localtime(value):%Y-%m-%d %H:%M}"


class MeetingStateColumn(tables.Column):
    """The state of a meeting as a tag; one whose day has passed unrecorded says so."""

    def render(self, record: Meeting) -> SafeString:
        """A tag."""
        words = self.value(record)
        kinds: dict[str, str] = {MeetingState.CANCELLED: "grey", MeetingState.AGREED: "good"}
        return tag(words, kind="attention" if words == NOT_RECORDED else kinds.get(record.state, "plain"))

    def value(self, record: Meeting) -> str:
        """The word alone."""
        is_past = record.is_ahead and record.day < today()
        return NOT_RECORDED if is_past else record.get_state_display()


class MeetingTable(BaseTable):
    """Every meeting."""

    starts_at = MomentColumn(verbose_name="When")
    body = LinkColumn(verbose_name="Meeting", note="title", order_by="body__name")
    place = tables.Column(default=NONE)
    state = MeetingStateColumn(empty_values=())

    caption = "Meetings"
    empty_words = "No meeting matches. A body's page schedules its meetings; its chair, its support or the co-ordinator does it."

    class Meta(BaseTable.Meta):
        model = Meeting
        fields = ("body", "starts_at", "place", "state")


class ChooseColumn(tables.Column):
    """A box to tick, for doing one thing with several rows; not in files."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            empty_values=(), orderable=False, exclude_from_export=True, verbose_name="Choose", **kwargs
        )

    def render(self, record: Action) -> SafeString | str:
        """The box, while something is to be done."""
        if not record.is_live:
            return ""
        return format_html(
            '<input class="choose" type="checkbox" name="action" value="{}" aria-label="Choose {}">',
            record.pk,
            record.title,
        )


class ActionTable(BaseTable):
    """Every action that the viewer may see."""

    choose = ChooseColumn()

    title = LinkColumn(verbose_name="Action", note="outcome__short_title")
    lead = tables.Column(verbose_name="Who leads", order_by="lead__name")
    organisation = tables.Column(accessor="organisation__label", order_by="organisation__name")
    body = tables.Column(verbose_name="Followed by", order_by="body__name")
    due_on = DueColumn(verbose_name="Due")
    state = StateColumn(empty_values=())
    outcome = tables.Column(accessor="outcome__title", verbose_name="Outcome", visible=False, default="")

    caption = "Actions"

    class Meta(BaseTable.Meta):
        model = Action
        fields = ("title", "lead", "organisation", "body", "due_on", "state")
        sequence = ("title", "...", "choose")


class BodyTable(BaseTable):
    """Every body on the partnership's day. Rows are mappings, made from its staffing."""

    name = LinkColumn(verbose_name="Body", note="kind")
    layer = tables.Column()
    area = tables.Column()
    parent = tables.Column(verbose_name="Under", default=NONE)
    seats = CountColumn()
    filled = CountColumn()
    vacancies = CountColumn()
    chair = tables.Column(default=NONE)
    term_ends_on = TermColumn(verbose_name="Next term ends", empty_values=())
    support = PoundsColumn(verbose_name="Support a year", default=NONE)
    purpose = tables.Column(visible=False, default="")
    members = tables.Column(visible=False, default="")

    caption = "Bodies"

    class Meta(BaseTable.Meta):
        pass


class OrganisationTable(BaseTable):
    """Every organisation, with what it brings today."""

    name = LinkColumn(verbose_name="Organisation")
    kind = tables.Column(accessor="get_kind_display", order_by="kind")
    area = tables.Column(order_by="area__name", default=NONE)
    people_count = CountColumn(verbose_name="People")
    seat_count = CountColumn(verbose_name="Seats")
    live_count = CountColumn(verbose_name="Actions to do")
    late_count = CountColumn(verbose_name="of them late")

    caption = "Organisations"

    class Meta(BaseTable.Meta):
        model = Organisation
        fields = ("name", "kind", "area", "people_count", "seat_count", "live_count", "late_count")


class PersonTable(BaseTable):
    """Every person, with whether they can sign in."""

    name = LinkColumn(note="job_title", verbose_name="Person")
    organisation = tables.Column(order_by="organisation__name", default=NONE)
    email = tables.Column(verbose_name="E-mail address")
    account = AccountColumn(empty_values=(), orderable=False)

    caption = "People"

    class Meta(BaseTable.Meta):
        model = Person
        fields = ("name", "organisation", "email", "account")


NOT_YET = format_html('<i class="absent">{}</i>', "not yet")


class TrainingTable(BaseTable):
    """Who has been shown what, with the last day of each. Rows are mappings."""

    name = LinkColumn(verbose_name="Person")
    organisation = tables.Column()
    returns = DateColumn(verbose_name=TrainingTopic.RETURNS.label, default=NOT_YET)
    checking = DateColumn(verbose_name=TrainingTopic.CHECKING.label, default=NOT_YET)
    rounds = DateColumn(verbose_name=TrainingTopic.ROUNDS.label, default=NOT_YET)
    meetings = DateColumn(verbose_name=TrainingTopic.MEETINGS.label, default=NOT_YET)
    actions = DateColumn(verbose_name=TrainingTopic.ACTIONS.label, default=NOT_YET)
    chains = DateColumn(verbose_name=TrainingTopic.CHAINS.label, default=NOT_YET)
    scrutiny = DateColumn(verbose_name=TrainingTopic.SCRUTINY.label, default=NOT_YET)
    setting_up = DateColumn(verbose_name=TrainingTopic.SETTING_UP.label, default=NOT_YET)

    caption = "Training"

    class Meta(BaseTable.Meta):
        pass
