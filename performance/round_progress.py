"""A round's progress as its page shows it: who owes what, what waits for whom, and what a publication would hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from partnerships.models import Person
from performance.enums import ReturnState
from performance.models import Return, ReturnReminder, Round


@dataclass(frozen=True, slots=True)
class Progress:
    """The returns of one organisation, with how many of them are in."""

    organisation: str
    returns: list[Return]

    @property
    def done(self) -> int:
        return sum(
            return_.state not in (ReturnState.NOT_STARTED, ReturnState.DRAFT) for return_ in self.returns
        )


class RoundProgress:
    """Everything that a round's page tells those who follow it, in a fixed number of queries."""

    def __init__(self, round_: Round, viewer: Person, on: date) -> None:
        self.round, self.viewer, self.on = round_, viewer, on

    @cached_property
    def returns(self) -> list[Return]:
        """Every return that was asked for. Who owes what is for all to see who follow the round; drafts' content is not."""
        rows = self.round.returns.with_everything().order_by(
            "indicator__owner_organisation__name", "indicator__position", "indicator__code"
        )
        found = list(rows)
        for return_ in found:
            return_.round = self.round
        return found

    @cached_property
    def readable(self) -> frozenset[int]:
        """The returns whose content the viewer may read."""
        return frozenset(
            Return.objects.visible_to(self.viewer, self.on)
            .filter(round=self.round)
            .values_list("pk", flat=True)
        )

    @cached_property
    def reminded_today(self) -> frozenset[int]:
        rows = ReturnReminder.objects.filter(of_return__round=self.round, sent_on=self.on)
        return frozenset(rows.values_list("of_return_id", flat=True))

    @property
    def counts(self) -> dict[str, int]:
        """How many returns stand in each state, in the order of the states."""
        return {state.value: sum(one.state == state for one in self.returns) for state in ReturnState}

    @property
    def labelled_counts(self) -> list[tuple[str, int]]:
        return [(ReturnState(state).label, count) for state, count in self.counts.items() if count]

    @property
    def in_count(self) -> int:
        """Returns that have been submitted, whatever became of them since."""
        return len(self.returns) - self.counts["not_started"] - self.counts["draft"]

    @property
    def by_organisation(self) -> list[Progress]:
        groups = groupby(self.returns, key=lambda one: one.indicator.owner_organisation.label)
        return [Progress(name, list(rows)) for name, rows in groups]

    @property
    def is_late(self) -> bool:
        return self.on > self.round.due_on

    @property
    def to_publish(self) -> list[Return]:
        return [one for one in self.returns if one.state == ReturnState.VERIFIED]

    @property
    def missing(self) -> list[Return]:
        """What a publication would leave out and show as late, or as not due when that day has not come."""
        return [one for one in self.returns if one.state not in (ReturnState.VERIFIED, ReturnState.PUBLISHED)]

    def remindable(self) -> list[Return]:
        """What the viewer may remind of now: still to be answered, and not reminded of today."""
        return [
            one
            for one in self.returns
            if one.pk not in self.reminded_today and self.viewer.has_perm("performance.remind_of_return", one)
        ]
