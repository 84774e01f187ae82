"""My work: everything that waits for whoever looks, by due date."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from dorset_lsp.common.models import Clock
from performance.changes import returns
from tests.factories.partnerships import ActionFactory
from tests.factories.world import ON

PAGE = reverse("site:my-work")


def groups(answer):
    return [(head, [item.title for item in items]) for head, items in answer.context["groups"]]


def test_an_owner_finds_what_they_owe_by_due_date(client, world):
    ActionFactory(title="Ask the builders", lead=world.owner, due_on=date(2009, 4, 19))
    client.force_login(world.owner)

    answer = client.get(PAGE)

    assert groups(answer) == [
        ("Late", ["Ask the builders"]),
        ("Within a month", ["NI 101 Homes that are decent", "NI 102 Homes built", "NI 103 People helped"]),
    ]
    assert answer.context["summary"] == "Four things wait for you: 1 is late."


def test_what_was_sent_back_shows_its_question(client, world):
    returns.send_back(return_=world.submitted(world.ratio), reason="Is this all?", by=world.lead, on=ON)
    client.force_login(world.owner)

    assert "Is this all?" in client.get(PAGE).content.decode()


def test_one_kind_of_work_is_shown_on_its_own(client, world):
    ActionFactory(title="Ask the builders", lead=world.owner)
    client.force_login(world.owner)

    assert groups(client.get(PAGE, {"kind": "Action"})) == [("Later", ["Ask the builders"])]
    assert len(client.get(PAGE, {"kind": "Nonsense"}).context["shown"]) == 4


@pytest.mark.parametrize("name", ["outsider", "admin", "chair", "member"])
def test_where_nothing_waits_the_page_says_so(client, world, name):
    client.force_login(world.people[name])

    answer = client.get(PAGE)

    assert (groups(answer), "All done" in answer.content.decode()) == ([], True)


def test_what_is_late_today_was_not_late_yesterday(client, world):
    client.force_login(world.colleague)
    heads = []
    for day in (date(2009, 4, 30), date(2009, 5, 1)):
        Clock.objects.update(stated_on=day)
        cache.clear()
        heads.append([head for head, _ in groups(client.get(PAGE))])

    assert heads == [["Within a week"], ["Late"]]
