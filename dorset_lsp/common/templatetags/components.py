"""The components of the pages, as template tags with named arguments.

A component is called by its tag (``{% status "red" %}``). The arguments are those of the function, so a
misspelt one is refused when the template is compiled; nothing is passed by accident through the context.
Tags that hold other markup end with ``end`` and their name. Markup of some length lives in
``templates/components/``; what fits on a line is built here.

Every component can be seen in every state in the gallery (``templates/site/gallery.html``). How to add one is
told in ``docs/how-to/add-a-component.md``.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from dorset_lsp.common.colours import ARROWS, Arrow, Mark, mark_for
from dorset_lsp.common.forms import error_links

register = template.Library()

EMPTY = mark_safe("")
ABSENCES: Mapping[str, str] = {
    "not_yet_due": "not due yet",
    "late": "no data",
    "not_collected": "not collected",
    "not_available": "not available",
    "suppressed": "suppressed",
    "withdrawn": "withdrawn",
}
"""Words for a figure that is not there, by the code of the absence."""

BUTTON_STYLES: Mapping[str, str] = {
    "primary": "govuk-button",
    "secondary": "govuk-button govuk-button--secondary",
    "warning": "govuk-button govuk-button--warning",
    "link": "linkish",
}
"""Style classes of a button. A page or a group of buttons has one ``primary``."""

NOTIFICATION_TITLES: Mapping[str, str] = {
    "success": "Done",
    "info": "Please note",
    "warning": "Warning",
    "error": "There is a problem",
    "debug": "Please note",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A label and where it leads; no ``url`` means plain text."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One line of a timeline: when, what happened, who did it and a second line of detail."""

    when: dt.date
    text: str
    by: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of a summary list: a term, its value and at most one thing to do about it."""

    key: str
    value: Any
    url: str = ""
    action: str = ""


# Dates ------------------------------------------------------------------------------------------------


def _day(when: dt.date) -> dt.date:
    """The calendar day of a date, or of a moment in the site's time zone."""
    if isinstance(when, dt.datetime):
        return (localtime(when) if when.tzinfo else when).date()
    return when


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 day", "2 days"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def deadline_words(due_on: dt.date, today: dt.date) -> str:
    """How far off a due date is, in words: "in 10 days", "due today", "20 days late"."""
    days = (due_on - today).days
    if days == 0:
        return "due today"
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} late"


@register.simple_tag
def long_date(when: dt.date | None) -> SafeString:
    """A date in full in a ``time`` element: 20 April 2009. Nothing for None."""
    if when is None:
        return EMPTY
    day = _day(when)
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, "j F Y"))


@register.simple_tag
def short_date(when: dt.date | None, year: bool = False) -> SafeString:
    """A date in short in a ``time`` element: 20 Apr, or 20 Apr 2009 with ``year``. Nothing for None."""
    if when is None:
        return EMPTY
    day = _day(when)
    words = date_format(day, "j M Y" if year else "j M")
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), words)


@register.simple_tag
def deadline(
    due_on: dt.date | None, today: dt.date, done: bool = False, show_date: bool = True
) -> SafeString:
    """A due date with its distance in words; red with a mark when it has passed and the thing is not done.

    Without a date it says so. With ``done`` the date stands alone. ``show_date=False`` leaves the words only.
    """
    if due_on is None:
        return mark_safe('<span class="absent">no date</span>')
    date_part = short_date(due_on, year=due_on.year != today.year) if show_date else EMPTY
    if done:
        return date_part
    words = deadline_words(due_on, today)
    if due_on < today:
        distance = format_html('<span class="k o">{}</span>', words)
    else:
        distance = format_html('<span class="muted">{}</span>', words)
    return format_html("{} {}", date_part, distance) if show_date else distance


# Marks and tags ---------------------------------------------------------------------------------------


@register.simple_tag
def status(code: str, word: str | None = None, sentence: bool = False, url: str = "") -> SafeString:
    """A status as a tag: mark and word on its pale ground.

    ``word`` replaces the usual word ("Red stage"); ``sentence`` adds the meaning ("Red: off target"); ``url``
    makes the tag a link. An unknown code raises KeyError.
    """
    found = mark_for(code)
    words = word if word is not None else found.sentence if sentence else found.word
    if url:
        return format_html('<a class="t {}" href="{}">{}</a>', found.css, url, words)
    return format_html('<span class="t {}">{}</span>', found.css, words)


@register.simple_tag
def mark(code: str, word: str | None = None, show_word: bool = False, big: bool = False) -> SafeString:
    """A bare mark. Its word is read out, and is seen too with ``show_word``.

    Takes a code of any family of ``colours``: statuses, responses, comparisons, movements, links, actions.
    """
    found = mark_for(code)
    words = found.word if word is None else word
    size = " big" if big else ""
    if show_word:
        return format_html('<span class="k {}{}">{}</span>', found.css, size, words)
    return format_html('<span class="k bare {}{}"><span class="vh">{}</span></span>', found.css, size, words)


@register.simple_tag
def direction(code: str, arrow: Arrow = "", detail: str = "") -> SafeString:
    """A direction of travel: the arrow shows how the figure moved, the word whether that is good.

    ``arrow`` is "up", "level", "down" or nothing. ``detail`` is a second, small line ("738 against 881").
    """
    found: Mark = mark_for(code)
    css = f"{found.css} {ARROWS[arrow]}".strip()
    words = format_html('<span class="k {}">{}</span>', css, found.word)
    return format_html('{}<small class="small">{}</small>', words, detail) if detail else words


@register.simple_tag
def tag(text: str, kind: str = "plain") -> SafeString:
    """A small label without a mark: a state ("Submitted"), a kind ("Exempt").

    ``kind``: "plain" (outlined), "grey", "good", "attention" or "bad". The words carry the meaning.
    """
    css = {"plain": "plain", "grey": "grey", "good": "g", "attention": "a", "bad": "r"}[kind]
    return format_html('<span class="t {}">{}</span>', css if kind == "plain" else f"flat {css}", text)


@register.simple_tag
def absence(code: str, detail: str = "") -> SafeString:
    """Why a figure is not there, as words in italics; never a blank and never a nought."""
    words = f"{ABSENCES[code]}: {detail}" if detail else ABSENCES[code]
    return format_html('<i class="absent">{}</i>', words)


@register.simple_tag
def count_line(counts: Mapping[str, int] | Iterable[tuple[str, int]], zeros: bool = False) -> SafeString:
    """The counts that a share rests on, each with mark and word: "3 green, 3 amber, 2 red, 1 no data".

    ``counts`` maps status codes to numbers, in the order to show. Noughts are left out unless ``zeros``.
    """
    pairs = list(counts.items() if isinstance(counts, Mapping) else counts)
    found = ((mark_for(code), number) for code, number in pairs if number or zeros)
    items = format_html_join(
        "",
        '<li><span class="k {}"><b>{}</b> {}</span></li>',
        ((shown.css, number, shown.word[0].lower() + shown.word[1:]) for shown, number in found),
    )
    return format_html('<ul class="counts">{}</ul>', items)


@register.simple_tag
def count_cell(code: str, number: int) -> SafeString:
    """A count in an outcome table: mark and number, with the word on a phone; a nought is grey and bare."""
    found = mark_for(code)
    word = found.word.lower()
    if not number:
        return format_html(
            '<td class="num empty-count" data-label="{}"><span class="zero">0</span></td>', word
        )
    return format_html(
        '<td class="num" data-label="{}"><span class="k {}"><b>{}</b></span><span class="ph"> {}</span></td>',
        word,
        found.css,
        number,
        word,
    )


# Page parts -------------------------------------------------------------------------------------------


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*trail: Any) -> dict[str, Any]:
    """Where you are: label and address by turns, and the page's own name last.

    ``{% breadcrumbs "Performance" list_url "Housing" %}``. A single list of ``Link`` or (label, url) pairs is
    taken too.
    """
    if len(trail) == 1 and not isinstance(trail[0], str):
        links = [item if isinstance(item, Link) else Link(*item) for item in trail[0]]
    else:
        labels, urls = trail[0::2], [*trail[1::2], ""]
        links = [Link(str(label), str(url)) for label, url in zip(labels, urls, strict=False)]
    return {"links": links}


@register.inclusion_tag("components/page_header.html")
def page_header(
    title: str, meta: str | Sequence[Any] = (), lede: str = "", caption: str = "", note: str = ""
) -> dict[str, Any]:
    """Title, one grey line (whose, as at when, which edition) and the sentence that says it all.

    ``meta`` is a text or a list of parts, parted by dots; ``note`` stands last in it, in italics
    ("illustrative"). ``caption`` stands above the title.
    """
    parts = [meta] if isinstance(meta, str) else list(meta)
    return {
        "title": title,
        "meta": [part for part in parts if part],
        "lede": lede,
        "caption": caption,
        "note": note,
    }


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[SummaryRow | tuple[Any, ...]]) -> dict[str, Any]:
    """Terms with their values. A row is a ``SummaryRow`` or (key, value[, url, action])."""
    return {"rows": [row if isinstance(row, SummaryRow) else SummaryRow(*row) for row in rows]}


@register.simple_block_tag(end_name="endfacts")
def facts(content: str) -> SafeString:
    """A summary list written out in the template: holds ``{% fact %}`` rows."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag(end_name="endfact")
def fact(content: str, key: str) -> SafeString:
    """One term of a ``{% facts %}`` list, with its value as markup."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", key, content)


@register.inclusion_tag("components/timeline.html")
def timeline(
    events: Iterable[TimelineEvent | tuple[Any, ...]], empty: str = "Nothing has happened yet."
) -> dict[str, Any]:
    """What happened, newest first as given. An event is a ``TimelineEvent`` or (when, text[, by, detail])."""
    return {
        "events": [event if isinstance(event, TimelineEvent) else TimelineEvent(*event) for event in events],
        "empty": empty,
    }


@register.inclusion_tag("components/steps.html")
def steps(labels: Sequence[str], current: str) -> dict[str, Any]:
    """The states that a thing goes through, in order, with the one that it is in; those before are ticked.

    ``current`` is one of ``labels``; anything else raises ValueError.
    """
    here = list(labels).index(current)
    return {"steps": [(label, place < here, place == here) for place, label in enumerate(labels)]}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str, action_url: str = "", action_label: str = "") -> dict[str, Any]:
    """An empty page or list: what belongs there, who can add it and, if the viewer may, the link to do so."""
    return {"title": title, "text": text, "action_url": action_url, "action_label": action_label}


@register.inclusion_tag("components/worked_out.html")
def worked_out(
    lines: Iterable[tuple[Any, Any]],
    rule: str = "",
    conclusion: str = "",
    status_code: str = "",
    note: str = "",
    heading: str = "How was this worked out?",
) -> dict[str, Any]:
    """The rule behind a figure: inputs with their sums, the rule with its version, and what follows.

    ``lines`` are (label, sum) pairs. ``conclusion`` reads on into the status given by ``status_code``:
    "−192 is below −46.5, so" Red.
    """
    return {
        "lines": list(lines),
        "rule": rule,
        "conclusion": conclusion,
        "status_code": status_code,
        "note": note,
        "heading": heading,
    }


@register.simple_block_tag(end_name="enddetails")
def details(content: str, summary: str, is_open: bool = False) -> SafeString:
    """Markup that opens on demand, without a script."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        mark_safe(" open") if is_open else "",
        summary,
        content,
    )


@register.simple_block_tag(end_name="endsurprise")
def surprise(content: str, title: str) -> SafeString:
    """An amber box for a figure that is possible but surprising: says its sum and asks; it does not refuse."""
    return format_html('<div class="surprise"><p><strong>{}</strong></p>{}</div>', title, content)


@register.simple_tag
def warning(text: str) -> SafeString:
    """One important sentence with an exclamation mark: what cannot be undone, who will be told."""
    return format_html('<p class="warning"><span class="vh">Warning</span>{}</p>', text)


@register.inclusion_tag("components/notification.html")
def notification(text: Any, kind: str = "info", title: str = "") -> dict[str, Any]:
    """A banner: what has just happened or what one should know. Kinds: success, info, warning, error."""
    shown = kind if kind in NOTIFICATION_TITLES else "info"
    return {
        "text": text,
        "kind": shown,
        "title": title or NOTIFICATION_TITLES[shown],
        "role": "alert" if shown in ("success", "error") else "region",
    }


@register.simple_tag
def sparkline(
    path: str, milestone_path: str = "", label: str = "", end: tuple[float, float] | None = None
) -> SafeString:
    """A trend in 116 by 30 units: the figures' path, the dashed milestone and a dot at ``end`` (x, y).

    Without ``label`` it is decoration for the sentence beside it; with one it is read out as an image.
    """
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe("aria-hidden=true")
    milestone = format_html('<path class=m d="{}"/>', milestone_path) if milestone_path else EMPTY
    dot = format_html('<path class=z d="M{} {}h0"/>', *end) if end else EMPTY
    return format_html(
        '<svg class=sp width=116 height=30 viewBox="0 0 116 30" {}>{}<path d="{}"/>{}</svg>',
        role,
        milestone,
        path,
        dot,
    )


@register.inclusion_tag("components/bar.html")
def bar(label: str, value: int, total: int, figure: str, note: str = "") -> dict[str, Any]:
    """A part of a whole as a bar: money claimed of money given. ``figure`` is the amount in words or digits.

    A total of nought or less draws an empty bar. The part is cut at the whole and never below nought.
    """
    share = 0 if total <= 0 else min(max(round(1000 * value / total), 0), 1000)
    return {"label": label, "figure": figure, "note": note, "share": share}


@register.inclusion_tag("components/work_row.html")
def work_row(
    due_on: dt.date | None,
    today: dt.date,
    kind: str,
    title: str,
    url: str,
    text: str = "",
    action_url: str = "",
    action_label: str = "",
    primary: bool = False,
) -> dict[str, Any]:
    """One row of *My work* inside ``<ul class="work">``: when, what kind, what, and the one next step."""
    return {
        "due_on": due_on,
        "late": due_on is not None and due_on < today,
        "distance": deadline_words(due_on, today) if due_on else "",
        "kind": kind,
        "title": title,
        "url": url,
        "text": text,
        "action_url": action_url,
        "action_label": action_label,
        "style": BUTTON_STYLES["primary" if primary else "secondary"],
    }


# Forms, buttons, lists --------------------------------------------------------------------------------


@register.simple_tag
def link_button(url: str, label: str, style: str = "secondary", context: str = "") -> SafeString:
    """A link that looks like a button. ``context`` is read after the label ("for NI 154")."""
    extra = format_html('<span class="vh"> {}</span>', context) if context else EMPTY
    return format_html('<a class="{}" href="{}">{}{}</a>', BUTTON_STYLES[style], url, label, extra)


@register.inclusion_tag("components/action_form.html", takes_context=True)
def action_form(
    context: Context,
    url: str,
    label: str,
    style: str = "secondary",
    confirm: str = "",
    hidden: Mapping[str, Any] | None = None,
    context_words: str = "",
) -> dict[str, Any]:
    """A button that changes something: a form of its own that is posted.

    With ``confirm`` the button first opens that sentence with a second button (no script needed). ``hidden``
    are values to send along. ``context_words`` are read after the label ("for NI 154").
    """
    return {
        "url": url,
        "label": label,
        "css": BUTTON_STYLES[style],
        "second_css": BUTTON_STYLES["warning" if style == "warning" else "primary"],
        "confirm": confirm,
        "hidden": list((hidden or {}).items()),
        "context_words": context_words,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | None) -> dict[str, Any]:
    """What is wrong on the page, in page order, each line a link to its field; nothing if all is well."""
    return {"errors": [link for form in forms if form is not None for link in error_links(form)]}


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(
    context: Context,
    form: BaseForm | None = None,
    shown: int | None = None,
    total: int | None = None,
    exports: Iterable[Link | tuple[str, str]] = (),
    button: str = "Show",
    print_link: bool = True,
) -> dict[str, Any]:
    """The plain selects above a list with their *Show* button; counts and downloads at the right.

    ``exports`` are (label, url) pairs and give what the filter shows. Keeps the sort order of the address.
    """
    links = [link if isinstance(link, Link) else Link(*link) for link in exports]
    return {
        "form": form,
        "sort": _query(context).get("sort", ""),
        "shown": shown,
        "total": total,
        "exports": links,
        "button": button,
        "print_link": print_link,
    }


def _query(context: Context) -> QueryDict:
    """The query of the page being drawn; empty outside a request."""
    request = context.get("request")
    return request.GET if request is not None else QueryDict()


def page_numbers(number: int, last: int) -> list[int | None]:
    """The page numbers to offer: the first, the last and those around ``number``; None stands for a gap."""
    wanted = sorted({1, last, *(n for n in range(number - 1, number + 2) if 1 <= n <= last)})
    numbers: list[int | None] = []
    for page in wanted:
        if numbers and numbers[-1] is not None and page - numbers[-1] == 2:
            numbers.append(page - 1)
        elif numbers and numbers[-1] is not None and page - numbers[-1] > 2:
            numbers.append(None)
        numbers.append(page)
    return numbers


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: Context, page: Page[Any], param: str = "page", label: str = "Pages"
) -> dict[str, Any]:
    """Links to the other pages of a list, keeping the rest of the address; nothing for a single page."""
    query = _query(context).copy()

    def address(number: int) -> str:
        query[param] = str(number)
        return "?" + query.urlencode()

    last = page.paginator.num_pages
    return {
        "label": label,
        "many": last > 1,
        "current": page.number,
        "numbers": [(n, address(n) if n else "") for n in page_numbers(page.number, last)],
        "previous": address(page.number - 1) if page.number > 1 else "",
        "next": address(page.number + 1) if page.number < last else "",
    }


# Cells of hand-written tables -------------------------------------------------------------------------


def _cell(label: str, content: Any, css: str = "") -> SafeString:
    """A table cell that says its column's head on a phone."""
    attribute = format_html(' class="{}"', css) if css else EMPTY
    return format_html('<td{} data-label="{}">{}</td>', attribute, label, content)


@register.simple_tag
def date_cell(label: str, when: dt.date | None, none: str = "–") -> SafeString:
    """A cell with a date in short, with its year."""
    return _cell(label, short_date(when, year=True) if when else none)


@register.simple_tag
def number_cell(label: str, figure: Any, none: str = "–", bold: bool = False) -> SafeString:
    """A cell with a figure at the right; ``none`` in italics where there is no figure."""
    if figure is None:
        return _cell(label, format_html('<i class="absent">{}</i>', none), "num")
    return _cell(label, format_html("<b>{}</b>", figure) if bold else conditional_escape(figure), "num")


@register.simple_tag
def status_cell(label: str, code: str, word: str | None = None) -> SafeString:
    """A cell with a status tag."""
    return _cell(label, status(code, word))


@register.simple_tag
def link_cell(label: str, url: str, text: str, note: str = "") -> SafeString:
    """A cell with a link and a small line under it."""
    below = format_html('<span class="small">{}</span>', note) if note else EMPTY
    return _cell(label, format_html('<a href="{}">{}</a>{}', url, text, below))
