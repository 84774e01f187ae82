"""The dashboards of the three layers: who opens them, what travels up, and how a question comes before the Board."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.changes import actions, agendas
from partnerships.models import AgendaItem
from performance.models import Result
from tests.factories.partnerships import ActionFactory, BodyFactory, MeetingFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
DASHBOARD = reverse("site:dashboard")
ASK = reverse("site:board-ask-now")


@pytest.fixture
def published(world):
    world.verified(world.ratio)
    world.publish()
    Result.objects.update(status="red", mark="red", direction="worsening", streak=2)
    return Result.objects.get(indicator=world.ratio)


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(world.people[name])
        return client

    return as_


def about(result):
    return {"about": f"performance.result:{result.pk}"}


def group(body):
    return reverse("site:dashboard-group", args=[body.slug])


# --- who opens which ----------------------------------------------------------------------------------------

ROLES = {
    "chair": 200,
    "coordinator": 200,
    "lead": 200,
    "member": 200,
    "owner": 404,
    "outsider": 404,
    "admin": 404,
}


@pytest.mark.parametrize(("name", "status"), ROLES.items())
def test_dashboards_are_for_members_of_any_body(sign_in, world, published, name, status):
    client = sign_in(name)

    assert (client.get(DASHBOARD).status_code, client.get(group(world.economy)).status_code) == (
        status,
        status,
    )


@pytest.mark.parametrize("kind", ["scrutiny_committee", "district_lsp", "board"])
def test_a_body_without_a_dashboard_has_no_page(sign_in, kind):
    assert sign_in("chair").get(group(BodyFactory(kind=kind))).status_code == 404


# --- what each layer sees -----------------------------------------------------------------------------------


def test_a_group_sees_its_own_figures_and_exceptions_and_no_others(sign_in, world, published):
    page = sign_in("lead").get(group(world.economy)).context["page"]

    assert {one.outcome.body for one in page.results} == {world.economy}
    assert {one.body_id for one in page.concerns} == {world.economy.pk}


def test_what_is_only_slipping_stays_with_the_executive_body(sign_in, world, published):
    Result.objects.filter(pk=published.pk).update(status="green", mark="green")
    executive = BodyFactory(kind="delivery_group", layer="executive")
    client = sign_in("chair")

    of_board = {
        one.about.id
        for one in client.get(DASHBOARD).context["page"].concerns
        if one.about.kind == "performance.result"
    }
    page = client.get(group(executive)).context["page"]

    assert published.pk not in of_board
    assert published.pk in {one.about.id for one in page.concerns}
    assert page.going_up < len(page.concerns)


def test_an_action_is_named_once_it_is_more_than_thirty_days_late(sign_in, world, published):
    late = ActionFactory(body=world.economy, due_on=ON - timedelta(days=31), title="Very late")
    ActionFactory(body=world.economy, due_on=ON - timedelta(days=30), title="A little late")

    found = sign_in("chair").get(f"{DASHBOARD}?all").context["page"].concerns

    assert [one.title for one in found if one.about.kind == "partnerships.action"] == [late.title]


# --- asking the Board ---------------------------------------------------------------------------------------


def test_one_press_puts_the_question_on_the_boards_next_agenda_and_a_second_adds_nothing(
    sign_in, world, published
):
    meeting = MeetingFactory(body=world.board)
    client = sign_in("chair")
    question = client.get(DASHBOARD).context["page"].questions[0].concern

    for _ in range(2):
        assert client.post(ASK, {"about": str(question.about)}).url == DASHBOARD

    [item] = meeting.items.all()
    assert (item.title, item.text, item.about) == (question.question, question.sentence, question.about)


@pytest.fixture
def wordy(world):
    """Something that needs attention, whose question is longer than an item of an agenda."""
    action = ActionFactory(body=world.economy, due_on=ON - timedelta(days=60), title=f"{'Ask ' * 49}them")
    return f"partnerships.action:{action.pk}", f"What keeps “{action.title}” from being done?"


def test_a_question_stands_whole_on_the_dashboard_and_cut_at_a_word_on_the_agenda(
    sign_in, world, published, wordy
):
    meeting = MeetingFactory(body=world.board)
    client, (thing, question) = sign_in("chair"), wordy

    offered = [one.question for one in client.get(f"{DASHBOARD}?all").context["page"].concerns]
    client.post(ASK, {"about": thing})

    assert question in offered
    assert meeting.items.get().title == f"What keeps “{'Ask ' * 47}".rstrip() + "…"


def test_a_question_that_the_form_offers_is_accepted_as_it_stands(sign_in, world, published, wordy):
    meeting = MeetingFactory(body=world.board)
    client, (kind, pk) = sign_in("chair"), wordy[0].split(":")
    address = reverse("site:board-ask", args=[kind, pk])
    offered = client.get(address).context["form"].initial["question"]

    assert client.post(address, {"question": offered}).status_code == 302
    assert meeting.items.get().title == offered


@pytest.mark.parametrize(
    ("name", "status"), [("coordinator", 302), ("chair", 302), ("lead", 403), ("member", 403), ("owner", 403)]
)
def test_whoever_runs_the_boards_meetings_asks(sign_in, world, published, name, status):
    MeetingFactory(body=world.board)

    assert sign_in(name).post(ASK, about(published)).status_code == status
    assert AgendaItem.objects.count() == (status == 302)


@pytest.mark.parametrize("words", ["", "nonsense", "performance.result:999999", "auth.user:1"])
def test_what_needs_no_attention_is_not_asked_about(sign_in, world, published, words):
    MeetingFactory(body=world.board)

    assert sign_in("chair").post(ASK, {"about": words}).status_code in (302, 404)
    assert not AgendaItem.objects.exists()


def test_without_a_meeting_ahead_there_is_nothing_to_ask(sign_in, published):
    assert sign_in("chair").post(ASK, about(published)).status_code == 404


# --- how it is drawn ----------------------------------------------------------------------------------------


@pytest.fixture
def _kept(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "dashboards"}
    }
    cache.clear()


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.usefixtures("_kept")
def test_a_drawing_is_kept_until_anything_is_changed(sign_in, world, published):
    meeting = MeetingFactory(body=world.board)
    client = sign_in("chair")
    client.get(DASHBOARD)
    kept = queries(client, DASHBOARD)

    agendas.add(meeting=meeting, title="Why?", about=None, by=world.chair, on=ON)

    assert kept <= 6
    assert queries(client, DASHBOARD) > kept


@pytest.mark.usefixtures("_kept")
def test_a_change_is_seen_at_once(sign_in, world, published):
    action = ActionFactory(
        body=world.economy, due_on=date(2009, 1, 5), lead=world.owner, title="Count the homes"
    )
    client = sign_in("chair")
    assert action.title in client.get(f"{DASHBOARD}?all").content.decode()

    actions.drop(action=action, reason="It was counted elsewhere.", by=world.coordinator, on=ON)

    assert action.title not in client.get(f"{DASHBOARD}?all").content.decode()
    assert action.title not in client.get(DASHBOARD).content.decode()


def test_dashboards_ask_thirty_questions_or_fewer_at_two_sizes(sign_in, world, published):
    client = sign_in("chair")
    executive = BodyFactory(kind="delivery_group", layer="executive")
    pages = [DASHBOARD, group(executive), group(world.economy)]
    few = [queries(client, page) for page in pages]
    ActionFactory.create_batch(30, body=world.economy, due_on=date(2009, 1, 5))
    BodyFactory.create_batch(5, kind="theme_group")

    assert [queries(client, page) for page in pages] == few
    assert max(few) <= 30
