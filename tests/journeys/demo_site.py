"""The site as `./run demo` serves it: gunicorn, SQLite and the demonstration's settings, on a copy of the loaded folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "dorset-2009"
START = 90
"""Seconds that the site may take until it answers."""

DO_JOBS = """
import django
django.setup()
from dorset_lsp.common import jobs
from dorset_lsp.common.models.job import Job
for job in Job.objects.filter(state=Job.State.QUEUED).order_by("pk"):
    jobs.run(job_id=job.pk)
"""


def environment(folder: Path, port: int = 8000, partnership: str = "dorset") -> dict[str, str]:
    """What a process of the demonstration reads: its folder, its address, its settings."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "dorset_lsp.settings.demo",
        "DORSET_VAR": str(folder),
        "DEMO_PASSWORD": PASSWORD,
        "PARTNERSHIP_FOLDER": partnership,
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }


def load(folder: Path, partnership: str = "dorset") -> None:
    """Load a partnership that ships with the site into a new database there, with the accounts' passwords set."""
    folder.mkdir(parents=True)
    for words in (
        ["migrate", "--verbosity", "0"],
        ["load_partnership", partnership],
        ["demo_accounts"],
    ):
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=environment(folder, partnership=partnership),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"manage.py {words[0]}: {done.stdout}{done.stderr}"
    do_jobs(environment(folder, partnership=partnership))


def do_jobs(where: dict[str, str]) -> None:
    """Do every waiting job of a site, as its worker would."""
    subprocess.run([sys.executable, "-c", DO_JOBS], cwd=ROOT, env=where, check=True)


class DemoSite:
    """One running site on its own copy of a loaded folder. Its mails are kept on /mail/; jobs wait until they are done."""

    def __init__(self, loaded: Path, folder: Path) -> None:
        shutil.copytree(loaded, folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._environment = environment(folder, port)
        self._log = folder / "log"
        command = [sys.executable, "-m", "gunicorn", "dorset_lsp.wsgi", "--bind", f"127.0.0.1:{port}"]
        command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
        command += ["--no-control-socket", "--graceful-timeout", "1"]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + START
        while True:
            assert self._process.poll() is None, self._log.read_text()
            assert time.monotonic() < deadline, f"The site does not answer: {self._log.read_text()}"
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)

    def do_jobs(self) -> None:
        """Do every waiting job, as the worker would."""
        do_jobs(self._environment)

    def set_today(self, day: date) -> None:
        """State another day: a demonstration's clock stands where it is put."""
        command = [sys.executable, "manage.py", "set_today", day.isoformat()]
        subprocess.run(command, cwd=ROOT, env=self._environment, check=True, capture_output=True)

    def run_periodic(self, name: str) -> None:
        """Run a periodic job for the site’s day, and do what it asks for."""
        command = [sys.executable, "manage.py", "run_job", name]
        subprocess.run(command, cwd=ROOT, env=self._environment, check=True, capture_output=True)
        self.do_jobs()

    def stop(self) -> None:
        """End the site. What it wrote to its log must be nothing: every error of a page stands there."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
