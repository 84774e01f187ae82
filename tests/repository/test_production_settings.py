"""Production starts fully set up or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "a-key-for-this-test-only-that-is-long-enough-for-the-checks-0123456789",
    "DATABASE_URL": "postgres://site@localhost/site",
    "REDIS_URL": "redis://localhost/0",
    "ALLOWED_HOSTS": "partnership.example,www.partnership.example",
    "PUBLIC_URL": "https://partnership.example/",
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "site@partnership.example",
}


def manage(*words, **environment):
    """A command of manage.py under the production settings, with nothing else in its environment."""
    environment |= {"DJANGO_SETTINGS_MODULE": "dorset_lsp.settings.production", "PATH": os.environ["PATH"]}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_without_anything_it_names_all_that_is_missing_at_once():
    done = manage("check")

    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: The site cannot start: SECRET_KEY, DATABASE_URL, REDIS_URL, "
        "ALLOWED_HOSTS, PUBLIC_URL, EMAIL_HOST and DEFAULT_FROM_EMAIL are not set. Set each in the environment of the "
        "process, or in the file .env that Docker Compose reads; .env.example explains every one."
    )


@pytest.mark.parametrize("name", COMPLETE)
def test_one_missing_variable_is_named_alone(name):
    done = manage("check", **{key: value for key, value in COMPLETE.items() if key != name})

    assert done.returncode != 0
    assert f"The site cannot start: {name} is not set." in done.stderr


def test_complete_settings_pass_the_framework_s_own_deployment_checks():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("System check identified no issues")


def test_the_promises_of_the_settings():
    names = ("DEBUG", "DEMO", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE")
    names += ("SESSION_COOKIE_AGE", "SECURE_SSL_REDIRECT", "CSRF_TRUSTED_ORIGINS", "PUBLIC_URL")
    script = f"from django.conf import settings; print([getattr(settings, name) for name in {names}])"

    done = manage("shell", "--no-imports", "-c", script, **COMPLETE)

    origin = "https://partnership.example"
    assert done.stdout.strip() == str([False, False, True, True, "Lax", 43200, True, [origin], origin])


def test_wsgi_takes_the_production_settings_when_it_is_told_nothing():
    script = "import dorset_lsp.wsgi"

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )

    assert "The site cannot start: SECRET_KEY" in done.stderr
