"""What the site does by itself: every kind of job, and every periodic job keyed by a sentence with its time.

Times are Europe/London. Both tables are plain data, so that a reader sees the whole clockwork on one page.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JobKind:
    """Which function does a job: its dotted path, called with the job's arguments by name.

    The function's own writes and the word "done" are one transaction, so its effect happens once. A job that
    works ``in_pieces`` is instead handed ``progress`` (see ``dorset_lsp.common.jobs.Claim.progress``), commits
    each piece itself, and must be able to go on where a lost worker left off.
    """

    path: str
    in_pieces: bool = False


JOBS = {
    "compile_report": JobKind("performance.tasks.compile_report", in_pieces=True),
    "send_mail": JobKind("dorset_lsp.common.mail.deliver"),
}

TIMETABLE = {
    "Every 30 seconds: jobs whose worker was lost, and jobs that wait to be tried again, are handed out": {
        "task": "dorset_lsp.common.tasks.rescue",
        "schedule": 30.0,
        # Without a worker these would pile up; only the newest has a point.
        "options": {"expires": 25},
    },
}
