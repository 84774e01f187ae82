"""A worker killed with no warning while it makes a report: no half report is seen, and a whole one comes after."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.infrastructure.killing import Site, wait_until

PUBLISH = """
import django; django.setup()
from dorset_lsp.common.mail import quietly
from tests.factories.world import build_world
with quietly():
    world = build_world()
    world.verified(world.ratio)
    world.publish()
"""
PIECES = 5


def pieces(site: Site) -> int:
    """How many pieces of the report were done, over all attempts."""
    return len(site.noted("left "))


def reports(site: Site) -> tuple[int, int]:
    """Rows of files, and seals, as everybody else sees them."""
    query = (
        "SELECT (SELECT count(*) FROM performance_reportfile), (SELECT count(*) FROM performance_reportseal)"
    )
    return site.rows(query)[0]


def state(site: Site) -> str:
    return site.rows("SELECT state FROM common_job WHERE name = 'compile_report'")[0][0]


def verify(site: Site) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", "verify_report", "2008-09-q4", "--skip-checks"]
    root = site.environment["PYTHONPATH"]
    return subprocess.run(command, cwd=root, env=site.environment, capture_output=True, text=True)


@pytest.mark.parametrize("after", [1, 4])
def test_a_worker_killed_while_compiling_leaves_no_half_report(demo_site: Site, after: int) -> None:
    site = demo_site
    site.python("-c", PUBLISH)
    site.hold_at(f"left {PIECES - after}")
    site.start_worker()
    wait_until(lambda: pieces(site) == after, seconds=90)
    site.kill_worker()
    assert (state(site), reports(site)) == ("running", (0, 0))
    assert verify(site).stderr.startswith("Q4 2008/09, edition 1 has no finished report.")

    site.hold_at()
    site.start_worker()
    wait_until(lambda: state(site) == "done", seconds=150)

    assert reports(site) == (PIECES, 1)
    assert pieces(site) >= after + PIECES
    assert verify(site).stdout == "Q4 2008/09: 1 edition, all as published.\n"
