"""Jobs whose effect can be counted: they leave a line when they start or go on, and rows when they are done."""

import os
import time
from datetime import date
from pathlib import Path

from django.utils import timezone

from dorset_lsp.common.models.sent_mail import SentMail
from dorset_lsp.common.periodic import Item
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


def slow_report(*, edition: int, progress: Progress) -> None:
    """The site's own job, with a rest after each piece, so that a worker can be killed in between."""

    def slowly(*, done: int, of: int) -> None:
        with Path(os.environ["STARTS"]).open("a") as starts:
            starts.write(f"{done}\n")
        progress(done=done, of=of)
        time.sleep(0.3)

    compile_report(edition=edition, progress=slowly)
