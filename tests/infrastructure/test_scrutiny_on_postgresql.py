"""Two responders and a withdrawal at the same moment, and two corrections of one receipt, on PostgreSQL."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused
from scrutiny.changes import progress, receipts, responses
from scrutiny.changes.responses import Answer
from scrutiny.models import Response
from tests.factories.scrutiny import GIVEN, ISSUED_ON, ON, build_scrutiny

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4


@pytest.fixture
def world(transactional_db):
    assert connection.vendor == "postgresql"
    return build_scrutiny()


def at_once(*deeds):
    """Do the deeds in threads that start together. Gives, in their order, what each returned or was refused with."""
    barrier = Barrier(len(deeds))
    results = [None] * len(deeds)

    def one(number, deed):
        barrier.wait()
        try:
            results[number] = deed()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=one, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_responders_and_a_withdrawal_one_answer_stands_at_most_and_everybody_is_told(world):
    world.drafting()
    asks = [world.drafted_ask(recommendation=world.recommends(f"No. {n}")) for n in range(TIMES)]
    world.issue()
    rejected = Answer(verdict="rejected", reasons="It costs too much.")
    for ask in asks:
        seen = [world.ask(ask) for _ in range(3)]

        found = at_once(
            lambda one=seen[0]: responses.answer(ask=one, answer=GIVEN, by=world.responder, on=ON),
            lambda one=seen[1]: responses.answer(ask=one, answer=rejected, by=world.responder2, on=ON),
            lambda one=seen[2]: progress.withdraw(ask=one, reason="Overtaken.", by=world.group_chair, on=ON),
        )

        verbs = [one.verb for one in states.history(world.ask(ask)) if one.verb != "send"]
        answers = Response.objects.filter(ask=ask).count()
        refusals = [one for one in found if isinstance(one, Refused)]
        # A withdrawal may follow an answer; an answer never follows a withdrawal, nor another answer.
        assert (verbs, answers, len(refusals)) in [
            (["answer"], 1, 2), (["withdraw"], 0, 2), (["withdraw", "answer"], 1, 1),
        ]  # fmt: skip


def test_of_two_corrections_at_once_the_deadline_is_that_of_the_receipt_that_stands(world):
    ask = world.receives(world.sent())
    for _ in range(TIMES):
        seen = [world.ask(ask).addressee for _ in range(2)]

        at_once(
            *(
                lambda one=one, day=day: receipts.receive(
                    addressee=one, report_received_on=ISSUED_ON, notice_received_on=day, reason="Found.", by=world.clerk,
                    on=ON,
                )
                for one, day in zip(seen, (date(2008, 12, 29), date(2009, 1, 10)), strict=True)
            )
        )  # fmt: skip

        kept = world.ask(ask)
        expected = {date(2008, 12, 29): date(2009, 2, 28), date(2009, 1, 10): date(2009, 3, 9)}
        assert kept.due_on == expected[kept.addressee.notice_received_on]
