"""Keeping what rarely changes, without ever showing what has changed since."""

import contextlib
from datetime import date

import pytest
from django.core.cache import cache
from django.db import transaction

from dorset_lsp.common import stamps
from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.models import Clock, Stamp
from dorset_lsp.common.setup import put, state_today
from dorset_lsp.common.today import today
from partnerships.models import Area, Body


class Undone(Exception):
    """What undoes a transaction."""


JOB = NamedJob("a test")
ON = date(2009, 4, 20)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_cache_that_keeps(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "stamps"}
    }
    cache.clear()


@pytest.fixture
def body():
    area, _ = put(
        model=Area, key={"slug": "county"}, values={"name": "County", "kind": "county"}, by=JOB, on=ON
    )
    return rename("First name", area=area)


def rename(name, **more):
    values = {"name": name, "kind": "board", "layer": "strategic", "from_on": date(2002, 1, 1), **more}
    if "area" not in more:
        values["area"] = Area.objects.get()
    return put(model=Body, key={"slug": "board"}, values=values, by=JOB, on=ON)[0]


def name_kept():
    return stamps.kept("name", lambda: Body.objects.get().name, of_kinds=(Body,))


def test_what_is_kept_is_not_asked_for_again(body, django_assert_num_queries):
    name_kept()

    with django_assert_num_queries(1):  # the stamps themselves
        assert name_kept() == "First name"


def test_a_change_of_the_kind_is_seen_at_once(body):
    name_kept()

    rename("Second name")

    assert name_kept() == "Second name"


def test_a_change_inside_a_request_is_seen_in_that_request(body):
    with stamps.asked_once():
        name_kept()
        rename("Second name")

        assert name_kept() == "Second name"


def test_a_request_asks_for_the_stamps_once(body, django_assert_num_queries):
    with stamps.asked_once(), django_assert_num_queries(2):
        assert [name_kept(), name_kept(), name_kept()] == ["First name"] * 3


def test_a_kind_that_bears_no_stamps_gets_none(body):
    assert list(Stamp.objects.values_list("kind", flat=True)) == ["partnerships.body"]


def test_nothing_found_is_kept_too(django_assert_num_queries):
    stamps.kept("no day", Clock.objects.first, of_kinds=(Clock,))

    with django_assert_num_queries(1):
        assert stamps.kept("no day", Clock.objects.first, of_kinds=(Clock,)) is None


def test_what_was_made_in_a_transaction_that_was_undone_is_not_taken_for_what_came_instead(body):
    def name_until_a_change():
        return stamps.kept_until_a_change("name", lambda: Body.objects.get().name)

    with contextlib.suppress(Undone), transaction.atomic():
        rename("Never was")
        assert name_until_a_change() == "Never was"
        raise Undone
    rename("Second name")

    assert name_until_a_change() == "Second name"


def test_what_is_made_after_a_change_takes_the_place_of_what_was_kept(body):
    for name in ("Second name", "Third name"):
        name_kept()
        rename(name)
    name_kept()

    kept = [key for key in cache._cache if "kept:" in key]

    assert len(kept) == 1


def test_a_day_that_is_stated_is_today_from_then_on():
    today()

    state_today(day=ON, by=JOB, on=ON)

    assert today() == ON
