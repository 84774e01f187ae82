"""The number beside *My work* on every page: as many as the page lists, in one question, and never of yesterday."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from dorset_lsp.site.work import work_count, work_items
from partnerships.changes import actions
from tests.factories.money import RiskFactory
from tests.factories.partnerships import ActionFactory, MeetingFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(world):
    """Returns to give and to check, actions open and proposed, a meeting without minutes, a risk to review."""
    world.submitted(world.ratio)
    world.drafted(world.total)
    for state in ("open", "proposed", "done"):
        ended = {"ended_on": ON} if state == "done" else {}
        ActionFactory(body=world.economy, lead=world.owner, state=state, **ended)
    MeetingFactory(body=world.economy, starts_at="2009-04-01T09:00:00Z", ends_at="2009-04-01T11:00:00Z")
    RiskFactory(owner=world.lead, review_on=ON)
    return world


def test_as_many_are_counted_as_are_listed(busy):
    listed = {name: len(work_items(person, ON)) for name, person in busy.people.items()}

    assert {name: work_count(person, ON) for name, person in busy.people.items()} == listed
    assert max(listed.values()) >= 3


def test_they_are_counted_in_one_question_and_one_for_what_has_changed(busy, django_assert_num_queries):
    person = busy.lead
    person.standing(ON)

    with django_assert_num_queries(2):
        work_count(person, ON)


def test_the_header_of_any_page_says_how_many_wait(client, busy):
    client.force_login(busy.owner)

    answer = client.get(reverse("performance:index"))

    count = len(work_items(busy.owner, ON))
    assert answer.context["work_count"] == count
    assert f'<span class="n">{count}<span class="vh"> waiting</span></span>' in answer.content.decode()


def test_the_number_is_kept_until_something_is_changed(settings, busy, django_assert_num_queries):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "work"}
    }
    cache.clear()
    before = work_count(busy.owner, ON)
    with django_assert_num_queries(1):
        assert work_count(busy.owner, ON) == before

    action = busy.owner.actions_led.filter(state="open").first()
    actions.drop(action=action, reason="Done elsewhere.", by=busy.coordinator, on=ON)

    assert work_count(busy.owner, ON) == before - 1


def test_nothing_to_do_is_praised(client, world):
    client.force_login(world.outsider)

    page = client.get(reverse("site:my-work")).content.decode()

    assert "All done" in page
    assert "Thank you." in page
