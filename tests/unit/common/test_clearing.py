"""Rows of jobs that were done long ago are cleared away; failed ones stay."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dorset_lsp.common import jobs, periodic
from dorset_lsp.common.models import Job, PeriodicRun
from tests.factories.common import JobFactory, PeriodicRunFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
LIMIT = datetime(2026, 4, 1, 23, tzinfo=UTC)  # midnight of 2 April, in summer time: 90 days before


def done_at(moment, state="done"):
    return JobFactory(key=f"{state}:{moment}", state=state, finished_at=moment)


def test_done_jobs_older_than_90_days_go_and_all_others_stay():
    done_at(LIMIT - timedelta(seconds=1))
    stay = [done_at(LIMIT), done_at(LIMIT - timedelta(days=300), state="failed"), JobFactory(attempts=5)]
    PeriodicRunFactory(started_at=LIMIT - timedelta(days=1))

    periodic.run(name="clear_finished_jobs", on=ON)
    jobs.run(job_id=Job.objects.get(name="clear_finished_jobs").pk)

    assert set(Job.objects.exclude(name="clear_finished_jobs")) == set(stay)
    assert list(PeriodicRun.objects.values_list("name", flat=True)) == ["clear_finished_jobs"]


def test_where_nothing_is_old_enough_there_is_nothing_to_do():
    done_at(LIMIT)

    assert periodic.found(name="clear_finished_jobs", on=ON) == []


def test_a_partnership_that_stands_at_a_day_in_its_past_clears_nothing():
    done_at(LIMIT)

    assert periodic.found(name="clear_finished_jobs", on=date(2009, 4, 20)) == []
