"""Deadlines are told once each: run twice, one effect; a day late, nothing missed; the day before, nothing."""

from datetime import date, timedelta

import pytest

from dorset_lsp.common import periodic
from dorset_lsp.common.models import Job
from partnerships.changes import risks
from partnerships.changes.risks import Marks
from partnerships.models import Notice
from tests.factories.money import FindingFactory, RiskFactory, project_in
from tests.factories.partnerships import BodyFactory, MeetingFactory
from tests.factories.world import ON, sit

DAY = timedelta(days=1)
CLAIM_BY, REPORT_DUE = date(2009, 5, 4), date(2009, 6, 1)


@pytest.fixture
def risk(world):
    return RiskFactory(owner=world.owner, body=world.economy, review_on=ON)


@pytest.fixture
def unanswered(world):
    """A finding that the bridging group declined 28 days ago."""
    body = BodyFactory(kind="bridging_group", area=world.county)
    sit(world.lead2, body, "chair")
    settled = ON - timedelta(days=28)
    return FindingFactory(
        state="declined", settled_on=settled, reason="No.", meeting=MeetingFactory(body=body)
    )


@pytest.fixture
def project(world):
    """A project under way: 14 days to its last claim on 20 April."""
    return project_in(
        "accepted", by=world.owner, organisation=world.council, claim_by_on=CLAIM_BY, report_due_on=REPORT_DUE
    )


CASES = [
    ("remind_risk_owners", "risk", ON),
    ("chase_answers", "unanswered", ON),
    ("remind_of_claims", "project", CLAIM_BY - 14 * DAY),
    ("remind_of_reports", "project", REPORT_DUE - 14 * DAY),
]


def run(name, on, do_jobs):
    """Run a periodic job for a day and do its work. Gives how many people it told."""
    before = Notice.objects.count()
    periodic.run(name=name, on=on)
    do_jobs()
    return Notice.objects.count() - before


@pytest.mark.parametrize(("name", "thing", "day"), CASES)
def test_on_its_day_somebody_is_told_once_however_often_it_runs(request, do_jobs, name, thing, day):
    request.getfixturevalue(thing)

    assert [run(name, day, do_jobs), run(name, day, do_jobs), run(name, day + DAY, do_jobs)] == [1, 0, 0]


@pytest.mark.parametrize(("name", "thing", "day"), CASES)
def test_the_day_before_nobody_is_told(request, name, thing, day):
    request.getfixturevalue(thing)

    assert periodic.found(name=name, on=day - DAY) == []


@pytest.mark.parametrize(("name", "thing", "day"), CASES)
def test_a_day_that_was_missed_is_made_up_for(request, do_jobs, name, thing, day):
    request.getfixturevalue(thing)

    assert run(name, day + 2 * DAY, do_jobs) == 1


def test_a_risk_that_was_judged_anew_meanwhile_is_left_alone(world, risk, do_jobs):
    periodic.run(name="remind_risk_owners", on=ON)
    risks.assess(
        risk=risk,
        marks=Marks(4, 4, 2, 4),
        controls="",
        reason="",
        review_on=ON + 60 * DAY,
        by=world.owner,
        on=ON,
    )

    do_jobs()

    assert Notice.objects.count() == 0


def test_the_next_review_is_another_deadline(risk, do_jobs):
    assert run("remind_risk_owners", ON, do_jobs) == 1
    risk.review_on = ON + 60 * DAY
    risk.save()

    assert run("remind_risk_owners", ON + 60 * DAY, do_jobs) == 1


def test_a_late_report_is_told_to_the_coordinator_too(world, project, do_jobs):
    assert run("remind_of_reports", REPORT_DUE + DAY, do_jobs) == 2

    told = set(Notice.objects.values_list("person", "due_on"))
    assert told == {(world.owner.pk, REPORT_DUE + DAY), (world.coordinator.pk, REPORT_DUE + DAY)}


def test_what_is_claimed_whole_is_not_asked_for(world):
    project_in(
        "accepted", by=world.owner, claimed_pence=20_000, claim_by_on=CLAIM_BY, report_due_on=REPORT_DUE
    )

    assert periodic.found(name="remind_of_claims", on=CLAIM_BY - DAY) == []


def test_an_answered_community_is_not_chased(world, unanswered):
    unanswered.answer, unanswered.answered_on, unanswered.answered_by = "Told.", ON, world.lead2
    unanswered.save()

    assert periodic.found(name="chase_answers", on=ON) == []


def test_the_letter_says_what_is_to_be_done_and_leads_there(world, risk, do_jobs):
    run("remind_risk_owners", ON, do_jobs)

    [letter] = [
        job.arguments
        for job in Job.objects.filter(name="send_mail")
        if risk.title in job.arguments["subject"]
    ]
    assert letter["to"] == world.owner.email
    assert (
        f"The risk “{risk.title}” was to be reviewed by 20 April 2009. It scores 8 of 25." in letter["text"]
    )
    assert risk.get_absolute_url() in letter["text"]
