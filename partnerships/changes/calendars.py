"""Changes to the keys by which people's calendar programs read their meetings."""

from __future__ import annotations

import secrets
from datetime import date

from dorset_lsp.common.changes import change, record, require
from partnerships.calendar_keys import digest_of
from partnerships.models import CalendarKey, Person


@change
def renew(*, person: Person, by: Person, on: date) -> str:
    """Make a new key and void the one before. Returns the key, which is kept nowhere and can be shown only now."""
    require(by, "partnerships.edit_account", person)
    secret = secrets.token_urlsafe(32)
    row, _ = CalendarKey.objects.update_or_create(
        person=person, defaults={"sha256": digest_of(secret), "made_on": on}
    )
    record("calendar_key.renew", row, by=by, on=on)
    return f"{person.pk}-{secret}"


@change
def stop(*, person: Person, by: Person, on: date) -> None:
    """Void the key without making another."""
    require(by, "partnerships.edit_account", person)
    row = CalendarKey.objects.filter(person=person).first()
    record("calendar_key.stop", person, by=by, on=on)
    if row is not None:
        row.delete()
