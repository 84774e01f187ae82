"""Whose calendar a key opens."""

from __future__ import annotations

import hmac
from hashlib import sha256

from partnerships.models import CalendarKey, Person

NOBODYS = "0" * 64
LONGEST_ID = 18


def digest_of(secret: str) -> str:
    """What is kept of a key."""
    return sha256(secret.encode()).hexdigest()


def owner_of(key: str) -> Person | None:
    """The person whose key this is and whose account is open, else None. Compared in the same time either way."""
    number, _, secret = key.partition("-")
    row = (
        CalendarKey.objects.select_related("person")
        .filter(person=int(number), person__is_active=True)
        .first()
        if number.isascii() and number.isdigit() and len(number) <= LONGEST_ID
        else None
    )
    is_right = hmac.compare_digest(row.sha256 if row else NOBODYS, digest_of(secret))
    return row.person if row and is_right else None


def key_of(person: Person) -> CalendarKey | None:
    """What is known of a person's key: the day on which it was made. The key itself is kept nowhere."""
    return CalendarKey.objects.filter(person=person).first()
