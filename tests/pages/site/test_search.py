"""The search: what it finds, for whom, and how it shows the words."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from delivery_chain.models import GroupRating
from dorset_lsp.common.search import SNIPPET, marked, piece, words_of
from dorset_lsp.site.search import search
from partnerships.models import Interest, Meeting
from tests.factories.delivery_chain import build_chain
from tests.factories.partnerships import (
    ActionFactory,
    BodyFactory,
    MeetingFactory,
    OutcomeFactory,
    PersonFactory,
)
from tests.factories.world import ON

SEARCH = reverse("site:search")


@pytest.fixture
def as_member(client, world):
    client.force_login(world.member)
    return client


def found(client, question, **more):
    answer = client.get(SEARCH, {"q": question, **more})
    return {group.searched.slug: group for group in answer.context["found"].groups}


@pytest.mark.django_db
def test_a_thing_is_found_by_words_of_its_name_and_of_its_text_in_any_order(as_member, world):
    action = ActionFactory(title="Open the old harbour office", description="For boats of all kinds")

    for question in ("harbour old", "HARBOUR boats", "“old harbour”"):
        hits = found(as_member, question)["actions"].hits
        assert [hit.url for hit in hits] == [action.get_absolute_url()]
    assert found(as_member, "harbour aeroplane") == {}


@pytest.mark.django_db
def test_what_has_the_words_in_its_name_stands_before_what_has_them_in_its_text(as_member, world):
    ActionFactory(title="A name", description="The lighthouse, at length")
    ActionFactory(title="The lighthouse")
    ActionFactory(title="Lighthouse keepers")

    hits = found(as_member, "lighthouse")["actions"].hits

    assert [str(hit.title) for hit in hits] == [
        "<mark>Lighthouse</mark> keepers", "The <mark>lighthouse</mark>", "A name",
    ]  # fmt: skip
    assert "<mark>lighthouse</mark>" in hits[2].snippet


@pytest.mark.django_db
def test_the_first_five_of_a_kind_lead_to_the_rest(as_member, world):
    for number in range(7):
        ActionFactory(title=f"Quay {number}")

    group = found(as_member, "quay")["actions"]
    rest = found(as_member, "quay", kind="actions")

    assert (len(group.hits), group.has_more) == (5, True)
    assert (list(rest), len(rest["actions"].hits), rest["actions"].has_more) == (["actions"], 7, False)


@pytest.mark.django_db
def test_nobody_finds_an_action_that_they_may_not_see(client, world):
    ActionFactory(title="Quay at the front", organisation=world.council)
    seen = {}
    for name in ("member", "colleague", "outsider"):
        client.force_login(getattr(world, name))
        seen[name] = "actions" in found(client, "quay")

    assert seen == {"member": True, "colleague": True, "outsider": False}


@pytest.mark.django_db
def test_ratings_of_a_group_and_declared_interests_are_found_by_nobody(client, world):
    build_chain(world).compared()
    ratings = list(GroupRating._base_manager.all())
    assert ratings
    for rating in ratings:
        rating.reason = "CANARY-BLIND"
        rating.save()
    Interest.objects.create(
        person=world.owner, kind="work", text="CANARY-INTEREST", from_on=ON, declared_on=ON
    )

    for person in world.people.values():
        client.force_login(person)
        assert found(client, "canary") == {}, person


@pytest.mark.django_db
@pytest.mark.parametrize(
    "question", ["", " ", "x", "%", "_%", "'; --", "\0ab", "a" * 5000, "(" * 30, "zz zz"]
)
def test_a_strange_question_is_answered_calmly(as_member, world, question):
    assert as_member.get(SEARCH, {"q": question}).status_code == 200


@pytest.mark.django_db
def test_more_records_cost_no_more_queries(as_member, world):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            as_member.get(SEARCH, {"q": "quay"})
        return len(queries)

    def one_more_of_each():
        for make in (ActionFactory, OutcomeFactory):
            make(title="Quay")
        for make in (PersonFactory, BodyFactory):
            make(name="Quay")

    one_more_of_each()
    asked()
    few = asked()
    for _ in range(8):
        one_more_of_each()

    assert asked() == few


@pytest.mark.django_db
def test_a_kind_in_which_nothing_has_the_words_is_not_asked_by_itself(as_member, world):
    ActionFactory(title="Quay")
    search(world.member, ON, "zzyzx")  # the seats that they hold are read once

    with CaptureQueriesContext(connection) as queries:
        answer = search(world.member, ON, "quay")

    assert [group.searched.slug for group in answer.groups] == ["actions"]
    assert len(queries) == len(["where is something", "the actions"])


def test_the_box_stands_on_every_page_of_somebody_signed_in(as_member, world):
    assert f'action="{SEARCH}"' in as_member.get(reverse("site:my-work")).content.decode()


@given(text=st.text(), words=st.lists(st.text(min_size=1), max_size=4))
def test_marking_changes_no_letter_and_lets_no_tag_through(text, words):

    shown = marked(text, words)

    assert shown.replace("<mark>", "").replace("</mark>", "") == escape(text)


@given(text=st.text(max_size=600), words=st.lists(st.text(min_size=1, max_size=9), max_size=3))
def test_a_piece_is_short_and_comes_from_the_text(text, words):
    shown = piece(text, words)

    assert len(shown) <= SNIPPET + 4
    assert shown.removeprefix("… ").removesuffix(" …") in " ".join(text.split())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Homes  homes", ["homes"]),
        ("a", []),
        ("“old town”", ["old", "town"]),
        (" ", []),
        ("NI 154", ["ni", "154"]),
    ],
)
def test_a_question_is_taken_apart_into_words(question, words):
    assert words_of(question) == words


@pytest.mark.django_db
def test_a_body_s_name_finds_its_next_meeting_and_not_each_of_them(as_member, world):
    body = BodyFactory(name="Harbour board")
    days = [datetime(2009, month, 14, 9, tzinfo=UTC) for month in (4, 5, 6)]
    past, following, _ = [MeetingFactory(body=body, starts_at=day) for day in days]
    Meeting.objects.filter(pk=past.pk).update(state="held")
    seminar = MeetingFactory(
        body=body, title="Harbour seminar", starts_at=datetime(2009, 7, 1, 9, tzinfo=UTC)
    )

    hits = found(as_member, "harbour")["meetings"].hits

    assert {hit.url for hit in hits} == {following.get_absolute_url(), seminar.get_absolute_url()}
