"""What the page of a review shows to one viewer: everything by audience, in a fixed number of queries."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from scrutiny.audience import Viewer, inside
from scrutiny.enums import ReviewState
from scrutiny.models import (
    Ask,
    Claim,
    Clarification,
    Evidence,
    FactCheck,
    Finding,
    LineOfEnquiry,
    Passage,
    Recommendation,
    ReportEdition,
    ReportFile,
    Response,
    ScopeVersion,
    ScrutinyReview,
)

STATES = [str(state.label).capitalize() for state in ReviewState]


class ReviewPage:
    """One review as the viewer may see it on a day."""

    def __init__(self, review: ScrutinyReview, viewer: Viewer, on: date) -> None:
        self.review = review
        self.viewer = viewer
        self.on = on
        self.is_inside = inside(viewer, on).knows(review)

    @property
    def is_open(self) -> bool:
        """Whether the workings are for this viewer: the review's own, or everybody once the report is out."""
        return self.is_inside or self.review.is_issued

    @property
    def state(self) -> str:
        """The state as its step is named."""
        return str(self.review.get_state_display()).capitalize()

    @cached_property
    def scopes(self) -> list[ScopeVersion]:
        """The scope in force first, then the earlier ones."""
        return list(self.review.scopes.select_related("written_by"))

    @cached_property
    def lines(self) -> list[LineOfEnquiry]:
        return list(self.review.lines.all())

    @cached_property
    def findings_by_line(self) -> list[tuple[LineOfEnquiry, list[Finding]]]:
        """Every line with what was found on it."""
        return [(line, [one for one in self.findings if one.line_id == line.pk]) for line in self.lines]

    @cached_property
    def findings(self) -> list[Finding]:
        rows = Finding.objects.visible_to(self.viewer, self.on).filter(review=self.review)
        rows = rows.select_related("passage__paragraph").prefetch_related("evidence")
        return list(rows.order_by("number"))

    @cached_property
    def evidence(self) -> list[Evidence]:
        rows = Evidence.objects.visible_to(self.viewer, self.on).filter(review=self.review)
        return list(rows.select_related("passage__paragraph", "session").order_by("number"))

    @cached_property
    def fact_checks(self) -> list[FactCheck]:
        """Only those of the review itself follow the fact check on its page."""
        if not self.is_inside:
            return []
        rows = FactCheck.objects.visible_to(self.viewer, self.on).filter(finding__review=self.review)
        return list(rows.select_related("finding__review", "witness"))

    @cached_property
    def recommendations(self) -> list[tuple[Recommendation, list[Ask]]]:
        """Each recommendation with those it is addressed to and how they stand."""
        rows = Recommendation.objects.visible_to(self.viewer, self.on).filter(review=self.review)
        asks: dict[int, list[Ask]] = {}
        for ask in self._asks:
            asks.setdefault(ask.recommendation_id, []).append(ask)
        found = rows.select_related("passage__paragraph", "indicator").order_by("number")
        return [(one, asks.get(one.pk, [])) for one in found]

    @cached_property
    def _asks(self) -> list[Ask]:
        rows = Ask.objects.visible_to(self.viewer, self.on).filter(recommendation__review=self.review)
        return list(rows.with_standing(self.viewer, self.on).with_everything())

    @cached_property
    def minority_view(self) -> Passage | None:
        if self.review.minority_view_id is None:
            return None
        rows = Passage.objects.visible_to(self.viewer, self.on)
        return rows.filter(pk=self.review.minority_view_id).first()

    @cached_property
    def reports(self) -> list[tuple[ReportEdition, ReportFile | None]]:
        """The newest edition for each audience that the viewer may have, with its file once it is made."""
        if not self.review.is_issued:
            return []
        editions = ReportEdition.objects.visible_to(self.viewer, self.on).filter(review=self.review).newest()
        return [
            (one, getattr(one, "file", None))
            for one in editions.select_related("review", "file").order_by("-audience")
        ]

    @property
    def lede(self) -> str:
        """The sentence that says how it stands."""
        if not self.review.is_issued:
            return ""
        asks = len(self._asks)
        late = [ask for ask in self._asks if ask.days_late(self.on)]
        waiting = sum(ask.waits_for_answer for ask in self._asks)
        words = f"{len(self.recommendations)} recommendations, {asks} asks."
        if late:
            words += f" {len(late)} {'answer is' if len(late) == 1 else 'answers are'} overdue."
        return (
            f"{words} {waiting} {'waits' if waiting == 1 else 'wait'} for an answer."
            if waiting
            else f"{words} All are answered."
        )


class AskPage:
    """One recommendation to one addressee: what was answered, asked and claimed, as the viewer may see it."""

    def __init__(self, ask: Ask, viewer: Viewer, on: date) -> None:
        self.ask = ask
        self.viewer = viewer
        self.on = on

    @cached_property
    def recommendation(self) -> Recommendation:
        """With its words as far as they may be read."""
        rows = Recommendation.objects.visible_to(self.viewer, self.on)
        return rows.select_related("review", "passage__paragraph", "indicator").get(
            pk=self.ask.recommendation_id
        )

    @cached_property
    def responses(self) -> list[Response]:
        rows = Response.objects.visible_to(self.viewer, self.on).filter(ask=self.ask)
        return list(
            rows.select_related("answered_by", "published_by", "passage__paragraph").order_by("-number")
        )

    @cached_property
    def clarifications(self) -> list[Clarification]:
        rows = Clarification.objects.visible_to(self.viewer, self.on).filter(ask=self.ask)
        return list(rows.select_related("asked_by", "answered_by"))

    @cached_property
    def claims(self) -> list[Claim]:
        rows = Claim.objects.visible_to(self.viewer, self.on).filter(ask=self.ask)
        return list(rows.select_related("claimed_by", "decided_by", "session").order_by("-pk"))
