"""Who is expected at a meeting, who came, and whether there were enough to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.composition import composition
from partnerships.enums import ATTENDING
from partnerships.models import Attendance, Meeting, Membership, Person, Seat


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the register: a seat with its holder, or somebody beside the seats; and how they were, if noted."""

    person: Person
    membership: Membership
    seat: Seat | None
    noted: Attendance | None


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many seats were filled, against how many were needed. Without a rule there is no judgement."""

    filled: int
    needed: int | None

    @property
    def is_quorate(self) -> bool | None:
        """Whether there were enough; None where the body has no quorum."""
        return None if self.needed is None else self.filled >= self.needed

    @property
    def sentence(self) -> str:
        """Quorate: 9 of the 7 seats needed were filled."""
        seats = f"{self.filled} seat{'' if self.filled == 1 else 's'} filled"
        if self.needed is None:
            return f"{seats.capitalize()}; this body has no quorum."
        return f"{'Quorate' if self.is_quorate else 'Not quorate'}: {seats}, {self.needed} needed."


def expected_at(meeting: Meeting) -> list[Expected]:
    """Who belongs to the body on the day of the meeting, by seat and then beside the seats. Five queries."""
    made_up = composition(meeting.body, meeting.day)
    noted = {one.person_id: one for one in meeting.attendances.all()}
    seated = [(row.held, row.seat) for row in made_up.seats if row.held is not None]
    rows = [*seated, *((membership, None) for membership in made_up.beside)]
    found: dict[int, Expected] = {}
    for membership, seat in rows:
        person = membership.person
        found.setdefault(person.pk, Expected(person, membership, seat, noted.get(person.pk)))
    return list(found.values())


def quorum_of(meeting: Meeting, attendances: Iterable[Attendance]) -> Quorum:
    """How many seats these rows fill, against the quorum of the meeting, or of the body while it is still ahead."""
    filled = {one.seat_id for one in attendances if one.seat_id and one.presence in ATTENDING}
    needed = meeting.body.quorum if meeting.is_ahead else meeting.quorum_needed
    return Quorum(len(filled), needed)
