"""The tables of delivery chains."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from delivery_chain.enums import ReviewState
from delivery_chain.models import Review
from dorset_lsp.common.tables import BaseTable, DateColumn, LinkColumn
from dorset_lsp.common.templatetags.components import tag


class StateColumn(tables.Column):
    """Where a review stands, and while groups assess how many are in; in exports the state alone."""

    def render(self, record: Any) -> SafeString:
        """Assessing, 1 of 2 in."""
        words = tag(record.get_state_display())
        if record.state != ReviewState.ASSESSING:
            return words
        return format_html(
            '{} <span class="muted">{} of {} in</span>', words, record.in_count, record.group_count
        )

    def value(self, record: Review) -> str:
        """Assessing."""
        return str(record.get_state_display())


class ReviewTable(BaseTable):
    """Every review that the viewer may see."""

    caption = "Reviews"
    empty_title = "No review yet"
    empty_words = "Reviews of what holds an outcome up stand here. Whoever leads a group, or the co-ordinator, sets one up."

    title = LinkColumn(
        verbose_name="What is reviewed", note="body", order_by=("outcome__title", "strategy__title")
    )
    framework = tables.Column(accessor="version__framework__short_title", verbose_name="Framework")
    round = tables.Column(verbose_name="Round")
    state = StateColumn()
    set_up_on = DateColumn(verbose_name="Set up")
    agreed_on = DateColumn(verbose_name="Agreed", default="–")
    next_round_on = DateColumn(verbose_name="Next round", default="–")

    class Meta(BaseTable.Meta):
        model = Review
        fields: ClassVar = ("title", "framework", "round", "state", "set_up_on", "agreed_on", "next_round_on")
        order_by = "-set_up_on"
