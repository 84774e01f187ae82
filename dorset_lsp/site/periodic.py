"""What the site as a whole does by itself: old records are reported, and removed when their report has stood."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import NamedJob, Refused
from dorset_lsp.common.days import in_full
from dorset_lsp.common.periodic import Item
from dorset_lsp.site.changes import retention as changes
from dorset_lsp.site.models import RetentionReport
from dorset_lsp.site.retention import NOTICE, counts_on

KEEPER = NamedJob("keeping records no longer than was said")


def records_to_report(on: date) -> list[Item]:
    """One report of what is old, unless one stands, or one was stopped so lately that it was answered already."""
    recent = RetentionReport.objects.filter(stopped_on__gt=on - NOTICE)
    if RetentionReport.objects.standing().exists() or recent.exists():
        return []
    counts = counts_on(on)
    if not counts:
        return []
    words = ", ".join(f"{count} of {name.replace('_', ' ')}" for name, count in counts.items())
    return [Item(key=f"report-records:{on}", words=f"Report {words}", arguments={"on": f"{on}"})]


def report_records(*, on: str) -> None:
    """Write the report and tell administrators."""
    changes.report(by=KEEPER, on=date.fromisoformat(on))


def records_to_remove(on: date) -> list[Item]:
    """The report that has stood for long enough."""
    return [
        Item(
            key=f"remove-records:{report.pk}",
            words=f"Remove what was reported on {in_full(report.made_on)}",
            arguments={"report_id": report.pk, "on": f"{on}"},
        )
        for report in RetentionReport.objects.standing().filter(removes_on__lte=on)
    ]


def remove_records(*, report_id: int, on: str) -> None:
    """Remove what a report told, unless it was stopped meanwhile."""
    report = RetentionReport.objects.standing().filter(pk=report_id).first()
    if report is None:
        return
    try:
        changes.carry_out(report=report, by=KEEPER, on=date.fromisoformat(on))
    except Refused:
        return  # its day was moved, or somebody stopped it just now
