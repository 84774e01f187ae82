"""Receipts and the deadlines that hang on them, answers, progress: what the changes do and what they refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent
from partnerships.models import Action
from scrutiny.changes import progress, receipts, recommendations, responses, reviews
from scrutiny.changes.responses import Answer
from scrutiny.models import Ask, Claim, ResponseDraft
from tests.factories.partnerships import ActionFactory
from tests.factories.scrutiny import GIVEN, ISSUED_ON, ON

REJECTED = Answer(verdict="rejected", reasons="It costs too much.")


def events(what: str) -> list[dict]:
    return list(AuditEvent.objects.filter(what=what).order_by("pk").values_list("difference", flat=True))


# --- receipts ---------------------------------------------------------------------------------------------------


def test_a_deadline_is_worked_out_when_both_receipts_are_there(world):
    ask = world.receives(world.sent(), notice=date(2008, 12, 29))

    assert ask.due_on == date(2009, 2, 28)


def test_a_clock_that_waits_for_its_notice_has_no_day(world):
    ask = world.receives(world.sent(), notice=None)

    assert (ask.due_on, ask.days_late(ON)) == (None, 0)


def test_correcting_a_receipt_moves_and_logs_every_deadline_that_hangs_on_it(world):
    world.drafting()
    asks = [world.drafted_ask(basis, world.recommends(f"No. {basis}"), **more) for basis, more in (
        ("two_months", {}), ("days_28", {}), ("have_regard", {}), ("asked", {"asked_for_on": date(2008, 12, 31)}),
    )]  # fmt: skip
    world.issue()
    world.receives(asks[0])
    world.receives(asks[0], notice=date(2008, 12, 29), reason="The envelope was found.")

    assert [world.ask(ask).due_on for ask in asks] == [
        date(2009, 2, 28), date(2009, 1, 25), None, date(2008, 12, 31),
    ]  # fmt: skip
    assert events("ask.work_out")[-2:] == [
        {"due": ["2008-11-14", "2009-02-28"]},
        {"due": ["2008-10-12", "2009-01-25"]},
    ]


def test_the_same_receipts_again_change_nothing(world):
    ask = world.receives(world.sent())
    before = AuditEvent.objects.count()
    world.receives(ask)

    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    ("report", "reason", "sentence"),
    [
        (date(2009, 4, 21), "Late.", "day to come"),
        (date(2008, 9, 14), "Early.", "nothing came before"),
        (date(2008, 9, 20), " ", "why the date is corrected"),
    ],
)
def test_receipts_that_cannot_be_are_refused(world, report, reason, sentence):
    ask = world.receives(world.sent())

    with pytest.raises(Refused, match=sentence):
        world.receives(ask, report=report, reason=reason)


# --- answers ----------------------------------------------------------------------------------------------------


def test_an_acceptance_starts_the_checks(world):
    ask = world.ask(world.answered(on=date(2008, 12, 31)).ask)

    assert (ask.state, ask.accepted_on, ask.next_check_on) == (
        "answered", date(2008, 12, 31), date(2009, 6, 30),
    )  # fmt: skip


def test_a_rejection_has_no_checks_and_no_action(world):
    ask = world.ask(world.answered(replace(REJECTED, action="None.")).ask)

    assert (ask.accepted_on, ask.next_check_on, ask.responses.get().action) == (None, None, "")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Answer(verdict="accepted", action="A plan."), "and why"),
        (Answer(reasons="Because."), "accepted"),
        (Answer(verdict="accepted", reasons="Because."), "what will be done"),
        (Answer(verdict="accepted_in_part", reasons="Because."), "what will be done"),
    ],
)
def test_half_an_answer_is_refused(world, answer, sentence):
    ask = world.sent()

    with pytest.raises(Refused, match=sentence):
        responses.answer(ask=ask, answer=answer, by=world.responder, on=ON)


def test_the_second_of_two_responders_is_told_who_was_faster(world):
    ask = world.sent()
    seen = world.ask(ask)
    world.answered(ask=ask)

    with pytest.raises(SomebodyWasFaster, match="Responder was faster"):
        responses.answer(ask=seen, answer=REJECTED, by=world.responder2, on=ON)


def test_answering_twice_oneself_is_one_answer(world):
    ask = world.sent()
    seen = world.ask(ask)
    first = world.answered(ask=ask)

    assert responses.answer(ask=seen, answer=GIVEN, by=world.responder, on=ON) == first


def test_a_draft_goes_when_the_answer_is_sent(world):
    ask = world.sent()
    responses.save_draft(ask=ask, version=0, answer=Answer(reasons="So far"), by=world.responder, on=ON)
    world.answered(ask=ask)

    assert ResponseDraft.objects.count() == 0


def test_the_second_to_save_a_draft_is_told_of_the_first(world):
    ask = world.sent()
    responses.save_draft(ask=ask, version=0, answer=Answer(reasons="One"), by=world.responder, on=ON)

    with pytest.raises(SomebodyWasFaster, match="Responder has saved"):
        responses.save_draft(ask=ask, version=0, answer=Answer(reasons="Two"), by=world.responder2, on=ON)


def test_the_history_of_a_draft_holds_none_of_it(world):
    ask = world.sent()
    responses.save_draft(ask=ask, version=0, answer=Answer(reasons="Secret"), by=world.responder, on=ON)

    assert events("ask.save_draft") == [{"draft": [None, 1]}]


def test_an_action_that_is_attached_belongs_to_one_recommendation(world):
    world.drafting()
    one, other = (world.drafted_ask(recommendation=world.recommends(label)) for label in ("One", "Two"))
    world.issue()
    for ask in (one, other):
        responses.answer(ask=world.ask(ask), answer=GIVEN, by=world.responder, on=ON)
    action = ActionFactory()
    responses.attach_action(ask=world.ask(one), action=action, by=world.responder, on=ON)

    with pytest.raises(Refused, match="belongs to Recommendation 1"):
        responses.attach_action(ask=world.ask(other), action=action, by=world.responder, on=ON)


def test_a_new_action_stands_in_the_one_register(world):
    ask = world.ask(world.answered().ask)
    action = responses.take_up_action(
        ask=ask, title="Write it", body=world.group, organisation=world.district, lead=world.responder, due_on=ON,
        by=world.responder, on=ON,
    )  # fmt: skip

    assert (Action.objects.get(), ask.action_links.get().action) == (action, action)


# --- progress ---------------------------------------------------------------------------------------------------


def decided(world, *, is_accepted: bool, on: date, note: str = "Not yet.") -> Ask:
    ask = world.claimed()
    progress.decide(claim=ask.claims.get(), is_accepted=is_accepted, note=note, by=world.group_chair, on=on)
    return world.ask(ask)


@pytest.mark.parametrize(("is_accepted", "verdict"), [(True, "accepted"), (False, "not_accepted")])
def test_a_claim_is_the_addressees_until_members_decide(world, is_accepted, verdict):
    ask = decided(world, is_accepted=is_accepted, on=ON)

    assert (ask.claims.get().verdict, ask.state) == (verdict, "answered")


def test_the_next_check_follows_once_members_have_looked(world):
    ask = decided(world, is_accepted=True, on=date(2009, 5, 6))

    assert ask.next_check_on == date(2009, 11, 5)


def test_looking_early_leaves_the_check_where_it_is(world):
    assert decided(world, is_accepted=True, on=ON).next_check_on == date(2009, 5, 5)


def test_members_who_do_not_accept_a_claim_say_why(world):
    ask = world.claimed()

    with pytest.raises(Refused, match="why members"):
        progress.decide(claim=ask.claims.get(), is_accepted=False, note="", by=world.group_chair, on=ON)


def test_a_second_claim_waits_for_the_decision_on_the_first(world):
    ask = world.claimed()

    with pytest.raises(Refused, match="waits for members"):
        progress.claim(ask=ask, progress="not", text="More.", by=world.responder2, on=ON)


@pytest.mark.parametrize("name", ["clerk", "committee_clerk", "responder", "member", "admin"])
def test_no_officer_and_no_addressee_closes_anything(world, name):
    from django.core.exceptions import PermissionDenied

    ask = world.ask(world.answered().ask)

    with pytest.raises(PermissionDenied):
        progress.close(ask=ask, reason="Done.", by=world.people[name], on=ON)


def test_what_members_close_they_can_open_again(world):
    ask = world.ask(world.answered().ask)
    progress.close(ask=ask, reason="Done.", by=world.group_chair, on=ON)
    progress.reopen(ask=ask, reason="It came back.", by=world.group_chair, on=ON)

    assert (ask.state, ask.ended_on, ask.next_check_on) == ("answered", None, date(2009, 5, 5))


def test_a_duty_to_have_regard_is_never_late(world):
    ask = world.receives(world.sent("have_regard"))

    assert (ask.days_late(date(2020, 1, 1)), list(Ask.objects.overdue(date(2020, 1, 1)))) == (0, [])


def test_an_ask_is_overdue_from_the_day_after(world):
    world.receives(world.sent(), notice=date(2008, 12, 29))

    late = [Ask.objects.overdue(day).count() for day in (date(2009, 2, 28), date(2009, 3, 1))]

    assert late == [0, 1]


# --- the review's own end ---------------------------------------------------------------------------------------


def test_a_review_is_not_closed_while_something_is_under_way(world):
    ask = world.sent()
    reviews.monitor(review=world.fresh(), by=world.clerk, on=ON)

    with pytest.raises(Refused, match="1 of the asks"):
        reviews.close(review=world.review, reason="Enough.", by=world.group_chair, on=ON)
    progress.withdraw(ask=ask, reason="Overtaken.", by=world.group_chair, on=ON)
    reviews.close(review=world.review, reason="Enough.", by=world.group_chair, on=ON)
    assert world.fresh().state == "closed"


def test_an_outcome_needs_what_shows_it_and_somebody_who_accepted(world):
    recommendation = world.sent().recommendation

    with pytest.raises(Refused, match="Nobody has accepted"):
        recommendations.judge(
            recommendation=recommendation, made="difference", because="A letter.", by=world.group_chair, on=ON
        )


def test_a_claim_is_kept_as_it_was_made(world):
    world.claimed("The plan is out.")

    assert Claim.objects.values_list("claim", "claimed_by__name").get() == ("The plan is out.", "Responder")


def test_nothing_is_received_of_a_report_that_is_not_issued(world):
    from django.core.exceptions import PermissionDenied

    ask = world.drafted_ask()

    with pytest.raises(PermissionDenied):
        receipts.receive(
            addressee=world.ask(ask).addressee,
            report_received_on=ISSUED_ON,
            notice_received_on=None,
            by=world.clerk,
            on=ON,
        )
