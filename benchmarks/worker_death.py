"""Kill the worker in the middle of 200 jobs, again and again, on both brokers; say how often all was done exactly once.

    TEST_DATABASE_URL=… TEST_REDIS_URL=… python benchmarks/worker_death.py [--times 20]

Each time is the test of tests/infrastructure/test_worker_death.py as it stands: the worker dies twice (`kill -9` of its whole
process group), and afterwards every job must be done and every effect be there once. Ends with 1 when a time failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEST = "tests/infrastructure/test_worker_death.py"
BROKERS = {"embedded": "demo_site", "Redis": "production_site"}


def main() -> int:
    """Run the test as often as asked, on each broker in turn, and print what came out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    for name in ("TEST_DATABASE_URL", "TEST_REDIS_URL"):
        if not os.environ.get(name):
            parser.error(f"{name} is not set.")
    good = dict.fromkeys(BROKERS, 0)
    for number in range(1, options.times + 1):
        for broker, fixture in BROKERS.items():
            begun = time.monotonic()
            answer = one_time(fixture)
            good[broker] += answer.returncode == 0
            verdict = "nothing lost, nothing twice" if answer.returncode == 0 else f"FAILED\n{answer.stdout}"
            print(f"{number:3} {broker}: {verdict} ({time.monotonic() - begun:.0f} s)", flush=True)
    for broker, times in good.items():
        print(f"{broker}: {times} of {options.times}")
    return 0 if set(good.values()) == {options.times} else 1


def one_time(fixture: str) -> subprocess.CompletedProcess[str]:
    """The test on one broker, in a pytest of its own."""
    command = [sys.executable, "-m", "pytest", "-q", "--no-skips", TEST, "-k", fixture]
    return subprocess.run(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )


if __name__ == "__main__":
    sys.exit(main())
