"""Risks are raised, judged, closed and acted on by those who lead the group, and rise by themselves."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent, Job
from partnerships.changes import risks
from partnerships.changes.risks import Marks
from partnerships.models import Risk, RiskAction
from partnerships.risk_appetite import appetites
from tests.factories.money import RiskAppetiteFactory, RiskFactory
from tests.factories.world import ON

SOON = date(2009, 6, 30)
SMALL = Marks(3, 3, 2, 2)
LARGE = Marks(5, 5, 5, 4)


@pytest.fixture
def layers(world):
    """What each layer bears; the economy group is operational, the Board above it strategic."""
    for layer, score in (("operational", 8), ("executive", 12), ("strategic", 16)):
        RiskAppetiteFactory(layer=layer, score=score)


def raised(world, marks=SMALL, by="lead", **words):
    said = {
        "title": "Money is short",
        "cause": "a",
        "event": "b",
        "effect": "c",
        "owner": world.owner,
    } | words
    return risks.raise_(**said, body=world.economy, marks=marks, review_on=SOON, by=world.people[by], on=ON)


def assess(risk, by, marks=SMALL, reason="", review_on=SOON):
    return risks.assess(
        risk=risk, marks=marks, controls="A plan.", reason=reason, review_on=review_on, by=by, on=ON
    )


def letters_about_risks():
    letters = [job.arguments for job in Job.objects.filter(name="send_mail")]
    return {(one["to"], one["subject"]) for one in letters if one["subject"].startswith("A risk")}


def test_a_risk_is_raised_with_its_first_assessment(world):
    risk = raised(world)

    [assessment] = risk.assessments.all()
    assert (risk.score_before, risk.score, assessment.score, assessment.assessed_by) == (9, 4, 4, world.lead)
    assert AuditEvent.objects.get(what="risk.raise").difference == {
        "score": [None, 4],
        "owner": [None, "Owner"],
    }


@pytest.mark.parametrize("name", ["lead2", "group_member", "owner", "chair", "admin", "outsider"])
def test_only_those_who_lead_the_group_raise_its_risks(world, name):
    with pytest.raises(PermissionDenied):
        raised(world, by=name)


@pytest.mark.parametrize(
    ("marks", "review_on", "sentence"),
    [
        (Marks(0, 3, 1, 1), SOON, "Likelihood and impact go from 1 to 5."),
        (Marks(5, 6, 1, 1), SOON, "Likelihood and impact go from 1 to 5."),
        (
            Marks(2, 2, 3, 3),
            SOON,
            "Controls make a risk smaller: the score after them cannot be above the one before.",
        ),
        (SMALL, ON, "The next review is on a day to come."),
    ],
)
def test_marks_off_the_scale_and_reviews_that_have_passed_are_refused(world, marks, review_on, sentence):
    risk = RiskFactory(body=world.economy)

    with pytest.raises(Refused) as refusal:
        assess(risk, world.lead, marks=marks, reason="So.", review_on=review_on)

    assert str(refusal.value) == sentence


def test_a_score_moves_with_a_reason_and_what_was_judged_before_stays(world):
    risk = raised(world)

    with pytest.raises(Refused, match="Say why the score changes"):
        assess(risk, world.owner, marks=Marks(4, 4, 3, 4))
    assess(risk, world.owner, marks=Marks(4, 4, 3, 4), reason="Two builders stopped.")

    assert [one.score for one in risk.assessments.all()] == [12, 4]
    assert Risk.objects.get(pk=risk.pk).score == 12


@pytest.mark.parametrize("name", ["owner", "lead", "coordinator"])
def test_its_owner_its_lead_and_the_coordinator_judge_it(world, name):
    risk = RiskFactory(body=world.economy, owner=world.owner)

    assert assess(risk, world.people[name], marks=Marks(4, 4, 2, 4)).assessed_by == world.people[name]


def test_a_colleague_of_its_owner_sees_it_and_does_not_judge_it(world):
    risk = RiskFactory(body=world.economy, owner=world.owner)

    assert list(Risk.objects.visible_to(world.colleague, ON)) == [risk]
    with pytest.raises(PermissionDenied):
        assess(risk, world.colleague)


def test_who_leads_the_layer_above_hears_when_a_risk_rises_to_it(world, layers):
    risk = raised(world)

    assess(risk, world.lead, marks=LARGE, reason="It got worse.")

    subject = "A risk for The Board: Money is short"
    assert letters_about_risks() == {(world.chair.email, subject), (world.coordinator.email, subject)}


def test_a_risk_that_stays_where_it_is_tells_nobody(world, layers):
    risk = raised(world)

    assess(risk, world.lead, marks=Marks(4, 2, 4, 2), reason="A little worse.")

    assert letters_about_risks() == set()


def test_the_layer_of_a_risk_follows_its_score_and_what_layers_bear(world, layers):
    light = RiskFactory(body=world.economy, likelihood=2, impact=4)
    heavy = RiskFactory(body=world.economy, likelihood=3, impact=4)
    worst = RiskFactory(body=world.economy, likelihood_before=5, impact_before=5, likelihood=5, impact=4)

    looked_at = dict(Risk.objects.with_layer(appetites()).values_list("pk", "looked_at"))

    assert looked_at == {light.pk: "operational", heavy.pk: "executive", worst.pk: "strategic"}
    assert list(Risk.objects.above_all(appetites())) == [worst]


def test_a_closed_risk_is_neither_judged_nor_acted_on_until_it_is_opened_again(world):
    risk = raised(world)
    risks.close(risk=risk, reason="It has passed.", by=world.lead, on=ON)

    with pytest.raises(Refused, match="This risk is closed"):
        assess(risk, world.lead)
    with pytest.raises(Refused, match="This risk is closed"):
        act(risk, world)
    risks.reopen(risk=risk, reason="It is back.", review_on=SOON, by=world.lead, on=ON)

    assert (risk.state, risk.closed_on, risk.close_reason) == ("open", None, "")


def test_of_two_who_close_it_the_second_reads_who_was_faster(world):
    risk = raised(world)
    seen = Risk.objects.get(pk=risk.pk)
    risks.close(risk=risk, reason="It has passed.", by=world.lead, on=ON)

    with pytest.raises(SomebodyWasFaster, match="Lead was faster"):
        risks.close(risk=seen, reason="Over.", by=world.coordinator, on=ON)


def act(risk, world):
    return risks.propose_action(
        risk=risk, title="Ask the builders", organisation=world.council, lead=world.owner, due_on=SOON,
        by=world.lead, on=ON,
    )  # fmt: skip


def test_an_action_from_a_risk_is_followed_by_its_group_and_linked_with_it(world):
    risk = raised(world, outcome=world.outcomes["economy"])

    action = act(risk, world)

    assert (action.body, action.outcome, action.state) == (
        world.economy,
        world.outcomes["economy"],
        "proposed",
    )
    assert RiskAction.objects.get().risk == risk


def test_the_database_holds_the_scale(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskFactory(likelihood=6)
