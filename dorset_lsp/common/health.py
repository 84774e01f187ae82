"""Two pages for machines: is this process up, and could it serve a person now?"""

from __future__ import annotations

from collections.abc import Callable

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

FINE = "fine"


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers “ok” while the process lives. Asks nothing of the database, so it never restarts a waiting site."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Each check with “fine” or a sentence; status 503 when one is not fine."""
    answers = {name: check() for name, check in CHECKS.items()}
    status = 200 if all(answer == FINE for answer in answers.values()) else 503
    return JsonResponse(answers, status=status)


def database() -> str:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "The database does not answer."
    return FINE


def migrations() -> str:
    """Whether the tables are those that this version of the site expects."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "Nobody can tell, because the database does not answer."
    if waiting:
        return f"{len(waiting)} migrations have not been applied: run manage.py migrate."
    return FINE


def broker() -> str:
    """Whether a job could be handed to a worker. Says nothing of whether one is there to take it."""
    link = current_app.connection_for_write(connect_timeout=2)
    try:
        link.channel().close()  # Redis is first spoken to when a channel is opened
    except (*link.connection_errors, OSError):
        return "The broker of jobs does not answer."
    finally:
        link.release()
    return FINE


CHECKS: dict[str, Callable[[], str]] = {"database": database, "migrations": migrations, "broker": broker}
