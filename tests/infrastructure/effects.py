"""Jobs whose effect can be counted: they leave a line when they start or go on, and rows when they are done.

And a mail server and a storage that do: what they took is noted in the same file, which no rollback undoes.
"""

import os
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from dorset_lsp.common.models.sent_mail import SentMail
from dorset_lsp.common.periodic import Item
from dorset_lsp.site.tasks import make_pack
from performance.reports.compiling import Progress
from performance.tasks import compile_report


def slow_finder(on: date) -> list[Item]:
    """Note the start, then look for a while, and find nothing."""
    with Path(os.environ["STARTS"]).open("a") as starts:
        starts.write("1\n")
    time.sleep(2)
    return []


def slow_effect(*, number: int) -> None:
    """Note the start in a file, which no rollback undoes; then work a little; then write a row."""
    with Path(os.environ["STARTS"]).open("a") as starts:
        starts.write(f"{number}\n")
    time.sleep(0.05)
    SentMail.objects.create(to=f"{number}@example.com", subject="s", text="t", sent_at=timezone.now())


def held_report(*, edition: int, progress: Progress) -> None:
    """The site's own job, which can be held after each piece."""

    def noted(*, done: int, of: int) -> None:
        progress(done=done, of=of)
        come_to(f"left {of - done}")

    compile_report(edition=edition, progress=noted)


def held_pack(*, pack: int, progress: Progress) -> None:
    """The site's own job, which can be held after each piece and when all is kept."""

    def noted(*, done: int, of: int) -> None:
        progress(done=done, of=of)
        come_to(f"pieces {done}")

    make_pack(pack=pack, progress=noted)
    come_to("kept")


class NotingServer(BaseEmailBackend):
    """A mail server that takes everything. It can be held just before it takes an e-mail and just after."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            (receiver,) = message.to
            come_to(f"offered {receiver}")
            come_to(f"taken {receiver} {message.extra_headers['Message-ID']}")
        return len(email_messages)


class NotingStorage(FileSystemStorage):
    """The storage. It can be held when a file lies there and nobody has heard so yet."""

    def save(self, *args: Any, **kwargs: Any) -> str:
        path = super().save(*args, **kwargs)
        come_to("stored")
        return path


def come_to(place: str) -> None:
    """Note that the work has come so far. Where the worker is to be held it stands still, until it is killed."""
    with Path(os.environ["STARTS"]).open("a") as starts:
        starts.write(f"{place}\n")
    held = tuple(filter(None, os.environ.get("HOLD_AT", "").split("|")))
    if place.startswith(held):
        time.sleep(600)
