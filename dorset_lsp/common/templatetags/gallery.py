"""The gallery of components: its sample tag and the invented values that it shows.

``{% sample "Title" %} ... {% endsample %}`` draws what it holds and prints its source beside it, so that what
is shown and what is told cannot differ.
"""

import datetime as dt
from typing import Any, cast

import django_tables2 as tables
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms, template
from django.core.paginator import Page, Paginator
from django.template.base import NodeList, Parser, Token, TokenType
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dorset_lsp.common.colours import (
    ACTIONS,
    ASSURANCES,
    COMPARISONS,
    DIRECTIONS,
    MARKS,
    MOVEMENTS,
    RESPONSES,
    STRENGTHS,
    VARIATIONS,
)
from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.tables import BaseTable, DateColumn, LinkColumn, NumberColumn, StatusColumn
from dorset_lsp.common.templatetags.components import ABSENCES, SummaryRow, TimelineEvent

register = template.Library()

TODAY = dt.date(2009, 4, 20)


class SampleNode(template.Node):
    """A titled sample: the source of its content, and the content drawn."""

    def __init__(self, title: str, source: str, nodelist: NodeList) -> None:
        self.title = title
        self.source = source
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The sample as a section of the page."""
        drawn = self.nodelist.render(context)
        return format_html(
            '<section class="sample"><h3>{}</h3><pre>{}</pre>{}</section>', self.title, self.source, drawn
        )


def _source(token: Token) -> str:
    """A token as it was written."""
    if token.token_type == TokenType.BLOCK:
        return f"{{% {token.contents} %}}"
    if token.token_type == TokenType.VAR:
        return f"{{{{ {token.contents} }}}}"
    return token.contents if token.token_type == TokenType.TEXT else ""


@register.tag
def sample(parser: Parser, token: Token) -> SampleNode:
    """``{% sample "Title" %}``: what follows, up to ``endsample``, is drawn and its source printed."""
    _, title = token.split_contents()
    ahead: list[str] = []
    for coming in reversed(cast("list[Token]", parser.tokens)):
        if coming.token_type == TokenType.BLOCK and coming.contents == "endsample":
            break
        ahead.append(_source(coming))
    nodelist = parser.parse(("endsample",))
    parser.delete_first_token()
    return SampleNode(title.strip("\"'"), "".join(ahead).strip(), nodelist)


class SampleForm(BaseForm):
    """One field of every kind."""

    title = forms.CharField(label="Title", max_length=80, help_text="As it is printed in the report.")
    code = forms.CharField(label="Code", max_length=10, required=False)
    homes = forms.IntegerField(
        label="Affordable homes completed", help_text="Numerator, a count", min_value=0
    )
    all_homes = forms.IntegerField(label="All homes completed", help_text="Denominator, a count", min_value=0)
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    owner = forms.ChoiceField(
        label="Owner", choices=[("", "Choose an organisation"), ("county", "County council")]
    )
    why = forms.CharField(
        label="Why is it off target, and what will be done?", max_length=600, widget=forms.Textarea
    )
    moving = forms.ChoiceField(
        label="How do you see it moving?",
        choices=[("improving", "Improving"), ("steady", "Steady"), ("worsening", "Worsening")],
        widget=forms.RadioSelect(attrs={"class": "inline"}),
    )
    final = forms.ChoiceField(
        label="Is this figure final?",
        choices=[("provisional", "Provisional"), ("final", "Final")],
        widget=forms.RadioSelect,
    )
    areas = forms.MultipleChoiceField(
        label="Which areas does it cover?",
        choices=[("north", "North"), ("south", "South")],
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = forms.DateField(label="Due date", help_text="For example, 30 4 2009")
    workbook = forms.FileField(label="Workbook", required=False)
    checked = forms.BooleanField(label="I have checked the figures against the source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for name in self.fields if name not in ("homes", "all_homes", "due_on", "checked")]
        self.helper.layout = Layout(
            Row("homes", "all_homes"), *names, Fieldset("When it is due", "due_on"), "checked"
        )


class SampleFilter(forms.Form):
    """The fields of a filter bar."""

    status = forms.ChoiceField(choices=[("", "All"), ("red", "Red")], required=False)
    owner = forms.ChoiceField(choices=[("", "All organisations")], required=False)
    overdue = forms.BooleanField(label="Overdue only", required=False)


class SampleTable(BaseTable):
    """A list with one column of each kind."""

    caption = "Actions of a sample body"
    empty_title = "No actions yet"
    empty_words = (
        "Actions that this body has agreed stand here. Its support officer adds them after a meeting."
    )

    title = LinkColumn(verbose_name="Action", note="note")
    due_on = DateColumn(verbose_name="Due")
    spent = NumberColumn(verbose_name="Spent", unit="£")
    status = StatusColumn(verbose_name="Status", orderable=False)

    class Meta(BaseTable.Meta):
        sequence = ("title", "due_on", "spent", "status")


def sample_table(number: int, request: Any) -> tables.Table:
    """The sample table with ``number`` rows, sorted and paged as the address of ``request`` says."""
    rows = [
        {
            "title": f"Sample action {place}",
            "note": "From a sample decision",
            "url": "#",
            "due_on": TODAY + dt.timedelta(days=place),
            "spent": place * 1250,
            "status": ("green", "amber", "red", "not_due")[place % 4],
        }
        for place in range(1, number + 1)
    ]
    table = SampleTable(rows, order_by=request.GET.getlist("sort") or ("due_on",), request=request)
    table.paginate(page=1, per_page=3)
    return table


def sample_page(number: int) -> Page[int]:
    """Page ``number`` of 12."""
    return Paginator(range(300), 25).page(number)


@register.simple_tag(takes_context=True)
def gallery_samples(context: Context) -> dict[str, Any]:
    """Every value that the gallery shows. All of it is invented."""
    return {
        "today": TODAY,
        "late": TODAY - dt.timedelta(days=20),
        "soon": TODAY + dt.timedelta(days=10),
        "families": [
            ("Statuses", list(MARKS.values())),
            ("Directions", list(DIRECTIONS.values())),
            ("Responses to a recommendation", list(RESPONSES.values())),
            ("Comparison of groups", list(COMPARISONS.values())),
            ("Movement of a rating", list(MOVEMENTS.values())),
            ("Links of a chain map", list(STRENGTHS.values())),
            ("Signal or usual variation", list(VARIATIONS.values())),
            ("Whether a target can be relied on", list(ASSURANCES.values())),
            ("Actions", list(ACTIONS.values())),
        ],
        "absences": list(ABSENCES),
        "counts": {
            "green": 3,
            "amber": 3,
            "red": 2,
            "no_data": 1,
            "suppressed": 1,
            "no_target": 2,
            "not_due": 2,
        },
        "meta": ["owner: sample group", "as at Q3 2008/09", "edition 1"],
        "rows": [SummaryRow("Owner", "County council"), SummaryRow("Due", "30 April 2009", "#", "Change")],
        "events": [
            TimelineEvent(dt.date(2009, 2, 26), "Q3 published, edition 1"),
            TimelineEvent(dt.date(2009, 2, 2), "Q3 verified", by="S. Hanmore"),
            TimelineEvent(dt.date(2008, 11, 3), "Q2 corrected", detail="Revision 2: 286 to 290, late return"),
        ],
        "no_events": [],
        "states": ["Set up", "Assessing", "Comparing", "Agreed", "Planning", "Closed"],
        "lines": [
            ("Value", "300 + 290 + 148 = 738"),
            ("Milestone: year’s target by profile", "1,240 × 75 % = 930"),
            ("Gap, higher is better", "738 − 930 = −192"),
            ("Tolerance", "5 % of 930 = 46.5"),
        ],
        "exports": [("CSV", "#"), ("XLSX", "#")],
        "hidden": {"version": 3},
        "end": (114, 27),
        "filter": SampleFilter(),
        "form": SampleForm(auto_id="id_empty_%s"),
        "wrong": SampleForm(
            {"homes": "many", "all_homes": "-1", "email": "nobody", "due_on_day": "31", "due_on_month": "2"},
            auto_id="id_wrong_%s",
        ),
        "table": sample_table(8, context["request"]),
        "no_table": sample_table(0, context["request"]),
        "first_page": sample_page(1),
        "middle_page": sample_page(6),
    }
