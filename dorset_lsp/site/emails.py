"""What the site as a whole tells people, by e-mail and in their list."""

from __future__ import annotations

from django.urls import reverse

from dorset_lsp.common.days import in_full
from dorset_lsp.site.models import Pack, RetentionReport
from dorset_lsp.site.notice_kinds import OLD_RECORDS
from dorset_lsp.site.retention import REMOVABLE
from partnerships.emails import when_in_words
from partnerships.models import Person
from partnerships.notice_kinds import PAPERS
from partnerships.people_on_duty import members_at, presenters_at
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


def tell_of_pack(pack: Pack) -> int:
    """Everybody who is expected at the meeting, and may read its pack today: there it is. Returns how many are told."""
    meeting = pack.meeting
    what = "The pack" if pack.number == 1 else "A new edition of the pack"
    expected = members_at(meeting) | presenters_at(meeting)
    told = [
        tell(
            person,
            PAPERS,
            about=pack,
            subject=f"{pack}",
            opening=f"{what} for the meeting of {meeting.body} on {when_in_words(meeting)} was sent out.",
            link_label="Read the pack",
            path=pack.get_absolute_url(),
            why=f"You get this because you are expected at the meeting of {meeting.body}.",
            key=f"pack:{pack.pk}:{person.pk}",
        )
        for person in expected.order_by("pk")
        if person.may("site.view_pack", pack)
    ]
    return sum(notice is not None for notice in told)
