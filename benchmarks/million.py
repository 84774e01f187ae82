"""Whether pages stay as fast with a million figures behind them as with ten thousand. PostgreSQL only.

    BENCHMARK_DATABASE_URL=postgres://… python benchmarks/million.py [--requests 30] [--again] [--json FILE]

Takes an empty database and makes a second one beside it (`…_million`). Both hold the same partnership, made through the
changes: 200 indicators with 50 quarters, which is 10,000 figures. The second holds 1,500 more indicators besides, in
thirteen areas over 51 quarters, put in by SQL. Each has a server of one worker that keeps nothing in the cache; batches of
requests alternate between the two, so that what else the machine does hits both. Times are by the clock, the database's share
included: the median of a batch, and of those the median.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import pages  # noqa: E402 (found once the path is known)

INDICATORS, PERIODS = 200, 50
MORE_INDICATORS, AREAS, MORE_PERIODS = 1500, 13, 51
BATCHES = 8
PORTS = 8118, 8119
ADDRESSES = {
    "scorecard of 200": "/performance/scorecards/all/",
    "an indicator, 50 figures": "/performance/indicators/ni-7/",
}


def main() -> None:
    """Make both databases, measure both in turn, and print what came out."""
    options = _options()
    small = os.environ["BENCHMARK_DATABASE_URL"]
    large = _beside(small)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "BENCHMARK_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "DORSET_VAR": folder,
        }
        if options.again:
            _set_up()
        else:
            pages._make(INDICATORS, PERIODS)
            _copy(small, large)
        few = _count()
        many = _figures_of(large) if options.again else _fill(large)
        results = _measure(small, large, options.requests)
    print(json.dumps({"figures": [few, many], **results}, indent=2))
    if options.json:
        Path(options.json).write_text(json.dumps({"figures": [few, many], **results}, indent=2))


def _measure(small: str, large: str, requests: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each page on both databases, and how many times as long the large one takes."""
    with _server(small, PORTS[0]) as few, _server(large, PORTS[1]) as many:
        found = {}
        for name, address in ADDRESSES.items():
            assert few.get(address).count(b"<tr>") == many.get(address).count(b"<tr>"), "not the same page"
            times: tuple[list[float], list[float]] = ([], [])
            for _ in range(BATCHES):
                for server, spent in zip((few, many), times, strict=True):
                    spent.append(statistics.median(_timed(server, address) for _ in range(requests)))
            one, other = (statistics.median(spent) for spent in times)
            found[name] = {
                "ms at ten thousand": round(one, 1),
                "ms at a million": round(other, 1),
                "times": round(other / one, 2),
            }
        return found


def _timed(server: pages.Server, address: str) -> float:
    started = time.perf_counter()
    server.get(address)
    return (time.perf_counter() - started) * 1000


def _server(url: str, port: int) -> pages.Server:
    os.environ["BENCHMARK_DATABASE_URL"] = url
    return pages.Server(os.environ["BENCHMARK_FOLDER"], "nothing", port=port)


def _copy(small: str, large: str) -> None:
    """The second database, a copy of the first."""
    import psycopg2
    from django.db import connections

    connections.close_all()
    name, copy = (urlsplit(url).path.strip("/") for url in (small, large))
    server = psycopg2.connect(urlunsplit(urlsplit(small)._replace(path="/postgres")))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    server.close()


def _fill(large: str) -> int:
    """A million figures in all: more indicators with results like the others', and their figures by SQL."""
    from django.db import connections

    from partnerships.models import Area
    from performance.models import Indicator, Observation, Result

    _name(large)
    model, first = (
        Indicator.objects.get(code="NI 1"),
        Observation.objects.filter(indicator__code="NI 1").first(),
    )
    said = Result.objects.get(indicator=model)
    areas = [Area(slug=f"area-{n}", name=f"Area {n}", kind="district") for n in range(1, AREAS)]
    Area.objects.using("large").bulk_create(areas)
    made = [
        _like(
            model,
            code=f"LI {n}",
            slug=f"li-{n}",
            title=f"Another indicator, number {n}",
            position=1000 + n,
        )
        for n in range(1, MORE_INDICATORS + 1)
    ]
    Indicator.objects.using("large").bulk_create(made)
    Result.objects.using("large").bulk_create(
        (_like(said, indicator_id=one.pk, code=one.code, title=one.title) for one in made), batch_size=500
    )
    columns = [field.column for field in Observation._meta.concrete_fields if not field.primary_key]
    own = {
        "indicator_id": "i.id",
        "area_id": "a.id",
        "period_from": "p.day",
        "definition_id": "NULL",
        "edition_id": "NULL",
    }
    own |= {
        "period_to": "(p.day + interval '3 months')::date",
        "value": "60 + (i.id * 7 + p.place * 13) %% 40",
    }
    shown = ", ".join(own.get(column, f"o.{column}") for column in columns)
    start = date(2008, 10, 1)
    with connections["large"].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO performance_observation ({', '.join(columns)}) SELECT {shown} FROM performance_observation o, "
            "performance_indicator i, partnerships_area a, (SELECT place, (%s::date - place * interval '3 months')::date AS day "
            "FROM generate_series(0, %s) AS place) p WHERE o.id = %s AND i.code LIKE 'LI %%'",
            [start, MORE_PERIODS - 1, first.pk],
        )
        cursor.execute("ANALYZE")
    return _figures_of(large)


def _like(row: Any, **changes: Any) -> Any:
    """Another row like one that stands there, unsaved."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**{**values, **changes})


def _set_up() -> None:
    import django

    django.setup()


def _name(large: str) -> None:
    """Let Django know the second database as "large"."""
    from django.db import connections

    from dorset_lsp.settings.environment import postgresql

    connections.databases["large"] = {**connections.databases["default"], **postgresql(large)}


def _figures_of(large: str) -> int:
    from performance.models import Observation

    _name(large)
    return int(Observation.objects.using("large").count())


def _count() -> int:
    from performance.models import Observation

    return int(Observation.objects.count())


def _beside(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path}_million"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--again", action="store_true", help="both databases stand already: only measure")
    parser.add_argument("--json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
