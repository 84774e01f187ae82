"""What the site as a whole tells people, by e-mail and in their list."""

from __future__ import annotations

from django.urls import reverse

from dorset_lsp.common.days import in_full
from dorset_lsp.site.models import RetentionReport
from dorset_lsp.site.notice_kinds import OLD_RECORDS
from dorset_lsp.site.retention import REMOVABLE
from partnerships.models import Person
from partnerships.posting import tell


def tell_of_retention(report: RetentionReport) -> None:
    """Every administrator: what has been kept for too long, and from when on it is removed."""
    when = in_full(report.removes_on)
    lines = [f"{kind.what}: {report.counts[kind.name]}" for kind in REMOVABLE if kind.name in report.counts]
    for person in Person.objects.filter(is_staff=True, is_active=True):
        tell(
            person,
            OLD_RECORDS,
            subject=f"Old records are removed on {when}",
            opening=f"These records have been kept for as long as the partnership said, and are removed on {when}:",
            lines=lines,
            paragraphs=["If any of them is still needed, say so before that day, with the reason."],
            link_label="Look at what will be removed",
            path=reverse("site:retention"),
            why="You get this because you are an administrator of the site.",
            key=f"retention:{report.pk}:{person.pk}",
        )
