"""What workers do for scrutiny: thin functions that fetch, leave quietly if the thing has gone, and hand on."""

from __future__ import annotations

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.today import today
from scrutiny.changes import reports
from scrutiny.models import ReportEdition
from scrutiny.report.paper import store

MAKER = NamedJob("making reports of scrutiny")


def compile_review_report(*, review: int) -> None:
    """Make the files of a review's report that are not there yet."""
    waiting = ReportEdition.objects.filter(review=review, file__isnull=True).select_related("review")
    for edition in waiting:
        reports.keep(edition=edition, file=store(edition), by=MAKER, on=today())
