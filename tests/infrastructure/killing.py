"""A site whose worker is a process of its own, so that a test can kill it with no warning and start another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """A set-up in processes of its own: the environment they get, and a way to look into their database."""

    def __init__(
        self, *, settings: str, folder: Path, environment: dict[str, str], connect: Callable, pool: str
    ):
        self.folder = folder
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

    def hold_at(self, *places: str) -> None:
        """Let the next worker stand still for good at these places (``effects.come_to``); without any, nowhere."""
        self.environment["HOLD_AT"] = "|".join(places)

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

    def noted(self, start: str) -> list[str]:
        """What the jobs noted that begins so, in order, without that beginning."""
        lines = self.starts.read_text().splitlines()
        return [line.removeprefix(start) for line in lines if line.startswith(start)]

    def rows(self, query: str) -> list[tuple]:
        with closing(self._connect()) as database, closing(database.cursor()) as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def count(self, state: str) -> int:
        return self.rows(f"SELECT count(*) FROM common_job WHERE state = '{state}'")[0][0]


def wait_until(condition: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"Not so after {seconds} seconds."
        time.sleep(0.05)
