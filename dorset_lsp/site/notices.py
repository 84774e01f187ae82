"""Notices across the apps: every kind, what of them a person may still see, and how they go out by e-mail.

A notice is posted by the change that it tells of (``partnerships.posting``). Here it is looked at again each time it is shown
and just before it is sent: whoever has lost the right to see a thing hears nothing more of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string

import delivery_chain.notice_kinds
import dorset_lsp.site.notice_kinds
import partnerships.notice_kinds
import performance.notice_kinds
import scrutiny.notice_kinds
from dorset_lsp.common import mail
from dorset_lsp.common.jobs import TryAgainLater
from dorset_lsp.common.notices import ByMail, KindOfNotice
from dorset_lsp.common.periodic import Item
from dorset_lsp.common.today import today
from dorset_lsp.site.seeing import visible
from partnerships.models import NoticeChoice, Person, PostedNotice
from partnerships.posting import CHOOSE, sender

HEADS: Final[tuple[tuple[str, tuple[KindOfNotice, ...]], ...]] = (
    ("Figures", performance.notice_kinds.KINDS),
    ("The partnership", partnerships.notice_kinds.KINDS),
    ("Delivery chains", delivery_chain.notice_kinds.KINDS),
    ("Scrutiny", scrutiny.notice_kinds.KINDS),
    ("The site", dorset_lsp.site.notice_kinds.KINDS),
)
KINDS: Final[dict[str, KindOfNotice]] = {kind.code: kind for _, kinds in HEADS for kind in kinds}


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as its reader may see it now; ``is_open`` is false when its words are not theirs to read any more."""

    notice: PostedNotice
    kind: str
    is_open: bool

    @property
    def words(self) -> str:
        """What it is called in the list."""
        return (
            self.notice.subject
            if self.is_open
            else "This was about something that is not open to you any more."
        )


def shown(notices: Iterable[PostedNotice], viewer: Person, on: date) -> list[Shown]:
    """Notices as their reader may see them on a day. One query for each kind of record that they are about."""
    rows = list(notices)
    seen = visible((row.about for row in rows if row.about), viewer, on)
    return [
        Shown(row, str(KINDS.get(row.kind, row.kind)), row.about is None or row.about in seen) for row in rows
    ]


def choices_of(person: Person) -> dict[KindOfNotice, ByMail]:
    """How somebody hears of each kind by e-mail. One query."""
    rows = dict(NoticeChoice.objects.filter(person=person).values_list("kind", "by_mail"))
    return {kind: _way(kind, rows.get(code)) for code, kind in KINDS.items()}


def _way(kind: KindOfNotice, chosen: str | None) -> ByMail:
    way = ByMail(chosen) if chosen else ByMail.AT_ONCE
    return way if way in kind.ways else ByMail.AT_ONCE


# --- at once ------------------------------------------------------------------------------------------------


def deliver(*, notice_id: int | None = None, **message: Any) -> None:
    """The job behind every e-mail. That of a notice goes out only to somebody who may see, now, what it is about."""
    if notice_id is not None:
        notice = PostedNotice.objects.select_related("person").filter(pk=notice_id).first()
        if notice is None or not notice.person.is_active:
            return
        if not all(one.is_open for one in shown([notice], notice.person, today())):
            return
    mail.deliver(**message)


# --- once a day, together -----------------------------------------------------------------------------------


def digests_due(on: date) -> list[Item]:
    """Everybody for whom a notice waits that is wanted in the digest and was not read meanwhile."""
    rows = PostedNotice.objects.waiting_for_a_digest().filter(posted_on__lte=on, person__is_active=True)
    people = rows.order_by("person").values_list("person", "person__name").distinct()
    return [
        Item(
            key=f"digest:{pk}:{on}",
            words=f"Send {name} their notices together",
            arguments={"person_id": pk, "on": f"{on}"},
        )
        for pk, name in people
    ]


def send_digest(*, person_id: int, on: str) -> None:
    """Send somebody what waits for them, in one e-mail.

    The mark that a notice is settled and the end of the job are one transaction, so that a worker that dies, or a mail server
    that does not answer, leaves all of it for the next attempt. What its reader may not see any more, or has switched off, is
    passed over. No e-mail goes out when nothing is left. Raises TryAgainLater.
    """
    day = date.fromisoformat(on)
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return
    waiting = PostedNotice.objects.visible_to(person).waiting_for_a_digest().filter(posted_on__lte=day)
    rows = list(waiting.order_by("pk"))
    pks = [row.pk for row in rows]
    if PostedNotice.objects.filter(pk__in=pks, settled_on__isnull=True).update(settled_on=day) != len(rows):
        raise TryAgainLater("Another worker is sending some of these notices.")
    wanted = {kind.code for kind, way in choices_of(person).items() if way != ByMail.NONE}
    left = [one for one in shown(rows, person, day) if one.is_open and one.notice.kind in wanted]
    if left:
        _send(person, left, day)


def _send(person: Person, notices: Sequence[Shown], on: date) -> None:
    number = len(notices)
    subject = f"{number} notice{'' if number == 1 else 's'} for you"
    context = {
        "name": person.name,
        "groups": _by_kind(notices),
        "subject": subject,
        "site": settings.PUBLIC_URL,
        "choose": f"{settings.PUBLIC_URL}{CHOOSE}",
        "sender": sender(),
        "on": on,
    }
    mail.deliver(
        to=person.email,
        subject=subject,
        text=render_to_string("email/digest.txt", context).rstrip() + "\n",
        html=render_to_string("email/digest.html", context),
        headers={
            "Message-ID": mail.message_id(f"digest:{person.pk}:{on}"),
            "List-Unsubscribe": f"<{context['choose']}>",
        },
    )


def _by_kind(notices: Sequence[Shown]) -> list[tuple[str, list[PostedNotice]]]:
    """Kinds in the order in which they are chosen, each with its notices, the oldest first."""
    grouped = [
        (kind.name, [one.notice for one in notices if one.notice.kind == code])
        for code, kind in KINDS.items()
    ]
    return [(name, under) for name, under in grouped if under]
