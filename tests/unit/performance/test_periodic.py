"""The periodic jobs of performance: run twice, one effect; a day late, nothing missed; the day before, nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dorset_lsp.common import periodic
from dorset_lsp.common.models import AuditEvent, Job
from performance.changes import returns, rounds
from performance.models import LateNotice, LeadNotice, ReturnReminder, Round
from performance.periods import Period
from tests.factories.performance import IndicatorFactory
from tests.factories.world import JOB, ON

DUE = date(2009, 4, 30)
CLOSES = date(2009, 5, 15)
MONDAY = date(2009, 4, 27)


@pytest.fixture
def run(world, do_jobs, mailoutbox):
    """Run one periodic job for a day, with all that follows from it. Gives who got an e-mail, by subject."""

    def run_and_work(name, on):
        mailoutbox.clear()
        periodic.run(name=name, on=on)
        while do_jobs():
            pass
        return sorted((mail.to[0], mail.subject) for mail in mailoutbox)

    do_jobs()
    return run_and_work


def words(name, on):
    return [item.words for item in periodic.found(name=name, on=on)]


def receivers(sent):
    return sorted(to for to, _ in sent)


# ── rounds are opened ────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def planned(world):
    return rounds.plan(
        slug="2009-10-q1", title="Q1 2009/10", period=Period(date(2009, 4, 1), date(2009, 7, 1)),
        opens_on=date(2009, 7, 1), due_on=date(2009, 7, 31), closes_on=date(2009, 8, 15), by=JOB, on=ON,
    )  # fmt: skip


@pytest.mark.parametrize("day", [date(2009, 7, 1), date(2009, 7, 2), date(2009, 8, 14)])
def test_a_round_opens_on_its_day_or_late_and_once(planned, run, day):
    first, second = run("open_rounds", day), run("open_rounds", day)

    planned.refresh_from_db()
    assert (planned.state, planned.returns.count()) == ("open", 3)
    assert (len(first), second) == (2, [])
    assert AuditEvent.objects.filter(what="round.open", record_id=planned.pk).count() == 1


@pytest.mark.parametrize("day", [date(2009, 6, 30), date(2009, 8, 15)])
def test_a_round_is_not_opened_the_day_before_nor_when_its_window_is_over(planned, run, day):
    assert run("open_rounds", day) == []

    planned.refresh_from_db()
    assert planned.state == "planned"


def test_a_round_that_somebody_opened_between_finding_and_doing_is_left(planned, world, do_jobs, mailoutbox):
    do_jobs()
    periodic.run(name="open_rounds", on=planned.opens_on)
    rounds.open_(round_=Round.objects.get(pk=planned.pk), by=world.coordinator, on=planned.opens_on)
    mailoutbox.clear()

    do_jobs()

    assert set(Job.objects.filter(name="open_round").values_list("state", flat=True)) == {"done"}
    assert planned.returns.count() == 3


# ── owners are reminded ──────────────────────────────────────────────────────────────────────────────────
def test_one_message_a_person_lists_everything_they_owe(world, run, mailoutbox):
    sent = run("remind_owners", date(2009, 4, 27))

    assert sent == sorted(
        [
            (world.owner.email, "3 figures of yours: the first due by 30 April 2009"),
            (world.colleague.email, "1 figure of yours: the first due by 30 April 2009"),
        ]
    )
    text = next(mail.body for mail in mailoutbox if mail.to == [world.owner.email])
    assert text.count(", Q4 2008/09, is due by 30 April 2009\n") == 3
    assert ReturnReminder.objects.filter(sent_on=date(2009, 4, 27)).count() == 4


@pytest.mark.parametrize("day", [date(2009, 4, 27), DUE, date(2009, 5, 7), date(2009, 5, 14)])
def test_reminders_come_on_their_days_once_and_a_day_late_when_missed(world, run, day):
    earlier = day - timedelta(days=1)
    run("remind_owners", earlier)  # makes up for the days before, so that only this day is left
    assert words("remind_owners", earlier) == []

    late = words("remind_owners", day + timedelta(days=1)) if day < CLOSES - timedelta(days=1) else None
    first, second = run("remind_owners", day), run("remind_owners", day)

    assert receivers(first) == sorted([world.owner.email, world.colleague.email])
    assert second == []
    assert late is None or len(late) == 2


def test_several_missed_days_are_made_up_for_by_one_reminder(world, run):
    first = run("remind_owners", date(2009, 5, 2))

    assert len(first) == 2
    assert [run("remind_owners", date(2009, 5, day)) for day in (3, 4, 5, 6)] == [[]] * 4


def test_reminders_end_when_the_figure_is_in(world, run):
    world.submitted(world.ratio)
    world.submitted(world.split)
    world.submitted(world.total)

    assert [run("remind_owners", day) for day in (MONDAY, DUE, date(2009, 5, 7))] == [[]] * 3


def test_reminders_end_when_the_round_closes(world, run):
    assert len(words("remind_owners", CLOSES - timedelta(days=1))) == 2

    assert words("remind_owners", CLOSES) == []


def test_the_button_and_the_job_never_double(world, run):
    run("remind_owners", DUE)
    again = returns.remind(return_=world.return_of(world.ratio), by=world.coordinator, on=DUE)

    assert again == []


def test_whoever_was_reminded_by_the_button_today_hears_tomorrow(world, run, do_jobs):
    returns.remind(return_=world.return_of(world.ratio), by=world.coordinator, on=DUE)
    do_jobs()

    assert receivers(run("remind_owners", DUE)) == [world.colleague.email]
    assert receivers(run("remind_owners", DUE + timedelta(days=1))) == [world.owner.email]


def test_a_return_that_was_sent_back_is_not_reminded_of_on_its_heels(world, run):
    for indicator in (world.total, world.split):
        world.submitted(indicator)
    return_ = world.submitted(world.ratio)
    returns.send_back(return_=return_, reason="All of it?", by=world.lead, on=date(2009, 4, 28))

    assert words("remind_owners", date(2009, 4, 29)) == []
    assert words("remind_owners", DUE) == ["Remind Owner of NI 101 for Q4 2008/09"]


def test_a_closed_account_is_not_reminded(world, run):
    world.colleague.is_active = False
    world.colleague.save()

    assert receivers(run("remind_owners", DUE)) == [world.owner.email]


def test_more_that_is_owed_costs_the_finder_no_more_queries(world):
    with CaptureQueriesContext(connection) as few:
        periodic.found(name="remind_owners", on=DUE)
    for _ in range(8):
        indicator = IndicatorFactory(outcome=world.ratio.outcome)
        world.round.returns.create(
            indicator=indicator, period_from=world.round.period_from, period_to=world.round.period_to
        )

    with CaptureQueriesContext(connection) as many:
        periodic.found(name="remind_owners", on=DUE)

    assert len(many) == len(few)


# ── leads are told ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("day", [MONDAY, MONDAY + timedelta(days=1), MONDAY + timedelta(days=6)])
def test_a_lead_is_told_once_in_the_week_that_something_waits(world, run, day):
    world.submitted(world.ratio)

    first, second = run("tell_leads", day), run("tell_leads", MONDAY + timedelta(days=6))

    assert (first, second) == ([(world.lead.email, "1 figure waits for your check")], [])
    assert LeadNotice.objects.get().week_from == MONDAY


def test_what_was_submitted_after_monday_waits_for_the_next(world, run):
    return_ = world.return_of(world.ratio)
    answer = world.answer(world.ratio)
    returns.submit(return_=return_, answer=answer, by=world.owner, on=MONDAY + timedelta(days=1))

    assert run("tell_leads", MONDAY + timedelta(days=6)) == []
    assert receivers(run("tell_leads", MONDAY + timedelta(days=7))) == [world.lead.email]


def test_a_lead_hears_again_each_week_until_it_is_checked(world, run):
    return_ = world.submitted(world.ratio)
    weeks = [MONDAY + timedelta(days=7 * number) for number in range(3)]

    heard = [receivers(run("tell_leads", week)) for week in weeks[:2]]
    returns.verify(return_=return_, by=world.lead, on=weeks[1])

    assert heard == [[world.lead.email]] * 2
    assert run("tell_leads", weeks[2]) == []


def test_nobody_is_told_of_their_own_figure_and_the_coordinator_steps_in(world, run):
    world.ratio.owner = world.lead
    world.ratio.save()
    world.submitted(world.ratio)

    assert receivers(run("tell_leads", MONDAY)) == [world.coordinator.email]


# ── lateness is noted ────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("after", [1, 2, 14])
def test_the_day_after_the_due_day_who_is_late_is_noted_once(world, run, mailoutbox, after):
    world.submitted(world.total)
    day = DUE + timedelta(days=after)

    first = run("mark_late", day)
    text = mailoutbox[0].body
    second = run("mark_late", day)

    assert (first, second) == ([(world.coordinator.email, "Q4 2008/09: 2 figures late")], [])
    assert "\n  NI 101 Homes that are decent, Q4 2008/09: Owner\n" in text
    assert LateNotice.objects.get().late_count == 2
    event = AuditEvent.objects.get(what="round.note_late")
    assert (event.by_name, event.difference) == ("noting who is late", {"late": [None, "NI 101, NI 103"]})


@pytest.mark.parametrize("day", [DUE - timedelta(days=1), DUE, CLOSES])
def test_nobody_is_late_until_the_due_day_has_passed_nor_after_the_round_has_closed(world, run, day):
    assert run("mark_late", day) == []
    assert not LateNotice.objects.exists()


def test_nothing_is_noted_when_all_figures_are_in(world, run):
    for indicator in (world.ratio, world.total, world.split):
        world.submitted(indicator)

    assert run("mark_late", DUE + timedelta(days=1)) == []


def test_a_round_that_is_extended_is_late_anew(world, run):
    run("mark_late", date(2009, 5, 1))
    rounds.extend(
        round_=world.round, due_on=date(2009, 5, 8), closes_on=date(2009, 5, 22), reason="Snow.",
        by=world.coordinator, on=date(2009, 5, 1),
    )  # fmt: skip

    assert words("mark_late", date(2009, 5, 8)) == []
    assert len(run("mark_late", date(2009, 5, 9))) == 1


def test_a_figure_with_a_window_of_its_own_is_not_late_before_that_ends(world, run):
    return_ = world.return_of(world.ratio)
    return_.open_until = date(2009, 5, 12)
    return_.save()

    run("mark_late", date(2009, 5, 1))

    assert AuditEvent.objects.get(what="round.note_late").difference == {"late": [None, "NI 102, NI 103"]}
