"""Measure one search across everything among 100,000 records.

    BENCHMARK_DATABASE_URL=postgres://… python benchmarks/search.py [--records 100000] [--rounds 15] [--json FILE]

The database must be empty: its tables are made and filled here, with names and texts drawn from 4,000 invented words under
a fixed seed, the common ones far more often than the rare, as in a language, and vacuumed as the database does by itself.
Milliseconds of wall clock for the whole question as a member of a body asks it, with the hits ready to be shown: the median,
and the slowest but one in twenty.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ON = date(2009, 4, 20)
SHARES = {
    "action": 25,
    "finding": 20,
    "item": 15,
    "person": 10,
    "paper": 10,
    "topic": 10,
    "question": 5,
    "risk": 5,
}
"""How many of each hundred records are of which kind."""
SYLLABLES = [first + last for first in "bcdfghklmnprstvw" for last in "aio"]


def main() -> None:
    """Fill the database, ask each question several times, and print what came out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "BENCHMARK_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "benchmarks.settings", "DORSET_VAR": folder,
        }  # fmt: skip
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        chance = random.Random(154)
        words = list(
            dict.fromkeys("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(4800))
        )[:4000]
        viewer = fill(options.records, words, chance)
        results = measure(viewer, words, options.rounds)
    print(json.dumps(results, indent=2))
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=2))


def fill(number: int, words: list[str], chance: random.Random) -> object:
    """Make the records; gives the member of a body who will search."""
    from django.db import connection

    from partnerships.models import Action, AgendaItem, Finding, Paper, Person, Risk
    from scrutiny.models import Challenge, Topic
    from tests.factories.money import FindingFactory, RiskFactory
    from tests.factories.partnerships import (
        ActionFactory,
        AgendaItemFactory,
        MembershipFactory,
        PaperFactory,
        PersonFactory,
    )

    weights = [1 / (rank + 2) for rank in range(len(words))]

    def some(least: int, most: int) -> str:
        return " ".join(chance.choices(words, weights, k=chance.randint(least, most))).capitalize()

    membership = MembershipFactory()
    lead, body = membership.person, membership.body
    action, item = ActionFactory(lead=lead, body=body), AgendaItemFactory()
    finding, risk, paper = FindingFactory(), RiskFactory(owner=lead, body=body), PaperFactory()
    person = PersonFactory()

    def like(record: object, **more: object) -> object:
        """Another row as this one."""
        fields = {
            field.attname: getattr(record, field.attname)
            for field in type(record)._meta.concrete_fields
            if not field.primary_key
        }
        return type(record)(**fields | more)

    makers = {
        "action": (Action, lambda n: like(action, title=some(3, 9), description=some(10, 40))),
        "finding": (Finding, lambda n: like(finding, title=some(3, 8), text=some(15, 50))),
        "item": (AgendaItem, lambda n: like(item, position=n + 2, title=some(2, 8), text=some(0, 20))),
        "person": (Person, lambda n: like(person, email=f"p{n}@x.example", name=some(2, 2), job_title=some(1, 4))),
        "paper": (Paper, lambda n: like(paper, title=some(2, 8), path=f"{n}", file_name=f"paper-{n}.pdf")),
        "topic": (Topic, lambda n: Topic(
            title=some(3, 8), why=some(10, 40), source="member", asked_on=ON, asked_by=lead, state="suggested",
        )),
        "question": (Challenge, lambda n: Challenge(
            kind="performance.indicator", record_id=1, record_name=some(3, 8), question=some(8, 20), put_to=lead,
            wanted_on=ON, asked_on=ON, asked_by=lead,
        )),
        "risk": (Risk, lambda n: like(risk, title=some(3, 8), event=some(5, 15), cause=some(5, 15), effect=some(5, 15))),
    }  # fmt: skip
    for kind, share in SHARES.items():
        model, make = makers[kind]
        model._base_manager.bulk_create((make(n) for n in range(number * share // 100)), batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return lead


def measure(viewer: object, words: list[str], rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds for each kind of question, with how many things it showed."""
    from dorset_lsp.site.search import search

    rare = words[-5]
    questions = {
        "the commonest word": words[0],
        "a common word": words[40],
        "a rare word": rare,
        "two words": f"{words[20]} {words[200]}",
        "a slip of typing": next(word for word in reversed(words) if len(word) == 8)[:6] + "zx",
        "nothing like it": "qqxxqqxx",
    }
    results = {}
    for name, question in questions.items():
        search(viewer, ON, question)  # the process reads its page map and the database its indexes
        taken = []
        for _ in range(rounds):
            start = time.perf_counter()
            found = search(viewer, ON, question)
            taken.append((time.perf_counter() - start) * 1000)
        results[name] = {
            "median ms": round(statistics.median(taken), 1),
            "p95 ms": round(sorted(taken)[int(len(taken) * 0.95) - 1], 1),
            "shown": found.number,
            "alike": found.is_alike,
        }
    return results


if __name__ == "__main__":
    main()
