"""`./run demo` from the first start to the last, as a person has it, on a port and in a folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEND = """
from dorset_lsp.common import mail
mail.send(to="a@example.com", subject="Through the worker", text="t", key="demo-test")
"""


class Demo:
    """One run of the demo: its process, what it printed, and its address."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {**os.environ, "DORSET_VAR": str(folder), "PORT": str(self.port)}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.folder = folder
        self._output = folder / f"output-{self.port}"
        with self._output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "run", "demo"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def output(self) -> str:
        return self._output.read_text()

    def wait_for(self, words: str, *, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.output:
            assert self.process.poll() is None, self.output
            assert time.monotonic() < deadline, self.output
            time.sleep(0.1)

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as page:
            return page.status, page.read().decode()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)

    def worker(self) -> int:
        """The process of the worker: the last of those that the lock names (parent, web server, worker)."""
        return int((self.folder / "lock").read_text().split()[2])

    def mails(self) -> list[str]:
        with closing(sqlite3.connect(self.folder / "demo.sqlite3", timeout=20)) as database:
            query = "SELECT subject FROM common_sentmail WHERE subject = 'Through the worker'"
            return [subject for (subject,) in database.execute(query)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture
def demo(folder: Path):
    demo = Demo(folder)
    yield demo
    if demo.process.poll() is None:
        demo.stop()


def test_the_first_start_loads_serves_works_and_stops_when_told(demo: Demo) -> None:
    demo.wait_for("The site is at")

    assert f"http://localhost:{demo.port}/" in demo.output
    assert "dorset-2009" in demo.output
    assert demo.get("/readyz") == (200, '{"database": "fine", "migrations": "fine", "broker": "fine"}')
    assert 'name="password"' in demo.get("/accounts/login/")[1]
    shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", SEND]
    subprocess.run(shell, cwd=ROOT, env=demo.environment, check=True)
    for _ in range(600):
        if demo.mails():
            break
        time.sleep(0.1)
    assert demo.mails() == ["Through the worker"]
    assert demo.stop() == 0
    assert demo.output.endswith("Stopped. What was entered is kept for the next start.\n")


def test_a_second_start_loads_nothing_and_ends_whole_when_its_worker_dies(demo: Demo) -> None:
    demo.wait_for("The site is at")
    assert "Loading" not in demo.output
    assert demo.mails() == ["Through the worker"]

    os.kill(demo.worker(), signal.SIGKILL)

    assert demo.process.wait(30) == 1
    assert demo.output.endswith(
        "The worker ended by itself, so everything was stopped. Its last words stand above.\n"
    )
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        assert free.bind(("127.0.0.1", demo.port)) is None
