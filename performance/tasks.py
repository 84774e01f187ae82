"""What workers do for performance: thin functions that fetch, leave quietly if the thing has gone, and hand on."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.fetching import Limits, NotFetched, fetch
from dorset_lsp.common.today import today
from performance.changes import pulls
from performance.models import Edition, Pull, Source
from performance.pulling.reading import NotRead, read
from performance.reports.compiling import Progress, compile_edition


def compile_report(*, edition: int, progress: Progress) -> None:
    """Make the report of an edition."""
    found = Edition.objects.select_related("round").filter(pk=edition).first()
    if found is not None:
        compile_edition(found, on=today(), progress=progress)


def pull_file(*, source_id: int, key: str, due_on: str, on: str, by_name: str, progress: Progress) -> None:
    """Fetch a partner's file and take over what fits. In pieces, so that no transaction is open while a server is waited for."""
    source = Source.objects.select_related("organisation", "person").filter(pk=source_id).first()
    if source is None or source.why_not_fetched or Pull.objects.filter(key=key).exists():
        return
    who, day = NamedJob(by_name), date.fromisoformat(on)
    due = date.fromisoformat(due_on) if due_on else None
    content = b""
    try:
        content = fetch(source.address, limits=Limits.of_the_site())
        progress(done=1, of=2)
        lines = read(content, wanted=source.columns)
    except (NotFetched, NotRead) as error:
        pulls.note_failure(
            source=source, key=key, error=str(error), content=content, by=who, on=day, due_on=due
        )
        return
    pulls.take(source=source, key=key, content=content, lines=lines, by=who, on=day, due_on=due)
