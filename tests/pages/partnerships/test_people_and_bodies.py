"""Pages about seats handed on and put right, interests, training, what a body says of itself, and help."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from dorset_lsp.site.views.guides import GUIDES
from partnerships.models import Body, Interest, Membership, Training
from performance.models import Result
from tests.factories.partnerships import MeetingFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_


def text(answer):
    return " ".join(answer.content.decode().split())


def seat_of(world):
    return Membership.objects.get(person=world.group_member)


def test_a_seat_is_handed_on_from_the_bodys_page(sign_in, world):
    url = reverse("partnerships:membership-transfer", args=[seat_of(world).pk])
    client = sign_in("coordinator")
    assert url in text(client.get(world.economy.get_absolute_url()))

    client.post(url, {"person": world.member.pk, "from_on": "2009-05-01", "reason": "A new post"})

    assert Membership.objects.get(person=world.member, body=world.economy).from_on == date(2009, 5, 1)


def test_a_membership_is_put_right_or_taken_out(sign_in, world):
    held = seat_of(world)
    url = reverse("partnerships:membership-correct", args=[held.pk])
    said = {
        "person": held.person_id,
        "role": "member",
        "seat": held.seat_id,
        "reason": "From June",
        "basis": "",
    }

    sign_in("coordinator").post(url, said | {"from_on": "2008-06-01"})

    assert Membership.objects.believed().get(person=world.group_member).from_on == date(2008, 6, 1)
    again = reverse("partnerships:membership-correct", args=[seat_now(world).pk])
    sign_in("coordinator").post(again, said | {"from_on": "2008-06-01", "never_was": "on"})
    assert Membership.objects.believed().filter(person=world.group_member).count() == 0


def seat_now(world):
    return Membership.objects.believed().get(person=world.group_member)


def test_a_person_declares_an_interest_and_members_of_bodies_read_it(sign_in, world):
    url = reverse("partnerships:interest-declare", args=[world.lead.pk])

    sign_in("lead").post(url, {"kind": "land", "text": "Two fields", "from_on": "2008-01-01"})

    page = world.lead.get_absolute_url()
    seen = ["Two fields" in text(sign_in(name).get(page)) for name in ("member", "outsider")]
    assert (Interest.objects.get().declared_on, seen) == (ON, [True, False])
    assert sign_in("member").get(url).status_code == 404


def test_an_interest_ends(sign_in, world):
    interest = Interest.objects.create(
        person=world.lead, kind="land", text="Two fields", from_on=date(2008, 1, 1), declared_on=ON
    )

    sign_in("lead").post(
        reverse("partnerships:interest-end", args=[world.lead.pk, interest.pk]), {"last_day": "2009-03-31"}
    )

    assert Interest.objects.get().to_on == date(2009, 4, 1)


def test_training_is_noted_and_shown_to_the_coordinator(sign_in, world):
    client = sign_in("coordinator")
    said = {"topic": "returns", "shown_on": "2009-04-16", "people": [world.owner.pk, world.lead.pk]}

    client.post(reverse("partnerships:training-note"), said)

    page = client.get(reverse("partnerships:training-list"))
    assert Training.objects.count() == 2
    shown = {row.record["name"]: row.record["returns"] for row in page.context["table"].rows}
    assert {name for name, day in shown.items() if day} == {"Owner", "Lead"}
    assert sign_in("chair").get(reverse("partnerships:training-list")).status_code == 403


def test_training_can_be_taken_away(sign_in, world):
    Training.objects.create(person=world.owner, topic="returns", shown_on=ON)

    answer = sign_in("coordinator").get(reverse("partnerships:training-download", args=["csv"]))

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert "Owner,County council,2009-04-20,,,,,,," in lines


def test_what_a_body_says_of_itself_is_changed_with_its_cost(sign_in, world):
    url = reverse("partnerships:body-describe", args=[world.economy.slug])
    client = sign_in("coordinator")
    seen = client.get(url).context["form"].initial["seen"]

    client.post(url, {"purpose": "Work that pays.", "support": "6200.50", "seen": seen})

    body = Body.objects.get(pk=world.economy.pk)
    assert (body.purpose, body.support_pence) == ("Work that pays.", 620_050)
    assert "£6,200.50 a year" in text(client.get(body.get_absolute_url()))
    assert sign_in("lead").get(url).status_code == 404


def test_the_register_of_bodies_tells_purpose_members_and_cost(sign_in, world):
    Body.objects.filter(pk=world.economy.pk).update(purpose="Work that pays.", support_pence=620_000)

    answer = sign_in("member").get(reverse("partnerships:body-download", args=["csv"]))

    header, *rows = answer.content.decode("utf-8-sig").splitlines()
    [row] = [row for row in rows if row.startswith("Economy group")]
    assert header.endswith("Support a year,Purpose,Members")
    assert row.endswith("6200,Work that pays.,Lead; Group member")


@pytest.mark.parametrize("role", GUIDES)
def test_each_guide_is_a_page(sign_in, world, role):
    assert sign_in("outsider").get(reverse("site:guide", args=[role])).status_code == 200


def test_a_guide_that_there_is_not_is_not_found(sign_in, world):
    assert sign_in("outsider").get(reverse("site:guide", args=["nobody"])).status_code == 404


# --- the chair's question ------------------------------------------------------------------------------------


def test_the_chair_puts_a_question_on_the_boards_next_agenda(sign_in, world):
    world.verified(world.ratio)
    world.publish()
    meeting, result = MeetingFactory(body=world.board), Result.objects.first()
    url = reverse("site:board-ask", args=["performance.result", result.pk])

    for _ in range(2):
        sign_in("chair").post(url, {"question": "Why?"})

    assert [(item.title, item.about_id) for item in meeting.items.all()] == [("Why?", result.pk)]


@pytest.mark.parametrize("name", ["lead", "member", "outsider"])
def test_others_put_no_question_to_the_board(sign_in, world, name):
    world.verified(world.ratio)
    world.publish()
    MeetingFactory(body=world.board)

    url = reverse("site:board-ask", args=["performance.result", Result.objects.first().pk])

    assert sign_in(name).get(url).status_code == 404
