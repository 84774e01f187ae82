"""The work programme: suggested by anybody, moderated, decided with a reason that is sent to whoever asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from dorset_lsp.common.models import Job
from scrutiny.changes import topics
from scrutiny.models import Criterion, Topic
from tests.factories.scrutiny import ON

OPEN = "/scrutiny/suggest/"
SAID = {
    "title": "Late buses",
    "why": "The last bus goes at six.",
    "asker_name": "A resident",
    "asker_email": "a@example.org",
}


@pytest.fixture
def _counting(settings):
    """A cache that keeps what is counted, as the site has one."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "flood"}
    }


def send(client, **more):
    return client.post(OPEN, SAID | {"website": ""} | more)


def asked(world, **more) -> Topic:
    return topics.suggest(
        title="Late buses",
        why="They stop at six.",
        committee=world.committee,
        by=world.member2,
        on=ON,
        **more,
    )


def sent_to(address: str) -> list[str]:
    return [
        job.arguments["text"]
        for job in Job.objects.filter(name="send_mail")
        if job.arguments["to"] == address
    ]


# --- the form for everybody -------------------------------------------------------------------------------------


def test_anybody_may_suggest_and_it_is_held(client, world):
    assert client.get(OPEN).status_code == 200
    answer = send(client)
    topic = Topic.objects.get()

    assert (answer.status_code, topic.state, topic.source, topic.asked_by) == (302, "held", "public", None)


def test_what_the_public_sends_is_not_listed_until_somebody_has_looked(client, world):
    send(client)
    client.force_login(world.outsider)
    before = "Late buses" in client.get(reverse("scrutiny:topic-list")).content.decode()
    topics.admit(topic=Topic.objects.get(), committee=world.committee, by=world.committee_clerk, on=ON)

    assert (before, "Late buses" in client.get(reverse("scrutiny:topic-list")).content.decode()) == (
        False,
        True,
    )


def test_a_program_that_fills_the_hidden_field_is_thanked_and_nothing_is_kept(client, world):
    answer = send(client, website="https://spam.example")

    assert (answer.status_code, Topic.objects.count()) == (302, 0)


@pytest.mark.usefixtures("_counting")
def test_a_sixth_suggestion_within_the_hour_is_refused(client, world):
    statuses = [send(client).status_code for _ in range(6)]

    assert (statuses, Topic.objects.count()) == ([302] * 5 + [429], 5)


@pytest.mark.usefixtures("_counting")
def test_another_address_is_not_held_back_by_it(client, world):
    for _ in range(6):
        send(client)

    assert client.post(OPEN, SAID, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_name_and_address_of_the_public_are_for_those_who_decide(client, world):
    send(client)
    topics.admit(topic=Topic.objects.get(), committee=world.committee, by=world.committee_clerk, on=ON)
    page = Topic.objects.get().get_absolute_url()
    seen = {}
    for name in ("committee_clerk", "outsider", "member"):
        client.force_login(world.people[name])
        seen[name] = "a@example.org" in client.get(page).content.decode()

    assert seen == {"committee_clerk": True, "outsider": False, "member": False}


def test_what_is_missing_is_said_beside_its_field(client, world):
    page = client.post(OPEN, {"title": "Buses"}).content.decode()

    assert [
        words in page for words in ("Enter your name", "Enter your e-mail address", "There is a problem")
    ] == [True] * 3


# --- decisions --------------------------------------------------------------------------------------------------


def decide(client, world, topic, **said):
    client.force_login(world.committee_chair)
    return client.post(reverse("scrutiny:topic-decide", args=[topic.pk]), said)


@pytest.mark.parametrize(("decision", "state"), [("take_up", "taken_up"), ("reject", "rejected")])
def test_whoever_asked_is_sent_the_decision_with_its_reason(client, world, decision, state):
    topic = asked(world)
    decide(client, world, topic, decision=decision, reason="Because of the timetable.")
    topic.refresh_from_db()

    assert (topic.state, topic.decision_reason) == (state, "Because of the timetable.")
    assert ["Because of the timetable." in text for text in sent_to(world.member2.email)] == [True]


def test_a_decision_without_a_reason_is_refused_beside_the_field(client, world):
    topic = asked(world)
    page = decide(client, world, topic, decision="reject", reason="").content.decode()

    assert ("Enter reason" in page, Topic.objects.get().state) == (True, "suggested")


def test_a_topic_goes_on_in_another(client, world):
    topic, other = asked(world), asked(world)
    decide(client, world, topic, decision="merge", reason="The same.", into=other.pk)
    topic.refresh_from_db()

    assert (topic.state, topic.merged_into) == ("merged", other)


def test_the_criteria_that_it_meets_are_kept(client, world):
    met, missed = (Criterion.objects.create(slug=one, question=one) for one in ("a", "b"))
    topic = asked(world)
    decide(client, world, topic, decision="take_up", reason="Yes.", criteria=[met.pk])

    assert list(topic.marks.values_list("criterion", "is_met")) == [(met.pk, True), (missed.pk, False)]


@pytest.mark.parametrize("name", ["group_chair", "member", "clerk", "outsider", "admin"])
def test_nobody_but_the_committee_decides(client, world, name):
    topic = asked(world)
    client.force_login(world.people[name])

    assert client.get(reverse("scrutiny:topic-decide", args=[topic.pk])).status_code == 404


def test_the_calendar_stands_on_the_first_page(client, world):
    topic = asked(world)
    topics.take_up(topic=topic, reason="Yes.", planned_on=date(2009, 6, 1), by=world.committee_chair, on=ON)
    client.force_login(world.outsider)

    assert "June 2009" in client.get("/scrutiny/").content.decode()


# --- call for action --------------------------------------------------------------------------------------------


def test_a_councillor_calls_for_action_as_a_last_resort(client, world):
    client.force_login(world.member)
    said = {
        "title": "Drains", "ward": "Lulworth", "why": "They are blocked.", "steps_tried": "Two letters.",
        "resolution_sought": "One plan.", "committee": world.committee.pk,
    }  # fmt: skip
    client.post("/scrutiny/programme/call-for-action/", said)

    assert list(Topic.objects.values_list("source", "ward", "asked_by")) == [
        ("call_for_action", "Lulworth", world.member.pk)
    ]


def test_whoever_sits_on_no_scrutiny_body_makes_no_call(client, world):
    client.force_login(world.outsider)

    assert client.get("/scrutiny/programme/call-for-action/").status_code == 404
