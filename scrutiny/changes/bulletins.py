"""Changes to bulletins: brought out once a period, and sent to all elected members."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require
from scrutiny import emails
from scrutiny.bulletin import Span, content_of
from scrutiny.models import Bulletin
from scrutiny.people import elected_members


@change
def bring_out(*, span: Span, by: Actor, on: date) -> Bulletin:
    """Write the bulletin of a period that has ended, and send it. The same period again is one."""
    require(by, "scrutiny.bring_out_bulletin", Bulletin)
    existing = Bulletin.objects.filter(kind=span.kind, from_on=span.from_on).first()
    if existing is not None:
        nothing_to_change()
        return existing
    bulletin = Bulletin.objects.create(
        kind=span.kind, from_on=span.from_on, to_on=span.to_on, content=content_of(span), out_on=on
    )
    record("bulletin.bring_out", bulletin, by=by, on=on)
    for person in elected_members(on):
        emails.send_bulletin(bulletin, person=person)
    return bulletin
