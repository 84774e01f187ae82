"""What the law wants told of cookies. What is held of people, and for how long, is declared in ``site.retention``."""

from __future__ import annotations

from typing import Final

from django.conf import settings

HOURS: Final = settings.SESSION_COOKIE_AGE // 3600

COOKIES: Final = (
    (settings.SESSION_COOKIE_NAME, "keeps you signed in", f"{HOURS} hours at most"),
    (settings.CSRF_COOKIE_NAME, "keeps others from sending a form in your name", "a year"),
)
