"""Telling one person one thing: it stands in their list on the site, and comes by e-mail as they chose.

Called inside the change that it tells of, whose transaction it shares. Like a job, a notice has a key that says what it
is about and for whom, so that it is posted once. What is posted holds no blind rating and no word of a text that has an
audience; whether its reader may see what it is about is asked when it is shown and when it is sent.
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.db import models

from dorset_lsp.common import mail
from dorset_lsp.common.letters import Letter, post
from dorset_lsp.common.notices import ByMail, KindOfNotice
from dorset_lsp.common.references import Reference
from dorset_lsp.common.stamps import kept
from dorset_lsp.common.today import today
from partnerships.models import NoticeChoice, Partnership, Person, PostedNotice

CHOOSE: Final = "/account/notices/"
"""Where a person chooses how they hear of what."""


def sender() -> str:
    """Who writes: the partnership, by its name."""
    partnership = kept("partnership", Partnership.objects.first, of_kinds=(Partnership,))
    return partnership.name if partnership else "The partnership"


def tell(
    person: Person, kind: KindOfNotice, *, subject: str, opening: str, path: str, key: str,
    about: models.Model | None = None, attachment: mail.Attachment | None = None, **parts: Any,
) -> PostedNotice | None:  # fmt: skip
    """Tell a person once for this key. ``parts`` are the letter's other ones. None when nothing new was posted.

    Nobody who cannot sign in is told of anything, and while a folder's past is replayed nobody is.
    """
    if not person.is_active or mail.is_quiet():
        return None
    pointer = Reference.to(about) if about is not None else None
    by_mail = choice_of(person, kind)
    notice, is_new = PostedNotice.objects.get_or_create(
        key=key,
        defaults={
            "person": person, "kind": kind.code, "subject": subject[:300], "opening": _alone(opening), "path": path,
            "about_kind": pointer.kind if pointer else "", "about_id": pointer.id if pointer else None,
            "by_mail": by_mail, "posted_on": today(),
        },
    )  # fmt: skip
    if not is_new:
        return None
    if by_mail == ByMail.AT_ONCE:
        letter = Letter(
            name=person.name, opening=opening, link=f"{settings.PUBLIC_URL}{path}", sender=sender(),
            choose=f"{settings.PUBLIC_URL}{CHOOSE}", **parts,
        )  # fmt: skip
        post(
            letter, to=person.email, subject=subject, key=key, attachment=attachment, notice_id=notice.pk,
        )  # fmt: skip
    return notice


def choice_of(person: Person, kind: KindOfNotice) -> ByMail:
    """How a person hears of a kind by e-mail. A kind that hangs on a law is never left out."""
    row = NoticeChoice.objects.filter(person=person, kind=kind.code).first()
    chosen = ByMail(row.by_mail) if row else ByMail.AT_ONCE
    return chosen if chosen in kind.ways else ByMail.AT_ONCE


def _alone(opening: str) -> str:
    """The opening as it stands without the list that follows it in the letter."""
    return f"{opening[:-1]}." if opening.endswith(":") else opening
