"""The change by which a person chooses how they hear of what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require
from dorset_lsp.common.notices import ByMail, KindOfNotice
from partnerships.models import NoticeChoice, Person


@change
def choose(*, person: Person, choices: Mapping[KindOfNotice, ByMail], by: Actor, on: date) -> None:
    """Choose how notices of these kinds come by e-mail. Raises Refused for one that a law keeps switched on."""
    require(by, "partnerships.edit_account", person)
    for kind, way in choices.items():
        if way not in kind.ways:
            raise Refused(f"“{kind}” cannot be switched off. {kind.law}")
    rows = {row.kind: row for row in NoticeChoice.objects.filter(person=person)}
    difference = {}
    for kind, way in choices.items():
        row = rows.get(kind.code)
        before = ByMail(row.by_mail) if row else ByMail.AT_ONCE
        if before == way:
            continue
        NoticeChoice.objects.update_or_create(person=person, kind=kind.code, defaults={"by_mail": way})
        difference[kind.code] = (before.value, way.value)
    if difference:
        record("person.choose_notices", person, by=by, on=on, difference=difference)
    else:
        nothing_to_change()
