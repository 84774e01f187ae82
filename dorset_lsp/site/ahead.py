"""What people are shown across the apps, worked out by a worker soon after something was changed, before they ask for it.

Pages find it in the cache under the newest event; a page that comes sooner works it out for itself. So nothing depends on a
worker but how quickly a page is there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from django.conf import settings

from dorset_lsp.common.stamps import asked_once
from dorset_lsp.common.today import today
from dorset_lsp.site.dashboards import of_the_board
from dorset_lsp.site.work import work_count
from partnerships.models import Person

MOST: Final = 5.0
"""Seconds that one round may take, so that jobs never wait long behind it. Whom it does not reach comes at the next."""


def work_ahead(*, now: datetime, most: float = MOST) -> list[Person]:
    """Work out what waits for whoever may be signed in, and the Board's page for who opens it. Gives whom it reached.

    Who signed in last comes first. What is kept already costs a look into the cache. Where each process keeps for itself,
    there is nobody to work for.
    """
    if not settings.IS_CACHE_SHARED:
        return []
    ends = monotonic() + most
    since = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    reached = []
    for person in Person.objects.filter(is_active=True, last_login__gt=since).order_by("-last_login", "pk"):
        if monotonic() > ends:
            break
        with asked_once():
            day = today()
            work_count(person, day)
            if person.standing(day).is_member_of_any_body:
                of_the_board(person, day)
        reached.append(person)
    return reached
