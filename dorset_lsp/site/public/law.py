"""What the law wants told: what is held of people, why and for how long; and which cookies are set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from dorset_lsp.common.clearing import KEPT_FOR

HOURS: Final = settings.SESSION_COOKIE_AGE // 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of record about people: what it is, why it is kept and for how long."""

    what: str
    why: str
    how_long: str


KEPT: Final = (
    Kept(
        "Name, post, e-mail address and organisation of people who work in the partnership",
        "So that it is known who sits where and who answers for what",
        "As long as the account is open; then the name stays with what they did",
    ),
    Kept(
        "Seats, interests declared, attendance, decisions and agreed minutes",
        "A public body shows who decided",
        "For good, as part of the record",
    ),
    Kept(
        "Who changed what and when",
        "So that nothing published can be altered unseen; the history is sealed",
        "For good, as part of the record",
    ),
    Kept(
        "Name and address that you leave with a suggestion to scrutiny, if you do",
        "So that you can be answered; only those who decide about it see them",
        "With the suggestion, as part of the work programme's record",
    ),
    Kept(
        "Whether a message or a job was done",
        "So that none is lost or sent twice",
        f"{KEPT_FOR.days} days; then a nightly job removes it",
    ),
    Kept("That you are signed in", "So that you need not sign in on each page", f"{HOURS} hours at most"),
    Kept(
        "Your network address, when you sign in or call the API",
        "So that nobody guesses passwords or floods the site",
        "Minutes, in the site's memory",
    ),
)
COOKIES: Final = (
    (settings.SESSION_COOKIE_NAME, "keeps you signed in", f"{HOURS} hours at most"),
    (settings.CSRF_COOKIE_NAME, "keeps others from sending a form in your name", "a year"),
)
