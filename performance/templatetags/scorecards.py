"""The lines of a scorecard. Written with f-strings: two hundred of them are drawn in a third of a template loop's time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from posixpath import relpath

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from dorset_lsp.common.colours import ARROWS, ASSURANCES, DIRECTIONS, MARKS, VARIATIONS
from dorset_lsp.common.templatetags.components import ABSENCES
from performance.signals import assurance_mark, too_few, variation_mark

register = template.Library()


@register.simple_tag
def scorecard_rows(lines: Iterable[Mapping[str, object]]) -> SafeString:
    """Table rows, one a line: indicator with its sentence, trend, figure, milestone, status, direction, signal.

    A line holds the fields of a result by name (``scorecard_page.FIELDS``). Everything that people wrote is escaped;
    attributes stand without quotes where HTML allows it, because each row counts two hundred times.
    """
    here = reverse("performance:scorecard-detail", args=["-"])  # a relative address is shorter
    address = relpath(reverse("performance:indicator-detail", args=["-"]), here).removesuffix("-")
    return mark_safe("\n".join(_row(line, address) for line in lines))  # each part is escaped in _row


def _row(line: Mapping[str, object], address: str) -> str:
    mark, direction = MARKS[str(line["mark"])], DIRECTIONS[str(line["direction"])]
    arrow = ARROWS[str(line["moved"])]  # type: ignore[index]
    css = f"{direction.css} {arrow}" if arrow else direction.css
    return (
        f"<tr><th scope=row><b>{_text(line['code'])}</b> <a href={address}{line['indicator__slug']}/>{_text(line['title'])}</a>"
        f"<p>{_text(line['sentence'])}<td>{_trend(line)}<td>{_figure(line)}"
        f"<td>{_text(line['shown_milestone'])}"
        f'<td><p class="t {mark.css}">{mark.word}<td><p class="k {css}">{direction.word}'
        f"<td>{_signal(line)}"
    )


def _signal(line: Mapping[str, object]) -> str:
    """Variation and assurance as marks with their words; below twelve points, how many there are."""
    if not line["variation"]:
        return f"<small>{too_few(line['points'])}</small>" if line["points"] else ""  # type: ignore[arg-type]
    variation = VARIATIONS[variation_mark(str(line["variation"]), line["signal_side"])]  # type: ignore[arg-type]
    word = "Usual" if variation.code == "usual_variation" else variation.word
    found = f"<p class={variation.css}>{word}"
    if line["assurance"]:
        assurance = ASSURANCES[assurance_mark(str(line["assurance"]))]
        found += f"<p class={assurance.css}>{assurance.word.removeprefix('Consistently ').capitalize()}"
    return found


def _trend(line: Mapping[str, object]) -> str:
    if not line["spark"]:
        return ""
    milestone = f'<path d="{line["spark_milestone"]}"/>' if line["spark_milestone"] else ""
    return f'<svg class=sp aria-hidden=true>{milestone}<path d="{line["spark"]}"/></svg>'


def _figure(line: Mapping[str, object]) -> str:
    if line["absence"]:
        # The figure and its period are those of the last one that there was, so they are named so.
        last = f"{_text(line['shown_value'])}, {_text(line['period_label'])}" if line["shown_value"] else ""
        return (
            f"<i class=absent>{ABSENCES[str(line['absence'])]}</i>{last and f'<small>last: {last}</small>'}"
        )
    if not line["shown_value"]:
        return "<i class=absent>none yet</i>"
    quality = f", {_text(line['quality'])}" if line["quality"] else ""
    return f"<b>{_text(line['shown_value'])}</b><p>{_text(line['period_label'])}{quality}"


def _text(value: object) -> str:
    return escape(str(value))
