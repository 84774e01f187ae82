"""The comparison of a review: what each group said of each stage, how far they agree, and what was agreed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from delivery_chain.comparison import Comparison, Spread, by_disagreement, by_weakness, compared
from delivery_chain.enums import GroupState, IndividualMode, Rating
from delivery_chain.last_round import last_round
from delivery_chain.models import (
    AgreedRating,
    Dissent,
    GroupRating,
    IndividualRating,
    Review,
    ReviewGroup,
    Stage,
)
from delivery_chain.movement import Moved, movement
from delivery_chain.words import listed
from partnerships.models import Person
from performance.sentences import spell

ORDERS = {"stage": "By stage", "weakness": "Weakest first", "disagreement": "Most disagreement first"}
FEWEST_ANONYMOUS = 3
"""Fewer anonymous sheets than this are not told: one would know whose they are."""
PAIR = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One stage: the groups' ratings in their order, compared, and what was agreed."""

    stage: Stage
    ratings: list[GroupRating]
    comparison: Comparison
    before: AgreedRating | None
    agreed: AgreedRating | None
    dissents: list[Dissent]
    late: list[GroupRating] = field(default_factory=list)
    alone: list[IndividualRating] = field(default_factory=list)

    @property
    def left(self) -> list[GroupRating]:
        """What stands left of the comparison: the first of two groups, or all of another number."""
        return self.ratings[:1] if len(self.ratings) == PAIR else self.ratings

    @property
    def right(self) -> list[GroupRating]:
        """What stands right of it: the second of two."""
        return self.ratings[1:] if len(self.ratings) == PAIR else []

    @property
    def moved(self) -> Moved | None:
        """How the agreed rating stands to the last round's."""
        return movement(self.before.value if self.before else "", self.agreed.value) if self.agreed else None

    @property
    def is_red(self) -> bool:
        return self.agreed is not None and self.agreed.value == Rating.RED

    @property
    def alone_counts(self) -> dict[str, int]:
        """How many rated each way alone, in the order of the ratings."""
        found = Counter(one.value for one in self.alone)
        return {rating: found[rating] for rating in Rating if found[rating]}


class ComparisonPage:
    """Everything on the page, for one reader. A fixed number of queries, however many groups there are."""

    def __init__(self, review: Review, reader: Person, on: date, order: str = "stage") -> None:
        self.review, self.reader, self.on = review, reader, on
        self.order = order if order in ORDERS else "stage"

    @cached_property
    def groups(self) -> list[ReviewGroup]:
        rows = self.review.groups.select_related("submitted_by").prefetch_related("members__person")
        return list(rows.order_by("number"))

    @property
    def in_time(self) -> list[ReviewGroup]:
        """The groups that are compared."""
        return [group for group in self.groups if group.is_compared]

    @property
    def late(self) -> list[ReviewGroup]:
        """Those whose sheet came after: kept, and outside the comparison."""
        return [group for group in self.groups if group.is_late]

    @property
    def absent(self) -> list[ReviewGroup]:
        """Those compared without, their sheet here or not."""
        return [group for group in self.groups if group.state in (GroupState.ABSENT, GroupState.LATE)]

    @property
    def columns(self) -> int:
        """How many columns the table has: two a group, the stage, the comparison, and two for what was agreed."""
        return 2 * len(self.in_time) + 4

    @cached_property
    def rows(self) -> list[Row]:
        """The stages in the order asked for."""
        said = self._by_stage()
        stages = {stage.number: stage for stage in self.review.version.stages.all()}
        agreed = {one.stage_id: one for one in self._agreed()}
        before = last_round(self.review)
        dissents = defaultdict(list)
        for dissent in Dissent.objects.filter(review=self.review).select_related("recorded_by"):
            dissents[dissent.stage_id].append(dissent)
        alone = self._alone()
        rows = {
            number: Row(
                stage=stage,
                ratings=said[stage.pk, False],
                comparison=compared([one.value for one in said[stage.pk, False]]),
                before=before.get(stage.pk),
                agreed=agreed.get(stage.pk),
                dissents=dissents[stage.pk],
                late=said[stage.pk, True],
                alone=alone[stage.pk],
            )
            for number, stage in stages.items()
            if said[stage.pk, False]
        }
        comparisons = {number: row.comparison for number, row in rows.items()}
        sort = {"weakness": by_weakness, "disagreement": by_disagreement}.get(self.order, sorted)
        return [rows[number] for number in sort(comparisons)]

    def _by_stage(self) -> dict[tuple[int, bool], list[GroupRating]]:
        rows = GroupRating.objects.visible_to(self.reader, self.on).filter(
            group__review=self.review, group__state__in=[GroupState.SUBMITTED, GroupState.LATE]
        )
        found = defaultdict(list)
        for rating in rows.select_related("group").order_by("group__number"):
            found[rating.stage_id, rating.group.is_late].append(rating)
        return found

    def _agreed(self) -> Iterable[AgreedRating]:
        rows = AgreedRating.objects.visible_to(self.reader, self.on).filter(review=self.review)
        return rows.select_related("agreed_by")

    def _alone(self) -> dict[int, list[IndividualRating]]:
        found: dict[int, list[IndividualRating]] = defaultdict(list)
        if self.review.individual_mode == IndividualMode.NONE:
            return found
        rows = IndividualRating.objects.visible_to(self.reader, self.on).filter(sheet__review=self.review)
        for rating in rows.select_related("sheet__member__person"):
            found[rating.stage_id].append(rating)
        if self.review.individual_mode == IndividualMode.ANONYMOUS:
            return defaultdict(
                list, {stage: told for stage, told in found.items() if len(told) >= FEWEST_ANONYMOUS}
            )
        return found

    # --- sentences --------------------------------------------------------------------------------------------

    @property
    def summary(self) -> str:
        """How far the groups agree, in one sentence; empty where there is one group."""
        if len(self.in_time) < PAIR or not self.rows:
            return ""
        counts = Counter(row.comparison.mark for row in self.rows)
        total = len(self.rows)
        parts = [f"agree on {counts[Spread.AGREE]} of {total} stages"]
        parts += [f"differ by one on {counts[Spread.DIFFER_BY_ONE]}"] if counts[Spread.DIFFER_BY_ONE] else []
        parts += [f"differ by two on {counts[Spread.DIFFER_BY_TWO]}"] if counts[Spread.DIFFER_BY_TWO] else []
        told = f"The {spell(len(self.in_time), 'group')} {listed(parts)}"
        unsure = sum(row.comparison.someone_does_not_know for row in self.rows)
        told += f"; on {unsure} somebody does not know" if unsure else ""
        nobody = counts[Spread.NOBODY_KNOWS]
        return told + (f"; on {nobody} nobody knows." if nobody else ".")

    @property
    def reds(self) -> list[Stage]:
        """The stages agreed red, in their order."""
        return sorted((row.stage for row in self.rows if row.is_red), key=lambda stage: stage.number)

    @property
    def red_sentence(self) -> str:
        """Which stages are agreed red."""
        return reds_in_words(self.reds) if any(row.agreed for row in self.rows) else ""

    @property
    def unsettled(self) -> list[Row]:
        """Stages on which nothing has been agreed yet, in their order."""
        return sorted((row for row in self.rows if row.agreed is None), key=lambda row: row.stage.number)

    @property
    def takeable(self) -> int:
        """How many of them all groups rate alike."""
        return sum(bool(row.comparison.proposal) for row in self.unsettled)


def reds_in_words(reds: list[Stage]) -> str:
    """How many stages are agreed red, and which."""
    if not reds:
        return "No stage is agreed red."
    number = spell(len(reds), "stage").capitalize()
    return (
        f"{number} {'is' if len(reds) == 1 else 'are'} agreed red: {listed([str(stage) for stage in reds])}."
    )
