"""What performance tells people by e-mail: plain text, with a link to where it is put right, once."""

from datetime import date

import pytest

from dorset_lsp.common import mail
from dorset_lsp.common.models import Job
from partnerships.posting import sender
from performance import emails
from performance.changes import returns
from performance.models import Return
from tests.factories.world import ON


def message(prefix):
    job = Job.objects.get(key__startswith=f"mail:{prefix}")
    return job.arguments["to"], job.arguments["subject"], job.arguments["text"]


def test_the_person_named_answers_for_an_indicator(world):
    assert emails.who_answers_for(world.ratio) == [world.owner]


def test_with_nobody_named_everybody_of_the_organisation_who_may_sign_in_does(world):
    world.colleague.is_active = False
    world.colleague.save()

    assert emails.who_answers_for(world.total) == [world.owner]


def test_the_opening_lists_what_is_asked_and_by_when(world):
    to, subject, text = message(f"round-open:{world.round.pk}:{world.colleague.pk}")

    assert (to, subject) == (world.colleague.email, "Q4 2008/09: 1 figure due by 30 April 2009")
    assert text == (
        "Dear Colleague,\n\nQ4 2008/09 is open. Please return by 30 April 2009:\n\n"
        "  NI 102 Homes built, Q4 2008/09\n\nEnter them here: http://testserver/my-work/\n\n--\n"
        "You get this because you, or your organisation, answer for the figures named above.\n"
        "Choose which e-mails you get, and how: http://testserver/account/notices/\n"
        f"{sender()}, http://testserver\n"
    )


def test_a_return_that_was_sent_back_is_told_with_the_question(world):
    return_ = world.submitted(world.ratio)
    returns.send_back(return_=return_, reason="Is this all?", by=world.lead, on=ON)

    assert message("send-back") == (
        world.owner.email,
        "NI 101 for Q4 2008/09 was sent back",
        (
            "Dear Owner,\n\nLead asks about NI 101 Homes that are decent, Q4 2008/09:\n\n  Is this all?\n\n"
            f"Put it right and submit it again: http://testserver/performance/returns/{return_.pk}/\n\n--\n"
            "You get this because you, or your organisation, answer for the figures named above.\n"
            "Choose which e-mails you get, and how: http://testserver/account/notices/\n"
            f"{sender()}, http://testserver\n"
        ),
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2009, 4, 30), "is due by 30 April 2009"), (date(2009, 5, 1), "was due on 30 April 2009")],
)
def test_a_reminder_says_whether_it_is_late(world, day, words):
    emails.remind_of_return(world.return_of(world.ratio), person=world.owner, on=day)

    assert message("remind")[1] == f"NI 101 for Q4 2008/09 {words}"


def test_the_coordinators_read_who_asks_to_reopen_and_why(world):
    return_ = world.verified(world.ratio)
    returns.ask_to_reopen(return_=return_, reason="A late count.", by=world.owner, on=ON)

    to, subject, text = message("reopen-request")
    assert (to, subject) == (world.coordinator.email, "Owner asks to reopen NI 101 for Q4 2008/09")
    assert "\n\n  A late count.\n\n" in text


@pytest.mark.parametrize(("is_granted", "word"), [(True, "granted"), (False, "declined")])
def test_whoever_asked_reads_the_answer(world, is_granted, word):
    return_ = world.verified(world.ratio)
    request = returns.ask_to_reopen(return_=return_, reason="A late count.", by=world.owner, on=ON)
    returns.answer_reopen_request(
        request=request, is_granted=is_granted, answer="As you wish.", by=world.coordinator, on=ON
    )

    to, subject, text = message("reopen-answer")
    assert (to, subject) == (world.owner.email, f"Your request to reopen NI 101 was {word}")
    assert "\n\n  As you wish.\n\n" in text


def test_a_closed_account_gets_no_mail(world):
    world.owner.is_active = False
    world.owner.save()

    emails.remind_of_return(world.return_of(world.ratio), person=world.owner, on=ON)

    assert not Job.objects.filter(key__startswith="mail:remind").exists()


def test_nobody_is_told_of_a_past_that_is_replayed(world):
    with mail.quietly():
        returns.remind(return_=world.return_of(world.ratio), by=world.coordinator, on=ON)

    assert not Job.objects.filter(key__startswith="mail:remind").exists()


def test_what_is_asked_for_twice_goes_out_once(world, do_jobs, mailoutbox):
    do_jobs()
    mailoutbox.clear()
    for _ in range(2):
        emails.remind_of_return(world.return_of(world.ratio), person=world.owner, on=ON)

    do_jobs()

    assert [(one.to, one.subject) for one in mailoutbox] == [
        ([world.owner.email], "NI 101 for Q4 2008/09 is due by 30 April 2009")
    ]
    assert Return.objects.get(indicator=world.ratio).state == "not_started"
