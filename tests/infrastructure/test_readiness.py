"""`/readyz` on real services, and without them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "127.0.0.1:1"
ASK = """
import django; django.setup()
from django.test import RequestFactory
from dorset_lsp.common.health import readyz
answer = readyz(RequestFactory().get("/readyz"))
print(answer.status_code, answer.content.decode())
"""


def ask(**changes):
    """The status and the words of /readyz in a process with the production settings."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "dorset_lsp.settings.production",
        "SECRET_KEY": "for the test only",
        "DATABASE_URL": "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(
            **connection.settings_dict
        ),
        "REDIS_URL": os.environ["TEST_REDIS_URL"],
        "ALLOWED_HOSTS": "localhost",
        "PUBLIC_URL": "https://localhost",
        "EMAIL_HOST": "localhost",
        "DEFAULT_FROM_EMAIL": "site@localhost",
        **changes,
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    status, _, words = done.stdout.strip().splitlines()[-1].partition(" ")
    return int(status), json.loads(words)


@pytest.mark.django_db(transaction=True)
def test_ready_when_all_answer():
    assert ask() == (200, {"database": "fine", "migrations": "fine", "broker": "fine"})


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_the_database():
    assert ask(DATABASE_URL=f"postgres://nobody@{NOWHERE}/nothing") == (
        503,
        {
            "database": "The database does not answer.",
            "migrations": "Nobody can tell, because the database does not answer.",
            "broker": "fine",
        },
    )


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_the_broker():
    assert ask(REDIS_URL=f"redis://{NOWHERE}/0") == (
        503,
        {"database": "fine", "migrations": "fine", "broker": "The broker of jobs does not answer."},
    )
