"""What workers do for performance: thin functions that fetch, leave quietly if the thing has gone, and hand on."""

from __future__ import annotations

from dorset_lsp.common.today import today
from performance.models import Edition
from performance.reports.compiling import Progress, compile_edition


def compile_report(*, edition: int, progress: Progress) -> None:
    """Make the report of an edition."""
    found = Edition.objects.select_related("round").filter(pk=edition).first()
    if found is not None:
        compile_edition(found, on=today(), progress=progress)
