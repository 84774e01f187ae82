"""A small partnership in which the tests play: who sits where, what is measured, and an open round.

Nothing here is made up behind the changes' back: seats are rows, but history, rounds and returns go through the same
doors as on the site. The day is 20 April 2009; the round asks for January to March 2009.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.models import Clock
from partnerships.models import Area, Body, Organisation, Outcome, Person
from performance.answers import Answer, Figure
from performance.changes import observations, returns, rounds
from performance.enums import Combine, CountyRule, Direction, Measure, ReturnState
from performance.models import Agreement, Edition, Indicator, Return, Round, Scorecard
from performance.periods import Period
from tests.factories.partnerships import (
    AreaFactory,
    BodyFactory,
    MembershipFactory,
    OrganisationFactory,
    OutcomeFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
)
from tests.factories.performance import (
    AgreementFactory,
    AgreementVersionFactory,
    DefinitionVersionFactory,
    IndicatorAreaFactory,
    IndicatorFactory,
    ScorecardFactory,
    ScorecardLineFactory,
    TargetFactory,
    TargetPointFactory,
)

ON = date(2009, 4, 20)
LONG_AGO = date(2007, 4, 1)
QUARTER = Period(date(2009, 1, 1), date(2009, 4, 1))
JOB = NamedJob("loading a folder")

RATIO_HISTORY = ("70.0", "70.8", "71.9", "72.4", "73.5", "74.6", "76.0")
SUM_HISTORY = (15, 20, 20, 30, 20, 25, 20)
NORTH_HISTORY = (50, 52, 49, 53, 51, 54, 53)
SOUTH_HISTORY = (40, 42, 41, 43, 42, 43, 44)


@dataclass
class World:
    """Everybody and everything, by the names that the tests use."""

    county: Area
    north: Area
    south: Area
    council: Organisation
    board: Body
    economy: Body
    housing: Body
    people: dict[str, Person]
    outcomes: dict[str, Outcome]
    agreement: Agreement
    ratio: Indicator
    total: Indicator
    split: Indicator
    scorecard: Scorecard
    round: Round
    editions: list[Edition] = field(default_factory=list)

    def __getattr__(self, name: str) -> Person:
        """A person by name: ``world.owner``."""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def return_of(self, indicator: Indicator) -> Return:
        """The return of an indicator in the open round, fresh from the database."""
        rows = Return.objects.select_related("round", "indicator__outcome")
        return rows.get(round=self.round, indicator=indicator)

    def answer(self, indicator: Indicator, **changes: object) -> Answer:
        """A complete answer: on target, improving, nothing surprising. ``changes`` replace parts of it."""
        figures = {
            self.ratio.pk: {self.county.pk: Figure(numerator=Decimal(780), denominator=Decimal(1000))},
            self.total.pk: {self.county.pk: Figure(value=Decimal(36))},
            self.split.pk: {
                self.north.pk: Figure(value=Decimal(55)),
                self.south.pk: Figure(value=Decimal(46)),
            },
        }[indicator.pk]
        return Answer(**{"figures": figures, "direction_view": Direction.IMPROVING, **changes})

    def drafted(self, indicator: Indicator, **changes: object) -> Return:
        return_ = self.return_of(indicator)
        answer = self.answer(indicator, **changes)
        returns.save(return_=return_, version=return_.version, answer=answer, by=self.owner, on=ON)
        return return_

    def submitted(self, indicator: Indicator, **changes: object) -> Return:
        return_ = self.return_of(indicator)
        returns.submit(return_=return_, answer=self.answer(indicator, **changes), by=self.owner, on=ON)
        return return_

    def verified(self, indicator: Indicator, **changes: object) -> Return:
        return_ = self.submitted(indicator, **changes)
        returns.verify(return_=return_, by=self.people["coordinator"], on=ON)
        return return_

    def publish(self) -> Edition:
        edition = rounds.publish(round_=self.round, by=self.coordinator, on=ON)
        self.editions.append(edition)
        return edition

    def return_in(self, state: str, indicator: Indicator | None = None) -> Return:
        """The return of an indicator (the ratio, unless told otherwise), moved to a state by the changes."""
        indicator = indicator or self.ratio
        if state == ReturnState.NOT_STARTED:
            return self.return_of(indicator)
        if state == ReturnState.PUBLISHED:
            self.verified(indicator)
            self.publish()
            return self.return_of(indicator)
        make = {"draft": self.drafted, "submitted": self.submitted, "verified": self.verified}[state]
        make(indicator)
        return self.return_of(indicator)


def build_world() -> World:
    """Make the partnership, its past of seven quarters, and open the round of the eighth."""
    Clock.objects.create(pk=1, stated_on=ON)
    county = AreaFactory(name="The county", kind="county")
    north, south = (
        AreaFactory(name=name, kind="district", parent=county)
        for name in ("North district", "South district")
    )
    PartnershipFactory(area=county)
    council = OrganisationFactory(name="County council", kind="county_council", area=county)
    board = BodyFactory(name="The Board", kind="board", layer="strategic", area=county)
    economy = BodyFactory(name="Economy group", kind="theme_group", area=county, parent=board)
    housing = BodyFactory(name="Housing group", kind="theme_group", area=county, parent=board)
    district = BodyFactory(name="North partnership", kind="district_lsp", area=north)
    people = _people(council)
    _seats(people, board, economy, housing, district)
    outcomes = {
        "economy": OutcomeFactory(title="A strong economy", short_title="Economy", body=economy, position=1),
        "housing": OutcomeFactory(title="Homes for all", short_title="Housing", body=housing, position=2),
    }
    agreement = AgreementFactory(area=county)
    ratio, total, split = _indicators(agreement, outcomes, council, people["owner"], north, south)
    card = ScorecardFactory(title="The agreement", slug="the-agreement", body=board, agreement=agreement)
    for position, indicator in enumerate((ratio, total, split)):
        ScorecardLineFactory(scorecard=card, indicator=indicator, position=position)
    _history(county, north, south, ratio, total, split)
    round_ = rounds.plan(
        slug="2008-09-q4", title="Q4 2008/09", period=QUARTER, opens_on=date(2009, 4, 1), due_on=date(2009, 4, 30),
        closes_on=date(2009, 5, 15), by=JOB, on=date(2009, 3, 1),
    )  # fmt: skip
    rounds.open_(round_=round_, by=people["coordinator"], on=ON)
    return World(
        county, north, south, council, board, economy, housing, people, outcomes, agreement, ratio, total, split,
        card, round_,
    )  # fmt: skip


def _people(council: Organisation) -> dict[str, Person]:
    """Everybody, each for one role; only the owner and the colleague work for the county council."""
    office = OrganisationFactory(name="Partnership office", kind="partnership")
    elsewhere = OrganisationFactory(name="Health trust", kind="health")
    people = {
        name: PersonFactory(name=name.replace("_", " ").capitalize(), organisation=elsewhere)
        for name in ("lead", "lead2", "group_member", "member", "outsider")
    }
    people["chair"] = PersonFactory(name="Chair", organisation=None)
    people["coordinator"] = PersonFactory(name="Coordinator", organisation=office)
    people["owner"] = PersonFactory(name="Owner", organisation=council)
    people["colleague"] = PersonFactory(name="Colleague", organisation=council)
    people["admin"] = PersonFactory(name="Admin", organisation=None, is_staff=True, is_superuser=True)
    return people


def _seats(people: dict[str, Person], board: Body, economy: Body, housing: Body, district: Body) -> None:
    sit(people["chair"], board, "chair")
    sit(people["lead"], economy, "chair")
    sit(people["group_member"], economy, "member", number=2)
    sit(people["lead2"], housing, "chair")
    sit(people["member"], district, "member")
    MembershipFactory(
        body=board,
        seat=None,
        person=people["coordinator"],
        role="support",
        from_on=LONG_AGO,
        known_from=LONG_AGO,
    )


def sit(person: Person, body: Body, role: str, *, number: int = 1) -> None:
    """Give a person a seat of their own on a body, for good."""
    seat = SeatFactory(body=body, number=number, from_on=LONG_AGO)
    MembershipFactory(body=body, seat=seat, person=person, role=role, from_on=LONG_AGO, known_from=LONG_AGO)


def _indicators(
    agreement: Agreement,
    outcomes: dict[str, Outcome],
    council: Organisation,
    owner: Person,
    north: Area,
    south: Area,
) -> tuple[Indicator, Indicator, Indicator]:
    ratio = IndicatorFactory(
        code="NI 101", title="Homes that are decent", outcome=outcomes["economy"], owner_organisation=council,
        owner=owner, measure=Measure.SHARE, decimals=1, combine=Combine.RATIO, per=100, position=1,
    )  # fmt: skip
    total = IndicatorFactory(
        code="NI 102", title="Homes built", outcome=outcomes["housing"], owner_organisation=council, position=2,
        measure=Measure.COUNT, unit="homes", combine=Combine.SUM_TO_DATE, profile=[20, 45, 70, 100],
    )  # fmt: skip
    split = IndicatorFactory(
        code="NI 103", title="People helped", outcome=outcomes["economy"], owner_organisation=council, owner=owner,
        measure=Measure.COUNT, unit="people", county_rule=CountyRule.SUM, position=3,
    )  # fmt: skip
    for area in (north, south):
        IndicatorAreaFactory(indicator=split, area=area)
    version = AgreementVersionFactory(agreement=agreement)
    for indicator, baseline, goal in ((ratio, 70, 78), (total, None, 100), (split, 90, 100)):
        DefinitionVersionFactory(indicator=indicator)
        dated = (
            {"baseline": baseline, "baseline_from": LONG_AGO, "baseline_to": date(2008, 4, 1)}
            if baseline
            else {}
        )
        TargetPointFactory(
            target=TargetFactory(version=version, indicator=indicator, **dated), value=Decimal(goal)
        )
    return ratio, total, split


def _history(
    county: Area, north: Area, south: Area, ratio: Indicator, total: Indicator, split: Indicator
) -> None:
    """Seven quarters from April 2007, as a partnership's folder would bring them."""
    both = tuple(a + b for a, b in zip(NORTH_HISTORY, SOUTH_HISTORY, strict=True))
    series = (
        (total, county, SUM_HISTORY), (split, north, NORTH_HISTORY), (split, south, SOUTH_HISTORY), (split, county, both),
    )  # fmt: skip
    rows = [
        observations.HistoryRow(
            indicator, area, period, received_on=period.to_on, published_on=period.to_on, value=Decimal(value)
        )
        for indicator, area, values in series
        for period, value in zip(_quarters(), values, strict=True)
    ]
    rows += [
        observations.HistoryRow(
            ratio, county, period, received_on=period.to_on, published_on=period.to_on,
            numerator=Decimal(value) * 10, denominator=Decimal(1000),
        )
        for period, value in zip(_quarters(), RATIO_HISTORY, strict=True)
    ]  # fmt: skip
    observations.record_history_in_bulk(rows=rows, by=JOB, on=date(2009, 3, 1))


def _quarters() -> list[Period]:
    """The seven quarters before the round's, oldest first."""
    quarters = [Period(date(2007, 4, 1), date(2007, 7, 1))]
    while quarters[-1].to_on < QUARTER.from_on:
        quarters.append(quarters[-1].following("quarterly"))
    return quarters
