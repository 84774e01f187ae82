"""Measure pages against a bare view that answers the same bytes behind the same sign-in, in one run.

    python benchmarks/pages.py [--indicators 200] [--periods 12] [--requests 60] [--json FILE]

Server CPU time a request is what the worker process itself used (user and system), the median of several batches. The
server is the same one worker for page and bare view; requests alternate between them.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
PORT = 8799
PAGES = {
    "dashboard": "/dashboard/",
    "scorecard": "/performance/scorecards/all/",
    "indicator": "/performance/indicators/ni-7/",
    "round": "/performance/rounds/q4-2008-09/",
}
KEEPS = ("nothing", "values", "drawings")
"""What the cache keeps, beside sessions; see ``benchmarks.settings``."""
BATCHES = 6


def main() -> None:
    """Make the partnership, measure each page in both ways, and print what came out."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "BENCHMARK_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "DORSET_VAR": folder,
        }
        _make(options.indicators, options.periods)
        results = {}
        for keeps in KEEPS:
            with Server(folder, keeps) as server:
                for name, address in PAGES.items():
                    results[f"{name}, {keeps} kept"] = measure(
                        server, name, address, options.requests, folder
                    )
        results["requests a second, two workers"] = throughput(folder, options.requests)
    print(json.dumps(results, indent=2))
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=2))


def measure(server: Server, name: str, address: str, requests: int, folder: str) -> dict[str, float]:
    """CPU milliseconds of page and bare view, their ratio, the page's size and its number of queries."""
    page = server.get(address)
    Path(folder, f"{name}.html").write_bytes(page)
    bare = f"/bare/{name}/"
    server.get(bare)
    spent: dict[str, list[float]] = {address: [], bare: []}
    for _ in range(BATCHES):
        for url, times in spent.items():
            before = server.cpu()
            for _ in range(requests):
                server.get(url)
            times.append((server.cpu() - before) / requests * 1000)
    cpu, bare_cpu = statistics.median(spent[address]), statistics.median(spent[bare])
    return {
        "cpu ms": round(cpu, 2), "bare cpu ms": round(bare_cpu, 2), "times the bare view": round(cpu / bare_cpu, 2),
        "bytes": len(page),
    }  # fmt: skip


def throughput(folder: str, requests: int) -> float:
    """Scorecards a second, drawn afresh, by two workers with two clients at once."""
    from concurrent.futures import ThreadPoolExecutor

    with Server(folder, "values", workers=2) as server:
        clients = [server.another() for _ in range(4)]
        started = time.perf_counter()
        with ThreadPoolExecutor(4) as pool:
            done = sum(
                pool.map(
                    lambda client: sum(bool(client(PAGES["scorecard"])) for _ in range(requests)), clients
                )
            )
        return round(done / (time.perf_counter() - started), 1)


class Server:
    """gunicorn with the measured settings, and a signed-in client."""

    def __init__(self, folder: str, keeps: str, workers: int = 1, port: int = PORT) -> None:
        self.port = port
        self.environment = os.environ | {"BENCHMARK_KEEPS": keeps}
        self.command = [
            sys.executable, "-m", "gunicorn", "--workers", str(workers), "--bind", f"127.0.0.1:{port}",
            "--log-level", "error", "dorset_lsp.wsgi",
        ]  # fmt: skip
        self.cookie = ""

    def __enter__(self) -> Server:
        self.process = subprocess.Popen(self.command, cwd=ROOT, env=self.environment)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        for _ in range(100):
            try:
                self.get("/healthz")
                break
            except OSError:
                self.connection.close()
                time.sleep(0.1)
        self.sign_in()
        return self

    def __exit__(self, *exception: object) -> None:
        self.process.terminate()
        self.process.wait()

    def sign_in(self) -> None:
        from benchmarks.world import PASSWORD

        self.connection.request("GET", "/accounts/login/")
        answer = self.connection.getresponse()
        body = answer.read().decode()
        self.cookie = _cookies(answer)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
        assert token, "the sign-in page has no token"
        form = urlencode(
            {"login": "coordinator@benchmark.example", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        )
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request("POST", "/accounts/login/", form, headers)
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status == 302, answer.status
        self.cookie = _cookies(answer)

    def get(self, url: str) -> bytes:
        return self._get(self.connection, url)

    def another(self):
        """A second client with the same sign-in."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        return lambda url: self._get(connection, url)

    def _get(self, connection: http.client.HTTPConnection, url: str) -> bytes:
        connection.request("GET", url, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200 or not self.cookie, (url, answer.status)
        return body

    def cpu(self) -> float:
        """Seconds of processor that the workers have used since they began."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sum(_cpu_of(pid) for pid in children)


def _cpu_of(pid: str) -> float:
    """By the scheduler's own count, in nanoseconds: the ticks of a process are too coarse for a page of two milliseconds."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in threads) / 1e9


def _cookies(answer: http.client.HTTPResponse) -> str:
    return "; ".join(value.split(";")[0] for name, value in answer.getheaders() if name == "Set-Cookie")


def _make(indicators: int, periods: int) -> None:
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from benchmarks.world import make

    started = time.perf_counter()
    make(indicators=indicators, periods=periods)
    print(
        f"{indicators} indicators with {periods} periods made in {time.perf_counter() - started:.0f} s",
        file=sys.stderr,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--indicators", type=int, default=200)
    parser.add_argument("--periods", type=int, default=12)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
