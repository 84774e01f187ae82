"""Indicators, targets, rounds and results as rows. What moves through states is made by the changes: see ``world``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from performance.enums import (
    Combine,
    Direction,
    Frequency,
    Measure,
    Polarity,
    SourceStatus,
    Status,
    TargetKind,
    TargetState,
)
from performance.models import (
    Agreement,
    AgreementVersion,
    Catalogue,
    CatalogueEntry,
    ComparisonArea,
    ComparisonFigure,
    CorporateMeasure,
    DefinitionVersion,
    Edition,
    Indicator,
    IndicatorArea,
    Observation,
    PrintedCell,
    Pull,
    QuarantinedRow,
    Rebase,
    Refresh,
    Result,
    Round,
    Scorecard,
    ScorecardLine,
    Source,
    Target,
    TargetPoint,
)
from tests.factories.partnerships import (
    AreaFactory,
    BodyFactory,
    OrganisationFactory,
    OutcomeFactory,
    PersonFactory,
)


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    code = factory.Sequence(lambda n: f"LI {n + 1}")
    slug = factory.LazyAttribute(lambda one: one.code.lower().replace(" ", "-"))
    title = factory.Sequence(lambda n: f"Measure {n + 1}")
    outcome = factory.SubFactory(OutcomeFactory)
    owner_organisation = factory.SubFactory(OrganisationFactory)
    polarity = Polarity.HIGHER
    frequency = Frequency.QUARTERLY
    combine = Combine.POINT
    measure = Measure.NUMBER
    source_status = SourceStatus.CONFIRMED
    position = factory.Sequence(lambda n: n)


class DefinitionVersionFactory(DjangoModelFactory):
    class Meta:
        model = DefinitionVersion

    indicator = factory.SubFactory(IndicatorFactory)
    number = 1
    text = "What is counted, in a sentence."
    from_on = date(2007, 4, 1)


class IndicatorAreaFactory(DjangoModelFactory):
    class Meta:
        model = IndicatorArea

    indicator = factory.SubFactory(IndicatorFactory)
    area = factory.SubFactory(AreaFactory)


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    slug = factory.Sequence(lambda n: f"agreement-{n}")
    title = "Local area agreement"
    area = factory.SubFactory(AreaFactory)
    from_on = date(2008, 4, 1)
    to_on = date(2011, 4, 1)


class AgreementVersionFactory(DjangoModelFactory):
    class Meta:
        model = AgreementVersion

    agreement = factory.SubFactory(AgreementFactory)
    number = 1
    title = "as signed"
    agreed_on = date(2008, 6, 30)


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    version = factory.SubFactory(AgreementVersionFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    kind = TargetKind.DESIGNATED
    state = TargetState.AGREED


class TargetPointFactory(DjangoModelFactory):
    class Meta:
        model = TargetPoint

    target = factory.SubFactory(TargetFactory)
    from_on = date(2008, 4, 1)
    to_on = date(2009, 4, 1)
    label = "2008/09"
    value = Decimal(100)


class ComparisonAreaFactory(DjangoModelFactory):
    class Meta:
        model = ComparisonArea

    slug = factory.Sequence(lambda n: f"place-{n}")
    name = factory.Sequence(lambda n: f"Place {n + 1}")


class ComparisonFigureFactory(DjangoModelFactory):
    """What an indicator stood at elsewhere, in Q3 2008/09 unless told otherwise."""

    class Meta:
        model = ComparisonFigure

    indicator = factory.SubFactory(IndicatorFactory)
    area = factory.SubFactory(ComparisonAreaFactory)
    from_on = date(2008, 10, 1)
    to_on = date(2009, 1, 1)
    label = "Q3 2008/09"
    value = Decimal(74)
    source = "A yearbook, page 7"


class CorporateMeasureFactory(DjangoModelFactory):
    """What an organisation measures for itself."""

    class Meta:
        model = CorporateMeasure

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Our measure {n + 1}")
    definition = "What we count for ourselves."
    polarity = Polarity.HIGHER
    frequency = Frequency.QUARTERLY
    added_on = date(2009, 4, 1)
    added_by = factory.SubFactory(PersonFactory)


class RefreshFactory(DjangoModelFactory):
    """A proposal to change targets, a draft unless told otherwise."""

    class Meta:
        model = Refresh

    class Params:
        is_approved = factory.Trait(
            state="approved",
            version=factory.SubFactory(
                AgreementVersionFactory, agreement=factory.SelfAttribute("..agreement"), number=9
            ),
        )

    agreement = factory.SubFactory(AgreementFactory)
    title = factory.Sequence(lambda n: f"Refresh {n + 1}")
    reason = "The recession."
    begun_by = factory.SubFactory(PersonFactory)
    begun_on = date(2009, 4, 1)


class RoundFactory(DjangoModelFactory):
    """A round on the calendar, Q4 2008/09 unless told otherwise."""

    class Meta:
        model = Round

    slug = factory.Sequence(lambda n: f"round-{n}")
    title = factory.Sequence(lambda n: f"Round {n}")
    period_from = date(2009, 1, 1)
    period_to = date(2009, 4, 1)
    opens_on = date(2009, 4, 1)
    due_on = date(2009, 4, 30)
    closes_on = date(2009, 5, 15)


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    round = factory.SubFactory(RoundFactory, state="published")
    number = 1
    published_on = date(2009, 5, 15)


class ResultFactory(DjangoModelFactory):
    """What an edition says of an indicator, as if publishing had worked it out."""

    class Meta:
        model = Result

    edition = factory.SubFactory(EditionFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    code = factory.SelfAttribute("indicator.code")
    title = factory.SelfAttribute("indicator.title")
    outcome = factory.SelfAttribute("indicator.outcome")
    owner_name = factory.SelfAttribute("indicator.owner_organisation.label")
    period_label = "Q4 2008/09"
    status = Status.GREEN
    mark = factory.SelfAttribute("status")
    direction = Direction.STEADY
    moved = "level"
    value = Decimal("78.000000")
    shown_value = "78.0"
    shown_milestone = "76.0"
    sentence = "78.0 against a milestone of 76.0."


class ObservationFactory(DjangoModelFactory):
    class Meta:
        model = Observation

    indicator = factory.SubFactory(IndicatorFactory)
    area = factory.SubFactory(AreaFactory)
    period_from = date(2008, 10, 1)
    period_to = date(2009, 1, 1)
    value = Decimal(50)
    received_on = date(2009, 1, 20)
    published_on = date(2009, 2, 15)
    recorded_by_name = "loading a folder"


class ScorecardFactory(DjangoModelFactory):
    class Meta:
        model = Scorecard

    slug = factory.Sequence(lambda n: f"scorecard-{n}")
    title = factory.Sequence(lambda n: f"Scorecard {n}")
    body = factory.SubFactory(BodyFactory)


class ScorecardLineFactory(DjangoModelFactory):
    class Meta:
        model = ScorecardLine

    scorecard = factory.SubFactory(ScorecardFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    position = factory.Sequence(lambda n: n)


class CatalogueFactory(DjangoModelFactory):
    class Meta:
        model = Catalogue

    slug = factory.Sequence(lambda n: f"catalogue-{n}")
    title = factory.Sequence(lambda n: f"Catalogue {n}")
    publisher = "A ministry"


class CatalogueEntryFactory(DjangoModelFactory):
    class Meta:
        model = CatalogueEntry

    catalogue = factory.SubFactory(CatalogueFactory)
    code = factory.Sequence(lambda n: f"NI {n + 1}")
    title = factory.Sequence(lambda n: f"What is measured {n + 1}")
    theme = "Homes"
    polarity = Polarity.HIGHER
    source_status = SourceStatus.CONFIRMED
    position = factory.Sequence(lambda n: n)


class PrintedCellFactory(DjangoModelFactory):
    class Meta:
        model = PrintedCell

    document = "agreement-2008"
    row = 1
    position = factory.Sequence(lambda n: n)
    indicator = factory.SubFactory(IndicatorFactory)
    heading = factory.Sequence(lambda n: f"Column {n}")
    text = "tba"


class RebaseFactory(DjangoModelFactory):
    class Meta:
        model = Rebase

    indicator = factory.SubFactory(IndicatorFactory)
    from_on = date(2008, 4, 1)
    reason = "A new contract."
    recorded_on = date(2008, 5, 1)
    recorded_by_name = "Lead"


class SourceFactory(DjangoModelFactory):
    """A file with the columns Indicator, Period, Value, Numerator and Denominator, about the whole area."""

    class Meta:
        model = Source

    title = factory.Sequence(lambda n: f"File {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory, organisation=factory.SelfAttribute("..organisation"))
    address = "https://data.example.org/figures.csv"
    first_on = date(2009, 4, 6)
    indicator_column = "Indicator"
    period_column = "Period"
    value_column = "Value"
    numerator_column = "Numerator"
    denominator_column = "Denominator"


class PullFactory(DjangoModelFactory):
    class Meta:
        model = Pull

    source = factory.SubFactory(SourceFactory)
    key = factory.Sequence(lambda n: f"pull:{n}")
    pulled_on = date(2009, 4, 20)
    by_name = "fetching partners’ files"


class QuarantinedRowFactory(DjangoModelFactory):
    class Meta:
        model = QuarantinedRow

    source = factory.SubFactory(SourceFactory)
    pull = factory.SubFactory(PullFactory, source=factory.SelfAttribute("..source"))
    number = factory.Sequence(lambda n: n + 2)
    cells = factory.LazyAttribute(lambda one: {"Indicator": f"NI {one.number}"})
    fingerprint = factory.Sequence(lambda n: f"{n:064}")
    misfit = "indicator"
    sentence = "“NI 999” is no code or name of an indicator here."
