"""What was agreed, as it was printed wherever that still says what holds; and the scorecards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dorset_lsp.site.loading.cells import NUMBER
from dorset_lsp.site.loading.exporting.indicators import place_of
from dorset_lsp.site.loading.exporting.people import slug_of
from dorset_lsp.site.loading.exporting.printing import AsPrinted, Cells, Exact, says
from dorset_lsp.site.loading.exporting.whole import Whole
from performance.models import PrintedCell, Refresh, RefreshLine, Scorecard, Target, TargetPoint


def _targets(whole: Whole) -> Iterator[Cells]:
    targets = Target.objects.filter(version__agreement=whole.agreement).select_related("version", "indicator")
    for target in sorted(targets.prefetch_related("relates_to"), key=_place_of):
        values = {
            "version": target.version.number,
            "indicator": target.indicator.code,
            "kind": target.kind,
            "state": target.state,
            "state_as_printed": target.state_as_printed,
            "state_reason": target.state_reason,
            "baseline": target.baseline,
            "baseline_label": target.baseline_label,
            "baseline_from": target.baseline_from,
            "baseline_to": target.baseline_to,
            "relates_to": tuple(sorted(one.slug for one in target.relates_to.all())),
        }
        printed = {name: AsPrinted(value, target.as_printed.get(name, "")) for name, value in values.items()}
        yield {**printed, "baseline_as_printed": Exact(target.baseline_as_printed)}


def _target_points(whole: Whole) -> Iterator[Cells]:
    points = TargetPoint.objects.filter(target__version__agreement=whole.agreement)
    points = points.select_related("target__version", "target__indicator")
    for point in sorted(points, key=lambda one: (_place_of(one.target), one.to_on)):
        value = AsPrinted(point.value, point.as_printed)
        yield {
            "version": point.target.version.number,
            "indicator": point.target.indicator.code,
            "label": point.label,
            "from": point.from_on,
            "to": point.to_on,
            "value": value,
            "value_high": point.value_high,
            # The value's own cell keeps how it was printed, where it was printed as a number.
            "as_printed": Exact("" if says(NUMBER, value) else point.as_printed),
        }


def _refreshes(whole: Whole) -> Iterator[Cells]:
    """Those that wait for a decision. What was approved stands as a version, and the rest stays here."""
    for key, refresh in _waiting(whole).items():
        yield {
            "key": key,
            "title": refresh.title,
            "reason": refresh.reason,
            "proposed": refresh.proposed_on,
            "proposed_by": refresh.begun_by.email,
            "decided": None,
            "decided_by": "",
            "decided_as": "",
            "decision": "",
        }


def _refresh_targets(whole: Whole) -> Iterator[Cells]:
    for key, line in _waiting_lines(whole):
        yield {
            "refresh": key,
            "indicator": line.indicator.code,
            "kind": line.kind,
            "state": line.state,
            "state_reason": line.state_reason,
            "baseline": line.baseline,
            "baseline_label": line.baseline_label,
            "baseline_from": line.baseline_from,
            "baseline_to": line.baseline_to,
        }


def _refresh_points(whole: Whole) -> Iterator[Cells]:
    for key, line in _waiting_lines(whole):
        for point in sorted(line.points.all(), key=lambda one: one.to_on):
            yield {
                "refresh": key,
                "indicator": line.indicator.code,
                "label": point.label,
                "from": point.from_on,
                "to": point.to_on,
                "value": point.value,
                "value_high": point.value_high,
            }


def _waiting(whole: Whole) -> dict[str, Refresh]:
    """The proposals that wait, by a key made of their order, the same wherever they are exported."""
    rows = Refresh.objects.to_be_decided().filter(agreement=whole.agreement).select_related("begun_by")
    in_order = sorted(rows, key=lambda one: (one.proposed_on, one.title))
    return {f"proposal-{place}": one for place, one in enumerate(in_order, 1)}


def _waiting_lines(whole: Whole) -> Iterator[tuple[str, RefreshLine]]:
    for key, refresh in _waiting(whole).items():
        lines = refresh.lines.select_related("indicator").prefetch_related("points")
        for line in sorted(lines, key=lambda one: place_of(one.indicator)):
            yield key, line


def _printed(whole: Whole) -> Iterator[Cells]:
    cells = PrintedCell.objects.select_related("indicator")
    for cell in sorted(cells, key=lambda one: (one.document, one.row, one.position, one.heading)):
        yield {
            "document": cell.document,
            "row": cell.row,
            "indicator": cell.indicator.code,
            "heading": cell.heading,
            "text": Exact(cell.text),
            "read_as": cell.read_as,
        }


def _scorecards(whole: Whole) -> Iterator[Cells]:
    scorecards = Scorecard.objects.select_related("body", "organisation", "outcome")
    scorecards = scorecards.prefetch_related("lines__indicator")
    for scorecard in sorted(scorecards, key=lambda one: (one.position, one.slug)):
        lines = sorted(scorecard.lines.all(), key=lambda line: (line.position, line.indicator.code))
        yield {
            "slug": scorecard.slug,
            "title": scorecard.title,
            "subtitle": scorecard.subtitle,
            "body": slug_of(scorecard.body),
            "organisation": slug_of(scorecard.organisation),
            "outcome": scorecard.outcome.slug if scorecard.outcome else "",
            "agreement": whole.agreement is not None and scorecard.agreement_id == whole.agreement.pk,
            "indicators": tuple(line.indicator.code for line in lines),
            "position": scorecard.position,
        }


def _place_of(target: Target) -> tuple[int, int, str]:
    return target.version.number, *place_of(target.indicator)


ROWS: Final[dict[str, Callable[[Whole], Iterator[Cells]]]] = {
    "targets": _targets,
    "target_points": _target_points,
    "refreshes": _refreshes,
    "refresh_targets": _refresh_targets,
    "refresh_points": _refresh_points,
    "printed": _printed,
    "scorecards": _scorecards,
}
