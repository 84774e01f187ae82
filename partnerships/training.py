"""Who has been shown what: a row a person, a column a topic, the last day in each cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnerships.enums import TrainingTopic
from partnerships.models import Person, Training


@dataclass(frozen=True, slots=True)
class Shown:
    """One person with the last day on which they were shown each topic; None for one never shown."""

    person: Person
    days: tuple[date | None, ...]

    @property
    def count(self) -> int:
        """How many topics they have been shown."""
        return sum(day is not None for day in self.days)


def shown_to(people: Iterable[Person], trainings: Iterable[Training]) -> list[Shown]:
    """The matrix, in the order of the people and of ``TrainingTopic``."""
    last: dict[tuple[int, str], date] = {}
    for one in trainings:
        key = (one.person_id, one.topic)
        last[key] = max(one.shown_on, last.get(key, one.shown_on))
    topics = list(TrainingTopic)
    return [Shown(person, tuple(last.get((person.pk, topic)) for topic in topics)) for person in people]
