"""Areas, organisations, people, bodies, outcomes and actions as rows: small, valid, and without surprises."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from partnerships.enums import (
    ActionState,
    AreaKind,
    BodyKind,
    ItemKind,
    Layer,
    MembershipRole,
    OrganisationKind,
    Presence,
)
from partnerships.models import (
    Action,
    ActionNote,
    AgendaItem,
    Area,
    Attendance,
    Body,
    Challenge,
    Decision,
    DecisionAction,
    Meeting,
    Membership,
    Organisation,
    Outcome,
    Paper,
    Partnership,
    Person,
    Seat,
    StandingItem,
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


class MeetingFactory(DjangoModelFactory):
    """A meeting still to be held, at ten o'clock. One whose minutes are agreed needs ``agreed_on``."""

    class Meta:
        model = Meeting

    body = factory.SubFactory(BodyFactory)
    starts_at = datetime(2009, 5, 14, 9, 0, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda one: one.starts_at + timedelta(hours=2))
    place = "Committee Room 1"


class StandingItemFactory(DjangoModelFactory):
    class Meta:
        model = StandingItem

    body_kind = BodyKind.THEME_GROUP
    position = factory.Sequence(lambda n: n + 1)
    kind = ItemKind.NOTE
    title = factory.Sequence(lambda n: f"Standing item {n}")


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = ItemKind.DISCUSS
    title = factory.Sequence(lambda n: f"Item {n}")


class PaperFactory(DjangoModelFactory):
    """The row alone; tests that need the bytes add a paper by its change."""

    class Meta:
        model = Paper

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Paper {n}")
    path = factory.Sequence(lambda n: f"papers/{n}.pdf")
    file_name = "paper.pdf"
    media_type = "application/pdf"
    size = 1024
    sha256 = "0" * 64
    added_on = date(2009, 4, 6)


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    presence = Presence.PRESENT


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    meeting = factory.SubFactory(MeetingFactory)
    number = factory.Sequence(lambda n: n + 1)
    wording = factory.Sequence(lambda n: f"It was agreed to do the {n}th thing.")


class DecisionActionFactory(DjangoModelFactory):
    class Meta:
        model = DecisionAction

    decision = factory.SubFactory(DecisionFactory)
    action = factory.SubFactory(ActionFactory)
