"""Measure the making of a report with a chart for each indicator, in all five formats, at several sizes.

    python benchmarks/reports.py [--sizes 50 100 200 400] [--periods 24] [--json FILE]

Each size is a partnership of its own, and its report is made in a process of its own, as by a worker that does nothing
else: CPU seconds, user and system, for freezing the data and for each format, and the most memory that the process, and the one
in which the PDF is set, ever held.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure each size and print what came out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 100, 200, 400])
    parser.add_argument("--periods", type=int, default=24)
    parser.add_argument("--json")
    parser.add_argument(
        "--inside", action="store_true", help="used by itself, in the process that is measured"
    )
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(measure()))
        return
    results = {size: _in_a_process(size, options.periods) for size in options.sizes}
    print(json.dumps(results, indent=2))
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=2))


def measure() -> dict[str, float]:
    """Freeze and draw the one published edition; CPU seconds, megabytes and the sizes of the files in kilobytes."""
    import django

    django.setup()
    from performance.models import Edition
    from performance.reports import canonical
    from performance.reports.compiling import drawn

    edition = Edition.objects.select_related("round", "report_data").get()
    edition.report_data  # noqa: B018 read before the clock starts
    before = _megabytes(resource.RUSAGE_SELF)
    started = _seconds()
    canonical.text_of(canonical.document_of(edition, before=None))
    frozen = _seconds()
    marks: list[float] = []
    files = drawn(edition.report_data, lambda *, done, of: marks.append(_seconds()))
    seconds = dict(
        zip(
            ["charts and page", "pdf", "xlsx", "csv", "json"],
            (after - earlier for earlier, after in zip([frozen, *marks[-5:-1]], marks[-5:], strict=True)),
            strict=True,
        )
    )
    return {
        "freeze": round(frozen - started, 2),
        **{name: round(taken, 2) for name, taken in seconds.items()},
        "all": round(marks[-1] - started, 2),
        "peak MB": _megabytes(resource.RUSAGE_SELF),
        "peak MB of the setter": _megabytes(resource.RUSAGE_CHILDREN),
        "MB before": before,
        **{f"{form.value} kB": len(content) // 1024 for form, content in files},
    }


def _seconds() -> float:
    """CPU seconds, user and system, of this process and of its children that have ended."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _megabytes(whose: int) -> int:
    """The most that this process, or the largest of its children, has held so far (Linux counts in kilobytes)."""
    return resource.getrusage(whose).ru_maxrss // 1024


def _in_a_process(size: int, periods: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "BENCHMARK_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "DORSET_VAR": folder,
            "PYTHONPATH": str(ROOT),
        }
        make = (
            "import django; django.setup(); from django.core.management import call_command;"
            "call_command('migrate', verbosity=0); from benchmarks.world import make;"
            f"make(indicators={size}, periods={periods})"
        )
        subprocess.run([sys.executable, "-c", make], cwd=ROOT, env=environment, check=True)
        command = [sys.executable, __file__, "--inside"]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
