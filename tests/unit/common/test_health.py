import json

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from dorset_lsp.common import health


def test_the_process_answers_without_the_database(rf):
    answer = health.healthz(rf.get("/healthz"))

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.parametrize("view", [health.healthz, health.readyz])
def test_both_are_open_to_machines_and_only_read(view, rf):
    assert view.login_required is False
    assert view(rf.post("/")).status_code == 405


@pytest.mark.django_db
def test_ready_when_all_is_fine(rf):
    answer = health.readyz(rf.get("/readyz"))

    assert answer.status_code == 200
    assert json.loads(answer.content) == {"database": "fine", "migrations": "fine", "broker": "fine"}


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(rf):
    MigrationRecorder(connection).migration_qs.filter(app="sessions", name="0001_initial").delete()

    answer = health.readyz(rf.get("/readyz"))

    assert answer.status_code == 503
    assert (
        json.loads(answer.content)["migrations"]
        == "1 migrations have not been applied: run manage.py migrate."
    )
