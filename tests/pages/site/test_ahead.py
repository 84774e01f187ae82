"""What people are shown across the apps is worked out by a worker before they ask, and is never of yesterday."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from dorset_lsp.schedule import TIMETABLE
from dorset_lsp.site.ahead import work_ahead
from dorset_lsp.site.dashboards import of_the_board
from dorset_lsp.site.work import work_count, work_items
from partnerships.changes import actions
from partnerships.models import Person
from tests.factories.partnerships import ActionFactory, MeetingFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
DASHBOARD = reverse("site:dashboard")
NOW = timezone.now()


@pytest.fixture(autouse=True)
def _a_cache_that_workers_share(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "ahead"}
    }
    settings.IS_CACHE_SHARED = True
    cache.clear()


@pytest.fixture
def about(world):
    """Everybody of the partnership is signed in."""
    world.verified(world.ratio)
    world.publish()
    Person.objects.update(last_login=NOW - timedelta(minutes=5))
    return world


def test_a_page_finds_what_was_worked_out_for_it(client, about, django_assert_max_num_queries):
    client.force_login(about.chair)
    client.get(reverse("site:notices"))
    work_ahead(now=NOW)

    with django_assert_max_num_queries(6):
        client.get(DASHBOARD)


def test_a_change_is_shown_whether_or_not_a_worker_came_round_since(about):
    late = ActionFactory(body=about.economy, lead=about.owner, due_on=ON - timedelta(days=90))
    work_ahead(now=NOW)
    before = work_count(about.owner, ON), of_the_board(about.chair, ON).concern_count

    actions.drop(action=late, reason="It was done elsewhere.", by=about.coordinator, on=ON)

    assert before == (
        work_count(about.owner, ON) + 1,
        of_the_board(about.chair, ON).concern_count + 1,
    )


def test_nobody_is_shown_what_was_worked_out_for_somebody_else(about):
    MeetingFactory(body=about.board)
    ActionFactory(body=about.economy, lead=about.lead)

    people = work_ahead(now=NOW)

    assert of_the_board(about.chair, ON).may_ask
    assert not of_the_board(about.member, ON).may_ask
    assert {one.pk: work_count(one, ON) for one in people} == {
        one.pk: len(work_items(one, ON)) for one in people
    }
    assert work_count(about.lead, ON) > work_count(about.outsider, ON)


def test_it_is_worked_out_for_those_whose_sign_in_still_holds(settings, about):
    gone = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Person.objects.filter(pk=about.lead.pk).update(last_login=NOW - gone)
    Person.objects.filter(pk=about.member.pk).update(is_active=False)
    Person.objects.filter(pk=about.owner.pk).update(last_login=None)

    people = set(work_ahead(now=NOW))

    assert about.chair in people
    assert not people & {about.lead, about.member, about.owner}


def test_what_is_kept_already_is_not_worked_out_again(about, django_assert_max_num_queries):
    people = work_ahead(now=NOW)

    # The day and the stamps, the newest event: three questions for each of them, and one for who they are.
    with django_assert_max_num_queries(1 + 3 * len(people)):
        work_ahead(now=NOW)


def test_a_round_ends_when_its_time_is_over(about):
    assert work_ahead(now=NOW, most=-1) == []


def test_where_each_process_keeps_for_itself_nobody_works_for_others(settings, about):
    settings.IS_CACHE_SHARED = False

    assert work_ahead(now=NOW) == []


def test_the_timetable_comes_round_every_few_seconds():
    [entry] = [one for one in TIMETABLE.values() if one["task"].endswith("work_ahead")]

    assert entry["schedule"] <= 20
    assert entry["options"]["expires"] < entry["schedule"]
