"""Areas, organisations, people, bodies, outcomes and actions as rows: small, valid, and without surprises."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from partnerships.enums import ActionState, AreaKind, BodyKind, Layer, MembershipRole, OrganisationKind
from partnerships.models import (
    Action,
    ActionNote,
    Area,
    Body,
    Challenge,
    Membership,
    Organisation,
    Outcome,
    Partnership,
    Person,
    Seat,
    Strategy,
)

LONG_AGO = date(2007, 4, 1)


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    slug = factory.Sequence(lambda n: f"area-{n}")
    name = factory.Sequence(lambda n: f"Area {n}")
    kind = AreaKind.COUNTY


class PartnershipFactory(DjangoModelFactory):
    """The one partnership of the installation."""

    class Meta:
        model = Partnership
        django_get_or_create = ("id",)

    id = 1
    name = "The Strategic Partnership"
    area = factory.SubFactory(AreaFactory)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = OrganisationKind.HEALTH


class PersonFactory(DjangoModelFactory):
    """Somebody who holds nothing. Tests sign them in with ``force_login``, so there is no password."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person-{n}@example.com")
    name = factory.Sequence(lambda n: f"Person {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    password = "!"


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    slug = factory.Sequence(lambda n: f"body-{n}")
    name = factory.Sequence(lambda n: f"Body {n}")
    kind = BodyKind.THEME_GROUP
    layer = Layer.OPERATIONAL
    area = factory.SubFactory(AreaFactory)
    from_on = LONG_AGO


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    body = factory.SubFactory(BodyFactory)
    number = factory.Sequence(lambda n: n + 1)
    from_on = LONG_AGO


class MembershipFactory(DjangoModelFactory):
    """A member in a seat of their own. For somebody beside the seats give ``seat=None`` and a role."""

    class Meta:
        model = Membership

    body = factory.SubFactory(BodyFactory)
    seat = factory.SubFactory(SeatFactory, body=factory.SelfAttribute("..body"))
    person = factory.SubFactory(PersonFactory)
    role = MembershipRole.MEMBER
    from_on = LONG_AGO
    known_from = LONG_AGO


class StrategyFactory(DjangoModelFactory):
    class Meta:
        model = Strategy

    slug = factory.Sequence(lambda n: f"strategy-{n}")
    title = "Shaping what comes"
    from_on = LONG_AGO
    to_on = date(2016, 4, 1)


class ChallengeFactory(DjangoModelFactory):
    class Meta:
        model = Challenge

    strategy = factory.SubFactory(StrategyFactory)
    slug = factory.Sequence(lambda n: f"challenge-{n}")
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Challenge {n}")


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    slug = factory.Sequence(lambda n: f"outcome-{n}")
    title = factory.Sequence(lambda n: f"Outcome {n} is reached")
    short_title = factory.Sequence(lambda n: f"Outcome {n}")
    body = factory.SubFactory(BodyFactory)


class ActionFactory(DjangoModelFactory):
    """An open action. One that has ended needs its day, and a dropped one its reason."""

    class Meta:
        model = Action

    title = factory.Sequence(lambda n: f"Action {n}")
    body = factory.SubFactory(BodyFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    lead = factory.SubFactory(PersonFactory)
    due_on = date(2009, 6, 30)
    state = ActionState.OPEN
    raised_on = date(2009, 2, 2)
    raised_by = factory.SubFactory(PersonFactory)


class ActionNoteFactory(DjangoModelFactory):
    class Meta:
        model = ActionNote

    action = factory.SubFactory(ActionFactory)
    text = "It goes well."
    written_on = date(2009, 3, 3)
    written_by = factory.SubFactory(PersonFactory)
