"""A job whose effect can be counted: it leaves a line when it starts and a row when it is done."""

import os
import time
from datetime import date
from pathlib import Path

from django.utils import timezone

from dorset_lsp.common.models.sent_mail import SentMail
from dorset_lsp.common.periodic import Item


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
