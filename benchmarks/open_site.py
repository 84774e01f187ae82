"""Measure open pages: drawn afresh, given out from the copy that is kept, and answered with 304.

    python benchmarks/open_site.py [--indicators 200] [--periods 12] [--requests 60] [--json FILE]

Processor time a request is what the one worker itself used, user and system: the median of several batches. Nobody is signed in.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.pages import BATCHES, PORT, Server, _make, _options

PAGES = {
    "front": "/",
    "indicators": "/public/indicators/",
    "an indicator": "/public/indicators/ni-7/",
    "outcomes": "/public/outcomes/",
    "reports": "/public/reports/",
    "figures as CSV": "/public/data/indicators.csv",
}


class Stranger:
    """Somebody with a connection of their own, without an account and without a cookie."""

    def __init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT)

    def get(self, url: str, etag: str = "") -> tuple[int, int, str]:
        """The status, the size and the ETag of an answer."""
        self.connection.request("GET", url, headers={"If-None-Match": etag} if etag else {})
        answer = self.connection.getresponse()
        return answer.status, len(answer.read()), answer.getheader("ETag", "")


def main() -> None:
    """Make the partnership, ask for each page in each way, and print what came out."""
    options = _options()
    results: dict[str, dict[str, float]] = {name: {} for name in PAGES}
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "BENCHMARK_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "benchmarks.settings", "DORSET_VAR": folder,
        }  # fmt: skip
        _make(options.indicators, options.periods)
        for way, keeps in (("afresh", "nothing"), ("kept", "drawings")):
            with Server(folder, keeps) as server:
                stranger = Stranger()
                for name, url in PAGES.items():
                    status, size, etag = stranger.get(url)
                    assert status == 200, (url, status)
                    results[name]["bytes"] = size
                    results[name][f"{way}, ms"] = _cost(server, stranger, url, "", options.requests)
                    if way == "kept":
                        assert stranger.get(url, etag)[0] == 304, url
                        results[name]["304, ms"] = _cost(server, stranger, url, etag, options.requests)
    print(json.dumps(results, indent=2))
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=2))


def _cost(server: Server, stranger: Stranger, url: str, etag: str, requests: int) -> float:
    times = []
    for _ in range(BATCHES):
        before = server.cpu()
        for _ in range(requests):
            stranger.get(url, etag)
        times.append((server.cpu() - before) / requests * 1000)
    return round(statistics.median(times), 2)


if __name__ == "__main__":
    main()
