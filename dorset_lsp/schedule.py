"""What the site does by itself: every kind of job, and every periodic job keyed by a sentence with its time.

Times are Europe/London. All tables are plain data, so that a reader sees the whole clockwork on one page.
"""

from dataclasses import dataclass
from datetime import time
from typing import Any

from celery.schedules import crontab


@dataclass(frozen=True, slots=True)
class JobKind:
    """Which function does a job: its dotted path, called with the job's arguments by name.

    The function's own writes and the word "done" are one transaction, so its effect happens once. A job that
    works ``in_pieces`` is instead handed ``progress`` (see ``dorset_lsp.common.jobs.Claim.progress``), commits
    each piece itself, and must be able to go on where a lost worker left off.
    """

    path: str
    in_pieces: bool = False


@dataclass(frozen=True, slots=True)
class PeriodicJob:
    """Work that comes round each day at a time: a finder, and the kind of job that does each thing found.

    The finder answers "what is due on this date and not yet done?" (``finder(on) -> list[Item]``), so that a day
    late nothing is missed and twice on a day nothing is doubled. What is weekly or comes once a round, the finder
    knows from the date. ``name`` is the one that ``manage.py run_job`` takes.
    """

    name: str
    finder: str
    doing: str
    at: time


JOBS = {
    "compile_report": JobKind("performance.tasks.compile_report", in_pieces=True),
    "pull_file": JobKind("performance.tasks.pull_file", in_pieces=True),
    "make_pack": JobKind("dorset_lsp.site.tasks.make_pack", in_pieces=True),
    "check_folder": JobKind("dorset_lsp.site.tasks.check_folder", in_pieces=True),
    "load_folder": JobKind("dorset_lsp.site.tasks.load_folder", in_pieces=True),
    "send_mail": JobKind("dorset_lsp.site.notices.deliver"),
    "verify_history": JobKind("dorset_lsp.common.verifying.check"),
    "send_digest": JobKind("dorset_lsp.site.notices.send_digest"),
    "open_round": JobKind("performance.periodic.open_round"),
    "release_edition": JobKind("performance.periodic.release_edition"),
    "remind_owner": JobKind("performance.periodic.remind_owner"),
    "tell_lead": JobKind("performance.periodic.tell_lead"),
    "note_late_returns": JobKind("performance.periodic.note_late_returns"),
    "tell_of_deadline": JobKind("partnerships.deadlines.tell"),
    "flag_term": JobKind("partnerships.periodic.flag_term"),
    "continue_series": JobKind("partnerships.periodic.continue_series"),
    "ask_for_papers": JobKind("partnerships.periodic.ask_for_papers"),
    "remind_of_actions": JobKind("partnerships.periodic.remind_of_actions"),
    "remind_of_sheet": JobKind("delivery_chain.periodic.remind_of_sheet"),
    "tell_next_round": JobKind("delivery_chain.periodic.tell_next_round"),
    "tell_undone": JobKind("delivery_chain.periodic.tell_undone"),
    "tell_of_scrutiny_deadline": JobKind("scrutiny.periodic.tell_of_deadline"),
    "tell_of_scrutiny_check": JobKind("scrutiny.periodic.tell_of_check"),
    "bring_out_bulletin": JobKind("scrutiny.periodic.bring_out"),
    "compile_review_report": JobKind("scrutiny.tasks.compile_review_report"),
    "report_records": JobKind("dorset_lsp.site.periodic.report_records"),
    "remove_records": JobKind("dorset_lsp.site.periodic.remove_records"),
}

PERIODIC = {
    "Each day at 06:00, rounds whose opening day has come are opened, and the owners told": PeriodicJob(
        name="open_rounds", finder="performance.periodic.rounds_to_open", doing="open_round", at=time(6)
    ),
    "Each day at 05:00, partners’ files whose day has come are fetched, and their figures put into open returns": PeriodicJob(
        name="pull_files", finder="performance.periodic.files_to_pull", doing="pull_file", at=time(5)
    ),
    "Each day at 06:30, whoever let a round's due day pass is noted as late, and the co-ordinator told": PeriodicJob(
        name="mark_late",
        finder="performance.periodic.rounds_with_late_returns",
        doing="note_late_returns",
        at=time(6, 30),
    ),
    "Each day at 07:00, owners are reminded: 14 and 3 days before a figure is due, on the day, and each week after": PeriodicJob(
        name="remind_owners",
        finder="performance.periodic.owners_to_remind",
        doing="remind_owner",
        at=time(7),
    ),
    "Each day at 07:30, leads are told once a week, on Monday, which figures wait for their check": PeriodicJob(
        name="tell_leads", finder="performance.periodic.leads_to_tell", doing="tell_lead", at=time(7, 30)
    ),
    "Each day at 07:40, owners are told that the day has come to review a risk": PeriodicJob(
        name="remind_risk_owners",
        finder="partnerships.deadlines.risks_to_review",
        doing="tell_of_deadline",
        at=time(7, 40),
    ),
    "Each day at 07:45, the bridging group’s leads are told of communities without an answer 28 days on": PeriodicJob(
        name="chase_answers",
        finder="partnerships.deadlines.findings_to_answer",
        doing="tell_of_deadline",
        at=time(7, 45),
    ),
    "Each day at 07:50, applicants are told 14 days before the last day for a claim": PeriodicJob(
        name="remind_of_claims",
        finder="partnerships.deadlines.claims_to_make",
        doing="tell_of_deadline",
        at=time(7, 50),
    ),
    "Each day at 07:55, applicants are told 14 days before a report of benefits is due, and when it is late": PeriodicJob(
        name="remind_of_reports",
        finder="partnerships.deadlines.reports_to_file",
        doing="tell_of_deadline",
        at=time(7, 55),
    ),
    "Each day at 07:05, whoever leads an action is reminded: 14 and 3 days before its day, on it, each week after": PeriodicJob(
        name="remind_of_actions",
        finder="partnerships.periodic.leads_to_remind",
        doing="remind_of_actions",
        at=time(7, 5),
    ),
    "Each day at 07:10, papers are asked for ten days before a meeting": PeriodicJob(
        name="ask_for_papers",
        finder="partnerships.periodic.papers_to_ask_for",
        doing="ask_for_papers",
        at=time(7, 10),
    ),
    "Each day at 07:15, the holder and the co-ordinator hear of a term 90 days before it ends": PeriodicJob(
        name="flag_terms", finder="partnerships.periodic.terms_to_flag", doing="flag_term", at=time(7, 15)
    ),
    "Each day at 07:20, whoever acts for a body hears 60 days ahead that its next meeting is not scheduled": PeriodicJob(
        name="continue_series",
        finder="partnerships.periodic.series_to_continue",
        doing="continue_series",
        at=time(7, 20),
    ),
    "Each day at 07:10, groups of a delivery-chain review are reminded of their sheets, on the days of figures": PeriodicJob(
        name="remind_of_sheets",
        finder="delivery_chain.periodic.sheets_to_remind_of",
        doing="remind_of_sheet",
        at=time(7, 10),
    ),
    "Each day at 07:40, those who lead a group are told that a delivery-chain review is due again": PeriodicJob(
        name="tell_next_rounds",
        finder="delivery_chain.periodic.next_rounds",
        doing="tell_next_round",
        at=time(7, 40),
    ),
    "Each day at 07:50, leads are told once a month of late actions that came of a closed review": PeriodicJob(
        name="tell_undone_actions",
        finder="delivery_chain.periodic.undone_actions",
        doing="tell_undone",
        at=time(7, 50),
    ),
    "Each day at 07:10, responders hear of scrutiny’s deadlines: 14 and 3 days before, on the day, each week after": PeriodicJob(
        name="tell_scrutiny_deadlines",
        finder="scrutiny.periodic.deadlines_to_tell",
        doing="tell_of_scrutiny_deadline",
        at=time(7, 10),
    ),
    "Each day at 07:20, responders are told when members are to look at progress": PeriodicJob(
        name="tell_scrutiny_checks",
        finder="scrutiny.periodic.checks_to_tell",
        doing="tell_of_scrutiny_check",
        at=time(7, 20),
    ),
    "Each day at 09:30, editions whose day has come are opened to everybody, unless an election holds them": PeriodicJob(
        name="release_editions",
        finder="performance.periodic.editions_to_release",
        doing="release_edition",
        at=time(9, 30),
    ),
    "Each day at 08:15, whoever wants their notices together gets those of the last day that they have not read": PeriodicJob(
        name="send_digests",
        finder="dorset_lsp.site.notices.digests_due",
        doing="send_digest",
        at=time(8, 15),
    ),
    "Each day at 08:00, scrutiny’s bulletin of a quarter or year that has ended goes to all elected members": PeriodicJob(
        name="bring_out_bulletins",
        finder="scrutiny.periodic.bulletins_due",
        doing="bring_out_bulletin",
        at=time(8),
    ),
    "Each day at 03:30, the whole history is compared with its seals": PeriodicJob(
        name="verify_history",
        finder="dorset_lsp.common.verifying.checks_due",
        doing="verify_history",
        at=time(3, 30),
    ),
    "Each day at 03:00, records that have been kept for as long as was said are reported to administrators": PeriodicJob(
        name="report_records",
        finder="dorset_lsp.site.periodic.records_to_report",
        doing="report_records",
        at=time(3),
    ),
    "Each day at 03:30, what was reported two weeks ago is removed, unless an administrator has stopped it": PeriodicJob(
        name="remove_records",
        finder="dorset_lsp.site.periodic.records_to_remove",
        doing="remove_records",
        at=time(3, 30),
    ),
}

TIMETABLE: dict[str, dict[str, Any]] = {
    "Every 30 seconds: jobs whose worker was lost, and jobs that wait to be tried again, are handed out": {
        "task": "dorset_lsp.common.tasks.rescue",
        "schedule": 30.0,
        # Without a worker these would pile up; only the newest has a point.
        "options": {"expires": 25},
    },
    "Every minute: periodic jobs that missed their time, or whose day was moved, are run": {
        "task": "dorset_lsp.common.tasks.catch_up",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "Every 20 seconds: what people are shown across the apps is worked out again, if anything was changed": {
        "task": "dorset_lsp.site.tasks.work_ahead",
        "schedule": 20.0,
        "options": {"expires": 15},
    },
    "Every five minutes: what has happened since is sealed into the chain of the history": {
        "task": "dorset_lsp.common.tasks.seal_history",
        "schedule": 300.0,
        "options": {"expires": 280},
    },
    **{
        sentence: {
            "task": "dorset_lsp.common.tasks.periodic",
            "schedule": crontab(hour=str(job.at.hour), minute=str(job.at.minute)),
            "kwargs": {"name": job.name},
            "options": {"expires": 600},
        }
        for sentence, job in PERIODIC.items()
    },
}
