"""A real worker, killed with no warning in the middle of its work: nothing is lost, nothing has effect twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
import redis
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
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


class Site:
    """A set-up in processes of its own: the environment they get, and a way to look into their database."""

    def __init__(
        self, *, settings: str, folder: Path, environment: dict[str, str], connect: Callable, pool: str
    ):
        self.starts = folder / "starts"
        self.starts.touch()
        self.environment = {
            **os.environ,
            **environment,
            "DJANGO_SETTINGS_MODULE": f"tests.infrastructure.{settings}",
            "PYTHONPATH": str(ROOT),
            "STARTS": str(self.starts),
        }
        self._connect = connect
        self._command = ["-m", "celery", "-A", "dorset_lsp", "worker", "-B", "-s", str(folder / "beat")]
        self._command += ["--pool", pool, "--concurrency", "2", "--loglevel", "ERROR"]
        self._worker: subprocess.Popen | None = None

    def python(self, *words: str) -> None:
        subprocess.run([sys.executable, *words], cwd=ROOT, env=self.environment, check=True)

    def start_worker(self) -> None:
        command = [sys.executable, *self._command]
        self._worker = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)

    def kill_worker(self) -> None:
        if self._worker is not None:
            os.killpg(self._worker.pid, signal.SIGKILL)
            self._worker.wait()
            self._worker = None

    def count_if_alive(self, state: str) -> int:
        """As `count`; fails at once when the worker has ended by itself."""
        assert self._worker is not None
        assert self._worker.poll() is None, "The worker ended by itself; its last words are on stderr."
        return self.count(state)

    def rows(self, query: str) -> list[tuple]:
        with closing(self._connect()) as database, closing(database.cursor()) as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def count(self, state: str) -> int:
        return self.rows(f"SELECT count(*) FROM common_job WHERE state = '{state}'")[0][0]


@pytest.fixture
def demo_site(tmp_path: Path) -> Iterator[Site]:
    site = Site(
        settings="demo_worker_settings",
        folder=tmp_path,
        environment={"DORSET_VAR": str(tmp_path)},
        connect=lambda: sqlite3.connect(tmp_path / "demo.sqlite3", timeout=20),
        pool="threads",
    )
    site.python("manage.py", "migrate", "--verbosity", "0", "--skip-checks")
    yield site
    site.kill_worker()


@pytest.fixture
def production_site(tmp_path: Path, transactional_db) -> Iterator[Site]:
    yield from site_on_redis("production_worker_settings", tmp_path)


@pytest.fixture
def redelivering_site(tmp_path: Path, transactional_db) -> Iterator[Site]:
    yield from site_on_redis("redelivery_worker_settings", tmp_path)


def site_on_redis(settings: str, folder: Path) -> Iterator[Site]:
    place = connection.settings_dict
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**place)
    broker = redis.Redis.from_url(os.environ["TEST_REDIS_URL"])
    broker.flushdb()
    site = Site(
        settings=settings,
        folder=folder,
        environment={
            "SECRET_KEY": "for the test only",
            "DATABASE_URL": address,
            "REDIS_URL": os.environ["TEST_REDIS_URL"],
            "ALLOWED_HOSTS": "localhost",
            "PUBLIC_URL": "https://localhost",
            "EMAIL_HOST": "localhost",
            "DEFAULT_FROM_EMAIL": "site@localhost",
        },
        connect=lambda: psycopg2.connect(address),
        pool="prefork",
    )
    yield site
    site.kill_worker()
    broker.flushdb()
    broker.close()


def wait_until(condition: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"Not so after {seconds} seconds."
        time.sleep(0.05)


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
