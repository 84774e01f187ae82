"""Returns move by one verb each, by the people whose seats allow it, and never past somebody faster."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent, Job
from performance.answers import Figure, answer_of
from performance.changes import returns
from performance.models import ReopenRequest, Return
from tests.factories.world import ON

CLOSED = date(2009, 5, 15)


def moves_of(return_):
    return [(one.verb, one.from_state, one.to_state, one.by_name, one.why) for one in states.history(return_)]


def last_event(return_):
    event = AuditEvent.objects.filter(kind="performance.return", record_id=return_.pk).first()
    return event.what, event.by_name, event.difference, event.why


def mails_about(prefix):
    jobs = Job.objects.filter(key__startswith=f"mail:{prefix}").order_by("pk")
    return [job.arguments["to"] for job in jobs]


# --- saving -----------------------------------------------------------------------------------------------


def test_a_saved_draft_keeps_the_answer_and_says_who_saved_it(world):
    return_ = world.return_of(world.ratio)

    returns.save(return_=return_, version=0, answer=world.answer(world.ratio), by=world.colleague, on=ON)

    kept = world.return_of(world.ratio)
    assert (kept.state, kept.version, kept.saved_by, kept.saved_on) == ("draft", 1, world.colleague, ON)
    assert answer_of(kept) == world.answer(world.ratio)
    assert moves_of(kept) == [("save_draft", "not_started", "draft", "Colleague", "")]


def test_a_save_tells_the_audit_which_figure_and_which_words_changed(world):
    return_ = world.drafted(world.total)

    answer = world.answer(
        world.total, figures={world.county.pk: Figure(value=Decimal(38))}, commentary="Late counts."
    )
    returns.save(return_=return_, version=1, answer=answer, by=world.owner, on=ON)

    what, by_name, difference, _ = last_event(return_)
    assert (what, by_name) == ("return.save_draft", "Owner")
    assert difference == {f"figure {world.county.pk}": ["36", "38"], "commentary": ["", "Late counts."]}


def test_a_draft_may_be_incomplete(world):
    return_ = world.return_of(world.split)
    half = world.answer(world.split, figures={world.north.pk: Figure(value=Decimal(55))}, direction_view="")

    returns.save(return_=return_, version=0, answer=half, by=world.owner, on=ON)

    assert world.return_of(world.split).state == "draft"


def test_the_whole_areas_figure_is_derived_from_its_parts_on_saving(world):
    world.drafted(world.split)

    figures = world.return_of(world.split).figures.order_by("area__name")

    assert [(one.area.name, one.value) for one in figures] == [
        ("North district", Decimal(55)),
        ("South district", Decimal(46)),
        ("The county", Decimal(101)),
    ]


def test_an_impossible_figure_is_refused_even_in_a_draft(world):
    return_ = world.return_of(world.ratio)
    over = {world.county.pk: Figure(numerator=Decimal(1001), denominator=Decimal(1000))}

    with pytest.raises(Refused, match=r"A share cannot be over 100 %"):
        returns.save(
            return_=return_, version=0, answer=world.answer(world.ratio, figures=over), by=world.owner, on=ON
        )

    assert world.return_of(world.ratio).state == "not_started"


def test_the_second_of_two_editors_is_refused_and_the_first_answer_stands(world):
    mine, theirs = world.return_of(world.total), world.return_of(world.total)
    returns.save(return_=theirs, version=0, answer=world.answer(world.total), by=world.colleague, on=ON)

    with pytest.raises(
        SomebodyWasFaster, match="Somebody has changed NI 102 for Q4 2008/09 since you opened it"
    ):
        returns.save(
            return_=mine,
            version=0,
            answer=world.answer(world.total, commentary="Mine."),
            by=world.owner,
            on=ON,
        )

    assert answer_of(world.return_of(world.total)) == world.answer(world.total)


def test_a_save_after_a_colleague_submitted_says_that_somebody_was_faster(world):
    mine = world.return_of(world.total)
    world.submitted(world.total)

    with pytest.raises(SomebodyWasFaster):
        returns.save(return_=mine, version=0, answer=world.answer(world.total), by=world.colleague, on=ON)


@pytest.mark.parametrize("name", ["outsider", "lead", "coordinator", "admin", "chair"])
def test_nobody_outside_the_owners_organisation_answers_for_it(world, name):
    return_ = world.return_of(world.ratio)

    with pytest.raises(PermissionDenied):
        returns.save(
            return_=return_, version=0, answer=world.answer(world.ratio), by=world.people[name], on=ON
        )


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2009, 3, 31), r"Not open yet: Q4 2008/09 opens on 1 April 2009\."),
        (CLOSED, r"The window is shut: Q4 2008/09 took figures until 14 May 2009\."),
    ],
)
def test_outside_the_window_a_return_is_locked(world, day, sentence):
    return_ = world.return_of(world.ratio)

    with pytest.raises(Refused, match=sentence):
        returns.save(return_=return_, version=0, answer=world.answer(world.ratio), by=world.owner, on=day)


def test_on_the_last_day_of_the_window_figures_are_taken(world):
    return_ = world.return_of(world.ratio)

    returns.save(
        return_=return_,
        version=0,
        answer=world.answer(world.ratio),
        by=world.owner,
        on=CLOSED - timedelta(days=1),
    )

    assert world.return_of(world.ratio).state == "draft"


# --- submitting -------------------------------------------------------------------------------------------


def test_a_submitted_return_bears_the_day_it_was_received(world):
    world.submitted(world.ratio)

    kept = world.return_of(world.ratio)
    assert (kept.state, kept.submitted_on, kept.submitted_by) == ("submitted", ON, world.owner)
    assert [one[0] for one in moves_of(kept)] == ["submit", "save_draft"]


def test_a_saved_answer_is_submitted_without_typing_it_again(world):
    return_ = world.drafted(world.ratio)

    returns.submit(return_=return_, by=world.owner, on=ON)

    assert answer_of(world.return_of(world.ratio)) == world.answer(world.ratio)


def test_an_empty_return_is_not_submitted(world):
    return_ = world.return_of(world.ratio)

    with pytest.raises(Refused, match="Enter the figure, or say why there is none"):
        returns.submit(return_=return_, by=world.owner, on=ON)

    assert world.return_of(world.ratio).state == "not_started"


def test_every_reason_against_submitting_is_told_at_once(world):
    off = {world.county.pk: Figure(numerator=Decimal(700), denominator=Decimal(1000))}

    with pytest.raises(Refused) as refusal:
        world.submitted(world.ratio, figures=off, direction_view="")

    assert [sentence for sentence in str(refusal.value).split(". ") if sentence] == [
        "Confirm the figure, or correct it",
        "Say why it is off target and what will be done",
        "Say how you see it moving.",
    ]


def test_a_red_figure_is_submitted_with_a_confirmation_and_a_commentary(world):
    off = {world.county.pk: Figure(numerator=Decimal(700), denominator=Decimal(1000))}

    world.submitted(
        world.ratio,
        figures=off,
        is_surprise_confirmed=True,
        direction_view="worsening",
        commentary="The grant ended.",
    )

    assert world.return_of(world.ratio).state == "submitted"


def test_an_honest_absence_is_an_answer(world):
    absent = {world.county.pk: Figure(absence="not_available", absence_reason="The survey was lost.")}

    world.submitted(world.ratio, figures=absent, direction_view="")

    figure = world.return_of(world.ratio).figures.get()
    assert (figure.value, figure.absence, figure.absence_reason) == (
        None,
        "not_available",
        "The survey was lost.",
    )


def test_a_submission_from_an_old_form_is_refused(world):
    return_ = world.return_of(world.ratio)
    world.drafted(world.ratio)

    with pytest.raises(SomebodyWasFaster):
        returns.submit(
            return_=return_, version=0, answer=world.answer(world.ratio), by=world.colleague, on=ON
        )

    assert world.return_of(world.ratio).state == "draft"


# --- taking back, sending back, verifying -----------------------------------------------------------------


def test_the_owner_takes_back_what_nobody_has_verified(world):
    return_ = world.submitted(world.ratio)

    returns.withdraw(return_=return_, by=world.owner, on=ON)

    kept = world.return_of(world.ratio)
    assert (kept.state, kept.submitted_on, kept.submitted_by) == ("draft", None, None)


def test_a_verified_return_is_not_taken_back(world):
    return_ = world.verified(world.ratio)

    with pytest.raises(PermissionDenied):
        returns.withdraw(return_=return_, by=world.owner, on=ON)


def test_a_return_that_is_sent_back_is_a_draft_again_with_the_reason(world):
    return_ = world.submitted(world.ratio)

    returns.send_back(return_=return_, reason="Is this the whole county?", by=world.lead, on=ON)

    kept = world.return_of(world.ratio)
    assert (kept.state, kept.sent_back_on, kept.sent_back_reason) == (
        "draft",
        ON,
        "Is this the whole county?",
    )
    assert moves_of(kept)[0] == ("send_back", "submitted", "draft", "Lead", "Is this the whole county?")
    assert mails_about("send-back") == [world.owner.email]


def test_sending_back_takes_a_reason(world):
    return_ = world.submitted(world.ratio)

    with pytest.raises(Refused, match="Say what should be put right"):
        returns.send_back(return_=return_, reason="  ", by=world.lead, on=ON)


def test_submitting_again_clears_what_was_asked_for(world):
    return_ = world.submitted(world.ratio)
    returns.send_back(return_=return_, reason="Is this the whole county?", by=world.lead, on=ON)

    returns.submit(return_=return_, by=world.owner, on=ON)

    kept = world.return_of(world.ratio)
    assert (kept.sent_back_on, kept.sent_back_reason) == (None, "")


def test_the_lead_of_the_outcomes_group_verifies(world):
    return_ = world.submitted(world.ratio)

    returns.verify(return_=return_, by=world.lead, on=ON)

    kept = world.return_of(world.ratio)
    assert (kept.state, kept.verified_on, kept.verified_by) == ("verified", ON, world.lead)


@pytest.mark.parametrize("name", ["owner", "colleague", "lead2", "group_member", "chair", "member", "admin"])
def test_nobody_else_verifies(world, name):
    return_ = world.submitted(world.ratio)

    with pytest.raises(PermissionDenied):
        returns.verify(return_=return_, by=world.people[name], on=ON)


def test_nobody_verifies_their_own_even_with_the_right_to(world):
    world.ratio.owner_organisation = world.lead.organisation
    world.ratio.save()
    return_ = world.return_of(world.ratio)
    returns.submit(return_=return_, answer=world.answer(world.ratio), by=world.lead, on=ON)

    with pytest.raises(PermissionDenied):
        returns.verify(return_=return_, by=world.lead, on=ON)


def test_the_second_of_two_verifiers_is_told_who_was_faster(world):
    world.submitted(world.ratio)
    first, second = world.return_of(world.ratio), world.return_of(world.ratio)
    returns.verify(return_=first, by=world.lead, on=ON)

    with pytest.raises(SomebodyWasFaster, match="Lead was faster: NI 101 for Q4 2008/09 is now verified"):
        returns.verify(return_=second, by=world.coordinator, on=ON)


def test_verifying_twice_by_the_same_person_is_harmless_and_leaves_one_event(world):
    return_ = world.submitted(world.ratio)
    for _ in range(2):
        returns.verify(return_=return_, by=world.lead, on=ON)

    assert AuditEvent.objects.filter(what="return.verify").count() == 1


def test_a_figure_that_was_changed_after_the_page_was_drawn_is_not_verified(world):
    seen = world.submitted(world.ratio)
    fresh = world.return_of(world.ratio)
    returns.withdraw(return_=fresh, by=world.owner, on=ON)
    returns.submit(
        return_=fresh, answer=world.answer(world.ratio, commentary="Revised."), by=world.owner, on=ON
    )

    with pytest.raises(SomebodyWasFaster):
        returns.verify(return_=seen, by=world.lead, on=ON)

    assert world.return_of(world.ratio).state == "submitted"


def test_sending_back_what_another_has_just_verified_says_who_was_faster(world):
    world.submitted(world.ratio)
    seen = world.return_of(world.ratio)
    world_now = world.return_of(world.ratio)
    returns.verify(return_=world_now, by=world.coordinator, on=ON)

    with pytest.raises(SomebodyWasFaster, match="Coordinator was faster"):
        returns.send_back(return_=seen, reason="Why?", by=world.lead, on=ON)
    with pytest.raises(SomebodyWasFaster, match="Coordinator was faster"):
        returns.send_back(return_=world.return_of(world.ratio), reason="Why?", by=world.lead, on=ON)


# --- opening again ----------------------------------------------------------------------------------------


def test_the_coordinator_opens_a_verified_return_again_with_a_reason(world):
    return_ = world.verified(world.ratio)

    returns.reopen(return_=return_, reason="A late correction.", by=world.coordinator, on=ON)

    kept = world.return_of(world.ratio)
    assert (kept.state, kept.verified_by, kept.submitted_by, kept.is_correction) == (
        "draft",
        None,
        None,
        False,
    )
    assert moves_of(kept)[0] == ("reopen", "verified", "draft", "Coordinator", "A late correction.")


def test_a_published_return_that_is_opened_again_is_a_correction(world):
    return_ = world.return_in("published")

    returns.reopen(
        return_=return_,
        reason="A misprint.",
        open_until=date(2009, 7, 1),
        by=world.coordinator,
        on=date(2009, 6, 1),
    )

    kept = world.return_of(world.ratio)
    assert (kept.state, kept.is_correction, kept.correction_reason) == ("draft", True, "A misprint.")
    assert moves_of(kept)[0][0] == "reopen_published"


def test_whoever_answers_for_a_figure_is_told_that_it_was_opened_again(world):
    return_ = world.verified(world.ratio)

    returns.reopen(return_=return_, reason="A late correction.", by=world.coordinator, on=ON)

    assert mails_about("reopen:") == [world.owner.email]
    assert "A late correction." in Job.objects.get(key__startswith="mail:reopen:").arguments["text"]


def test_a_granted_request_tells_those_who_did_not_ask_that_the_figure_is_open(world):
    return_ = world.verified(world.ratio)
    request = returns.ask_to_reopen(return_=return_, reason="A late count.", by=world.colleague, on=ON)

    returns.answer_reopen_request(
        request=request, is_granted=True, answer="Yes.", by=world.coordinator, on=ON
    )

    assert mails_about("reopen") == [world.coordinator.email, world.owner.email, world.colleague.email]


def test_opening_again_takes_a_reason(world):
    return_ = world.verified(world.ratio)

    with pytest.raises(Refused, match="Say why it is opened again"):
        returns.reopen(return_=return_, reason="", by=world.coordinator, on=ON)


@pytest.mark.parametrize("name", ["owner", "lead", "chair", "admin"])
def test_only_the_coordinator_opens_again(world, name):
    return_ = world.verified(world.ratio)

    with pytest.raises(PermissionDenied):
        returns.reopen(return_=return_, reason="Please.", by=world.people[name], on=ON)


def test_a_request_to_reopen_is_kept_and_the_coordinators_are_told(world):
    return_ = world.verified(world.ratio)

    request = returns.ask_to_reopen(return_=return_, reason="A late count.", by=world.owner, on=ON)

    assert (request.reason, request.asked_by, request.asked_on) == ("A late count.", world.owner, ON)
    assert mails_about("reopen-request") == [world.coordinator.email]
    assert last_event(return_) == ("return.ask_to_reopen", "Owner", {}, "A late count.")


def test_asking_twice_leaves_one_request(world):
    return_ = world.verified(world.ratio)

    for reason in ("A late count.", "Please!"):
        returns.ask_to_reopen(return_=return_, reason=reason, by=world.owner, on=ON)

    assert list(ReopenRequest.objects.values_list("reason", flat=True)) == ["A late count."]


def test_what_is_not_locked_needs_no_request(world):
    return_ = world.drafted(world.ratio)

    with pytest.raises(Refused, match="not locked"):
        returns.ask_to_reopen(return_=return_, reason="A late count.", by=world.owner, on=ON)


def test_a_granted_request_opens_the_return_and_tells_whoever_asked(world):
    return_ = world.verified(world.ratio)
    request = returns.ask_to_reopen(return_=return_, reason="A late count.", by=world.owner, on=ON)

    returns.answer_reopen_request(
        request=request,
        is_granted=True,
        answer="Yes.",
        open_until=date(2009, 5, 1),
        by=world.coordinator,
        on=ON,
    )

    kept = world.return_of(world.ratio)
    assert (kept.state, kept.open_until) == ("draft", date(2009, 5, 1))
    assert mails_about("reopen-answer") == [world.owner.email]


def test_a_granted_request_for_a_shut_window_gives_the_return_a_window_of_its_own(world):
    return_ = world.return_of(world.ratio)
    request = returns.ask_to_reopen(return_=return_, reason="On leave.", by=world.owner, on=CLOSED)

    returns.answer_reopen_request(
        request=request,
        is_granted=True,
        answer="",
        open_until=date(2009, 5, 20),
        by=world.coordinator,
        on=CLOSED,
    )
    fresh = world.return_of(world.ratio)
    returns.save(
        return_=fresh, version=0, answer=world.answer(world.ratio), by=world.owner, on=date(2009, 5, 19)
    )

    with pytest.raises(Refused, match="took figures until 19 May 2009"):
        returns.save(
            return_=fresh, version=1, answer=world.answer(world.ratio), by=world.owner, on=date(2009, 5, 20)
        )


def test_a_declined_request_leaves_the_return_as_it_is(world):
    return_ = world.verified(world.ratio)
    request = returns.ask_to_reopen(return_=return_, reason="A late count.", by=world.owner, on=ON)

    returns.answer_reopen_request(
        request=request, is_granted=False, answer="Too late.", by=world.coordinator, on=ON
    )

    request.refresh_from_db()
    assert world.return_of(world.ratio).state == "verified"
    assert (request.is_granted, request.answer, request.answered_by) == (
        False,
        "Too late.",
        world.coordinator,
    )


# --- reminding --------------------------------------------------------------------------------------------


def test_a_reminder_goes_to_the_person_named_once_a_day(world):
    return_ = world.return_of(world.ratio)

    first = returns.remind(return_=return_, by=world.coordinator, on=ON)
    again = returns.remind(return_=return_, by=world.lead, on=ON)
    next_day = returns.remind(return_=return_, by=world.coordinator, on=ON + timedelta(days=1))

    assert (first, again, next_day) == ([world.owner], [], [world.owner])
    assert mails_about("remind") == [world.owner.email] * 2


def test_with_nobody_named_the_whole_organisation_is_reminded(world):
    return_ = world.return_of(world.total)

    reminded = returns.remind(return_=return_, by=world.coordinator, on=ON)

    assert reminded == [world.colleague, world.owner]


def test_a_submitted_return_needs_no_reminder(world):
    return_ = world.submitted(world.ratio)

    with pytest.raises(PermissionDenied):
        returns.remind(return_=return_, by=world.coordinator, on=ON)


def test_a_named_job_reminds_as_people_do(world):
    from tests.factories.world import JOB

    assert returns.remind(return_=world.return_of(world.ratio), by=JOB, on=ON) == [world.owner]
    assert Return.objects.get(indicator=world.ratio).reminders.count() == 1
