"""What day it is, asked of one function."""

from datetime import date

import pytest
import time_machine
from django.test import RequestFactory

from dorset_lsp.common import setup
from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.models import AuditEvent
from dorset_lsp.common.today import TodayMiddleware, acting_on, stated, today

pytestmark = pytest.mark.django_db
ON = date(2009, 4, 20)
JOB = NamedJob("setting the day")


def state(day):
    setup.state_today(day=day, by=JOB, on=ON)


def test_a_partnership_that_states_no_day_runs_on_the_real_one_here():
    # Half past eleven at night in Greenwich is already tomorrow in a British summer.
    with time_machine.travel("2026-07-01T23:30:00Z", tick=False):
        assert (stated(), today()) == (None, date(2026, 7, 2))


def test_a_stated_day_is_today_and_moves_at_once():
    state(ON)
    assert (stated(), today()) == (ON, ON)

    state(date(2009, 5, 1))
    assert today() == date(2009, 5, 1)


def test_the_real_day_returns():
    state(ON)
    state(None)

    with time_machine.travel("2026-01-05T12:00:00Z", tick=False):
        assert (stated(), today()) == (None, date(2026, 1, 5))


def test_audit_times_stay_real_whatever_day_is_stated():
    with time_machine.travel("2026-01-05T12:00:00Z", tick=False):
        state(ON)

    event = AuditEvent.objects.latest("pk")
    assert (event.on, event.at.date()) == (ON, date(2026, 1, 5))


def test_within_a_change_it_is_the_day_of_the_change():
    state(ON)

    with acting_on(date(2008, 7, 1)):
        assert today() == date(2008, 7, 1)
    assert today() == ON


def test_a_change_that_fails_does_not_leave_its_day_behind():
    with pytest.raises(RuntimeError), acting_on(date(2001, 1, 1)):
        raise RuntimeError

    assert today() != date(2001, 1, 1)


def test_one_page_never_straddles_two_days(rf: RequestFactory):
    state(ON)
    seen = []

    def page(request):
        seen.append(today())
        with time_machine.travel("2026-01-06T00:00:01Z", tick=False):
            seen.append(today())

    TodayMiddleware(page)(rf.get("/"))

    assert seen == [ON, ON]


def test_a_page_that_states_the_day_shows_the_new_one(rf: RequestFactory):
    state(ON)
    seen = []

    def page(request):
        seen.append(today())
        state(date(2009, 5, 1))
        seen.append(today())

    TodayMiddleware(page)(rf.get("/"))

    assert seen == [ON, date(2009, 5, 1)]
