"""Frameworks and reviews: rows where nothing hangs on how they came about, and changes where it does.

``ChainWorld`` is a review by the small world's economy group, with three stages and two groups. The lead facilitates
and takes part in neither; the group member is group one, the owner and the member are group two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import factory
from factory.django import DjangoModelFactory

from delivery_chain.answers import Answer
from delivery_chain.changes import agreeing, plans, reviews, sheets
from delivery_chain.enums import IndividualMode, LinkKind, Rating, ReviewState, Strength, Subject
from delivery_chain.models import (
    Actor,
    AgreedRating,
    ChainMap,
    Framework,
    FrameworkVersion,
    Link,
    NextRoundNotice,
    Review,
    ReviewGroup,
    SheetReminder,
    Stage,
    UndoneNotice,
)
from partnerships.models import Person
from tests.factories.partnerships import BodyFactory, OutcomeFactory, PersonFactory
from tests.factories.world import ON, World

NAMES = ("Outcome", "Capacity", "Levers")


class FrameworkFactory(DjangoModelFactory):
    class Meta:
        model = Framework

    slug = factory.Sequence(lambda n: f"framework-{n}")
    title = factory.Sequence(lambda n: f"Framework {n}")
    short_title = factory.Sequence(lambda n: f"F{n}")
    subject = Subject.OUTCOME
    asks_for_maps = True


class FrameworkVersionFactory(DjangoModelFactory):
    class Meta:
        model = FrameworkVersion

    framework = factory.SubFactory(FrameworkFactory)
    number = 1
    from_on = date(2007, 4, 1)


class StageFactory(DjangoModelFactory):
    class Meta:
        model = Stage

    version = factory.SubFactory(FrameworkVersionFactory)
    number = factory.Sequence(lambda n: n + 1)
    short_name = factory.Sequence(lambda n: f"Stage {n}")
    question = "Is it so?"


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    version = factory.SubFactory(FrameworkVersionFactory)
    subject = Subject.OUTCOME
    body = factory.SubFactory(BodyFactory)
    outcome = factory.SubFactory(OutcomeFactory, body=factory.SelfAttribute("..body"))
    facilitator = factory.SubFactory(PersonFactory)
    set_up_on = date(2009, 2, 2)
    set_up_by = factory.SelfAttribute("facilitator")


class AgreedRatingFactory(DjangoModelFactory):
    class Meta:
        model = AgreedRating

    review = factory.SubFactory(ReviewFactory)
    stage = factory.SubFactory(StageFactory, version=factory.SelfAttribute("..review.version"))
    value = Rating.GREEN
    settled = "decided"
    agreed_on = date(2009, 2, 12)
    agreed_by = factory.SelfAttribute("review.facilitator")


class ChainMapFactory(DjangoModelFactory):
    class Meta:
        model = ChainMap

    review = factory.SubFactory(ReviewFactory)
    stage = factory.SubFactory(StageFactory, version=factory.SelfAttribute("..review.version"))
    drawn_on = changed_on = date(2009, 2, 12)
    drawn_by = factory.SelfAttribute("review.facilitator")


class ActorFactory(DjangoModelFactory):
    class Meta:
        model = Actor

    map = factory.SubFactory(ChainMapFactory)
    name = factory.Sequence(lambda n: f"Actor {n}")
    level = "county"


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = Link

    map = factory.SubFactory(ChainMapFactory)
    from_actor = factory.SubFactory(ActorFactory, map=factory.SelfAttribute("..map"))
    to_actor = factory.SubFactory(ActorFactory, map=factory.SelfAttribute("..map"))
    kind = LinkKind.FUNDS
    strength = Strength.WEAK


def make_version(names: tuple[str, ...] = NAMES, **framework: object) -> FrameworkVersion:
    """A framework's version with a stage for each name."""
    version = FrameworkVersionFactory(framework=FrameworkFactory(**framework))
    for number, name in enumerate(names, start=1):
        StageFactory(version=version, number=number, short_name=name)
    return version


@dataclass
class ChainWorld:
    """A review by the world's economy group, with the people of its two groups."""

    world: World
    version: FrameworkVersion
    review: Review
    stages: dict[int, Stage] = field(default_factory=dict)

    def fresh(self) -> Review:
        """The review as it is now."""
        self.review = Review.objects.get(pk=self.review.pk)
        return self.review

    def group(self, number: int) -> ReviewGroup:
        return ReviewGroup.objects.select_related("review__body").get(review=self.review, number=number)

    def answers(self, *values: str, reason: str = "Seen in the files") -> dict[int, Answer]:
        """One answer for each stage, red and others with the same reason."""
        return {
            stage.pk: Answer(value, reason)
            for stage, value in zip(self.stages.values(), values or ("green", "red", "amber"), strict=True)
        }

    def open(self) -> Review:
        reviews.open_(review=self.fresh(), by=self.world.lead, on=ON)
        return self.fresh()

    def submit(
        self, number: int, *values: str, by: Person | None = None, reason: str = "Seen in the files"
    ) -> bool:
        group = self.group(number)
        by = by or (self.world.group_member if number == 1 else self.world.owner)
        return sheets.submit(
            group=group, version=group.version, answers=self.answers(*values, reason=reason), by=by, on=ON
        )

    def compared(self, first: tuple[str, ...] = (), second: tuple[str, ...] = ()) -> Review:
        self.open()
        self.submit(1, *first)
        self.submit(2, *second)
        return self.fresh()

    def settle(self, *values: str) -> None:
        for stage, value in zip(self.stages.values(), values or ("green", "red", "amber"), strict=True):
            agreeing.settle(
                review=self.fresh(),
                stage=stage,
                value=value,
                reason="The meeting said so",
                by=self.world.lead,
                on=ON,
            )

    def agreed(self, *values: str) -> Review:
        self.compared()
        self.settle(*values)
        reviews.agree(review=self.fresh(), by=self.world.lead, on=ON)
        return self.fresh()

    def planned(self, *values: str) -> Review:
        self.agreed(*values)
        reviews.plan(review=self.fresh(), by=self.world.lead, on=ON)
        return self.fresh()

    def act(self, number: int) -> None:
        plans.act_on_stage(
            rating=AgreedRating.objects.get(review=self.fresh(), stage__number=number),
            title="Count who works on it",
            organisation=self.world.council,
            lead=self.world.owner,
            due_on=date(2009, 6, 30),
            by=self.world.lead,
            on=ON,
        )

    def draw(self, number: int) -> ChainMap:
        return ChainMapFactory(review=self.fresh(), stage=self.stages[number], drawn_on=ON, changed_on=ON)

    def closed(self, *values: str) -> Review:
        self.planned(*values)
        for rating in AgreedRating.objects.filter(review=self.review).in_need().select_related("stage"):
            self.act(rating.stage.number)
            if rating.value == Rating.RED:
                self.draw(rating.stage.number)
        reviews.close(review=self.fresh(), next_round_on=date(2010, 4, 20), by=self.world.lead, on=ON)
        return self.fresh()

    def in_state(self, state: str) -> Review:
        make = {
            ReviewState.SET_UP: self.fresh,
            ReviewState.ASSESSING: self.open,
            ReviewState.COMPARING: self.compared,
            ReviewState.AGREED: self.agreed,
            ReviewState.PLANNING: self.planned,
            ReviewState.CLOSED: self.closed,
        }
        return make[ReviewState(state)]()


def build_chain(
    world: World,
    *,
    mode: str = IndividualMode.NONE,
    groups: int = 2,
    assessor: str = "",
    second: list[Person] | None = None,
    **framework: object,
) -> ChainWorld:
    """Set the review up through the changes, with its groups and people."""
    version = make_version(**framework)
    review = reviews.set_up(
        version=version,
        body=world.economy,
        facilitator=world.lead,
        outcome=world.outcomes["economy"],
        individual_mode=mode,
        assessor=assessor,
        sheets_due_on=date(2009, 4, 30),
        by=world.lead,
        on=ON,
    )
    chain = ChainWorld(world, version, review, {stage.number: stage for stage in version.stages.all()})
    people = {1: [world.group_member], 2: second or [world.owner, world.member], 3: [world.colleague]}
    for number in range(1, groups + 1):
        reviews.put_group(
            review=review, number=number, name=f"Group {number}", people=people[number], by=world.lead, on=ON
        )
    return chain


def build_everything(world: World) -> ChainWorld:
    """A review in planning with a row in every table of delivery chains; the comparison has opened."""
    make_version(("Not used yet",), title="A framework that no review uses")
    chain = build_chain(world, mode=IndividualMode.NAMED)
    review = chain.open()
    sheets.rate_alone(review=review, answers=chain.answers(), by=world.owner, on=ON)
    chain.submit(1)
    chain.submit(2)
    chain.settle()
    reviews.agree(review=chain.fresh(), by=world.lead, on=ON)
    reviews.plan(review=chain.fresh(), by=world.lead, on=ON)
    stage = chain.stages[2]
    agreeing.dissent(review=chain.fresh(), stage=stage, held_by="Two", text="No", by=world.lead, on=ON)
    chain.act(2)
    link = LinkFactory(map=chain.draw(2))
    plans.act_on_link(
        link=link,
        title="Mend it",
        organisation=world.council,
        lead=world.owner,
        due_on=ON,
        by=world.lead,
        on=ON,
    )
    SheetReminder.objects.create(group=chain.group(1), person=world.owner, sent_on=ON)
    NextRoundNotice.objects.create(review=chain.review, due_on=ON, sent_on=ON)
    UndoneNotice.objects.create(action=link.actions.get().action, month_from=date(2009, 4, 1), sent_on=ON)
    return chain
