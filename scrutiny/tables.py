"""The lists of scrutiny as tables. Every column says its plain value too, for CSV and XLSX."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dorset_lsp.common.tables import BaseTable, DateColumn, LinkColumn
from dorset_lsp.common.templatetags.components import deadline, mark, short_date, tag
from dorset_lsp.common.today import today
from scrutiny.enums import AskState, Basis, ClaimVerdict, Progress, Verdict
from scrutiny.models import Ask, Challenge, Topic

NONE = "–"


class TagColumn(tables.Column):
    """A choice in its words, as a tag."""

    def render(self, record: Any, bound_column: Any) -> SafeString:
        """The word in a tag."""
        return tag(self.value(record, bound_column))

    def value(self, record: Any, bound_column: Any) -> str:
        """The word alone."""
        words = str(getattr(record, f"get_{bound_column.name}_display")())
        return words[0].upper() + words[1:]


class DueColumn(tables.Column):
    """When an answer is due, or why there is no day."""

    def render(self, record: Ask) -> SafeString | str:
        """14 Nov 2008, with its distance while nothing has come; or the words for no clock."""
        if record.due_on is None:
            return format_html('<i class="absent">{}</i>', no_day(record))
        if record.days_late(today()):
            return deadline(record.due_on, today())
        return (
            deadline(record.due_on, today())
            if record.waits_for_answer
            else short_date(record.due_on, year=True)
        )

    def value(self, record: Ask) -> str:
        """The ISO day, or nothing."""
        return record.due_on.isoformat() if record.due_on else ""


class AnswerColumn(tables.Column):
    """The last answer that the viewer may see."""

    def render(self, record: Any) -> SafeString | str:
        """Mark and word."""
        return (
            mark(record.answered or "no_response", show_word=True)
            if record.state != AskState.DRAFTED
            else NONE
        )

    def value(self, record: Any) -> str:
        """The code's word."""
        return Verdict(record.answered).label if record.answered else ""


class StandsColumn(tables.Column):
    """How one recommendation to one addressee stands, in a word or two."""

    def render(self, record: Any) -> SafeString:
        """A tag; late ones marked."""
        if record.days_late(today()):
            return mark("overdue", word="Late", show_word=True)
        return tag(stands(record))

    def value(self, record: Any) -> str:
        """The words alone."""
        return "Late" if record.days_late(today()) else stands(record)


class TopicTable(BaseTable):
    """Every suggestion that the viewer may see."""

    title = LinkColumn(verbose_name="Suggestion")
    source = TagColumn(verbose_name="From")
    committee = tables.Column(order_by="committee__name", default=NONE)
    asked_on = DateColumn(verbose_name="Suggested")
    planned_on = DateColumn(verbose_name="Planned for", default=NONE)
    state = TagColumn(verbose_name="State")

    caption = "Work programme"

    class Meta(BaseTable.Meta):
        model = Topic
        fields = ("title", "source", "committee", "asked_on", "planned_on", "state")


class AskTable(BaseTable):
    """Every recommendation of every review, a row for each addressee."""

    recommendation = LinkColumn(
        verbose_name="Recommendation", note="recommendation__review__title", order_by="recommendation__label"
    )
    number = tables.Column(accessor="recommendation__number", verbose_name="No.")
    review = tables.Column(accessor="recommendation__review__title", visible=False)
    addressee = tables.Column(
        accessor="addressee__label", verbose_name="To", order_by="addressee__organisation__name"
    )
    basis = TagColumn(verbose_name="Basis")
    due_on = DueColumn(verbose_name="Due", empty_values=())
    answered = AnswerColumn(verbose_name="Answer", empty_values=(), orderable=False)
    stands = StandsColumn(verbose_name="Stands", empty_values=(), order_by="state")
    next_check_on = DateColumn(verbose_name="Next check", default=NONE)

    caption = "Recommendations"
    empty_title = "No recommendation has gone out yet"
    empty_words = (
        "Every recommendation of every review stands here from the day on which its report is issued."
    )

    class Meta(BaseTable.Meta):
        model = Ask
        fields = (
            "number",
            "recommendation",
            "review",
            "addressee",
            "basis",
            "due_on",
            "answered",
            "stands",
            "next_check_on",
        )

    def render_recommendation(self, record: Ask) -> SafeString:
        """The line, leading to the cell's own page, with the review under it."""
        return format_html(
            '<a href="{}">{}</a><span class="small">{}</span>',
            record.get_absolute_url(), record.recommendation.label, record.recommendation.review,
        )  # fmt: skip

    def value_recommendation(self, record: Ask) -> str:
        """The line alone."""
        return record.recommendation.label


class ChallengeTable(BaseTable):
    """Every question of a member that the viewer may see."""

    record_name = LinkColumn(verbose_name="About")
    asked_by = tables.Column(verbose_name="Asked by", order_by="asked_by__name")
    put_to = tables.Column(verbose_name="Put to", order_by="put_to__name")
    asked_on = DateColumn(verbose_name="Asked")
    wanted_on = DateColumn(verbose_name="Answer wanted by")
    state = TagColumn(verbose_name="State")

    caption = "Questions of members"
    empty_title = "No question has been asked yet"
    empty_words = (
        "A scrutiny member asks from the page of an indicator. The question and its answer stand here."
    )

    class Meta(BaseTable.Meta):
        model = Challenge
        fields = ("record_name", "asked_by", "put_to", "asked_on", "wanted_on", "state")


def no_day(ask: Ask) -> str:
    """Why an ask has no day: there is no clock, or it waits for something."""
    if ask.basis == Basis.HAVE_REGARD:
        return "no date"
    if ask.addressee.report_received_on is None:
        return "waits for receipt"
    return "waiting for notice"


def stands(ask: Any) -> str:
    """How an ask stands: its claim where one waits or was decided, else its state."""
    if ask.state == AskState.ANSWERED and getattr(ask, "claimed", ""):
        if ask.claim_verdict == ClaimVerdict.WAITING:
            return "Claim waits for members"
        if ask.claim_verdict == ClaimVerdict.ACCEPTED:
            return f"{Progress(ask.claimed).label.capitalize()}, accepted"
        return "Claim not accepted"
    words = str(ask.get_state_display())
    return words[0].upper() + words[1:]
