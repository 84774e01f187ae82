"""What differs between two editions of one round: a row for each indicator and field, from their frozen data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dorset_lsp.common.colours import mark_for

FIELDS: Final = {
    "title": "Title",
    "owner_name": "Owner",
    "shown_value": "Figure",
    "period_label": "Period of the figure",
    "shown_milestone": "Milestone",
    "mark": "Status",
    "direction": "Direction",
    "sentence": "In words",
    "is_provisional": "Provisional",
    "commentary": "Commentary",
}
"""The fields of a result that people read, in the order of the table, with what they are called."""
MARKS: Final = ("mark", "direction")
"""Fields whose code is told by its word."""

Document = Mapping[str, Any]


def between(before: Document, after: Document) -> list[dict[str, str]]:
    """Every difference as {"code", "title", "field", "before", "after"}, in the order of the later edition."""
    return [
        {"code": code, "title": title, "field": field, "before": was, "after": is_}
        for code, title, field, was, is_ in _rows(before, after)
    ]


def _rows(before: Document, after: Document) -> Iterator[tuple[str, str, str, str, str]]:
    said, says = _by_code(before["results"]), _by_code(after["results"])
    had, has = _by_code(before["indicators"]), _by_code(after["indicators"])
    for code, result in says.items():
        title = result["title"]
        if code not in said:
            yield code, title, "Indicator", "not in the report", "added"
            continue
        for field, label in FIELDS.items():
            if said[code][field] != result[field]:
                yield code, title, label, _words(field, said[code][field]), _words(field, result[field])
        for period, was, is_ in _figures(had[code], has[code]):
            yield code, title, f"Figure of {period}", was, is_
    for code in (one for one in said if one not in says):
        yield code, said[code]["title"], "Indicator", "in the report", "left out"


def _by_code(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in rows}


def _figures(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each period whose own figure differs, exactly compared."""
    was = {figure["period"]: figure for figure in before["figures"]}
    for figure in after["figures"]:
        old = was.get(figure["period"])
        if old is None:
            yield figure["period"], "none", _figure(figure)
        elif (old["value"], old["absence"]) != (figure["value"], figure["absence"]):
            exactly = old["shown"] == figure["shown"]
            yield figure["period"], _figure(old, exactly=exactly), _figure(figure, exactly=exactly)


def _figure(figure: dict[str, Any], *, exactly: bool = False) -> str:
    """As shown, or its absence; ``exactly`` for two figures that look alike at their decimals."""
    if figure["value"] is None:
        return str(figure["absence"])
    return str(figure["value"] if exactly else figure["shown"])


def _words(field: str, value: Any) -> str:
    if field in MARKS:
        return mark_for(value).word
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value else "none"
