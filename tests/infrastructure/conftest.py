"""Sites whose worker can be killed: the demonstration's with SQLite, production's with PostgreSQL and Redis."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis
from django.db import connection

from tests.infrastructure.killing import Site


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
            "DORSET_VAR": str(folder),
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
