"""A real worker, killed with no warning in the middle of its work: nothing is lost, nothing has effect twice."""

from __future__ import annotations

import pytest

from tests.infrastructure.killing import Site, wait_until

JOBS = 200
KILL_AFTER = (60, 130)
ENQUEUE = f"""
import django; django.setup()
from dorset_lsp.common import jobs
for number in range({JOBS}):
    jobs.enqueue(name="slow_effect", key=f"effect:{{number}}", arguments={{"number": number}})
"""
SEND_SLOWLY = """
import django; django.setup()
from dorset_lsp.common.tasks import periodic
periodic.delay(name="slowly")
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["demo_site", "production_site"])
def test_a_worker_killed_twice_among_200_jobs_loses_nothing_and_does_nothing_twice(
    kind: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(kind)
    site.python("-c", ENQUEUE)
    held: set[tuple] = set()
    for done in KILL_AFTER:
        site.start_worker()
        wait_until(
            lambda done=done: site.count_if_alive("done") >= done and site.count("running"), seconds=60
        )
        site.kill_worker()
        held |= set(site.rows("SELECT id, attempts FROM common_job WHERE state = 'running'"))
        assert site.count("queued") > 0, "The worker was killed too late, so nothing was tried."

    site.start_worker()
    wait_until(lambda: site.count_if_alive("done") == JOBS, seconds=90)

    assert held, "The worker was killed while it held nothing, so nothing was tried."
    written = sorted(row[0] for row in site.rows('SELECT "to" FROM common_sentmail'))
    assert written == sorted(f"{number}@example.com" for number in range(JOBS))
    # At least those: on a machine that stands still for seconds, a lease can also run out by itself.
    assert site.rows("SELECT sum(attempts) FROM common_job")[0][0] >= JOBS + len(held)
    started = [int(line) for line in site.starts.read_text().split()]
    assert set(started) == set(range(JOBS))


@pytest.mark.django_db(transaction=True)
def test_redis_hands_out_again_what_a_killed_worker_held_within_seconds_of_its_time(
    redelivering_site: Site,
) -> None:
    site = redelivering_site
    site.python("-c", SEND_SLOWLY)
    site.start_worker()
    wait_until(lambda: bool(site.starts.read_text()), seconds=30)
    site.kill_worker()
    assert site.rows("SELECT count(*) FROM common_periodicrun WHERE finished_at IS NOT NULL") == [(0,)]

    site.start_worker()
    wait_until(
        lambda: site.rows("SELECT count(*) FROM common_periodicrun WHERE finished_at IS NOT NULL") == [(1,)],
        seconds=45,
    )

    assert site.starts.read_text() == "1\n1\n"
