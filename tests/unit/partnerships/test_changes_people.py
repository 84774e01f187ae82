"""People are added, invited, corrected and closed; what they did stays."""

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent
from partnerships.accounts import account_state
from partnerships.changes import invitations, people
from partnerships.models import Person
from tests.factories.world import JOB, ON


def add(world, **changes):
    values = {
        "email": "New@Example.com", "name": "New Person", "organisation": world.council, "by": world.coordinator,
        "on": ON,
    }  # fmt: skip
    return people.add(**{**values, **changes})


def test_a_person_is_added_by_address_in_small_letters_and_cannot_sign_in_yet(world):
    person = add(world)

    assert (person.email, person.organisation, account_state(person)) == (
        "new@example.com", world.council, "no password yet",
    )  # fmt: skip


def test_adding_the_same_person_again_brings_them_up_to_date(world):
    first = add(world)
    second = add(world, name="New Name")
    add(world, name="New Name")

    assert (first, Person.objects.get(pk=first.pk).name) == (second, "New Name")
    events = AuditEvent.objects.filter(kind="partnerships.person", record_id=first.pk).order_by("pk")
    assert [(one.what, one.difference) for one in events] == [
        ("person.add", {"email": [None, "new@example.com"], "name": [None, "New Person"]}),
        ("person.change", {"name": ["New Person", "New Name"]}),
    ]


@pytest.mark.parametrize("name", ["coordinator", "admin"])
def test_the_coordinator_and_administrators_add_people(world, name):
    assert add(world, by=world.people[name]).name == "New Person"


@pytest.mark.parametrize("name", ["chair", "lead", "owner", "outsider"])
def test_nobody_else_adds_people(world, name):
    with pytest.raises(PermissionDenied):
        add(world, by=world.people[name])


def test_the_coordinator_makes_nobody_an_administrator(world):
    with pytest.raises(PermissionDenied):
        add(world, is_staff=True)

    assert add(world, is_staff=True, by=world.admin).is_superuser is True


def test_the_coordinator_takes_no_administrator_down_by_adding_them_again(world):
    with pytest.raises(PermissionDenied):
        add(world, email=world.admin.email, name="Admin", organisation=None)

    world.admin.refresh_from_db()
    assert (world.admin.is_staff, world.admin.is_superuser) == (True, True)


def test_a_password_is_set_and_never_recorded(world):
    person = add(world)
    for _ in range(2):
        people.set_password(person=person, password="a-long-password", by=JOB, on=ON)

    [event] = AuditEvent.objects.filter(what="person.set_password")
    assert person.check_password("a-long-password")
    assert (event.difference, event.why) == ({}, "")


def test_people_correct_their_own_name_and_nobody_elses(world):
    people.change_own_details(person=world.owner, name="O. Wner", job_title="Analyst", by=world.owner, on=ON)

    with pytest.raises(PermissionDenied):
        people.change_own_details(person=world.lead, name="X", job_title="", by=world.owner, on=ON)
    assert Person.objects.get(pk=world.owner.pk).name == "O. Wner"
    assert Person.objects.get(pk=world.lead.pk).name == "Lead"


def test_a_closed_account_may_do_nothing_and_keeps_its_past(world):
    world.submitted(world.ratio)
    people.stop_signing_in(person=world.owner, reason="Left.", by=world.coordinator, on=ON)
    owner = Person.objects.get(pk=world.owner.pk)

    assert account_state(owner) == "closed"
    assert owner.may("performance.withdraw_return", world.return_of(world.ratio)) is False
    assert world.return_of(world.ratio).submitted_by == owner


def test_closing_twice_leaves_one_event(world):
    for _ in range(2):
        people.stop_signing_in(person=world.owner, reason="Left.", by=world.coordinator, on=ON)

    assert AuditEvent.objects.get(what="person.stop_signing_in").why == "Left."


def test_an_invitation_carries_a_link_that_works_once(world, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        person = invitations.invite(
            email="new@example.com",
            name="New Person",
            organisation=world.council,
            by=world.coordinator,
            on=ON,
        )

    [message] = mailoutbox
    assert (message.to, message.extra_headers["Auto-Submitted"]) == (["new@example.com"], "auto-generated")
    assert "http://testserver/accounts/password/reset/key/" in message.body
    assert AuditEvent.objects.filter(what="person.invite", record_id=person.pk).count() == 1


def test_an_address_that_is_here_already_is_not_invited(
    world, mailoutbox, django_capture_on_commit_callbacks
):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(Refused, match=r"Somebody with the address .* is here already"),
    ):
        invitations.invite(
            email=world.owner.email.upper(), name="X", organisation=None, by=world.coordinator, on=ON
        )

    assert mailoutbox == []


def test_a_closed_account_is_not_invited(world):
    people.stop_signing_in(person=world.owner, reason="Left.", by=world.coordinator, on=ON)

    with pytest.raises(Refused, match="The account of Owner is closed"):
        invitations.send(person=world.owner, by=world.coordinator, on=ON)
