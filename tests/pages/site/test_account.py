"""One's own account."""

import pytest
from django.urls import reverse

from dorset_lsp.common.models import AuditEvent
from partnerships.models import Person

pytestmark = pytest.mark.django_db
ACCOUNT = reverse("site:account")


def test_it_shows_the_seats_that_one_holds(client, world):
    client.force_login(world.lead)

    seats = client.get(ACCOUNT).context["seats"]

    assert [(one.membership.body, one.membership.role) for one in seats.now] == [(world.economy, "chair")]


def test_name_and_post_can_be_corrected_and_the_change_is_told(client, world):
    client.force_login(world.owner)

    answer = client.post(ACCOUNT, {"name": "Olive Owner", "job_title": "Planner"})

    assert answer.url == ACCOUNT
    assert Person.objects.filter(pk=world.owner.pk).values_list("name", "job_title").get() == (
        "Olive Owner",
        "Planner",
    )
    event = AuditEvent.objects.get(kind="partnerships.person", record_id=world.owner.pk)
    assert event.difference == {"name": ["Owner", "Olive Owner"], "job_title": ["", "Planner"]}


def test_a_name_left_empty_says_so_at_its_field(client, world):
    client.force_login(world.owner)

    answer = client.post(ACCOUNT, {"name": " ", "job_title": ""})

    assert answer.context["form"].errors == {"name": ["Enter name"]}
    assert Person.objects.get(pk=world.owner.pk).name == "Owner"


def test_it_leads_to_the_password_and_out(client, world):
    client.force_login(world.outsider)

    page = client.get(ACCOUNT).content.decode()

    assert [reverse(name) in page for name in ("account_change_password", "account_logout")] == [True, True]


def test_it_asks_for_a_sign_in(client, world):
    assert client.get(ACCOUNT).url == f"{reverse('account_login')}?next={ACCOUNT}"
