"""Refreshes of the agreement, and charts that start afresh. What stands already is left as it is."""

from __future__ import annotations

from collections.abc import Iterator

from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import JOB, Writer
from performance.changes import rebases, refreshes
from performance.enums import RefreshState
from performance.models import Rebase, Refresh
from performance.periods import Period
from performance.refreshing import Goal, Terms


class Refreshes:
    """Every refresh that is new here, by its title: drafted and proposed in one day, then decided."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        standing = set(Refresh.objects.exclude(state=RefreshState.DISCARDED).values_list("title", flat=True))
        self.rows = [row for row in folder.tables["refreshes"] if row["title"] not in standing]
        self.targets = folder.tables["refresh_targets"]
        self.points = folder.tables["refresh_points"]

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["proposed"], Turn.TARGETS_ARE_PROPOSED, row, self.propose)
            if row["decided"]:
                yield Step(row["decided"], Turn.TARGETS_ARE_DECIDED, row, self.decide)

    def propose(self, row: Row) -> None:
        by, on = self.writer.find("people", row["proposed_by"]), row["proposed"]
        agreement = self.writer.find("agreement", "the only one")
        refresh = refreshes.begin(agreement=agreement, title=row["title"], reason=row["reason"], by=by, on=on)
        for one in self.targets:
            if one["refresh"] == row["key"]:
                indicator = self.writer.find("indicators", one["indicator"])
                refreshes.set_target(
                    refresh=refresh, indicator=indicator, terms=self.terms(one), by=by, on=on
                )
        self.writer.records["refreshes", row["key"]] = refreshes.propose(refresh=refresh, by=by, on=on)

    def terms(self, row: Row) -> Terms:
        """What the folder says of one target, with the goals that belong to it."""
        goals = [
            one
            for one in self.points
            if one.key(("refresh", "indicator")) == row.key(("refresh", "indicator"))
        ]
        self.writer.counts_as_new(row, *goals)
        return Terms(
            kind=row["kind"],
            state=row["state"],
            state_reason=row["state_reason"],
            baseline=row["baseline"],
            baseline_label=row["baseline_label"],
            baseline_from=row["baseline_from"],
            baseline_to=row["baseline_to"],
            goals=tuple(
                Goal(Period(one["from"], one["to"]), one["label"], one["value"], one["value_high"])
                for one in sorted(goals, key=lambda one: one["to"])
            ),
        )

    def decide(self, row: Row) -> None:
        refresh = self.writer.find("refreshes", row["key"])
        by, on = self.writer.find("people", row["decided_by"]), row["decided"]
        if row["decided_as"] == RefreshState.APPROVED:
            refreshes.approve(refresh=refresh, by=by, on=on)
        else:
            refreshes.refuse(refresh=refresh, reason=row["decision"], by=by, on=on)


class Rebases:
    """Every chart that starts afresh and does not yet here."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        standing = set(Rebase.objects.values_list("indicator__code", "from_on"))
        rows = folder.tables["rebases"]
        self.rows = [row for row in rows if (row["indicator"], row["from"]) not in standing]

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["on"], Turn.CHART_IS_REBASED, row, self.rebase)

    def rebase(self, row: Row) -> None:
        rebases.rebase(
            indicator=self.writer.find("indicators", row["indicator"]),
            from_on=row["from"],
            reason=row["reason"],
            by=self.writer.find("people", row["by"]) or JOB,
            on=row["on"],
        )
