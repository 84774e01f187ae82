"""What changed since somebody last looked: on the page, and in their work; theirs to see, and cheap."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dorset_lsp.site.changed import PAGES_TELL, changed_pages, since
from dorset_lsp.site.looks import VISIT, Before, look
from dorset_lsp.site.models import LastLook
from dorset_lsp.site.seeing import seen_by
from partnerships.changes import actions
from partnerships.models import Person
from performance.changes import returns
from tests.factories.partnerships import ActionFactory, MembershipFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MY_WORK = reverse("site:my-work")


def told(found):
    return [(line.name, line.told) for line in found.lines] if found else []


def looks(viewer, record, later=timedelta(0)):
    return look(viewer, record, on=ON, now=NOW + later)


@pytest.fixture
def action(world):
    return ActionFactory(
        body=world.economy, lead=world.owner, title="Build homes", outcome=world.ratio.outcome
    )


def note(action, by, text="Half way."):
    actions.note(action=action, text=text, by=by, on=ON)


# --- the last look ------------------------------------------------------------------------------------------


def test_the_first_look_has_nothing_before_it(world, action):
    assert looks(world.lead, action) is None


def test_a_visit_is_half_an_hour_and_writes_once(world, action):
    looks(world.lead, action)
    with CaptureQueriesContext(connection) as queries:
        again = looks(world.lead, action, VISIT - timedelta(seconds=1))

    assert (again, len(queries)) == (None, 1)


def test_the_next_visit_looks_back_to_the_one_before_however_often_it_is_loaded(world, action):
    looks(world.lead, action)
    first = LastLook.objects.get().up_to
    note(action, world.owner)

    answers = [looks(world.lead, action, VISIT + timedelta(minutes=place)) for place in (1, 2, 3)]

    assert answers == [Before(ON, first)] * 3


def test_looks_are_kept_for_each_person_and_page(world, action):
    for viewer in (world.lead, world.owner):
        for record in (action, world.economy):
            looks(viewer, record)

    assert LastLook.objects.count() == 4


# --- what is told -------------------------------------------------------------------------------------------


def test_what_others_did_is_told_and_what_one_did_is_not(world, action):
    looks(world.lead, action)
    note(action, world.owner)

    before = looks(world.lead, action, 2 * VISIT)

    assert told(since(world.lead, action, before, ON)) == [("Build homes", "has news of its progress")]
    assert since(world.owner, action, before, ON) is None


def test_the_same_thing_twice_is_told_once(world, action):
    looks(world.lead, action)
    note(action, world.owner)
    note(action, world.owner, "Three quarters.")

    found = since(world.lead, action, looks(world.lead, action, 2 * VISIT), ON)

    assert found.number == 1


def test_nothing_new_is_no_box(world, action):
    looks(world.lead, action)

    assert since(world.lead, action, looks(world.lead, action, 2 * VISIT), ON) is None


def test_an_indicator_tells_of_its_returns_only_to_those_who_see_them(world):
    before = Before(ON, 0)
    world.submitted(world.ratio)

    answers = {
        name: ("NI 101 for Q4 2008/09", "was submitted")
        in told(since(world.people[name], world.ratio, before, ON))
        for name in ("lead", "coordinator", "outsider")
    }

    assert answers == {"lead": True, "coordinator": True, "outsider": False}


def test_an_outcome_tells_of_published_figures_and_of_its_actions(world, action):
    world.verified(world.ratio)
    before = looks(world.member, world.ratio.outcome) or looks(world.member, world.ratio.outcome, 2 * VISIT)
    world.publish()
    note(action, world.owner)

    found = told(since(world.member, world.ratio.outcome, before, ON))

    assert found == [
        ("Build homes", "has news of its progress"),
        ("Q4 2008/09, edition 1", "was published"),
    ]


def test_every_kind_of_record_that_is_told_of_says_who_sees_it_or_is_a_part_of_its_page():
    open_ways = [
        (part.kind, part.is_as_open_as_the_page or hasattr(part.model._default_manager.all(), "visible_to"))
        for parts in PAGES_TELL.values()
        for part in parts
    ]

    assert (len(open_ways) > 15, [kind for kind, is_said in open_ways if not is_said]) == (True, [])


def test_a_kind_that_does_not_say_who_sees_it_is_seen_by_nobody(world):
    from partnerships.models import Membership

    assert (Membership.objects.count() > 0, seen_by(Membership, world.admin, ON).count()) == (True, 0)


# --- the pages ----------------------------------------------------------------------------------------------


def second_visit(record, viewer):
    """As if they had looked an hour ago."""
    LastLook.objects.filter(person=viewer).update(looked_at=NOW - 2 * VISIT)


def test_the_page_says_it_in_one_line_that_opens(client, world, action):
    client.force_login(world.lead)
    first = client.get(action.get_absolute_url()).content.decode()
    note(action, world.owner)
    second_visit(action, world.lead)

    page = client.get(action.get_absolute_url()).content.decode()

    assert "Since you last looked" not in first
    assert "Since you last looked on <time" in page
    assert "1 change</summary>" in page
    assert "<li>Build homes has news of its progress, <time" in page


@pytest.mark.parametrize("name", ["outcome", "indicator", "body", "action"])
def test_a_page_costs_the_same_however_much_has_changed(client, world, action, name):
    record = {
        "outcome": world.ratio.outcome,
        "indicator": world.ratio,
        "body": world.economy,
        "action": action,
    }[name]
    client.force_login(world.lead)
    address = record.get_absolute_url()
    client.get(address)
    counts = []
    for number in (1, 12):
        for place in range(number):
            note(action, world.owner, f"{number}, {place}")
        return_ = world.submitted(world.ratio)
        returns.withdraw(return_=return_, by=world.owner, on=ON)
        second_visit(record, world.lead)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_my_work_lists_the_pages_on_which_something_is_new(client, world, action):
    client.force_login(world.lead)
    for record in (action, world.ratio.outcome, world.ratio):
        client.get(record.get_absolute_url())
    note(action, world.owner)

    pages = client.get(MY_WORK).context["changed_pages"]

    assert {one.path: told(one.since) for one in pages} == {
        action.get_absolute_url(): [("Build homes", "has news of its progress")],
        world.ratio.outcome.get_absolute_url(): [("Build homes", "has news of its progress")],
    }


def test_a_page_that_is_not_open_any_more_is_not_listed(world, action):
    MembershipFactory(
        person=world.outsider,
        body=world.economy,
        seat=None,
        role="adviser",
        from_on=ON,
        to_on=ON + timedelta(days=1),
    )
    looks(world.outsider, action)
    note(action, world.owner)
    fresh = {on: Person.objects.get(pk=world.outsider.pk) for on in (ON, ON + timedelta(days=1))}

    assert [len(changed_pages(viewer, on)) for on, viewer in fresh.items()] == [1, 0]


def test_my_work_costs_the_same_with_few_and_with_many_pages(client, world):
    client.force_login(world.lead)
    counts = []
    for number in (2, 12):
        for _ in range(number):
            action = ActionFactory(body=world.economy, lead=world.owner)
            client.get(action.get_absolute_url())
            note(action, world.owner)
        with CaptureQueriesContext(connection) as queries:
            client.get(MY_WORK)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_nobody_who_is_not_signed_in_leaves_a_look(client, world):
    client.get(reverse("public:front"))

    assert LastLook.objects.count() == 0
