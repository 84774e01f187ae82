"""One review as its page shows it: the step it is at, its groups, what may be done, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from delivery_chain.comparison_page import reds_in_words
from delivery_chain.enums import HANDED_IN, STEPS, IndividualMode, Rating
from delivery_chain.last_round import last_round
from delivery_chain.models import AgreedRating, GroupMember, Review, ReviewGroup
from delivery_chain.movement import Moved, movement
from delivery_chain.readiness import Need, actions_by_stage, needs_of
from delivery_chain.why_now import WhyNow, why_now
from partnerships.models import Action, Person

VERBS = (
    "alter_review", "open_review", "run_review", "rate_alone", "view_comparison", "settle_stage", "record_dissent",
    "view_plan", "draw_map", "plan_action", "plan_review", "close_review", "repeat_review",
    "abandon_review_now",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group with what the reader may do with its sheet."""

    group: ReviewGroup
    people: list[GroupMember]
    may_fill_in: bool
    may_type_in: bool
    may_take_back: bool
    may_leave_out: bool

    @property
    def alone_count(self) -> int:
        """How many of it have rated alone."""
        return sum(member.rated_on is not None for member in self.people)


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """One agreed rating with its movement."""

    rating: AgreedRating
    moved: Moved


class ReviewPage:
    """Everything on the page, for one reader."""

    def __init__(self, review: Review, reader: Person, on: date) -> None:
        self.review, self.reader, self.on = review, reader, on

    @property
    def steps(self) -> list[str]:
        return [step.label for step in STEPS]

    @property
    def current_step(self) -> str:
        return str(self.review.get_state_display())

    @cached_property
    def may(self) -> dict[str, bool]:
        """What the reader may do with the review now."""
        return {verb: self.reader.has_perm(f"delivery_chain.{verb}", self.review) for verb in VERBS}

    @cached_property
    def groups(self) -> list[GroupLine]:
        """The groups in their order. Two queries."""
        rows = self.review.groups.select_related("submitted_by").prefetch_related("members__person")
        return [self._line(group) for group in rows.order_by("number")]

    def _line(self, group: ReviewGroup) -> GroupLine:
        group.review = self.review
        allowed = {
            verb: self.reader.has_perm(f"delivery_chain.{verb}", group)
            for verb in ("fill_in_sheet", "type_in_sheet_now", "take_back_sheet", "leave_group_out")
        }
        return GroupLine(
            group=group,
            people=list(group.members.all()),
            may_fill_in=allowed["fill_in_sheet"],
            may_type_in=allowed["type_in_sheet_now"],
            may_take_back=allowed["take_back_sheet"],
            may_leave_out=allowed["leave_group_out"],
        )

    @property
    def in_count(self) -> int:
        """How many groups have handed in."""
        return sum(line.group.state in HANDED_IN for line in self.groups)

    @property
    def asks_individuals(self) -> bool:
        return self.review.individual_mode != IndividualMode.NONE

    @property
    def is_ready_to_open(self) -> bool:
        """Whether there are groups enough, each with somebody in it."""
        return len(self.groups) >= self.review.least_groups and all(line.people for line in self.groups)

    @cached_property
    def why_now(self) -> WhyNow:
        return why_now(self.review, self.reader)

    @cached_property
    def agreed(self) -> list[AgreedLine]:
        """The agreed ratings, once the review is agreed. Three queries."""
        if not self.review.is_settled:
            return []
        rows = AgreedRating.objects.visible_to(self.reader, self.on).filter(review=self.review)
        before = last_round(self.review)
        return [
            AgreedLine(one, movement(before[one.stage_id].value if one.stage_id in before else "", one.value))
            for one in rows.select_related("stage").order_by("stage__number")
        ]

    @property
    def counts(self) -> dict[str, int]:
        """How many stages bear each rating."""
        return {
            rating.value: sum(line.rating.value == rating for line in self.agreed)
            for rating in (Rating.GREEN, Rating.AMBER, Rating.RED, Rating.DONT_KNOW)
        }

    @property
    def red_sentence(self) -> str:
        return reds_in_words([line.rating.stage for line in self.agreed if line.rating.value == Rating.RED])

    @cached_property
    def needs(self) -> list[Need]:
        """What must happen before it closes; for those who see its plan."""
        return needs_of(self.review) if self.may["view_plan"] else []

    @property
    def plan_sentence(self) -> str:
        """What is wanting before it can close, or that nothing is."""
        if not self.needs:
            return "No stage is agreed red and nobody is at a loss: it can close as it is."
        lacking = [need for need in self.needs if not need.is_met]
        if not lacking:
            return "Every stage that needs one has its action, and its chain map where one is asked for."
        return " ".join(need.sentence for need in lacking)

    @cached_property
    def other_stages(self) -> list[tuple[AgreedLine, list[Action]]]:
        """The stages that need nothing, with what has been planned on them all the same. Two queries."""
        needing = {need.stage.pk for need in self.needs}
        actions = actions_by_stage(self.review)
        return [
            (line, actions.get(line.rating.stage_id, []))
            for line in self.agreed
            if line.rating.stage_id not in needing
        ]
