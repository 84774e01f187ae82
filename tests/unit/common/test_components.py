"""The components: what each draws, what it refuses, and the list template that is built of them."""

import datetime as dt
import re
from pathlib import Path

import django_tables2 as tables
import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, TemplateSyntaxError, engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from dorset_lsp.common.colours import MARKS
from dorset_lsp.common.tables import BaseTable, DateColumn, LinkColumn, NumberColumn, StatusColumn
from dorset_lsp.common.templatetags import components
from dorset_lsp.common.templatetags.components import Link, SummaryRow, TimelineEvent

TODAY = dt.date(2009, 4, 20)
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def draw(source: str, path: str = "/", **context) -> str:
    """A template drawn as for a request to ``path``, with the line breaks between elements taken out."""
    page = engines["django"].from_string(source).template
    html = page.render(Context({"request": RequestFactory().get(path), **context}))
    return re.sub(r">\s*\n\s*<", "><", html).strip()


# ── Arguments ────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "source",
    [
        '{% status "red" colour="red" %}',
        '{% mark "red" size=3 %}',
        '{% empty_state "None" "Nothing" link="#" %}',
        '{% action_form "#" "Go" method="get" %}',
        '{% surprise title="Oh" kind="x" %}{% endsurprise %}',
    ],
)
def test_a_misspelt_argument_is_refused_when_the_template_is_compiled(source):
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument"):
        draw(source)


def test_a_misspelt_argument_is_refused_in_python():
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        components.status("red", colour="red")


def test_a_status_that_nobody_has_drawn_is_refused():
    with pytest.raises(KeyError, match="purple"):
        draw('{% status "purple" %}')


# ── Marks and tags ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("code", MARKS)
def test_a_status_is_told_by_style_and_word(code):
    mark = MARKS[code]
    assert draw("{% status code %}", code=code) == f'<span class="t {mark.css}">{mark.word}</span>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{% status "red" sentence=True %}', '<span class="t r">Red: off target</span>'),
        ('{% status "red" word="Red stage" %}', '<span class="t r">Red stage</span>'),
        ('{% status "red" url="/how/" %}', '<a class="t r" href="/how/">Red</a>'),
        ('{% mark "green" %}', '<span class="k bare g"><span class="vh">Green</span></span>'),
        ('{% mark "green" big=True %}', '<span class="k bare g big"><span class="vh">Green</span></span>'),
        ('{% mark "rejected" show_word=True %}', '<span class="k yr">Rejected</span>'),
        ('{% direction "improving" arrow="down" %}', '<span class="k im dn">Improving</span>'),
        ('{% direction "not_comparable" %}', '<span class="k nc">Not comparable</span>'),
        (
            '{% direction "steady" arrow="level" detail="4 against 4" %}',
            '<span class="k st lv">Steady</span><small class="small">4 against 4</small>',
        ),
        ('{% tag "Submitted" %}', '<span class="t plain">Submitted</span>'),
        ('{% tag "Exempt" kind="bad" %}', '<span class="t flat r">Exempt</span>'),
        ('{% absence "not_yet_due" %}', '<i class="absent">not due yet</i>'),
        (
            '{% absence "not_available" detail="no survey" %}',
            '<i class="absent">not available: no survey</i>',
        ),
    ],
)
def test_marks_and_tags(source, html):
    assert draw(source) == html


def test_what_people_typed_is_escaped():
    assert draw("{% status 'red' word=word %}", word="<b>") == '<span class="t r">&lt;b&gt;</span>'
    assert "<b>" not in draw(
        "{% empty_state word word %}{% warning word %}{% notification word %}", word="<b>"
    )


# ── Dates ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("days", "words"),
    [(10, "in 10 days"), (1, "in 1 day"), (0, "due today"), (-1, "1 day late"), (-20, "20 days late")],
)
def test_a_deadline_says_how_far_off_it_is(days, words):
    assert components.deadline_words(TODAY + dt.timedelta(days=days), TODAY) == words


def test_a_late_deadline_is_marked():
    html = draw("{% deadline due today %}", due=dt.date(2009, 3, 31), today=TODAY)
    assert html == '<time datetime="2009-03-31">31 Mar</time> <span class="k o">20 days late</span>'


def test_what_is_done_is_not_late():
    html = draw("{% deadline due today done=True %}", due=dt.date(2009, 3, 31), today=TODAY)
    assert html == '<time datetime="2009-03-31">31 Mar</time>'


def test_a_deadline_of_another_year_says_the_year():
    assert "31 Dec 2008" in draw("{% deadline due today %}", due=dt.date(2008, 12, 31), today=TODAY)


def test_no_date_is_said_in_words():
    assert draw("{% deadline None today %}", today=TODAY) == '<span class="absent">no date</span>'


def test_a_moment_is_told_as_the_day_in_the_sites_time_zone():
    late_evening = dt.datetime(2009, 4, 19, 23, 30, tzinfo=dt.UTC)
    assert (
        draw("{% long_date moment %}", moment=late_evening)
        == '<time datetime="2009-04-20">20 April 2009</time>'
    )


# ── Counts ───────────────────────────────────────────────────────────────────────────────────────────────
def test_counts_leave_out_noughts_and_keep_their_order():
    html = draw("{% count_line counts %}", counts={"red": 2, "green": 0, "no_data": 1})
    assert re.findall(r'class="k (\w)"><b>(\d)</b> ([\w ]+)<', html) == [
        ("r", "2", "red"),
        ("n", "1", "no data"),
    ]


def test_counts_show_noughts_when_asked():
    assert "<b>0</b> green" in draw("{% count_line counts zeros=True %}", counts={"green": 0})


def test_a_count_in_a_table_has_its_word_for_a_phone():
    assert draw('{% count_cell "red" 2 %}') == (
        '<td class="num" data-label="red"><span class="k r"><b>2</b></span><span class="ph"> red</span></td>'
    )
    assert 'class="zero">0' in draw('{% count_cell "red" 0 %}')


# ── Page parts ───────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "source",
    ['{% breadcrumbs "Home" "/" "Here" %}', "{% breadcrumbs trail %}"],
    ids=["by turns", "as a list"],
)
def test_breadcrumbs_end_with_the_page_itself(source):
    html = draw(source, trail=[("Home", "/"), Link("Here")])
    assert '<li><a href="/">Home</a></li><li><span aria-current="page">Here</span></li>' in html


def test_a_page_header_parts_its_grey_line():
    html = draw(
        '{% page_header "Title" meta=parts lede="Sum." note="illustrative" %}', parts=["one", "", "two"]
    )
    assert "<span>one</span><span>two</span><span><i>illustrative</i></span>" in html
    assert html.startswith("<h1>Title</h1>")


def test_a_summary_list_tells_its_links_apart():
    html = draw(
        "{% summary_list rows %}", rows=[("Owner", "County"), SummaryRow("Due", "30 April", "/e/", "Change")]
    )
    assert "<dt>Owner</dt><dd>County</dd>" in html
    assert '<a href="/e/">Change<span class="vh"> Due</span></a>' in html


def test_facts_hold_markup():
    html = draw('{% facts %}{% fact "Status" %}{% status "green" %}{% endfact %}{% endfacts %}')
    assert html == (
        '<dl class="facts"><div><dt>Status</dt><dd><span class="t g">Green</span></dd></div></dl>'
    )


def test_a_timeline_says_when_what_and_who():
    html = draw(
        "{% timeline events %}", events=[(TODAY, "Published"), TimelineEvent(TODAY, "Verified", by="S. H.")]
    )
    assert html.count('<time datetime="2009-04-20">20 Apr 2009</time>') == 2
    assert 'Verified <span class="muted">by S. H.</span>' in html


def test_an_empty_timeline_says_so():
    assert "Untouched." in draw('{% timeline events empty="Untouched." %}', events=[])


def test_steps_tick_what_is_past():
    html = draw('{% steps labels "Two" %}', labels=["One", "Two", "Three"])
    assert html == (
        '<ol class="steps"><li class="done">One<span class="vh"> (done)</span></li>'
        '<li aria-current="step">Two</li><li>Three</li></ol>'
    )


def test_a_step_that_is_none_of_the_steps_is_refused():
    with pytest.raises(ValueError, match="Four"):
        draw('{% steps labels "Four" %}', labels=["One"])


def test_an_empty_page_offers_only_what_the_viewer_may_do():
    assert "<a " not in draw('{% empty_state "None" "Nothing here" %}')
    assert 'href="/add/">Add one</a>' in draw(
        '{% empty_state "None" "Nothing" action_url="/add/" action_label="Add one" %}'
    )


def test_how_it_was_worked_out_ends_in_the_status():
    html = draw(
        "{% worked_out lines rule='Rule 1.2' conclusion='so' status_code='red' %}", lines=[("Gap", "−192")]
    )
    assert "<dt>Gap</dt><dd>−192</dd>" in html
    assert '<p class="so">so <span class="t r">Red</span></p>' in html


@pytest.mark.parametrize(
    ("value", "total", "share"), [(157_350, 204_000, 771), (0, 10, 0), (20, 10, 1000), (-5, 10, 0), (1, 0, 0)]
)
def test_a_part_stays_within_its_whole(value, total, share):
    assert f'<rect width="{share}"' in draw("{% bar 'A' value total '£1' %}", value=value, total=total)


def test_a_sparkline_is_decoration_unless_it_has_a_label():
    assert "aria-hidden=true" in draw('{% sparkline "M0 0" %}')
    assert 'role="img" aria-label="Rising"' in draw('{% sparkline "M0 0" label="Rising" %}')


def test_a_row_of_work_names_its_button_in_full():
    html = draw(
        '{% work_row due today "Return" "NI 154" "/i/" action_url="/e/" action_label="Enter figure" primary=True %}',
        due=dt.date(2009, 3, 31),
        today=TODAY,
    )
    assert '<span class="k o late">20 days late</span>' in html
    assert '<a class="govuk-button" href="/e/">Enter figure<span class="vh">: NI 154</span></a>' in html


def test_details_open_on_demand():
    assert '<details class="govuk-details"><summary' in draw('{% details "More" %}x{% enddetails %}')
    assert '<details class="govuk-details" open>' in draw(
        '{% details "More" is_open=True %}x{% enddetails %}'
    )


@pytest.mark.parametrize(
    ("kind", "role"), [("success", "alert"), ("error", "alert"), ("info", "region"), ("unheard of", "region")]
)
def test_a_message_is_read_out_when_it_matters(kind, role):
    assert f'role="{role}"' in draw("{% notification 'Done' kind=kind %}", kind=kind)


# ── Buttons ──────────────────────────────────────────────────────────────────────────────────────────────
def test_a_button_that_changes_something_posts_with_its_token():
    html = draw(
        '{% action_form "/go/" "Verify" style="primary" hidden=hidden %}',
        hidden={"version": 3},
        csrf_token="t0ken",
    )
    assert '<form class="verb" method="post" action="/go/">' in html
    assert 'name="csrfmiddlewaretoken" value="t0ken"' in html
    assert '<input type="hidden" name="version" value="3">' in html
    assert '<button class="govuk-button">Verify</button>' in html


def test_a_button_that_asks_first_needs_no_script():
    html = draw('{% action_form "/go/" "Withdraw" confirm="It goes back to draft." %}')
    assert html.startswith(
        '<details class="confirm"><summary class="govuk-button govuk-button--secondary">Withdraw'
    )
    assert '<p>It goes back to draft.</p><button class="govuk-button">Yes: withdraw</button>' in html


def test_a_link_button_says_what_it_is_about():
    html = draw('{% link_button "/e/" "Enter figure" context="for NI 154" %}')
    assert html.endswith('href="/e/">Enter figure<span class="vh"> for NI 154</span></a>')


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("number", "last", "pages"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 12, [1, 2, None, 12]),
        (3, 12, [1, 2, 3, 4, None, 12]),
        (4, 12, [1, 2, 3, 4, 5, None, 12]),
        (6, 12, [1, None, 5, 6, 7, None, 12]),
        (12, 12, [1, None, 11, 12]),
    ],
)
def test_page_numbers(number, last, pages):
    assert components.page_numbers(number, last) == pages


def test_other_pages_keep_the_rest_of_the_address():
    page = Paginator(range(60), 25).page(2)
    html = draw("{% pagination page %}", path="/?status=red&page=2&sort=due", page=page)
    assert re.findall(r'href="([^"]+)"', html) == [
        "?status=red&amp;page=1&amp;sort=due",
        "?status=red&amp;page=1&amp;sort=due",
        "?status=red&amp;page=3&amp;sort=due",
        "?status=red&amp;page=3&amp;sort=due",
    ]
    assert '<b aria-current="page"><span class="vh">Page </span>2</b>' in html


def test_a_single_page_has_no_links():
    assert draw("{% pagination page %}", page=Paginator(range(3), 25).page(1)) == ""


# ── Cells ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{% number_cell "Value" 5 %}', '<td class="num" data-label="Value">5</td>'),
        (
            '{% number_cell "Value" None none="not due" %}',
            '<td class="num" data-label="Value"><i class="absent">not due</i></td>',
        ),
        ('{% date_cell "Due" None %}', '<td data-label="Due">–</td>'),
        ('{% status_cell "Status" "red" %}', '<td data-label="Status"><span class="t r">Red</span></td>'),
        (
            '{% link_cell "Of" "/x/" "X" note="y" %}',
            '<td data-label="Of"><a href="/x/">X</a><span class="small">y</span></td>',
        ),
    ],
)
def test_cells_say_their_head_on_a_phone(source, html):
    assert draw(source) == html


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────
class ActionTable(BaseTable):
    caption = "Actions"
    empty_title = "No actions yet"

    title = LinkColumn(verbose_name="Action", note="note")
    due_on = DateColumn(verbose_name="Due")
    spent = NumberColumn(unit="£", orderable=False)
    status = StatusColumn()

    class Meta(BaseTable.Meta):
        pass


ROWS = [
    {
        "title": "Audit <1>",
        "note": "From stage 3",
        "url": "/a/",
        "due_on": TODAY,
        "spent": 1250,
        "status": "red",
    },
    {"title": "List", "note": "", "url": "/b/", "due_on": None, "spent": None, "status": "green"},
]


@pytest.fixture
def page_context(db):
    """A list is drawn by a template of its own, which is given what every page is given."""


def draw_table(rows, path="/", **options) -> str:
    request = RequestFactory().get(path)
    table = ActionTable(rows, order_by=request.GET.getlist("sort"), **options)
    tables.RequestConfig(request, paginate={"per_page": 25}).configure(table)
    return draw("{% load django_tables2 %}{% render_table table %}", path=path, table=table)


@pytest.mark.usefixtures("page_context")
def test_a_list_is_a_named_region_that_can_be_scrolled_by_keyboard():
    html = draw_table(ROWS)
    assert '<div class="scroll" role="region" aria-label="Actions" tabindex="0">' in html
    assert '<caption class="vh">Actions</caption>' in html


@pytest.mark.usefixtures("page_context")
def test_rows_fold_with_their_heads():
    html = draw_table(ROWS)
    assert (
        '<th scope="row"><a href="/a/">Audit &lt;1&gt;</a><span class="small">From stage 3</span></th>'
        in html
    )
    assert '<td data-label="Due"><time datetime="2009-04-20">20 Apr 2009</time></td>' in html
    assert '<td class="num" data-label="Spent">£1,250</td>' in html
    assert '<td data-label="Due">—</td>' in html


@pytest.mark.usefixtures("page_context")
def test_heads_sort_and_say_how_the_list_is_sorted():
    html = draw_table(ROWS, path="/?status=red&sort=due_on&page=1")
    assert '<th scope="col" aria-sort="ascending"><a href="?status=red&amp;sort=-due_on">Due</a></th>' in html
    assert '<th scope="col"><a href="?status=red&amp;sort=title">Action</a></th>' in html
    assert '<th scope="col" class="num">Spent</th>' in html


@pytest.mark.usefixtures("page_context")
def test_a_list_sorted_downwards_says_so():
    assert 'aria-sort="descending"' in draw_table(ROWS, path="/?sort=-due_on")


@pytest.mark.usefixtures("page_context")
def test_a_list_has_25_rows_a_page():
    html = draw_table(ROWS[:1] * 26)
    assert html.count('<th scope="row">') == 25
    assert 'href="?page=2"' in html


@pytest.mark.usefixtures("page_context")
def test_an_empty_list_says_what_belongs_there():
    html = draw_table(
        [], empty_words="The support officer adds them.", empty_url="/add/", empty_action="Add one"
    )
    assert "<table" not in html
    assert "No actions yet" in html
    assert "The support officer adds them." in html
    assert 'href="/add/">Add one</a>' in html


def test_exports_hold_plain_values():
    assert list(ActionTable(ROWS).as_values()) == [
        ["Action", "Due", "Spent", "Status"],
        ["Audit <1>", "2009-04-20", 1250, "Red"],
        ["List", None, None, "Green"],
    ]


@pytest.mark.parametrize(("unit", "words"), [("", "1,240"), ("£", "£1,240"), ("%", "1,240\u202f%")])
def test_a_figure_stands_with_its_unit(unit, words):
    assert NumberColumn(unit=unit).render(1240) == words


# ── Gallery and templates ────────────────────────────────────────────────────────────────────────────────
def gallery_source() -> str:
    return (TEMPLATES / "site/gallery.html").read_text()


@pytest.mark.parametrize("name", sorted(components.register.tags))
def test_the_gallery_shows_every_component(name):
    assert re.search(rf"{{% {name}\b", gallery_source())


def test_a_sample_prints_the_source_of_what_it_draws():
    html = draw(
        '{% load gallery %}{% sample "A tag" %}{% status code %} <b>{{ code }}</b>{% endsample %}', code="red"
    )
    assert html == (
        '<section class="sample"><h3>A tag</h3><pre>{% status code %} &lt;b&gt;{{ code }}&lt;/b&gt;</pre>'
        '<span class="t r">Red</span> <b>red</b></section>'
    )


FROZEN = TEMPLATES / "performance" / "report_frozen.html"
"""A file that must open from a disk, so its style is in it; it is served with a policy that names that style's hash."""

# An e-mail is read where there is no style sheet of ours and no content policy either.
PAGES = sorted(path for path in {*TEMPLATES.rglob("*.html")} - {FROZEN} if path.parent != TEMPLATES / "email")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_needs_what_the_content_policy_forbids(path):
    source = re.sub(r"{%.*?%}", "", path.read_text())
    assert re.findall(r"\sstyle=|\son\w+=\"|<style|<script(?![^>]*\ssrc=)", source) == []


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_page_for_a_broken_request_needs_no_context(name):
    html = engines["django"].get_template(name).template.render(Context())
    assert "<h1>" in html
    assert 'lang="en-GB"' in html


def test_a_scorecard_row_stays_small():
    row = re.search(r"<tr><th scope=row><b>C 14<.*", gallery_source())
    assert row
    assert len(row[0].encode()) < 450


def test_error_lines_of_a_list_of_forms_render_nothing_when_all_is_well():
    assert render_to_string("components/error_summary.html", {"errors": []}).strip() == ""
