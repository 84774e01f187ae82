"""How long each kind of record is kept: one declaration, from which rows are removed and the privacy notice is drawn.

A kind without a period is kept for good, and says why. What is removed is first reported to administrators, and goes only
after the report has stood for ``NOTICE`` (``changes.retention``). The order matters: what points at a thing goes before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dorset_lsp.common.models import AuditCheck, Job, JobState, PeriodicRun
from dorset_lsp.site.enums import FolderState
from dorset_lsp.site.models import FolderUpload, LastLook
from partnerships.models import ApiToken, PostedNotice
from performance.enums import RowState, UploadState
from performance.models import Delivery, Pull, QuarantinedRow, WorkbookUpload

NOTICE: Final = timedelta(days=14)
"""So long a report stands before anything in it is removed."""

MONTH: Final = timedelta(days=30)
QUARTER: Final = timedelta(days=90)
YEAR: Final = timedelta(days=365)
PERIODS: Final = {timedelta(days=1): "a day", MONTH: "30 days", QUARTER: "90 days", YEAR: "a year"}

Old = Callable[[date], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: what it is, why it is kept and for how long.

    ``old`` gives the rows whose period began before a day; ``since`` says from when it counts, in words. A kind that is kept
    for good, or goes by itself, has neither and says so in ``words``.
    """

    name: str
    what: str
    why: str
    kept: timedelta | None = None
    since: str = ""
    words: str = ""
    old: Old | None = None

    @property
    def how_long(self) -> str:
        """For how long, in words."""
        return self.words if self.kept is None else f"{PERIODS[self.kept].capitalize()} {self.since}"

    def rows(self, on: date) -> QuerySet[Any]:
        """What has been kept for longer than that on a day."""
        if self.old is None or self.kept is None:
            raise ValueError(f"{self.name} has no period.")
        return self.old(on - self.kept)


# --- which rows are old ---------------------------------------------------------------------------------------


def _tokens(before: date) -> QuerySet[Any]:
    ended = ApiToken.objects.filter(Q(revoked_on__lt=before) | Q(expires_on__lt=before))
    return ended.exclude(Exists(Delivery.objects.filter(token=OuterRef("pk"))))


def _fetches(before: date) -> QuerySet[Any]:
    """Never one whose file a later one stands on, one that a row points at, or the last that was read of its source."""
    later = Pull.objects.filter(source=OuterRef("source"), pk__gt=OuterRef("pk"))
    rows = Pull.objects.filter(Exists(later.filter(error="")), pulled_on__lt=before, rows__isnull=True)
    return rows.exclude(~Q(sha256=""), Exists(later.filter(sha256=OuterRef("sha256"))))


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


FOR_GOOD: Final = "For good, as part of the record"
KINDS: Final = (
    Kind(
        "people",
        "Name, post, e-mail address and organisation of people who work in the partnership",
        "So that it is known who sits where and who answers for what",
        words="As long as the account is open; then the name stays with what they did",
    ),
    Kind(
        "seats",
        "Seats, interests declared, attendance, decisions and agreed minutes",
        "A public body shows who decided",
        words=FOR_GOOD,
    ),
    Kind(
        "history",
        "Who changed what and when",
        "So that nothing published can be altered unseen; the history is sealed",
        words=FOR_GOOD,
    ),
    Kind(
        "suggestions",
        "Name and address that you leave with a suggestion to scrutiny, if you do",
        "So that you can be answered; only those who decide about it see them",
        words="With the suggestion, as part of the work programme’s record",
    ),
    Kind(
        "deliveries",
        "What a council’s system handed in, as a hash, and what it was answered",
        "So that the same call counts once",
        YEAR,
        "after it was handed in",
        old=lambda before: Delivery.objects.filter(delivered_on__lt=before),
    ),
    Kind(
        "tokens",
        "Tokens for the API, with whose name they act in",
        "So that it can be told who handed in what",
        YEAR,
        "after the token has ended or was revoked",
        old=_tokens,
    ),
    Kind(
        "unconfirmed_uploads",
        "Workbooks that were uploaded and checked and never taken over",
        "So that they can be taken over",
        MONTH,
        "after the upload",
        old=lambda before: WorkbookUpload.objects.filter(state=UploadState.CHECKED, uploaded_on__lt=before),
    ),
    Kind(
        "uploads",
        "Workbooks that were taken over, undone or thrown away",
        "So that an upload can be looked up and undone",
        YEAR,
        "after the upload",
        old=lambda before: WorkbookUpload.objects.filter(uploaded_on__lt=before).exclude(
            state=UploadState.CHECKED
        ),
    ),
    Kind(
        "unconfirmed_folders",
        "Partnership folders that were uploaded and never loaded, with the names in them",
        "So that they can be loaded",
        MONTH,
        "after the upload",
        old=lambda before: FolderUpload.objects.filter(uploaded_on__lt=before).exclude(
            state__in=(FolderState.APPLIED, FolderState.CONFIRMED)
        ),
    ),
    Kind(
        "folders",
        "That a partnership folder was loaded (the folder itself goes at once)",
        "So that it is known where records came from",
        YEAR,
        "after the upload",
        old=lambda before: FolderUpload.objects.filter(state=FolderState.APPLIED, uploaded_on__lt=before),
    ),
    Kind(
        "rows_set_aside",
        "Rows of partners’ files that were set aside and then taken over",
        "So that it is known who let them in",
        YEAR,
        "after they were taken over",
        old=lambda before: QuarantinedRow.objects.filter(state=RowState.TAKEN, settled_on__lt=before),
    ),
    Kind(
        "fetches",
        "Files that were fetched from partners",
        "So that a figure can be traced to where it came from",
        YEAR,
        "after the fetch, unless a later one rests on it",
        old=_fetches,
    ),
    Kind(
        "notices",
        "What you were told of, in your list on this site",
        "So that you can look it up, and are told once",
        YEAR,
        "after you were told",
        old=lambda before: PostedNotice.objects.filter(posted_on__lt=before),
    ),
    Kind(
        "looks",
        "When you last looked at a page whose changes since are told",
        "So that you see what has changed since",
        YEAR,
        "after you last looked",
        old=lambda before: LastLook.objects.filter(looked_on__lt=before),
    ),
    Kind(
        "checks",
        "When the history was compared with its seals",
        "So that it can be shown that it was",
        YEAR,
        "after the comparison",
        old=lambda before: AuditCheck.objects.filter(on__lt=before),
    ),
    Kind(
        "jobs",
        "Whether a message or a job was done",
        "So that none is lost or sent twice",
        QUARTER,
        "after it was done; what failed stays until somebody has looked at it",
        old=lambda before: Job.objects.filter(state=JobState.DONE, finished_at__lt=_moment(before)),
    ),
    Kind(
        "runs",
        "When the timetable ran",
        "So that it shows whether a job is late",
        QUARTER,
        "after the run",
        old=lambda before: PeriodicRun.objects.filter(finished_at__lt=_moment(before)),
    ),
    Kind(
        "sessions",
        "That you were signed in",
        "So that you need not sign in on each page",
        timedelta(days=1),
        f"after you are signed out, which is after {settings.SESSION_COOKIE_AGE // 3600} hours at most",
        old=lambda before: Session.objects.filter(expire_date__lt=_moment(before)),
    ),
    Kind(
        "addresses",
        "Your network address, when you sign in or call the API",
        "So that nobody guesses passwords or floods the site",
        words="Minutes, in the site’s memory",
    ),
)
REMOVABLE: Final = tuple(kind for kind in KINDS if kind.old is not None)


def counts_on(on: date) -> dict[str, int]:
    """How many rows of each kind have been kept for longer than they are to be, where there are any."""
    counts = {kind.name: kind.rows(on).count() for kind in REMOVABLE}
    return {name: count for name, count in counts.items() if count}


def remove(on: date) -> dict[str, int]:
    """Remove what had been kept for too long on a day. Part of the change that writes it down. Gives how many of each."""
    removed = {}
    for kind in REMOVABLE:
        # By the plain queryset's own method: here, and nowhere else, also rows go that are written once.
        _, gone = QuerySet.delete(kind.rows(on))
        if gone:
            removed[kind.name] = sum(gone.values())
    return removed
