"""One proposal to change targets, as its page shows it: what would change, and what this person can do about it."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from dorset_lsp.common import states
from dorset_lsp.common.models.audit import StateChange
from partnerships.models import Person
from performance.enums import REFRESH_MOVES
from performance.models import Indicator, Refresh
from performance.querysets import IndicatorQuerySet
from performance.refreshing import LineRow, rows_of


class RefreshPage:
    """A refresh for one viewer. A fixed number of queries, however many targets it names."""

    def __init__(self, refresh: Refresh, viewer: Person, on: date) -> None:
        self.refresh, self.viewer, self.on = refresh, viewer, on

    @cached_property
    def rows(self) -> list[LineRow]:
        return rows_of(self.refresh, self.refresh.agreement.versions.order_by("-number").first())

    @cached_property
    def history(self) -> list[StateChange]:
        """Every move, newest first."""
        return list(states.history(self.refresh))

    @property
    def changeable(self) -> IndicatorQuerySet:
        """The indicators whose targets this person may change: of outcomes that they lead; for the co-ordinator all."""
        return (
            Indicator.objects.visible_to(self.viewer)
            .measured()
            .whose_targets_may_be_changed_by(self.viewer, self.on)
        )

    @cached_property
    def may_alter(self) -> bool:
        return self.viewer.has_perm("performance.alter_refresh", self.refresh)

    @cached_property
    def may_decide(self) -> bool:
        return self._can("approve") and self.viewer.has_perm("performance.decide_refresh", self.refresh)

    @property
    def may_propose(self) -> bool:
        return self.may_alter and bool(self.rows)

    @cached_property
    def _is_own(self) -> bool:
        return bool(self.viewer.has_perm("performance.own_refresh", self.refresh))

    @property
    def may_take_back(self) -> bool:
        return self._is_own and self._can("take_back")

    @property
    def may_revise(self) -> bool:
        return self._is_own and self._can("revise")

    @property
    def may_discard(self) -> bool:
        return self._is_own and self._can("discard")

    def _can(self, verb: str) -> bool:
        return states.can_move(self.refresh, verb, REFRESH_MOVES)
