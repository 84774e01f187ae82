"""The clocks: dates worked out by hand, hostile ones, and laws that hold for every day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.clocks import (
    day_off,
    days_28_from,
    days_late,
    deadline,
    months_after,
    next_check,
    two_months_from,
    warning_day,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


# Receipt and last day, both worked out with a calendar and a pencil.
TWO_MONTHS = """
2009-01-10 2009-03-09
2009-01-01 2009-02-28
2008-01-01 2008-02-29
2008-12-31 2009-02-28
2007-12-31 2008-02-29
2008-12-29 2009-02-28
2007-12-29 2008-02-28
2008-12-28 2009-02-27
2008-12-30 2009-02-28
2007-12-30 2008-02-29
2009-03-01 2009-04-30
2009-07-31 2009-09-30
2009-08-31 2009-10-30
2008-09-15 2008-11-14
2009-06-30 2009-08-29
2009-04-30 2009-06-29
2009-10-31 2009-12-30
2009-11-01 2009-12-31
2009-11-30 2010-01-29
2009-12-01 2010-01-31
2000-01-01 2000-02-29
1999-12-31 2000-02-29
2100-01-01 2100-02-28
2099-12-31 2100-02-28
2008-02-29 2008-04-28
2009-02-28 2009-04-27
"""


@pytest.mark.parametrize(("receipt", "last"), [line.split() for line in TWO_MONTHS.split("\n") if line])
def test_two_months_begin_with_the_day_of_receipt(receipt, last):
    assert two_months_from(day(receipt)) == day(last)


@pytest.mark.parametrize(
    ("receipt", "last"),
    [
        ("2009-03-01", "2009-03-28"),
        ("2009-02-01", "2009-02-28"),
        ("2008-02-02", "2008-02-29"),
        ("2009-02-02", "2009-03-01"),
        ("2009-12-05", "2010-01-01"),
        ("2008-02-29", "2008-03-27"),
    ],
)
def test_twenty_eight_days_begin_with_the_day_of_receipt(receipt, last):
    assert days_28_from(day(receipt)) == day(last)


@pytest.mark.parametrize(
    ("accepted", "months", "check"),
    [
        ("2008-08-31", 6, "2009-02-28"),
        ("2007-08-31", 6, "2008-02-29"),
        ("2008-08-31", 12, "2009-08-31"),
        ("2008-02-29", 12, "2009-02-28"),
        ("2008-11-05", 6, "2009-05-05"),
        ("2008-12-31", 6, "2009-06-30"),
    ],
)
def test_a_check_is_plain_calendar_months_after_acceptance(accepted, months, check):
    assert months_after(day(accepted), months) == day(check)


def test_checks_come_after_six_and_twelve_months_and_then_each_year():
    accepted, found, after = date(2008, 8, 31), [], date(2008, 8, 31)
    for _ in range(4):
        after = next_check(accepted, after=after)
        found.append(after)

    assert found == [date(2009, 2, 28), date(2009, 8, 31), date(2010, 8, 31), date(2011, 8, 31)]


# --- which clock runs ------------------------------------------------------------------------------------------


def clock(basis: str, report: str = "", notice: str = "", **more):
    received = {"report_received_on": day(report) if report else None}
    received["notice_received_on"] = day(notice) if notice else None
    return deadline(basis, **({"needs_notice": True} | received | more))


@pytest.mark.parametrize(
    ("report", "notice"),
    [("2008-09-15", "2008-12-29"), ("2008-12-29", "2008-09-15"), ("2008-12-29", "2008-12-29")],
)
def test_the_clock_runs_from_the_later_of_the_two_receipts(report, notice):
    found = clock("two_months", report, notice)

    assert (found.starts_on, found.due_on) == (date(2008, 12, 29), date(2009, 2, 28))


@pytest.mark.parametrize(
    ("report", "notice", "waiting"),
    [
        ("2008-09-15", "", "notice"),
        ("", "2008-09-15", "report"),
        ("", "", "report and notice"),
    ],
)
def test_a_clock_waits_for_what_has_not_come(report, notice, waiting):
    found = clock("two_months", report, notice)

    assert (found.due_on, found.waiting_for, found.has_clock) == (None, waiting, True)


def test_where_no_notice_is_required_the_report_alone_starts_the_clock():
    assert clock("days_28", "2009-03-01", needs_notice=False).due_on == date(2009, 3, 28)


def test_a_duty_to_have_regard_has_no_clock_whatever_was_received():
    found = clock("have_regard", "2008-09-15", "2008-09-15")

    assert (found.due_on, found.waiting_for, found.has_clock) == (None, "", False)


def test_what_is_asked_has_the_day_that_was_asked_for():
    assert clock("asked", asked_for_on=date(2008, 12, 31)).due_on == date(2008, 12, 31)


def test_the_sum_is_told_in_words():
    assert clock("two_months", "2008-09-15", "2008-12-29").lines == (
        ("Report received", "Monday 15 September 2008"),
        ("Notice received", "Monday 29 December 2008"),
        ("Day one", "Monday 29 December 2008, the later of the two"),
        (
            "Last day",
            "Saturday 28 February 2009: there is no 29 February 2009, so the last day of that month",
        ),
    )


# --- days off, lateness, warnings ------------------------------------------------------------------------------


def test_a_deadline_on_a_day_off_is_named_and_not_moved():
    holidays = {date(2009, 4, 10): "Good Friday"}

    named = [day_off(date(2009, 4, number), holidays) for number in (9, 10, 11, 12, 13)]

    assert named == ["", "Good Friday", "Saturday", "Sunday", ""]


def test_lateness_begins_on_the_day_after():
    due = date(2009, 2, 28)

    assert [days_late(due, on) for on in (due, date(2009, 3, 1), date(2009, 4, 20))] == [0, 1, 51]


def test_what_has_no_date_is_never_late():
    assert days_late(None, date(2099, 1, 1)) == 0


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2009-04-15", None),
        ("2009-04-16", ("before", "2009-04-16")),
        ("2009-04-26", ("before", "2009-04-16")),
        ("2009-04-27", ("before", "2009-04-27")),
        ("2009-04-30", ("on", "2009-04-30")),
        ("2009-05-01", ("after", "2009-05-01")),
        ("2009-05-07", ("after", "2009-05-01")),
        ("2009-05-08", ("after", "2009-05-08")),
    ],
)
def test_an_addressee_is_told_before_on_and_after(on, expected):
    found = warning_day(date(2009, 4, 30), day(on))

    assert found == (expected and (expected[0], day(expected[1])))


# --- laws ------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_two_months_end_in_the_second_month_after_or_on_the_day_before_it(first):
    last = two_months_from(first)
    months = (last.year - first.year) * 12 + last.month - first.month

    assert months == (1 if first.day == 1 else 2)
    assert 59 <= (last - first).days + 1 <= 62


@given(DAYS, DAYS)
def test_a_later_receipt_never_gives_an_earlier_deadline(one, other):
    early, late = sorted((one, other))

    assert two_months_from(early) <= two_months_from(late)


@given(DAYS)
def test_the_day_after_two_months_is_the_same_day_number_where_there_is_one(first):
    after = two_months_from(first) + timedelta(days=1)
    year, month = (first.year, first.month + 2) if first.month <= 10 else (first.year + 1, first.month - 10)

    assert after == (
        date(year, month, first.day)
        if first.day <= monthrange(year, month)[1]
        else date(year, month, monthrange(year, month)[1]) + timedelta(days=1)
    )


@given(DAYS, st.integers(0, 240))
def test_a_check_keeps_the_day_number_or_is_the_last_of_its_month(accepted, months):
    check = months_after(accepted, months)

    assert check.day == min(accepted.day, monthrange(check.year, check.month)[1])
    assert (check.year - accepted.year) * 12 + check.month - accepted.month == months


@given(DAYS, st.integers(0, 4000))
def test_there_is_always_a_next_check_after_today(accepted, days):
    after = accepted + timedelta(days=days)

    assert next_check(accepted, after=after) > after


@given(DAYS, DAYS)
def test_both_receipts_count_the_same_whichever_came_first(one, other):
    first = deadline("two_months", report_received_on=one, notice_received_on=other, needs_notice=True)
    second = deadline("two_months", report_received_on=other, notice_received_on=one, needs_notice=True)

    assert first.due_on == second.due_on == two_months_from(max(one, other))


@given(DAYS, st.integers(-40, 60))
def test_no_warning_is_for_a_day_to_come(due_on, offset):
    on = due_on + timedelta(days=offset)
    found = warning_day(due_on, on)

    assert found is None or (found[1] <= on and (found[0] == "after") == (on > due_on))
