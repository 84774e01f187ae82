"""The lead of an outcome starts a chart afresh; everybody reads why."""

from datetime import date

import pytest
from django.urls import reverse

from performance.changes import rebases
from performance.models import Rebase
from tests.factories.world import ON


@pytest.fixture
def address(world):
    return reverse("performance:rebase", args=[world.ratio.slug])


def test_the_lead_rebases_and_the_page_says_why(client, world, address):
    client.force_login(world.lead)
    offered = client.get(address).context["form"].fields["from_on"].choices
    answer = client.post(address, {"from_on": "2008-04-01", "reason": "A new repairs contract."}, follow=True)

    assert [label for _, label in offered][:2] == ["Q3 2008/09", "Q2 2008/09"]
    assert "2007-04-01" not in dict(offered)
    assert Rebase.objects.get().reason == "A new repairs contract."
    page = answer.content.decode()
    assert "How the usual range was drawn" in page
    assert "3 of 12 points: no limits" in page
    assert "Rebased from 1 April 2008 by Lead on 20 April 2009: A new repairs contract." in page


def test_without_a_reason_the_form_comes_back(client, world, address):
    client.force_login(world.lead)

    assert client.post(address, {"from_on": "2008-04-01", "reason": ""}).status_code == 200
    assert not Rebase.objects.exists()


@pytest.mark.parametrize("role", ["owner", "lead2", "member"])
def test_nobody_else_is_offered_it(client, world, address, role):
    client.force_login(world.people[role])

    assert client.get(address).status_code == 404
    assert "Rebase this chart" not in client.get(world.ratio.get_absolute_url()).content.decode()


def test_the_lead_takes_it_back(client, world):
    made = rebases.rebase(
        indicator=world.ratio, from_on=date(2008, 4, 1), reason="Too soon.", by=world.lead, on=ON
    )
    client.force_login(world.lead)
    client.post(reverse("performance:rebase-take-back", args=[world.ratio.slug, made.pk]))

    assert not Rebase.objects.exists()
