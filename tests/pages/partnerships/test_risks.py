"""Risks: the register with its matrix, one risk, and what each person may do with it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.changes import risks
from partnerships.models import Risk, RiskAction
from tests.factories.money import RiskAppetiteFactory, RiskAssessmentFactory, RiskFactory
from tests.factories.partnerships import ActionFactory
from tests.factories.world import ON

LIST = reverse("partnerships:risk-list")
pytestmark = pytest.mark.django_db


def to(verb, risk):
    return reverse(f"partnerships:risk-{verb}", args=[risk.pk])


@pytest.fixture(autouse=True)
def layers(world):
    for layer, score in (("operational", 8), ("executive", 12), ("strategic", 16)):
        RiskAppetiteFactory(layer=layer, score=score)


@pytest.fixture
def risk(world):
    return RiskFactory(title="Money is short", body=world.economy, owner=world.owner, raised_by=world.lead)


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_


def titles(answer):
    return [row.record.title for row in answer.context["table"].rows]


def marks(**changes):
    return {
        "likelihood_before": "4", "impact_before": "4", "likelihood": "3", "impact": "4", "controls": "A plan.",
        "review_on_day": "30", "review_on_month": "6", "review_on_year": "2009", **changes,
    }  # fmt: skip


def heavy(world, **fields):
    return RiskFactory(
        title="Building stops",
        body=world.housing,
        likelihood_before=5,
        impact_before=5,
        likelihood=5,
        impact=4,
        **fields,
    )


def test_the_heaviest_comes_first_and_the_page_says_what_is_above_appetite(sign_in, world, risk):
    heavy(world)
    RiskFactory(title="Over", state="closed", closed_on=ON, close_reason="Passed.")

    answer = sign_in("member").get(LIST)

    assert titles(answer) == ["Building stops", "Money is short", "Over"]
    assert [answer.context[name] for name in ("open_count", "above_count", "late_count")] == [2, 1, 0]
    assert "<b>1 is above what any layer bears</b>" in answer.content.decode()


def test_each_open_risk_stands_once_in_the_matrix_before_and_after_controls(sign_in, world, risk):
    client = sign_in("member")

    places = [
        [
            (cell.likelihood, cell.impact)
            for line in client.get(LIST, asked).context["lines"]
            for cell in line.cells
            if cell.risks
        ]
        for asked in ({}, {"before": "1"})
    ]

    assert places == [[(2, 4)], [(4, 4)]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"above": "on"}, ["Building stops"]),
        ({"late": "on"}, ["Building stops"]),
        ({"looked_at": "operational"}, ["Money is short"]),
        ({"looked_at": "strategic"}, ["Building stops"]),
        ({"words": "short owner"}, ["Money is short"]),
        ({"state": "closed"}, []),
    ],
)
def test_filters_find_exactly_what_they_say(sign_in, world, risk, asked, found):
    heavy(world, review_on=date(2009, 4, 19))

    assert titles(sign_in("member").get(LIST, asked)) == found


def test_files_hold_what_the_filter_shows(sign_in, world, risk):
    heavy(world)

    csv = sign_in("member").get(
        reverse("partnerships:risk-download", args=["csv"]), {"looked_at": "operational"}
    )

    header, *rows = csv.content.decode("utf-8-sig").splitlines()
    assert header == "Risk,Kept by,Owner,Before controls,After controls,Looked at by,Next review,State"
    assert rows == ["Money is short,Economy group,Owner,16,8,Operational,2009-06-30,Open"]


def test_a_risk_says_which_layer_looks_at_it_and_how_that_was_worked_out(sign_in, world, risk):
    page = sign_in("member").get(risk.get_absolute_url()).content.decode()

    assert "It scores <b>8 of 25</b> with its controls, 16 without. The operational layer bears that." in page
    assert "2 (unlikely) × 4 (serious) = 8" in page


def test_nobody_outside_sees_a_risk_and_its_owner_does(sign_in, world, risk):
    assert sign_in("outsider").get(risk.get_absolute_url()).status_code == 404
    assert titles(sign_in("outsider").get(LIST)) == []
    assert sign_in("owner").get(risk.get_absolute_url()).status_code == 200


def test_its_owner_judges_it_anew_and_is_told_of_every_slip(sign_in, world, risk):
    client = sign_in("owner")
    slips = client.post(to("assess", risk), marks(likelihood="5", impact="5", review_on_year=""))
    unsaid = client.post(to("assess", risk), marks())

    assert slips.context["form"].errors == {
        "impact": ["After controls it scores 25, before them 16: it cannot grow by them"],
        "review_on": ["Next review must include a year"],
    }
    assert unsaid.context["form"].non_field_errors() == ["Say why the score changes."]
    done = client.post(to("assess", risk), marks(reason="Two firms left."))
    assert (done.status_code, Risk.objects.get().score) == (302, 12)


def test_a_lead_raises_a_risk_on_the_groups_page(sign_in, world):
    client = sign_in("lead")
    address = reverse("partnerships:risk-raise", args=[world.economy.slug])

    client.post(
        address, {"title": "A", "cause": "b", "event": "c", "effect": "d", "owner": world.owner.pk, **marks()}
    )

    [risk] = Risk.objects.all()
    assert (risk.body, risk.owner, risk.score) == (world.economy, world.owner, 12)
    assert "Raise a risk" in client.get(world.economy.get_absolute_url()).content.decode()
    assert sign_in("groupie" if "groupie" in world.people else "group_member").get(address).status_code == 404


def test_the_second_of_two_editors_is_told_what_the_first_did_and_loses_nothing(sign_in, world, risk):
    client = sign_in("lead")
    seen = client.get(to("alter", risk)).context["form"].initial["seen"]
    risks.alter(risk=risk, values={"title": "Money is very short"}, why="It is.", by=world.coordinator, on=ON)
    typed = {
        "title": "No money", "cause": "x", "event": "y", "effect": "z", "owner": world.owner.pk, "why": "So.", "seen": seen,
    }  # fmt: skip

    answer = client.post(to("alter", risk), typed)

    form = answer.context["form"]
    assert "Somebody changed this while you were writing. Coordinator" in form.non_field_errors()[0]
    assert form["title"].value() == "No money"
    client.post(to("alter", risk), typed | {"seen": form["seen"].value()})
    assert Risk.objects.get().title == "No money"


def test_it_is_closed_and_opened_again_with_reasons(sign_in, world, risk):
    client = sign_in("lead")
    client.post(to("close", risk), {"reason": "It has passed."})
    back = client.get(to("assess", risk), follow=True)

    told = [str(one) for one in back.context["messages"]]
    assert (Risk.objects.get().state, told) == ("closed", ["Closed.", "This risk is closed."])
    client.post(to("reopen", risk), {"reason": "It is back.", "review_on": "2009-06-30"})
    assert Risk.objects.get().state == "open"


def test_an_action_from_it_says_where_it_comes_from_and_the_other_way_round(sign_in, world, risk):
    client = sign_in("lead")
    client.post(
        to("act", risk),
        {
            "title": "Ask the builders",
            "organisation": world.council.pk,
            "lead": world.owner.pk,
            "due_on": "2009-06-30",
        },
    )

    action = RiskAction.objects.get().action
    assert (
        f'Risk: <a href="{risk.get_absolute_url()}">Money is short</a>'
        in client.get(action.get_absolute_url()).content.decode()
    )
    assert "Ask the builders" in client.get(risk.get_absolute_url()).content.decode()


@pytest.mark.parametrize("page", ["list", "detail"])
def test_more_of_it_costs_no_more_queries(sign_in, world, risk, page):
    client = sign_in("coordinator")
    address = LIST if page == "list" else risk.get_absolute_url()
    counts = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
        for _ in range(5):
            RiskFactory(body=world.economy, owner=world.owner)
            RiskAssessmentFactory(risk=risk)
            RiskAction.objects.create(risk=risk, action=ActionFactory(body=world.economy))

    assert counts[0] == counts[1]
