"""Scrutiny's own outcome: what was accepted, done, done late, and whether it made a difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from delivery_chain.last_round import as_it_stands
from delivery_chain.models import AgreedRating
from scrutiny.audience import Viewer
from scrutiny.enums import ClaimVerdict, Made, Progress
from scrutiny.models import Claim, Recommendation


@dataclass(frozen=True, slots=True)
class Line:
    """One accepted recommendation: done by when it should have been, and what members say came of it."""

    recommendation: Recommendation
    done_on: date | None
    is_late: bool
    on: date
    stage_now: AgreedRating | None
    """What is agreed today on the stage that is to show it."""

    @property
    def words(self) -> str:
        """Done, done late, late or under way."""
        if self.done_on is not None:
            return "done late" if self.is_late else "done"
        return "late" if self.recommendation.different_by < self.on else "under way"


class Outcomes:
    """The accepted recommendations that a viewer may see. Three queries, however many there are."""

    def __init__(self, viewer: Viewer, on: date) -> None:
        rows = (
            Recommendation.objects.visible_to(viewer, on).filter(asks__accepted_on__isnull=False).distinct()
        )
        rows = rows.select_related("review", "indicator").with_stage()
        accepted = list(rows.order_by("review", "number"))
        done = self._done(viewer, on)
        stages = as_it_stands([one.stage for one in accepted if one.stage], viewer, on)
        self.lines = [
            self._line(one, done.get(one.pk), on, stages[one.stage.pk] if one.stage else None)
            for one in accepted
        ]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The figures of the page, each in words."""
        made = [line.recommendation.made for line in self.lines]
        words = [line.words for line in self.lines]
        return [
            ("accepted by somebody", len(self.lines)),
            ("done", words.count("done") + words.count("done late")),
            ("of these, done late", words.count("done late")),
            ("made a difference", made.count(Made.DIFFERENCE)),
            ("made no difference", made.count(Made.NO_DIFFERENCE)),
            ("no evidence either way", made.count(Made.NO_EVIDENCE)),
            ("not judged yet", made.count("")),
        ]

    @staticmethod
    def _done(viewer: Viewer, on: date) -> dict[int, list[date]]:
        """When each recommendation was accepted as done, by each addressee who has claimed it."""
        claims = Claim.objects.visible_to(viewer, on).filter(
            progress=Progress.IMPLEMENTED, verdict=ClaimVerdict.ACCEPTED
        )
        found: dict[int, list[date]] = {}
        for recommendation_id, day in claims.values_list("ask__recommendation", "decided_on"):
            if day is not None:
                found.setdefault(recommendation_id, []).append(day)
        return found

    @staticmethod
    def _line(
        recommendation: Recommendation, days: list[date] | None, on: date, stage_now: AgreedRating | None
    ) -> Line:
        done_on = max(days) if days else None
        is_late = bool(done_on and done_on > recommendation.different_by)
        return Line(recommendation, done_on, is_late, on, stage_now)
