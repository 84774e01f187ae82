"""The structure chart and the pages of bodies: who sits where, today and on any day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.models import Body, Membership
from tests.factories.partnerships import (
    ActionFactory,
    AreaFactory,
    BodyFactory,
    MembershipFactory,
    OutcomeFactory,
    PersonFactory,
    SeatFactory,
)
from tests.factories.world import ON

STRUCTURE = reverse("partnerships:structure")
pytestmark = pytest.mark.django_db


@pytest.fixture
def as_member(client, world):
    client.force_login(world.member)
    return client


@pytest.fixture
def as_coordinator(client, world):
    client.force_login(world.coordinator)
    return client


def in_seats(composition):
    return {row.seat.number: row.held.person.name if row.held else None for row in composition.seats}


# --- the chart ------------------------------------------------------------------------------------------


def test_every_body_stands_once_in_its_layer_and_tier(as_member, world):
    answer = as_member.get(STRUCTURE)

    found = {
        (band.label, tier.label, node.body.name)
        for band in answer.context["bands"]
        for tier in band.tiers
        for node in tier.nodes
    }
    assert found == {
        ("Strategic", "County", "The Board"),
        ("Operational", "County", "Economy group"),
        ("Operational", "County", "Housing group"),
        ("Operational", "Districts", "North partnership"),
    }


def test_a_group_stands_under_its_parent_of_the_same_layer_and_tier(as_member, world):
    task = BodyFactory(name="Task group", parent=world.economy, area=world.county)

    bands = as_member.get(STRUCTURE).context["bands"]

    county = next(
        tier
        for band in bands
        for tier in band.tiers
        if band.label == "Operational" and tier.label == "County"
    )
    assert [(node.body, [under.body for under in node.groups]) for node in county.nodes] == [
        (world.economy, [task]),
        (world.housing, []),
    ]


def test_seats_vacancies_chair_and_next_end_are_counted(as_member, world):
    SeatFactory(body=world.economy, number=5)
    SeatFactory(body=world.economy, number=6, to_on=ON)
    Membership.objects.filter(person=world.group_member).update(to_on=date(2009, 7, 1))

    bands = as_member.get(STRUCTURE).context["bands"]

    nodes = {node.body: node.staffing for band in bands for tier in band.tiers for node in tier.nodes}
    staffing = nodes[world.economy]
    assert (staffing.seats, staffing.filled, staffing.vacancies) == (3, 2, 1)
    assert (staffing.chair.person, staffing.next_end_on) == (world.lead, date(2009, 6, 30))
    assert as_member.get(STRUCTURE).context["ending_count"] == 1


def test_a_body_whose_life_is_over_is_left_out(as_member, world):
    BodyFactory(name="Old group", to_on=ON)

    assert "Old group" not in as_member.get(STRUCTURE).content.decode()


def test_an_empty_partnership_says_what_belongs_there(client, db):
    client.force_login(PersonFactory())

    assert "No bodies yet" in client.get(STRUCTURE).content.decode()


def test_pages_ask_for_a_sign_in(client, world):
    for url in (STRUCTURE, world.economy.get_absolute_url(), reverse("partnerships:body-list")):
        assert client.get(url).url == f"{reverse('account_login')}?next={url}"


@pytest.mark.parametrize("url", [STRUCTURE, reverse("partnerships:body-list")])
def test_more_bodies_cost_no_more_queries(as_member, world, url):
    as_member.get(url)
    with CaptureQueriesContext(connection) as few:
        as_member.get(url)
    for number in range(12):
        MembershipFactory(body=BodyFactory(area=world.county, parent=world.board), seat__number=number)

    with CaptureQueriesContext(connection) as many:
        as_member.get(url)

    assert len(many) == len(few)


# --- the register ---------------------------------------------------------------------------------------


def test_the_register_filters_sorts_and_tells_how_many(as_member, world):
    AreaFactory(name="Elsewhere")

    answer = as_member.get(reverse("partnerships:body-list"), {"layer": "operational", "sort": "-name"})

    assert [row.record["name"] for row in answer.context["table"].rows] == [
        "North partnership", "Housing group", "Economy group",
    ]  # fmt: skip
    assert (answer.context["shown"], answer.context["total"]) == (3, 4)


def test_its_file_holds_what_the_filter_shows_in_the_order_that_it_shows(as_member, world):
    answer = as_member.get(
        reverse("partnerships:body-download", args=["csv"]), {"layer": "operational", "sort": "-name"}
    )

    header, *rows = answer.content.decode("utf-8-sig").splitlines()
    assert header.startswith("Body,Layer,Area,Under,Seats,Filled,Vacancies,Chair,Next term ends,")
    assert [row.split(",")[0] for row in rows] == ["North partnership", "Housing group", "Economy group"]
    assert rows[2] == "Economy group,Operational,The county,The Board,2,2,0,Lead,,,,Lead; Group member"


def test_its_spreadsheet_opens_and_no_other_kind_of_file_exists(as_member, world):
    assert as_member.get(reverse("partnerships:body-download", args=["xlsx"])).content[:2] == b"PK"
    assert as_member.get(reverse("partnerships:body-download", args=["exe"])).status_code == 404


def test_an_unknown_choice_in_the_address_filters_nothing(as_member, world):
    answer = as_member.get(reverse("partnerships:body-list"), {"layer": "celestial"})

    assert (answer.status_code, answer.context["shown"]) == (200, 4)


# --- one body -------------------------------------------------------------------------------------------


def test_a_body_shows_its_seats_who_stands_beside_them_and_its_outcomes(as_member, world):
    MembershipFactory(body=world.economy, seat=None, role="adviser", person=PersonFactory(name="Adviser"))
    SeatFactory(body=world.economy, number=3)

    answer = as_member.get(world.economy.get_absolute_url())

    shown = answer.context["shown"]
    assert in_seats(shown) == {1: "Lead", 2: "Group member", 3: None}
    assert [one.person.name for one in shown.beside] == ["Adviser"]
    assert list(answer.context["outcomes"]) == [world.outcomes["economy"]]
    assert (answer.context["may_appoint"], answer.context["may_propose"]) == (False, False)


def test_the_composition_of_a_past_day_is_that_days(as_member, world):
    held = Membership.objects.get(person=world.group_member)
    Membership.objects.filter(pk=held.pk).update(from_on=date(2008, 6, 1))
    MembershipFactory(
        body=world.economy, seat=held.seat, person=PersonFactory(name="Before"), to_on=date(2008, 6, 1)
    )

    url = world.economy.get_absolute_url()
    compositions = [
        in_seats(as_member.get(url, {"on": day}).context["shown"])[2] for day in ("2008-05-31", "2008-06-01")
    ]

    assert compositions == ["Before", "Group member"]


def test_a_later_correction_is_left_out_when_asked_as_known_then(as_member, world):
    held = Membership.objects.get(person=world.group_member)
    Membership.objects.filter(pk=held.pk).update(known_to=date(2009, 3, 1))
    MembershipFactory(
        body=world.economy, seat=held.seat, person=PersonFactory(name="In truth"), known_from=date(2009, 3, 1)
    )

    url, day = world.economy.get_absolute_url(), {"on": "2009-02-01"}
    now = in_seats(as_member.get(url, day).context["shown"])
    then = in_seats(as_member.get(url, day | {"known_on": "2009-02-01"}).context["shown"])

    assert (now[2], then[2]) == ("In truth", "Group member")


def test_a_day_that_does_not_exist_is_said_so_at_the_field(as_member, world):
    answer = as_member.get(
        world.economy.get_absolute_url(), {"on_day": "31", "on_month": "2", "on_year": "2008"}
    )

    assert answer.context["form"].errors == {"on": ["On this day must be a real date"]}


def test_the_turns_tell_how_a_large_body_became_a_small_one(as_member, world):
    body = BodyFactory(area=world.county)
    for number in range(3):
        MembershipFactory(body=body, seat__number=number, to_on=date(2008, 1, 1) if number else None)

    turns = as_member.get(body.get_absolute_url()).context["turns"]

    assert [(turn.on, turn.joined, turn.left, turn.filled) for turn in turns] == [
        (date(2008, 1, 1), 0, 2, 1),
        (date(2007, 4, 1), 3, 0, 3),
    ]


@pytest.mark.parametrize(("days_left", "is_flagged"), [(90, True), (91, False), (0, True)])
def test_the_chairs_term_is_flagged_90_days_before_its_last_day(as_member, world, days_left, is_flagged):
    first_day_after = ON + timedelta(days=days_left + 1)
    Membership.objects.filter(person=world.lead).update(to_on=first_day_after)

    answer = as_member.get(world.economy.get_absolute_url())

    assert (answer.context["chair_ends_on"] is not None) == is_flagged
    assert ("The chair’s term" in answer.content.decode()) == is_flagged


def test_only_actions_still_to_be_done_stand_on_the_page(as_member, world):
    to_do = ActionFactory(body=world.economy)
    ActionFactory(body=world.economy, state="done", ended_on=ON)
    ActionFactory(body=world.housing)

    assert list(as_member.get(world.economy.get_absolute_url()).context["actions"]) == [to_do]


def test_more_seats_and_actions_cost_no_more_queries(as_coordinator, world):
    url = world.economy.get_absolute_url()
    ActionFactory(body=world.economy)
    BodyFactory(parent=world.economy, area=world.county)
    MembershipFactory(body=world.economy, seat=None, role="adviser")
    as_coordinator.get(url)
    with CaptureQueriesContext(connection) as few:
        as_coordinator.get(url)
    for number in range(8):
        MembershipFactory(body=world.economy, seat__number=20 + number)
        MembershipFactory(body=world.economy, seat=None, role="adviser")
        ActionFactory(body=world.economy)
        OutcomeFactory(body=world.economy)
        BodyFactory(parent=world.economy, area=world.county)

    with CaptureQueriesContext(connection) as many:
        as_coordinator.get(url)

    assert len(many) == len(few)


# --- appointing and ending ------------------------------------------------------------------------------


def appointing(body: Body) -> str:
    return reverse("partnerships:membership-appoint", args=[body.slug])


def test_the_coordinator_appoints_to_a_vacant_seat(as_coordinator, world):
    seat = SeatFactory(body=world.economy, number=3)
    somebody = PersonFactory(name="New member")
    said = {
        "person": somebody.pk,
        "role": "member",
        "seat": seat.pk,
        "from_on": "2009-05-01",
        "last_day": "2011-04-30",
    }

    answer = as_coordinator.post(appointing(world.economy), said)

    assert answer.url == world.economy.get_absolute_url()
    made = Membership.objects.get(person=somebody)
    assert (made.seat, made.from_on, made.to_on, made.known_from) == (
        seat,
        date(2009, 5, 1),
        date(2011, 5, 1),
        ON,
    )


def test_a_seat_that_is_held_is_refused_and_nothing_typed_is_lost(as_coordinator, world):
    seat = world.economy.seats.get(number=2)
    said = {"person": world.member.pk, "role": "member", "seat": seat.pk, "from_on": "2009-05-01"}

    answer = as_coordinator.post(appointing(world.economy), said)

    sentence = "Group member holds Economy group, seat 2 on some of these days."
    assert answer.context["form"].errors == {"__all__": [sentence]}
    assert f'value="{world.member.pk}" selected' in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({"role": "member"}, {"seat": ["Select the seat: a chair, vice chair or member sits in one"]}),
        ({}, {"role": ["Select role"]}),
        (
            {"role": "support", "last_day": "2009-04-01"},
            {"last_day": ["Last day must be the first day or later"]},
        ),
    ],
)
def test_what_is_wrong_stands_at_its_field(as_coordinator, world, said, errors):
    whole = {"person": world.member.pk, "from_on": "2009-05-01"} | said

    assert as_coordinator.post(appointing(world.economy), whole).context["form"].errors == errors


def test_nobody_else_may_appoint_or_end(client, world):
    held = Membership.objects.get(person=world.group_member)
    urls = [appointing(world.economy), reverse("partnerships:membership-end", args=[held.pk])]

    for person in (world.lead, world.chair, world.member, world.outsider):
        client.force_login(person)
        assert [client.post(url, {}).status_code for url in urls] == [404, 404]


def test_the_coordinator_ends_a_membership_with_a_reason_after_being_asked(as_coordinator, world):
    held = Membership.objects.get(person=world.group_member)
    url = reverse("partnerships:membership-end", args=[held.pk])
    said = {"last_day": "2009-04-30", "reason": "Moved away"}

    unsure = as_coordinator.post(url, said)
    sure = as_coordinator.post(url, said | {"is_sure": "on"})

    assert unsure.context["form"].errors == {"is_sure": ["Tick to confirm that the membership ends"]}
    assert sure.url == world.economy.get_absolute_url()
    held.refresh_from_db()
    assert (held.to_on, held.end_reason) == (date(2009, 5, 1), "Moved away")


def test_a_membership_cannot_end_before_it_began(as_coordinator, world):
    held = Membership.objects.get(person=world.group_member)
    said = {"last_day": "2007-03-31", "reason": "Slip", "is_sure": "on"}

    answer = as_coordinator.post(reverse("partnerships:membership-end", args=[held.pk]), said)

    assert answer.context["form"].errors == {"last_day": ["Last day must be 1 April 2007 or later"]}
