"""People: the register, one person, inviting, closing an account."""

import re
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dorset_lsp.common.models import AuditEvent
from partnerships.models import Membership, Person
from tests.factories.partnerships import ActionFactory, MembershipFactory, PersonFactory
from tests.factories.world import ON

INVITE = reverse("partnerships:person-invite")
LIST = reverse("partnerships:person-list")
pytestmark = pytest.mark.django_db


@pytest.fixture
def as_coordinator(client, world):
    client.force_login(world.coordinator)
    return client


@pytest.fixture
def as_member(client, world):
    client.force_login(world.member)
    return client


def invitation(world, **changed):
    return {
        "name": "Nia Bloom",
        "email": "nia@example.com",
        "organisation": world.council.pk,
        "job_title": "Planner",
    } | changed


# --- inviting -------------------------------------------------------------------------------------------


def test_the_invited_person_sets_a_password_by_the_link_and_signs_in(
    as_coordinator, client, world, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_coordinator.post(INVITE, invitation(world, email="Nia@Example.com"))

    nia = Person.objects.get(email="nia@example.com")
    assert answer.url == nia.get_absolute_url()
    assert (nia.has_usable_password(), nia.organisation, nia.is_staff) == (False, world.council, False)

    client.logout()
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    said = {"password1": "seven wide rivers", "password2": "seven wide rivers"}
    client.post(page.redirect_chain[-1][0], said)
    signed_in = client.post(
        reverse("account_login"), {"login": "nia@example.com", "password": "seven wide rivers"}
    )

    assert (signed_in.status_code, client.session["_auth_user_id"]) == (302, str(nia.pk))


def test_the_invitation_says_who_sent_it_and_is_marked_as_automatic(
    as_coordinator, world, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_coordinator.post(INVITE, invitation(world))

    [message] = mail.outbox
    assert (message.to, message.subject) == (
        ["nia@example.com"],
        "Your account with The Strategic Partnership",
    )
    assert "Coordinator has entered you as a member of The Strategic Partnership." in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"].endswith("@testserver>")


def test_the_invitation_has_two_forms_with_the_same_one_link(
    as_coordinator, world, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_coordinator.post(INVITE, invitation(world) | {"name": "Nia <b>Bold</b>"})

    [message] = mail.outbox
    [(html, kind)] = message.alternatives
    links = re.findall(r'href="([^"]+)"', html)
    assert (kind, len(links)) == ("text/html", 1)
    assert f"Set a password: {links[0]}\n" in message.body
    assert "Dear Nia &lt;b&gt;Bold&lt;/b&gt;," in html


def test_no_link_lies_in_the_audit(as_coordinator, world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        as_coordinator.post(INVITE, invitation(world))

    events = AuditEvent.objects.filter(kind="partnerships.person")
    assert set(events.values_list("what", flat=True)) == {"person.add", "person.invite"}
    assert "password/reset" in mail.outbox[0].body
    assert [event for event in events if "password/reset" in str(event.difference) + event.why] == []


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"name": ""}, {"name": ["Enter name"]}),
        ({"email": "nia"}, {"email": ["E-mail address must look like name@example.com"]}),
        (
            {"email": "OWNER@example.com"},
            {"email": ["Owner has this address already. Open their page instead."]},
        ),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nobody_is_entered(as_coordinator, world, changed, errors):
    Person.objects.filter(pk=world.owner.pk).update(email="owner@example.com")
    before = Person.objects.count()

    answer = as_coordinator.post(INVITE, invitation(world, **changed))

    assert answer.context["form"].errors == errors
    assert (Person.objects.count(), mail.outbox) == (before, [])


def test_nobody_else_may_invite_send_again_or_close(client, world):
    urls = [
        reverse(f"partnerships:person-{verb}", args=[world.owner.pk])
        for verb in ("invite-again", "close-account")
    ]

    for name in ("chair", "lead", "member", "outsider"):
        client.force_login(getattr(world, name))
        assert client.post(INVITE, invitation(world)).status_code == 403
        assert [client.post(url, {"reason": "x"}).status_code for url in urls] == [404, 404]
    assert Person.objects.get(pk=world.owner.pk).is_active is True


def test_the_invitation_goes_out_again_on_asking(as_coordinator, world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_coordinator.post(reverse("partnerships:person-invite-again", args=[world.owner.pk]))

    assert answer.url == world.owner.get_absolute_url()
    assert [message.to for message in mail.outbox] == [[world.owner.email]]


def test_none_goes_to_a_closed_account(as_coordinator, world, django_capture_on_commit_callbacks):
    gone = PersonFactory(name="Gone", is_active=False)

    with django_capture_on_commit_callbacks(execute=True):
        answer = as_coordinator.post(reverse("partnerships:person-invite-again", args=[gone.pk]), follow=True)

    assert [str(one) for one in answer.context["messages"]] == ["The account of Gone is closed."]
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_away_is_said_so_and_the_person_stays(as_coordinator, world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    first = as_coordinator.post(INVITE, invitation(world), follow=True)
    nia = Person.objects.get(email="nia@example.com")
    again = as_coordinator.post(reverse("partnerships:person-invite-again", args=[nia.pk]), follow=True)

    sentence = "Nia Bloom is entered, but the mail server did not take the invitation. Send it again later."
    assert [[str(one) for one in answer.context["messages"]] for answer in (first, again)] == [
        [sentence],
        [sentence],
    ]


def test_an_account_is_closed_with_a_reason_and_can_no_longer_be_used(as_coordinator, world):
    url = reverse("partnerships:person-close-account", args=[world.owner.pk])

    refused = as_coordinator.post(url, {"reason": ""})
    as_coordinator.post(url, {"reason": "Retired"})

    assert refused.context["form"].errors == {"reason": ["Enter why the account is closed"]}
    assert Person.objects.get(pk=world.owner.pk).is_active is False
    event = AuditEvent.objects.get(kind="partnerships.person", record_id=world.owner.pk)
    assert (event.what, event.why) == ("person.stop_signing_in", "Retired")
    assert as_coordinator.get(url).status_code == 404


# --- one person -----------------------------------------------------------------------------------------


def test_seats_held_now_before_and_to_come_stand_apart(as_member, world):
    held = Membership.objects.get(person=world.lead)
    before = MembershipFactory(person=world.lead, to_on=ON)
    coming = MembershipFactory(person=world.lead, from_on=date(2009, 5, 1))
    MembershipFactory(person=world.lead, known_to=ON)

    seats = as_member.get(world.lead.get_absolute_url()).context["seats"]

    assert [one.membership for one in seats.now] == [held]
    assert [one.membership for one in seats.before] == [before]
    assert [one.membership for one in seats.coming] == [coming]


def test_what_waits_is_shown_to_oneself_and_to_whoever_looks_after_accounts(client, world):
    ActionFactory(lead=world.owner, title="Ask the builders", body=world.economy)
    seen = {}
    for name in ("owner", "coordinator", "colleague", "chair"):
        client.force_login(getattr(world, name))
        answer = client.get(world.owner.get_absolute_url())
        seen[name] = "Ask the builders" in [item.title for item in answer.context["waiting"]]

    assert seen == {"owner": True, "coordinator": True, "colleague": False, "chair": False}


def test_what_waits_for_others_is_a_link_only_for_those_who_may_open_it(client, world):
    action = ActionFactory(lead=world.owner, title="Ask the builders", body=world.economy)
    linked = {}
    for name in ("owner", "coordinator", "admin"):
        client.force_login(getattr(world, name))
        text = client.get(world.owner.get_absolute_url()).content.decode()
        linked[name] = f'<a class="strong" href="{action.get_absolute_url()}">' in text

    assert linked == {"owner": True, "coordinator": True, "admin": False}


def test_the_indicators_that_somebody_is_named_for_are_listed(as_member, world):
    answer = as_member.get(world.owner.get_absolute_url())

    assert list(answer.context["indicators"]) == [world.ratio, world.split]


def test_the_state_of_the_account_is_the_coordinators_to_see(as_coordinator, world):
    states = {}
    for name, person in (
        ("invited", PersonFactory()),
        ("open", Person.objects.create_user("o@example.com", "seven wide rivers", name="O")),
        ("closed", PersonFactory(is_active=False)),
    ):
        states[name] = as_coordinator.get(person.get_absolute_url()).context["account"]

    assert states == {"invited": "no password yet", "open": "open", "closed": "closed"}


def test_more_seats_and_actions_cost_no_more_queries(as_coordinator, world):
    url = world.lead.get_absolute_url()
    ActionFactory(lead=world.lead)
    as_coordinator.get(url)
    with CaptureQueriesContext(connection) as few:
        as_coordinator.get(url)
    MembershipFactory.create_batch(6, person=world.lead)
    ActionFactory.create_batch(6, lead=world.lead)

    with CaptureQueriesContext(connection) as many:
        as_coordinator.get(url)

    assert len(many) == len(few)


# --- the register ---------------------------------------------------------------------------------------


def test_the_register_finds_people_by_words_and_organisation(as_member, world):
    found = [
        [row.record.name for row in as_member.get(LIST, asked).context["table"].rows]
        for asked in ({"words": "colleag"}, {"organisation": world.council.pk}, {"is_active": "False"})
    ]

    assert found == [["Colleague"], ["Colleague", "Owner"], []]


def test_only_the_coordinator_is_offered_to_invite(client, world):
    offered = {}
    for name in ("coordinator", "chair"):
        client.force_login(getattr(world, name))
        offered[name] = INVITE in client.get(LIST).content.decode()

    assert offered == {"coordinator": True, "chair": False}


def test_more_people_cost_no_more_queries(as_member, world):
    as_member.get(LIST)
    with CaptureQueriesContext(connection) as few:
        as_member.get(LIST)
    PersonFactory.create_batch(20)

    with CaptureQueriesContext(connection) as many:
        as_member.get(LIST)

    assert len(many) == len(few)
