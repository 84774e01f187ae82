"""A partnership of today, in a county that is invented: its folder, and every page of it as each of its accounts."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter, deque
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client

from dorset_lsp.common import today
from dorset_lsp.site.loading import FOLDERS, find_folder, load, read_folder
from partnerships.models import Person
from performance.models import Edition, Indicator, Observation, Return, Round, Target

FOLDER = FOLDERS / "nethershire"
DAY = date(2026, 10, 20)


@pytest.fixture(scope="module")
def _nethershire(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Loaded once for this module, and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(find_folder("nethershire"))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def nethershire(_nethershire, db) -> None:
    """Each test works on the loaded partnership, and leaves it as it was."""


# ── The folder ───────────────────────────────────────────────────────────────────────────────────────────
def test_the_generator_writes_the_committed_files_byte_for_byte(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("make_figures", FOLDERS / "make_figures.py")
    make_figures = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, make_figures)  # its dataclasses look their module up by name
    spec.loader.exec_module(make_figures)
    make_figures.write("nethershire", tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert sorted(made) == ["answers.csv", "commentaries.csv", "events.csv", "history.csv"]
    assert made == {name: (FOLDER / name).read_bytes() for name in made}


def test_whatever_is_invented_says_so():
    tables = read_folder(FOLDER).tables
    invented = {
        name: {row["illustrative"] for row in tables[name]} for name in ("people", "organisations", "bodies")
    }
    real = [row["code"] for row in tables["indicators"] if not row["illustrative_figures"]]

    assert invented == {"people": {True}, "organisations": {True}, "bodies": {True}}
    assert real == ["A1", "A2"]
    assert {row["indicator"] for row in tables["history"] if not row["illustrative"]} == {"A1", "A2"}


def test_the_lent_series_say_whose_they_are(nethershire):
    for code, trust in (("A1", "RBD"), ("A2", "RD3")):
        indicator = Indicator.objects.get(code=code)
        figures = Observation.objects.filter(indicator=indicator)

        assert f"code {trust}" in indicator.source
        assert indicator.source.startswith("Real figures, lent for this demonstration and not of this county")
        assert figures.count() == 36
        assert set(figures.values_list("source", flat=True)) == {
            f"NHS England, A&E type 1, trust {trust}; Open Government Licence v3.0"
        }


def test_the_first_lent_figure_is_that_of_the_source(nethershire):
    first = Observation.objects.get(indicator__code="A1", period_from=date(2016, 4, 1))

    assert (first.numerator, first.denominator) == (401, 3600)


# ── The state of affairs ─────────────────────────────────────────────────────────────────────────────────
def test_it_stands_on_20_october_2026_with_two_rounds_published_and_one_open(nethershire):
    assert today.today() == DAY
    assert list(Round.objects.order_by("period_to").values_list("state", flat=True)) == ["published"] * 2 + [
        "open"
    ]
    assert Counter(Return.objects.filter(round__state="open").values_list("state", flat=True)) == {
        "not_started": 8, "draft": 1, "submitted": 2, "verified": 3,
    }  # fmt: skip


def test_what_is_chosen_from_the_framework_has_no_target(nethershire):
    chosen = Indicator.objects.filter(catalogue_entry__isnull=False)

    assert chosen.count() == 11
    assert not Target.objects.filter(indicator__in=chosen).exists()
    assert list(chosen.filter(catalogue_entry__state="placeholder").values_list("code", flat=True)) == [
        "HQ5",
        "HR4",
    ]


def test_the_charts_find_signals(nethershire):
    results = Edition.objects.get(round__slug="2026-27-q1").results

    assert dict(results.exclude(variation="").values_list("code", "variation")) == {
        "H1": "common cause", "H2": "common cause", "HQ2": "improvement", "HQ3": "improvement", "HR1": "concern",
        "HR2": "improvement", "HR3": "improvement", "HR6": "common cause", "P1": "common cause", "A1": "concern",
        "A2": "common cause", "C1": "common cause", "N1": "common cause", "N3": "improvement",
    }  # fmt: skip
    assert results.get(code="A1").sentence == (
        "17.2 % for March 2019; the last month rose outside its usual range. No target has been set."
    )


def test_loading_it_again_changes_nothing(nethershire):
    assert load(FOLDER).changes == 0


# ── Its pages ────────────────────────────────────────────────────────────────────────────────────────────
LINK = re.compile(r'href="([^"#]+)"')
FILE = re.compile(r"\.(csv|xlsx|pdf|json|ics|html|svg|css|woff2|js)$")
ELSEWHERE = re.compile(
    r"Dorset|Christchurch|Purbeck|Weymouth|Portland|\bNI \d|\bLAA\b|Local Area Agreement|Shaping our future",
    re.IGNORECASE,
)
SOURCE = "a Dorset hospital trust"
"""The one thing that is said of elsewhere: whose the lent figures are."""
EVERY_PAGE = {"coordinator@nethershire.example"}
"""Who sees all that anybody sees walks to all of it; the others to some pages of each kind, in case theirs differ."""
SOME = 3
ROLES = ("", *(account.email for account in read_folder(FOLDER).words.demo_accounts))


def kind_of(address: str) -> str:
    """What kind of page it is: numbers, and what comes after the name of a list, are left out."""
    lists = "scorecards|indicators|rounds|reports|bodies|organisations|outcomes|people|actions|returns"
    return re.sub(rf"/({lists})/[^/]+", r"/\1/*", address)


def pages(client: Client, most: int) -> Iterator[tuple[str, int, str]]:
    """Every page that can be reached from home, so many of a kind, the administration and signing out left aside."""
    known, waiting, opened = {"/"}, deque(["/"]), Counter()
    while waiting:
        address = waiting.popleft()
        opened[kind_of(address)] += 1
        if opened[kind_of(address)] > most:
            continue
        answer = client.get(address)
        if answer.status_code in (301, 302):
            found = [answer.url]
            text = ""
        else:
            text = answer.content.decode() if "html" in answer.headers["Content-Type"] else ""
            yield address, answer.status_code, text
            found = LINK.findall(text)
        for link in found:
            place = urlsplit(urljoin(address, link.replace("&amp;", "&")))
            is_page = (
                not place.scheme and not place.netloc and not place.query and not FILE.search(place.path)
            )
            if (
                is_page
                and not re.match(r"/(admin|static|accounts|uploads)", place.path)
                and place.path not in known
            ):
                known.add(place.path)
                waiting.append(place.path)


@pytest.mark.parametrize("email", ROLES, ids=lambda email: email.partition("@")[0] or "anybody")
def test_no_page_speaks_of_another_place_or_time(nethershire, client, email):
    if email:
        client.force_login(Person.objects.get(email=email))

    seen, said, lost = 0, [], []
    for address, status, text in pages(client, 1000 if email in EVERY_PAGE else SOME):
        seen += 1
        lost += [address] if status != 200 else []
        said += [(address, found[0]) for found in ELSEWHERE.finditer(text.replace(SOURCE, ""))]

    assert (said, lost) == ([], [])
    assert seen >= (25 if email else 2)
