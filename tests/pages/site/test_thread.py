"""The golden thread of an outcome, walked both ways; and what hangs on no thread."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dorset_lsp.site.orphans import orphan_count, orphans
from partnerships.models import DecisionAction
from performance.models import Indicator
from scrutiny.models import Recommendation
from tests.factories.money import AlignedMoneyFactory, FindingFactory, project_in
from tests.factories.partnerships import ActionFactory, DecisionFactory, MeetingFactory, OutcomeFactory
from tests.factories.performance import IndicatorFactory
from tests.factories.scrutiny import build_scrutiny
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
STRANDS = ["said", "promised", "measured", "weak", "doing", "costs", "scrutiny"]


@pytest.fixture
def as_member(client, world):
    client.force_login(world.member)
    return client


def strands(answer):
    return {strand.anchor: strand for strand in answer.context["thread"]}


def test_an_outcome_with_nothing_behind_it_names_all_that_is_missing(as_member, world):
    bare = OutcomeFactory(body=world.economy, challenge=None)

    answer = as_member.get(bare.get_absolute_url())

    found = strands(answer)
    assert list(found) == STRANDS
    assert all(strand.missing for strand in found.values())
    assert answer.content.decode().count('class="missing"') == len(STRANDS)


def test_each_strand_says_in_a_sentence_what_the_page_shows_below(as_member, world):
    outcome = world.outcomes["economy"]
    FindingFactory(
        outcome=outcome,
        area=world.north,
        state="adopted",
        settled_on=ON,
        meeting=MeetingFactory(),
        reason="It fits",
    )
    AlignedMoneyFactory(outcome=outcome, amount_pence=100_000)
    ActionFactory(outcome=outcome, organisation=world.council)

    found = strands(as_member.get(outcome.get_absolute_url()))

    assert f"1 finding of communities adopted, from {world.north}." in found["said"].answer
    assert found["said"].missing == ""
    assert f"1 action under way, none late, by {world.council.label}." == found["doing"].answer
    assert "£1,000" in found["costs"].answer
    assert found["measured"].answer.startswith("2 indicators.")


def test_a_recommendation_leads_to_the_outcome_and_the_outcome_to_the_recommendation(client):
    scrutiny = build_scrutiny()
    indicator = IndicatorFactory()
    ask = scrutiny.drafted_ask()
    Recommendation.objects.filter(pk=ask.recommendation_id).update(indicator=indicator)
    scrutiny.issue()
    client.force_login(scrutiny.member)

    way_there = client.get(indicator.outcome.get_absolute_url())
    way_back = client.get(ask.recommendation.get_absolute_url())

    assert [one.pk for one in way_there.context["scrutiny"].recommendations] == [ask.recommendation_id]
    assert way_back.context["outcomes"] == [indicator.outcome]


def test_a_recommendation_that_is_not_issued_stays_out_of_the_thread(client):
    scrutiny = build_scrutiny()
    ask = scrutiny.drafted_ask()
    indicator = IndicatorFactory()
    Recommendation.objects.filter(pk=ask.recommendation_id).update(indicator=indicator)
    client.force_login(scrutiny.outsider)

    assert client.get(indicator.outcome.get_absolute_url()).context["scrutiny"].recommendations == []


def counts(viewer):
    return {kind.slug: len(lines) for kind, lines in orphans(viewer, ON) if lines}


def test_every_kind_of_broken_thread_is_found_and_counted(as_member, world):
    before = counts(world.member)
    FindingFactory(
        state="declined", settled_on=ON, meeting=MeetingFactory(), reason="Not ours", answered_on=None
    )
    Indicator.objects.filter(outcome=world.outcomes["housing"]).update(outcome=world.outcomes["economy"])
    ActionFactory(outcome=None)
    project_in("accepted", outcome=None)

    found = counts(world.member)

    assert {slug: number - before.get(slug, 0) for slug, number in found.items()} == {
        "findings": 1,
        "outcomes": 1,
        "actions": 1,
        "money": 1,
    }
    assert orphan_count(world.member, ON) == sum(found.values())
    page = as_member.get(reverse("site:orphans"))
    assert page.context["total"] == sum(found.values())


def test_broken_threads_go_out_as_a_file_as_far_as_the_viewer_sees_them(as_member, client, world):
    action = ActionFactory(outcome=None, title="Look into it")
    address = reverse("site:orphans-download", args=["csv"])
    line = f'Actions without an origin,Look into it,"{action.lead}, for {action.body}",http://testserver{action.get_absolute_url()}'

    seen = as_member.get(address).content.decode().splitlines()
    client.force_login(world.outsider)
    unseen = client.get(address).content.decode()

    assert len(seen) == 1 + sum(counts(world.member).values())
    assert (line in seen, "Look into it" in unseen) == (True, False)
    assert as_member.get(reverse("site:orphans-download", args=["exe"])).status_code == 404


def test_an_action_that_a_decision_asked_for_has_its_origin(world):
    action = ActionFactory(outcome=None)
    before = counts(world.member)["actions"]

    DecisionAction.objects.create(decision=DecisionFactory(), action=action)

    assert counts(world.member).get("actions", 0) == before - 1


def test_a_recommendation_of_which_members_saw_nothing_come_is_a_broken_thread():
    scrutiny = build_scrutiny()
    ask = scrutiny.sent()
    Recommendation.objects.filter(pk=ask.recommendation_id).update(
        made="no_difference", made_because="Nothing moved", made_on=ON, made_by=scrutiny.group_chair
    )

    assert counts(scrutiny.outsider)["recommendations"] == 1


def test_more_broken_threads_cost_no_more_queries(as_member, world):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            as_member.get(reverse("site:orphans"))
        return len(queries)

    ActionFactory(outcome=None)
    FindingFactory(
        state="declined", settled_on=ON, meeting=MeetingFactory(), reason="Not ours", answered_on=None
    )
    asked()
    few = asked()
    for _ in range(6):
        ActionFactory(outcome=None)
        OutcomeFactory()
        project_in("accepted", outcome=None)
        FindingFactory(
            state="declined", settled_on=ON, meeting=MeetingFactory(), reason="Not ours", answered_on=None
        )

    assert asked() == few
