"""The days for reminders, and the law that nobody hears too often and no day is lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorset_lsp.common.reminding import is_reminder_due, monday_of, reminder_day

DUE = date(2009, 4, 30)


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2009, 4, 15), None),
        (date(2009, 4, 16), date(2009, 4, 16)),
        (date(2009, 4, 26), date(2009, 4, 16)),
        (date(2009, 4, 27), date(2009, 4, 27)),
        (date(2009, 4, 29), date(2009, 4, 27)),
        (date(2009, 4, 30), date(2009, 4, 30)),
        (date(2009, 5, 6), date(2009, 4, 30)),
        (date(2009, 5, 7), date(2009, 5, 7)),
        (date(2009, 5, 14), date(2009, 5, 14)),
    ],
)
def test_reminders_are_14_and_3_days_before_on_the_day_and_weekly_after(on, day):
    assert reminder_day(due_on=DUE, on=on) == day


def test_the_day_of_the_opening_message_brings_no_reminder():
    assert not is_reminder_due(due_on=DUE, last_heard_on=date(2009, 4, 16), on=date(2009, 4, 16))
    assert is_reminder_due(due_on=DUE, last_heard_on=date(2009, 4, 15), on=date(2009, 4, 16))


def test_the_monday_of_a_week_is_never_after_its_days():
    week = [date(2009, 4, 20) + timedelta(days=number) for number in range(8)]

    assert [monday_of(day) for day in week] == [date(2009, 4, 20)] * 7 + [date(2009, 4, 27)]


DAYS = st.dates(min_value=date(2009, 3, 1), max_value=date(2009, 7, 1))


@given(due_on=DAYS, on=DAYS)
def test_a_day_for_a_reminder_has_come_and_is_one_of_the_rule(due_on, on):
    day = reminder_day(due_on=due_on, on=on)

    if day is None:
        assert on < due_on - timedelta(days=14)
    else:
        assert day <= on
        after = (day - due_on).days
        assert after in (-14, -3) or (after >= 0 and after % 7 == 0)


@given(due_on=DAYS, runs=st.sets(DAYS, min_size=1))
def test_whatever_days_the_job_runs_on_each_reminder_day_is_answered_once(due_on, runs):
    """A missed day is made up for at the next run, several by one reminder, and none comes twice."""
    heard, answered = date(2009, 2, 1), []
    for on in sorted(runs):
        if is_reminder_due(due_on=due_on, last_heard_on=heard, on=on):
            heard = on
            answered.append(reminder_day(due_on=due_on, on=on))

    assert len(answered) == len(set(answered))
    latest = reminder_day(due_on=due_on, on=max(runs))
    assert answered[-1:] == ([] if latest is None else [latest])
