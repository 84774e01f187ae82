"""Changes by which old records go: reported first, removed after the report has stood, or stopped by an administrator."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require
from dorset_lsp.common.days import in_full
from dorset_lsp.site import emails, retention
from dorset_lsp.site.enums import RETENTION_MOVES
from dorset_lsp.site.models import RetentionReport
from partnerships.models import Person


@change
def report(*, by: Actor, on: date) -> RetentionReport | None:
    """Write down what is old, and tell administrators. None when a report stands already, or nothing is old."""
    require(by, "common.set_up", RetentionReport)
    counts = retention.counts_on(on)
    if not counts or RetentionReport.objects.standing().exists():
        nothing_to_change()
        return None
    made = RetentionReport.objects.create(made_on=on, removes_on=on + retention.NOTICE, counts=counts)
    record("retention.report", made, by=by, on=on, difference={name: (None, n) for name, n in counts.items()})
    emails.tell_of_retention(made)
    return made


@change
def carry_out(*, report: RetentionReport, by: Actor, on: date) -> None:
    """Remove what a report told, by the periods as they stood on its day. Raises Refused before its time."""
    require(by, "common.set_up", report)
    if on < report.removes_on:
        raise Refused(f"Nothing of it is removed before {in_full(report.removes_on)}.")
    if not states.move(report, "carry_out", RETENTION_MOVES, by=by, on=on):
        return
    report.removed = retention.remove(report.made_on)
    report.save(update_fields=["removed"])
    difference = {name: (count, 0) for name, count in report.removed.items()}
    record("retention.remove", report, by=by, on=on, difference=difference)


@change
def stop(*, report: RetentionReport, reason: str, by: Person, on: date) -> None:
    """Remove nothing of it, with a reason: a request or a case needs the records. A next report comes after its notice."""
    require(by, "common.set_up", report)
    if not reason.strip():
        raise Refused("Say why nothing is to be removed.")
    states.move(
        report,
        "stop",
        RETENTION_MOVES,
        by=by,
        on=on,
        why=reason,
        stopped_on=on,
        stopped_by=by,
        stop_reason=reason,
    )
