"""The change that the timetable makes about money, risks and findings: somebody is told, once, by a unique row."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require
from dorset_lsp.common.references import Reference
from partnerships import tidings
from partnerships.enums import NoticeKind
from partnerships.models import Finding, Notice, Partnership, Person, Project, Risk


@change
def tell(
    *, what: NoticeKind, about: Risk | Finding | Project, due_on: date, person: Person, by: Actor, on: date
) -> None:
    """Tell one person of one deadline, once."""
    require(by, "partnerships.send_notice", Partnership)
    pointer = Reference.to(about)
    notice, is_new = Notice.objects.get_or_create(
        kind=what,
        about_kind=pointer.kind,
        about_id=pointer.id,
        due_on=due_on,
        person=person,
        defaults={"sent_on": on},
    )
    if not is_new:
        nothing_to_change()
        return
    record("notice.send", notice, by=by, on=on, difference={"about": (None, about)})
    tidings.tell_of_deadline(what, about, person=person, on=on, key=f"notice:{notice.pk}")
