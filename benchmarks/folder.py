"""Measure the loading of a large partnership folder, loading it again, and exporting it.

    python benchmarks/folder.py [--indicators 200] [--periods 40] [--areas 7] [--json FILE]

The folder is made from a seed: a county with its districts, targets in two versions, and a figure for each indicator,
quarter and area. Each step is a process of its own, as when the command is given: seconds by the clock, CPU seconds, and the
most memory that the process ever held.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEED = 2009
FIRST_YEAR = 1999
INDICATOR_COLUMNS = (
    "code,title,outcome,owner_organisation,owner,measure,decimals,polarity,frequency,combine,county_rule,"
    "source_status,splits"
)


def main() -> None:
    """Make the folder, measure each step, and print what came out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--indicators", type=int, default=200)
    parser.add_argument("--periods", type=int, default=40)
    parser.add_argument("--areas", type=int, default=7)
    parser.add_argument("--json")
    parser.add_argument("--inside", help="used by itself, in the process that is measured")
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(measure(options.inside)))
        return
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "large", options.indicators, options.periods, options.areas)
        results = {step: _in_a_process(folder, step) for step in ("migrate", "load", "load again", "export")}
    del results["migrate"]
    print(json.dumps(results, indent=2))
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=2))


def measure(step: str) -> dict[str, float]:
    """Do one step. Seconds by the clock, CPU seconds, and megabytes at the most."""
    import django
    from django.core.management import call_command

    django.setup()
    folder = Path(os.environ["BENCHMARK_FOLDER"])
    commands = {
        "migrate": ("migrate", "--verbosity", "0"),
        "load": ("load_partnership", str(folder / "large")),
        "load again": ("load_partnership", str(folder / "large")),
        "export": ("export_partnership", str(folder / "exported")),
    }
    clock, cpu = time.perf_counter(), time.process_time()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        call_command(*commands[step], stdout=nowhere)
    return {
        "seconds": round(time.perf_counter() - clock, 1),
        "CPU seconds": round(time.process_time() - cpu, 1),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _in_a_process(folder: str, step: str) -> dict[str, float]:
    environment = {
        **os.environ,
        "BENCHMARK_FOLDER": folder,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "DORSET_VAR": folder,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, str(Path(__file__)), "--inside", step]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


# ── The folder ───────────────────────────────────────────────────────────────────────────────────────────
def make(path: Path, indicators: int, periods: int, areas: int) -> None:
    """Write the folder."""
    chance = random.Random(SEED)
    districts = [f"district-{number}" for number in range(1, areas)]
    codes = [f"X {number}" for number in range(1, indicators + 1)]
    path.mkdir()
    (path / "partnership.yaml").write_text(
        "format: 1\nname: A large county\narea: county\ntoday: 2009-04-20\n"
        "strategy: {slug: strategy, title: Strategy, from: 2007-04-01, to: 2016-04-01}\n"
        "agreement: {slug: agreement, title: Agreement, area: county, from: 2008-04-01, to: 2011-04-01, versions: ["
        "{number: 1, title: As signed, agreed: 2008-06-12}, {number: 2, title: Refreshed, agreed: 2009-03-04}]}\n"
    )
    files = {
        "areas": ["slug,name,kind,parent", "county,County,county,"],
        "organisations": ["slug,name,kind", "council,Council,county_council"],
        "people": ["email,name,organisation,signs_in"],
        "bodies": ["slug,name,kind,area,layer,from", "board,Board,board,county,strategic,2002-01-01"],
        "outcomes": ["slug,title,short_title,body,in_agreement,position"],
        "indicators": [INDICATOR_COLUMNS],
        "definitions": ["indicator,number,from,text"],
        "targets": ["version,indicator,kind,state,baseline,baseline_label,baseline_from,baseline_to"],
        "target_points": ["version,indicator,label,from,to,value"],
        "history": ["indicator,area,from,to,value,received,published,illustrative"],
    }
    files["areas"] += [f"{slug},{slug},district,county" for slug in districts]
    files["people"] += [f"owner-{number}@county.example,Owner {number},council,yes" for number in range(20)]
    files["outcomes"] += [
        f"outcome-{number},Outcome {number},Outcome {number},board,yes,{number}" for number in range(5)
    ]
    for place, code in enumerate(codes):
        level = chance.uniform(20, 2000)
        files["indicators"].append(
            f"{code},Indicator {code},outcome-{place % 5},council,owner-{place % 20}@county.example,number,1,"
            f"{chance.choice(['higher', 'lower'])},quarterly,point,sum,illustrative,{';'.join(districts)}"
        )
        files["definitions"].append(f"{code},1,1990-01-01,What {code} counts.")
        for version in (1, 2):
            files["targets"].append(
                f"{version},{code},local,agreed,{level:.1f},2007/08,2007-04-01,2008-04-01"
            )
            files["target_points"] += [
                f"{version},{code},{year}/{year - 1999:02},{year}-04-01,{year + 1}-04-01,{level * 1.1:.1f}"
                for year in (2008, 2009, 2010)
            ]
        for period in range(periods):
            start, end = _quarter(period), _quarter(period + 1)
            values = [chance.gauss(level, level / 20) / max(len(districts), 1) for _ in districts]
            whole = [("county", sum(values) if values else chance.gauss(level, level / 20))]
            files["history"] += [
                f"{code},{area},{start},{end},{value:.1f},{end},{end},yes"
                for area, value in [*whole, *zip(districts, values, strict=True)]
            ]
    for name, lines in files.items():
        (path / f"{name}.csv").write_text("\n".join(lines) + "\n")


def _quarter(number: int) -> str:
    """The first day of a quarter, counted from April of the first year."""
    months = 3 + number * 3
    return f"{FIRST_YEAR + months // 12}-{months % 12 + 1:02}-01"


if __name__ == "__main__":
    main()
