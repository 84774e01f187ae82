"""E-mail: asked for inside a transaction, sent after it, once.

``send`` enqueues a job whose unique key says what the mail is about, for whom and for which deadline; that row is
the proof that it goes out once. Between a mail server's "accepted" and the commit of "done" a killed worker could
still send one twice; nothing can close that gap, and it is a few milliseconds wide.
"""

from __future__ import annotations

import smtplib
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from dorset_lsp.common import jobs
from dorset_lsp.common.models.job import Job
from dorset_lsp.common.models.sent_mail import SentMail

AUTOMATIC = {
    "Auto-Submitted": "auto-generated",  # RFC 3834: an absence notice must not answer
    "X-Auto-Response-Suppress": "All",  # the same, for Exchange
}

FINAL = 500


_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text that goes with an e-mail: its name, its type ("text/calendar; method=REQUEST") and its words."""

    name: str
    media_type: str
    text: str


@contextmanager
def quietly() -> Iterator[None]:
    """Within this block nothing is sent: while a folder's past is replayed, nobody is told of it again."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def is_quiet() -> bool:
    """Whether nobody is to be told of anything now."""
    return _quiet.get()


def send(
    *,
    to: str,
    subject: str,
    text: str,
    key: str,
    html: str | None = None,
    headers: dict[str, str] | None = None,
    attachment: Attachment | None = None,
    notice_id: int | None = None,
) -> Job | None:
    """Send one e-mail to one person, once for this ``key``, after the present transaction commits. None when quiet.

    With ``notice_id`` it is the letter of a notice, and goes out only if its reader may still see what it is about.
    """
    if is_quiet():
        return None
    return jobs.enqueue(
        name="send_mail",
        key=f"mail:{key}",
        arguments={
            "to": to, "subject": subject, "text": text, "html": html,
            "headers": {"Message-ID": message_id(key)} | (headers or {}),
        }
        | ({"attachment": asdict(attachment)} if attachment else {})
        | ({"notice_id": notice_id} if notice_id else {}),
    )  # fmt: skip


def message_id(key: str = "") -> str:
    """A name for a message under the site's own domain; without a key, one that was never used before.

    The same key gives the same name, so that a receiver can tell a message that came twice from two messages.
    """
    name = blake2b(key.encode(), digest_size=16).hexdigest() if key else uuid.uuid4().hex
    return f"<{name}@{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'}>"


def deliver(
    *,
    to: str,
    subject: str,
    text: str,
    html: str | None,
    headers: dict[str, str],
    attachment: dict[str, str] | None = None,
) -> None:
    """The job behind ``send``. Raises TryAgainLater when the mail server does not answer or asks to wait.

    An attachment goes twice: as another form of the message, which is what a calendar program acts on, and as a file,
    which is what any other program offers to keep.
    """
    one_line = " ".join(f"{settings.EMAIL_SUBJECT_PREFIX}{subject}".split())
    message = EmailMultiAlternatives(one_line, text, to=[to], headers=AUTOMATIC | headers)
    if html:
        message.attach_alternative(html, "text/html")
    if attachment:
        message.attach_alternative(attachment["text"], attachment["media_type"])
        message.attach(attachment["name"], attachment["text"], attachment["media_type"])
    try:
        message.send()
    except OSError as trouble:  # every SMTPException is one, too
        if _is_final(trouble):
            raise
        raise jobs.TryAgainLater(f"The mail server is away or busy: {trouble}") from trouble


def _is_final(trouble: OSError) -> bool:
    """Whether trying again is pointless. Codes from 500 on are final, others temporary (RFC 5321, section 4.2.1)."""
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return all(code >= FINAL for code, _ in trouble.recipients.values())
    if isinstance(trouble, smtplib.SMTPResponseException):
        return trouble.smtp_code >= FINAL
    return isinstance(trouble, smtplib.SMTPException) and not isinstance(
        trouble, smtplib.SMTPServerDisconnected
    )


class DatabaseBackend(BaseEmailBackend):
    """Keeps mail as rows that the demo shows on a page, instead of sending it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message, one row for each receiver. Returns how many messages there were."""
        for message in email_messages:
            for receiver in message.recipients():
                SentMail.objects.create(
                    to=receiver,
                    subject=str(message.subject),
                    text=str(message.body),
                    html=_html_of(message),
                    attachment=_attachment_of(message),
                    headers=message.extra_headers,
                    sent_at=timezone.now(),
                )
        return len(email_messages)


def _attachment_of(message: EmailMessage) -> str:
    """The words of the file that goes with a message, if one does."""
    return next((str(one.content) for one in message.attachments if hasattr(one, "content")), "")


def _html_of(message: EmailMessage) -> str:
    alternatives = getattr(message, "alternatives", [])
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")
