"""Rounds are planned, opened, extended, published and corrected; a publication turns answers into figures once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent, Job
from performance.answers import Figure
from performance.changes import returns, rounds
from performance.models import Edition, Observation, Result, Return, Round
from performance.periods import parse_label
from tests.factories.performance import IndicatorFactory
from tests.factories.world import JOB, ON, QUARTER

NEXT = parse_label("Q1 2009/10")
LATER = date(2009, 6, 1)


def plan(world, **changes):
    values = {
        "slug": "2009-10-q1", "title": NEXT.label, "period": NEXT, "opens_on": date(2009, 7, 1),
        "due_on": date(2009, 7, 30), "closes_on": date(2009, 8, 14), "by": world.coordinator, "on": ON,
    }  # fmt: skip
    return rounds.plan(**{**values, **changes})


def current(world):
    return Round.objects.get(pk=world.round.pk)


def figures_of(indicator, area):
    rows = Observation.objects.filter(indicator=indicator, area=area, period_to=QUARTER.to_on).order_by(
        "revision"
    )
    return [(one.revision, one.value, one.is_latest, one.revision_reason) for one in rows]


def correct(world, indicator, figures, *, reason="A misprint.", on=LATER):
    """The whole way of a correction: opened again, answered anew, verified."""
    return_ = world.return_of(indicator)
    returns.reopen(
        return_=return_, reason=reason, open_until=on + timedelta(days=1), by=world.coordinator, on=on
    )
    answer = world.answer(
        indicator,
        figures=figures,
        is_surprise_confirmed=True,
        direction_view="improving",
        commentary="Put right.",
    )
    returns.submit(return_=return_, answer=answer, by=world.owner, on=on)
    returns.verify(return_=return_, by=world.coordinator, on=on)


# --- planning and opening ---------------------------------------------------------------------------------


def test_a_planned_round_stands_on_the_calendar(world):
    round_ = plan(world)

    assert (round_.state, round_.period, round_.due_on) == ("planned", NEXT, date(2009, 7, 30))
    assert AuditEvent.objects.filter(kind="performance.round", record_id=round_.pk).get().what == "round.plan"


def test_planning_the_same_round_twice_leaves_one(world):
    assert plan(world) == plan(world)
    assert Round.objects.count() == 2


def test_a_round_is_due_between_its_opening_and_its_closing(world):
    with pytest.raises(Refused, match="A round opens, then is due, then closes"):
        plan(world, due_on=date(2009, 8, 14))


@pytest.mark.parametrize("name", ["chair", "lead", "owner", "admin", "outsider"])
def test_only_the_coordinator_plans(world, name):
    with pytest.raises(PermissionDenied):
        plan(world, by=world.people[name])


def test_the_usual_dates_are_day_1_day_30_and_day_45_after_the_period():
    assert rounds.usual_dates(QUARTER) == (date(2009, 4, 1), date(2009, 4, 30), date(2009, 5, 15))


def test_a_round_does_not_open_before_its_day(world):
    with pytest.raises(Refused, match="Q1 2009/10 opens on 1 July 2009"):
        rounds.open_(round_=plan(world), by=world.coordinator, on=date(2009, 6, 30))


def test_an_opened_round_asks_every_indicator_for_what_it_owes(world):
    asked = world.round.returns.order_by("indicator__code")

    assert [(one.indicator.code, one.period, one.state) for one in asked] == [
        ("NI 101", QUARTER, "not_started"),
        ("NI 102", QUARTER, "not_started"),
        ("NI 103", QUARTER, "not_started"),
    ]


def test_owners_are_told_once_of_everything_that_they_owe(world):
    mails = Job.objects.filter(key__startswith=f"mail:round-open:{world.round.pk}")
    subjects = {job.arguments["to"]: job.arguments["subject"] for job in mails}

    assert subjects == {
        world.owner.email: "Q4 2008/09: 3 figures due by 30 April 2009",
        world.colleague.email: "Q4 2008/09: 1 figure due by 30 April 2009",
    }


def test_opening_twice_asks_once(world):
    assert rounds.open_(round_=world.round, by=world.coordinator, on=ON) == 3
    assert Return.objects.count() == 3


def test_opening_what_another_opened_says_who_was_faster(world):
    with pytest.raises(SomebodyWasFaster, match="Coordinator was faster: Q4 2008/09 is now open"):
        rounds.open_(round_=current(world), by=JOB, on=ON)


def test_the_state_history_of_a_round_says_who_opened_it(world):
    moves = [(one.verb, one.by_name, one.on) for one in states.history(world.round)]

    assert moves == [("open", "Coordinator", ON)]


# --- extending --------------------------------------------------------------------------------------------


def test_an_extension_is_kept_with_its_reason(world):
    rounds.extend(
        round_=world.round, due_on=date(2009, 5, 8), closes_on=date(2009, 5, 22), reason="Easter.",
        by=world.coordinator, on=ON,
    )  # fmt: skip

    event = AuditEvent.objects.get(what="round.extend")
    assert (current(world).due_on, current(world).closes_on) == (date(2009, 5, 8), date(2009, 5, 22))
    assert (event.why, event.difference) == (
        "Easter.", {"due": ["2009-04-30", "2009-05-08"], "closes": ["2009-05-15", "2009-05-22"]},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("due_on", "closes_on", "reason", "sentence"),
    [
        (date(2009, 5, 8), date(2009, 5, 22), " ", "Say why"),
        (date(2009, 5, 8), date(2009, 5, 8), "Easter.", "opens, then is due, then closes"),
        (date(2009, 4, 1), date(2009, 5, 8), "Easter.", "opens, then is due, then closes"),
    ],
)
def test_an_extension_needs_a_reason_and_dates_in_order(world, due_on, closes_on, reason, sentence):
    with pytest.raises(Refused, match=sentence):
        rounds.extend(
            round_=world.round, due_on=due_on, closes_on=closes_on, reason=reason, by=world.coordinator, on=ON
        )


def test_a_published_round_is_not_extended(world):
    world.return_in("published")

    with pytest.raises(PermissionDenied):
        rounds.extend(
            round_=current(world), due_on=date(2009, 6, 8), closes_on=date(2009, 6, 22), reason="More.",
            by=world.coordinator, on=ON,
        )  # fmt: skip


# --- publishing -------------------------------------------------------------------------------------------


def test_a_round_with_nothing_verified_is_not_published(world):
    world.submitted(world.ratio)

    with pytest.raises(Refused, match="Nothing has been verified yet"):
        world.publish()

    assert (current(world).state, Edition.objects.count()) == ("open", 0)


@pytest.mark.parametrize("name", ["chair", "lead", "owner", "admin"])
def test_only_the_coordinator_publishes(world, name):
    world.verified(world.ratio)

    with pytest.raises(PermissionDenied):
        rounds.publish(round_=world.round, by=world.people[name], on=ON)


def test_a_verified_answer_becomes_a_figure_with_its_two_dates(world):
    world.verified(world.ratio)

    edition = world.publish()

    figure = Observation.objects.get(indicator=world.ratio, period_to=QUARTER.to_on)
    assert (figure.value, figure.numerator, figure.denominator) == (Decimal(78), Decimal(780), Decimal(1000))
    assert (figure.received_on, figure.published_on, figure.recorded_by_name) == (ON, ON, "Owner")
    assert (figure.edition, figure.revision, figure.definition.number) == (edition, 1, 1)


def test_every_area_of_a_split_indicator_is_published_with_the_derived_whole(world):
    world.verified(world.split)

    world.publish()

    rows = Observation.objects.filter(indicator=world.split, period_to=QUARTER.to_on).order_by("area__name")
    assert [(one.area.name, one.value) for one in rows] == [
        ("North district", Decimal(55)), ("South district", Decimal(46)), ("The county", Decimal(101)),
    ]  # fmt: skip


def test_what_was_not_verified_stays_out_and_keeps_its_state(world):
    world.verified(world.ratio)
    world.submitted(world.total)

    world.publish()

    assert [world.return_of(one).state for one in (world.ratio, world.total, world.split)] == [
        "published", "submitted", "not_started",
    ]  # fmt: skip
    assert figures_of(world.total, world.county) == []


def test_an_absence_is_published_as_an_absence(world):
    absent = {world.county.pk: Figure(absence="suppressed", absence_reason="Fewer than five people.")}
    world.verified(world.total, figures=absent, direction_view="")

    world.publish()

    figure = Observation.objects.get(indicator=world.total, period_to=QUARTER.to_on)
    assert (figure.value, figure.absence, figure.absence_reason) == (
        None,
        "suppressed",
        "Fewer than five people.",
    )


def test_each_indicator_has_one_result_with_status_figure_and_milestone(world):
    for indicator in (world.ratio, world.total, world.split):
        world.verified(indicator)

    world.publish()

    rows = Result.objects.order_by("code")
    assert list(rows.values_list("code", "status", "direction", "shown_value", "shown_milestone")) == [
        ("NI 101", "green", "improving", "78.0 %", "78.0 %"),
        ("NI 102", "green", "improving", "101", "100"),
        ("NI 103", "green", "improving", "101", "100"),
    ]


def test_what_is_missing_on_the_day_it_is_due_is_not_due_and_after_it_is_late(world):
    world.verified(world.ratio)
    rounds.publish(round_=world.round, by=world.coordinator, on=date(2009, 5, 1))

    late = Result.objects.get(indicator=world.total)
    assert (late.status, late.absence, late.mark) == ("no_data", "late", "no_data_late")


def test_before_its_due_date_a_missing_figure_is_not_due(world):
    world.verified(world.ratio)
    rounds.publish(round_=world.round, by=world.coordinator, on=date(2009, 4, 30))

    assert Result.objects.get(indicator=world.total).status == "not_due"


def test_publishing_twice_by_the_same_person_gives_the_same_edition(world):
    world.verified(world.ratio)

    assert world.publish() == world.publish()
    assert (Edition.objects.count(), Result.objects.count()) == (1, 3)


def test_publishing_what_another_published_says_who_was_faster(world):
    world.verified(world.ratio)
    seen = current(world)
    world.publish()

    with pytest.raises(SomebodyWasFaster, match="Coordinator was faster: Q4 2008/09 is now published"):
        rounds.publish(round_=seen, by=JOB, on=ON)


def test_each_return_that_was_published_has_it_in_its_history(world):
    world.return_in("published")

    assert [one.verb for one in states.history(world.return_of(world.ratio))] == [
        "publish", "verify", "submit", "save_draft",
    ]  # fmt: skip


# --- correcting -------------------------------------------------------------------------------------------


def test_a_correction_is_a_new_edition_with_a_new_revision_and_the_old_one_stays(world):
    world.return_in("published")
    correct(world, world.ratio, {world.county.pk: Figure(numerator=Decimal(790), denominator=Decimal(1000))})

    second = rounds.publish_correction(
        round_=current(world), note="NI 101 put right.", by=world.coordinator, on=LATER
    )

    assert (second.number, second.note) == (2, "NI 101 put right.")
    assert figures_of(world.ratio, world.county) == [
        (1, Decimal(78), False, ""), (2, Decimal(79), True, "A misprint."),
    ]  # fmt: skip
    shown = Result.objects.filter(indicator=world.ratio).order_by("edition__number")
    assert [one.shown_value for one in shown] == ["78.0 %", "79.0 %"]


def test_the_published_figure_stands_while_a_correction_is_under_way(world):
    world.return_in("published")

    correct(world, world.ratio, {world.county.pk: Figure(numerator=Decimal(790), denominator=Decimal(1000))})

    assert figures_of(world.ratio, world.county) == [(1, Decimal(78), True, "")]


def test_a_return_that_came_late_comes_out_with_the_next_edition(world):
    world.verified(world.ratio)
    world.verified(world.total)
    returns.reopen(return_=world.return_of(world.total), reason="Wrong.", by=world.coordinator, on=ON)
    world.publish()
    returns.answer_reopen_request(
        request=returns.ask_to_reopen(
            return_=world.return_of(world.total), reason="Ready now.", by=world.owner, on=LATER
        ),
        is_granted=True, answer="", open_until=date(2009, 6, 2), by=world.coordinator, on=LATER,
    )  # fmt: skip
    return_ = world.return_of(world.total)
    returns.submit(return_=return_, by=world.owner, on=LATER)
    returns.verify(return_=return_, by=world.lead2, on=LATER)

    rounds.publish_correction(round_=current(world), note="NI 102 came late.", by=world.coordinator, on=LATER)

    assert figures_of(world.total, world.county) == [(1, Decimal(36), True, "")]


@pytest.mark.parametrize(("note", "sentence"), [("", "Say what"), ("A note.", "nothing to publish")])
def test_a_correction_needs_a_note_and_something_to_correct(world, note, sentence):
    world.return_in("published")

    with pytest.raises(Refused, match=sentence):
        rounds.publish_correction(round_=current(world), note=note, by=world.coordinator, on=LATER)

    assert Edition.objects.count() == 1


def test_a_round_that_is_not_published_is_not_corrected(world):
    world.verified(world.ratio)

    with pytest.raises(PermissionDenied):
        rounds.publish_correction(round_=world.round, note="A note.", by=world.coordinator, on=ON)


def test_a_correction_leaves_its_event_with_the_note(world):
    world.return_in("published")
    correct(world, world.ratio, {world.county.pk: Figure(numerator=Decimal(790), denominator=Decimal(1000))})
    rounds.publish_correction(round_=current(world), note="Put right.", by=world.coordinator, on=LATER)

    event = AuditEvent.objects.get(what="round.publish_correction")
    assert (event.by_name, event.on, event.why) == ("Coordinator", LATER, "Put right.")


# --- who is told ------------------------------------------------------------------------------------------


def test_a_round_that_opens_tells_a_whole_organisation_where_nobody_is_named(world):
    IndicatorFactory(outcome=world.outcomes["economy"], owner_organisation=world.lead.organisation)
    round_ = plan(world)

    rounds.open_(round_=round_, by=world.coordinator, on=date(2009, 7, 1))

    told = Job.objects.filter(key__startswith=f"mail:round-open:{round_.pk}:")
    people = {world.owner, world.colleague, *world.lead.organisation.people.all()}
    assert sorted(job.arguments["to"] for job in told) == sorted(person.email for person in people)
