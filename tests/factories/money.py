"""Money, risks, findings, practice and programmes as rows: small, valid, and without surprises."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from partnerships.enums import FindingSource, MoneyKind
from partnerships.models import (
    AlignedMoney,
    Allocation,
    Benefit,
    BenefitAction,
    BenefitNote,
    BenefitsReport,
    Claim,
    DistrictPriority,
    Finding,
    FundedPost,
    FundingStream,
    PracticeCopy,
    PracticeNote,
    Programme,
    Project,
    Risk,
    RiskAction,
    RiskAppetite,
    RiskAssessment,
)
from performance.models import BenefitIndicator
from tests.factories.partnerships import (
    ActionFactory,
    AreaFactory,
    BodyFactory,
    OrganisationFactory,
    PersonFactory,
)

YEAR = (date(2008, 4, 1), date(2009, 4, 1))


class RiskAppetiteFactory(DjangoModelFactory):
    class Meta:
        model = RiskAppetite

    layer = "operational"
    score = 8


class RiskFactory(DjangoModelFactory):
    """An open risk of a group, 4 by 4 without controls and 2 by 4 with them."""

    class Meta:
        model = Risk

    title = factory.Sequence(lambda n: f"Risk {n}")
    cause = "Money is short."
    event = "The project stops."
    effect = "Nobody is helped."
    body = factory.SubFactory(BodyFactory)
    owner = factory.SubFactory(PersonFactory)
    likelihood_before = 4
    impact_before = 4
    likelihood = 2
    impact = 4
    review_on = date(2009, 6, 30)
    raised_on = date(2009, 2, 2)
    raised_by = factory.SubFactory(PersonFactory)


class RiskAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = RiskAssessment

    risk = factory.SubFactory(RiskFactory)
    likelihood_before = 4
    impact_before = 4
    likelihood = 2
    impact = 4
    assessed_on = date(2009, 2, 2)
    assessed_by = factory.SubFactory(PersonFactory)


class RiskActionFactory(DjangoModelFactory):
    class Meta:
        model = RiskAction

    risk = factory.SubFactory(RiskFactory)
    action = factory.SubFactory(ActionFactory)


class StreamFactory(DjangoModelFactory):
    """A thousand pounds for 2008/09, nothing of it allocated."""

    class Meta:
        model = FundingStream

    slug = factory.Sequence(lambda n: f"stream-{n}")
    title = factory.Sequence(lambda n: f"Stream {n}")
    giver = factory.SubFactory(OrganisationFactory)
    kind = MoneyKind.REVENUE
    from_on, to_on = YEAR
    amount_pence = 100_000


class AllocationFactory(DjangoModelFactory):
    """A row whose stream counts it. Nothing of it is offered."""

    class Meta:
        model = Allocation

    stream = factory.SubFactory(StreamFactory, allocated_pence=factory.SelfAttribute("..amount_pence"))
    title = factory.Sequence(lambda n: f"Allocation {n}")
    amount_pence = 60_000
    delegated_pence = 20_000
    made_on = date(2008, 4, 22)
    made_by = factory.SubFactory(PersonFactory)


class ProjectFactory(DjangoModelFactory):
    """A draft of an organisation. Other states come by the changes, or by ``project_in``."""

    class Meta:
        model = Project

    allocation = factory.SubFactory(AllocationFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Project {n}")
    description = "A bus in the evening."
    asked_pence = 20_000
    begun_on = date(2008, 5, 5)
    begun_by = factory.SubFactory(PersonFactory)


class ClaimFactory(DjangoModelFactory):
    """A row that its project counts already."""

    class Meta:
        model = Claim

    project = factory.SubFactory(ProjectFactory)
    amount_pence = 5_000
    spent_on_what = "The first month's fares."
    claimed_on = date(2008, 10, 1)
    claimed_by = factory.SubFactory(PersonFactory)


class BenefitsReportFactory(DjangoModelFactory):
    class Meta:
        model = BenefitsReport

    project = factory.SubFactory(ProjectFactory)
    what_changed = "Forty people come home in the evening."
    people_helped = 40
    filed_on = date(2009, 4, 2)
    filed_by = factory.SubFactory(PersonFactory)


class AlignedMoneyFactory(DjangoModelFactory):
    class Meta:
        model = AlignedMoney

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Aligned {n}")
    kind = MoneyKind.REVENUE
    from_on, to_on = YEAR
    amount_pence = 8_500_00
    declared_on = date(2008, 5, 13)
    declared_by = factory.SubFactory(PersonFactory)


class FindingFactory(DjangoModelFactory):
    """A finding that waits in the queue. One that was taken needs its meeting, and more as its state asks."""

    class Meta:
        model = Finding

    title = factory.Sequence(lambda n: f"Finding {n}")
    text = "The last bus leaves at six."
    area = factory.SubFactory(AreaFactory)
    source = FindingSource.PARISH_PLAN
    heard_on = date(2009, 1, 12)
    from_whom = "412 of 700 households"
    raised_on = date(2009, 2, 2)
    raised_by = factory.SubFactory(PersonFactory)


class PracticeNoteFactory(DjangoModelFactory):
    class Meta:
        model = PracticeNote

    title = factory.Sequence(lambda n: f"Practice {n}")
    tried = "Forms in the parish magazine."
    happened = "Answers doubled."
    area = factory.SubFactory(AreaFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    contact = factory.SubFactory(PersonFactory)
    written_on = date(2009, 2, 2)
    written_by = factory.SubFactory(PersonFactory)


class PracticeCopyFactory(DjangoModelFactory):
    class Meta:
        model = PracticeCopy

    note = factory.SubFactory(PracticeNoteFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    area = factory.SubFactory(AreaFactory)
    copied_on = date(2009, 3, 3)
    copied_by = factory.SubFactory(PersonFactory)


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    title = factory.Sequence(lambda n: f"Programme {n}")
    body = factory.SubFactory(BodyFactory)
    from_on = date(2007, 6, 1)


class BenefitFactory(DjangoModelFactory):
    """A benefit that is planned."""

    class Meta:
        model = Benefit

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Benefit {n}")
    lead = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class BenefitNoteFactory(DjangoModelFactory):
    class Meta:
        model = BenefitNote

    benefit = factory.SubFactory(BenefitFactory)
    text = "Work has begun."
    written_on = date(2009, 3, 3)
    written_by = factory.SubFactory(PersonFactory)


class BenefitActionFactory(DjangoModelFactory):
    class Meta:
        model = BenefitAction

    benefit = factory.SubFactory(BenefitFactory)
    action = factory.SubFactory(ActionFactory)


class BenefitIndicatorFactory(DjangoModelFactory):
    class Meta:
        model = BenefitIndicator

    benefit = factory.SubFactory(BenefitFactory)
    indicator = factory.SubFactory("tests.factories.performance.IndicatorFactory")


class FundedPostFactory(DjangoModelFactory):
    class Meta:
        model = FundedPost

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Post {n}")
    years = 5
    from_on = date(2007, 9, 1)


class DistrictPriorityFactory(DjangoModelFactory):
    class Meta:
        model = DistrictPriority

    area = factory.SubFactory(AreaFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Priority {n}")


def project_in(state: str, **fields: object) -> Project:
    """A project in a state, with all that the state needs; what is offered is counted in its allocation."""
    person = fields.pop("by", None) or PersonFactory(organisation=fields.get("organisation"))
    facts: dict[str, object] = {"begun_by": person}
    if state != "draft":
        facts |= {"applied_on": date(2008, 5, 12), "applied_by": person}
    if state in ("offered", "accepted", "finished"):
        facts |= {
            "offered_pence": 20_000,
            "decided_on": date(2008, 6, 2),
            "decided_by": PersonFactory(),
            "decision": "It serves the outcome.",
            "claim_by_on": date(2009, 5, 29),
            "report_due_on": date(2009, 6, 30),
        }
    if state == "refused":
        facts |= {
            "decided_on": date(2008, 6, 2),
            "decided_by": PersonFactory(),
            "decision": "It serves no outcome.",
        }
    facts |= fields
    if "offered_pence" in facts and "allocation" not in facts:
        facts["allocation"] = AllocationFactory(committed_pence=facts["offered_pence"])
    return ProjectFactory(state=state, **facts)


READ_ONLY = frozenset({
    "partnerships.alignedmoney", "partnerships.allocation", "partnerships.benefitaction", "partnerships.benefitnote",
    "partnerships.benefitsreport", "partnerships.claim", "partnerships.finding", "partnerships.practicecopy",
    "partnerships.practicenote", "partnerships.project", "partnerships.risk", "partnerships.riskaction",
    "partnerships.riskassessment",
})  # fmt: skip
"""What moves by a state door or a running total, or is written once: only looked at in the administration."""


def a_row_of_each() -> None:
    """A row of every model of money, risks, findings, practice and programmes."""
    ClaimFactory(project=project_in("accepted", claimed_pence=5_000))
    BenefitsReportFactory(project=project_in("finished"))
    benefit = BenefitFactory()
    BenefitNoteFactory(benefit=benefit)
    BenefitIndicatorFactory(benefit=benefit)
    BenefitActionFactory(benefit=benefit)
    for factory_ in (
        RiskAppetiteFactory, RiskAssessmentFactory, RiskActionFactory, AlignedMoneyFactory, FindingFactory,
        PracticeCopyFactory, FundedPostFactory, DistrictPriorityFactory,
    ):  # fmt: skip
        factory_()
