"""The register of shared practice."""

from __future__ import annotations

import django_filters as filters
import django_tables2 as tables

from dorset_lsp.common.money import PoundsColumn
from dorset_lsp.common.tables import BaseTable, DateColumn, LinkColumn
from partnerships.filters import Words
from partnerships.models import Area, Challenge, PracticeNote
from partnerships.tables import CountColumn


class PracticeFilter(filters.FilterSet):
    """Which notes: by theme, place and words."""

    challenge = filters.ModelChoiceFilter(queryset=Challenge.objects.all(), empty_label="Any", label="Theme")
    area = filters.ModelChoiceFilter(
        queryset=Area.objects.filter(practice_notes__isnull=False).distinct(),
        empty_label="Any",
        label="Where",
    )
    words = Words("title", "tried", "happened", "organisation__name")

    class Meta:
        model = PracticeNote
        fields = ("challenge", "area", "words")


class PracticeTable(BaseTable):
    """Every note, the newest first."""

    title = LinkColumn(verbose_name="What was tried", note="organisation__label")
    challenge = tables.Column(verbose_name="Theme", order_by="challenge__number", default="–")
    area = tables.Column(verbose_name="Where", order_by="area__name")
    cost_pence = PoundsColumn(verbose_name="It cost", default="not told")
    contact = tables.Column(verbose_name="Whom to ask", order_by="contact__name")
    copy_count = CountColumn(verbose_name="Copied by")
    written_on = DateColumn(verbose_name="Written")
    tried = tables.Column(visible=False, verbose_name="In full")
    happened = tables.Column(visible=False)

    caption = "Shared practice"
    empty_title = "Nothing shared yet"
    empty_words = "What was tried, what it cost and what happened stands here. Members of any body write it."

    class Meta(BaseTable.Meta):
        model = PracticeNote
        fields = ("title", "challenge", "area", "cost_pence", "contact", "copy_count", "written_on")
