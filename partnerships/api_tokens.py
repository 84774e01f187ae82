"""Whom a token stands for, and when it was last used."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from partnerships.calendar_keys import digest_of
from partnerships.models import ApiToken

NOTED_EVERY: Final = timedelta(minutes=1)
"""So often the use of a token is noted, at the most."""


def token_of(secret: str, on: date, *, at: datetime) -> ApiToken | None:
    """The token, if it opens anything on this day; its use is noted. Found by its hash, so that guesses take one time."""
    row = (
        ApiToken.objects.select_related("organisation", "person__organisation")
        .filter(sha256=digest_of(secret))
        .first()
    )
    if row is None or not row.is_good_on(on):
        return None
    if row.last_used_at is None or at - row.last_used_at >= NOTED_EVERY:
        row.last_used_at = at
        row.save(update_fields=["last_used_at"])
    return row
