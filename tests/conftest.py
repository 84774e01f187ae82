"""What every test stands on: which folder needs which service, and templates that may not ask for the unknown."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import settings as hypothesis_settings

TESTS = Path(__file__).parent
NEEDS = {"infrastructure": ("postgres", "redis"), "journeys": ("browser",)}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CI = os.environ.get("CI") == "true"

# The clock of a shared machine says nothing about our code; in CI the same examples each time.
hypothesis_settings.register_profile("project", deadline=None, derandomize=CI)
hypothesis_settings.load_profile("project")


# ── Folders, services and skips ──────────────────────────────────────────────────────────────────────────
def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-skips",
        action="store_true",
        default=CI,
        help="a skipped test counts as failed (always so in CI)",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    absent = {
        "postgres": "" if os.environ.get("TEST_DATABASE_URL") else "TEST_DATABASE_URL names no PostgreSQL",
        "redis": "" if os.environ.get("TEST_REDIS_URL") else "TEST_REDIS_URL names no Redis",
        "browser": "" if CHROMIUM else "no Chromium on the PATH",
    }
    for item in items:
        if not item.path.is_relative_to(TESTS):
            continue
        for need in NEEDS.get(item.path.relative_to(TESTS).parts[0], ()):
            item.add_marker(need)
            if absent[need]:
                item.add_marker(pytest.mark.skip(reason=absent[need]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skips"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which counts as failed here: {report.longrepr[2]}"
    return report


# ── Templates ────────────────────────────────────────────────────────────────────────────────────────────
class Undefined:
    """Django asks `"%s" in x` and then `x % name` when a template names a variable that nobody handed to it.

    In our own templates that is a fault. Those of libraries, the admin's above all, live from it.
    """

    allowed = False

    def __contains__(self, text: str) -> bool:
        return text == "%s"

    def __mod__(self, name: object) -> str:
        origin = self._origin()
        if not self.allowed and origin.startswith(str(django_settings.BASE_DIR / "templates")):
            raise AssertionError(f"“{name}” is not defined in {Path(origin).name} ({origin})")
        return ""

    def __str__(self) -> str:
        return ""

    @staticmethod
    def _origin() -> str:
        frame = sys._getframe(2)
        while frame is not None:
            origin = getattr(frame.f_locals.get("self"), "origin", None)
            if origin is not None:
                return str(origin)
            frame = frame.f_back
        return ""


UNDEFINED = Undefined()


def pytest_configure() -> None:
    django_settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UNDEFINED


@pytest.fixture(autouse=True)
def _unknown_variables(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = request.node.get_closest_marker("unknown_variables_allowed") is not None
    monkeypatch.setattr(UNDEFINED, "allowed", marked)


# ── What tests share ─────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    from django.core.cache import cache

    yield
    cache.clear()


@pytest.fixture
def do_jobs(db) -> Callable[[], list[str]]:
    """Do every waiting job here and now, as a worker would. Gives the names of those done."""
    from dorset_lsp.common import jobs
    from dorset_lsp.common.models.job import Job

    def do() -> list[str]:
        waiting = list(Job.objects.filter(state=Job.State.QUEUED).order_by("pk"))
        return [job.name for job in waiting if jobs.run(job_id=job.pk)]

    return do


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Debian's Chromium. A container has no user namespaces and little shared memory."""
    # Playwright holds an event loop in the test's thread, which makes Django refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
    }
