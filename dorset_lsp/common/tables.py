"""What every list of the site shares: a lean table, plain values in exports, dates and statuses as cells.

Lists are sorted, filtered and paged at 25 rows. The template ``components/table.html`` writes each cell's
head into ``data-label``, so that a row folds into a block on a phone. Every column that draws markup also
says its plain value (``value``), which is what CSV and XLSX get.
"""

import datetime as dt
from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dorset_lsp.common.colours import mark_for
from dorset_lsp.common.templatetags.components import short_date, status

ROWS_A_PAGE = 25


class BaseTable(tables.Table):
    """The base of every list.

    A subclass may set ``caption`` (what the table holds; also the name of its scrolling region), and
    ``empty_title``, ``empty_words``, ``empty_url`` and ``empty_action`` for a list without rows. All of them
    can be given to the constructor as well, where they depend on the viewer.
    """

    caption: str = ""
    empty_title: str = "Nothing to show"
    empty_words: str = "Nothing matches. Change or clear the filter."
    empty_url: str = ""
    empty_action: str = ""

    class Meta:
        template_name = "components/table.html"
        attrs: ClassVar[dict[str, str]] = {"class": "tbl fold"}
        per_page = ROWS_A_PAGE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for name in ("caption", "empty_title", "empty_words", "empty_url", "empty_action"):
            if name in kwargs:
                setattr(self, name, kwargs.pop(name))
        super().__init__(*args, **kwargs)

    @property
    def heads(self) -> list[dict[str, Any]]:
        """The heads: label, style, sort state for ``aria-sort`` ("" if not sorted by) and next sort order."""
        return [
            {
                "label": column.header,
                "css": _css(column),
                "orderable": column.orderable,
                "sorted": _sort_state(column),
                "next": column.order_by_alias.next if column.orderable else "",
            }
            for column in self.columns
        ]

    @property
    def lean_rows(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The rows of this page as (row class, cells); each cell with its content, head and style.

        The attributes of a cell are worked out once a column and not once a cell, which is what makes
        django-tables2 slow; a column that needs a style by row draws it inside its cell.
        """
        columns = [(column.name, str(column.header), _css(column)) for column in self.columns]
        return [
            (
                str(row.attrs.get("class", "")).replace("even", "").replace("odd", "").strip(),
                [
                    {"content": row.get_cell(name), "head": head, "css": css, "first": place == 0}
                    for place, (name, head, css) in enumerate(columns)
                ],
            )
            for row in self.paginated_rows
        ]


def _css(column: Any) -> str:
    """The style class that a column asks for."""
    return str(column.column.attrs.get("td", {}).get("class", ""))


def _sort_state(column: Any) -> str:
    """The value of ``aria-sort`` for a column: "ascending", "descending" or "" where it is not sorted by."""
    if not (column.orderable and column.is_ordered):
        return ""
    return "descending" if column.order_by_alias.is_descending else "ascending"


class DateColumn(tables.Column):
    """A date in short with its year; the ISO date in exports. A missing date reads as the column's default."""

    def render(self, value: dt.date) -> SafeString:
        """20 Apr 2009."""
        return short_date(value, year=True)

    def value(self, value: Any) -> str:
        """2009-04-20, or nothing where there is no date."""
        return value.isoformat() if isinstance(value, dt.date) else ""


class StatusColumn(tables.Column):
    """A status code as a tag; its word in exports. Codes are those of ``dorset_lsp.common.colours``."""

    def render(self, value: str) -> SafeString:
        """Mark and word."""
        return status(value)

    def value(self, value: Any) -> str:
        """The word alone, or nothing where there is no status."""
        return mark_for(value).word if value else ""


class NumberColumn(tables.Column):
    """A figure at the right with its unit; the bare figure in exports.

    ``unit`` follows the figure after a narrow space ("%"), or stands before it if it is a currency sign.
    """

    def __init__(self, *args: Any, unit: str = "", **kwargs: Any) -> None:
        attrs = kwargs.pop("attrs", {})
        attrs = {**attrs, "td": {"class": "num", **attrs.get("td", {})}}
        super().__init__(*args, attrs=attrs, **kwargs)
        self.unit = unit

    def render(self, value: Any) -> str:
        """1,240 or 22.4 % or £8,600."""
        figure = f"{value:,}" if isinstance(value, int) else str(value)
        if self.unit in ("£", "€", "$"):
            return f"{self.unit}{figure}"
        return f"{figure}\u202f{self.unit}" if self.unit else figure

    def value(self, value: Any) -> Any:
        """The figure without its unit; nothing where there is none."""
        return "" if value is None or value == self.default else value


class LinkColumn(tables.Column):
    """A text that leads to the row's own page; the bare text in exports.

    Rows are model instances with ``get_absolute_url``, or mappings with a key ``url``. ``note`` names an
    attribute of the row that stands in small print under the link.
    """

    def __init__(self, *args: Any, note: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.note = note

    def render(self, value: Any, record: Any) -> SafeString:
        """The link, and under it the note if there is one."""
        url = record["url"] if isinstance(record, dict) else record.get_absolute_url()
        link = format_html('<a href="{}">{}</a>', url, value)
        words = tables.A(self.note).resolve(record, quiet=True) if self.note else ""
        return format_html('{}<span class="small">{}</span>', link, words) if words else link

    def value(self, value: Any) -> str:
        """The text alone."""
        return "" if value is None else str(value)
