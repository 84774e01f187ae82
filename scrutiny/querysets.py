"""Reads of scrutiny as phrases that chain aloud. Each takes the viewer and the day.

Whatever holds a text is read through ``visible_to``, which yields ``words`` (and ``reason``) only for whoever may read
them, and the summary in their place for everybody else; see ``scrutiny.audience``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from dorset_lsp.common.models.audit import AppendOnlyQuerySet
from scrutiny.audience import Viewer, inside, laid_bare, open_rows, standing_of
from scrutiny.enums import AskState, Basis, ChallengeState, ReportAudience, ReviewState, TopicState


class TopicQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """The work programme is open to everybody who is signed in; what is held or turned away to those who decide."""
        if inside(viewer, on).committee_ids:
            return self
        listed = ~Q(state__in=[TopicState.HELD, TopicState.TURNED_AWAY])
        return self.filter(listed | Q(asked_by=viewer.pk)) if viewer.is_authenticated else self.filter(listed)

    def waiting(self) -> Self:
        """Those that somebody has to decide about."""
        return self.filter(state__in=[TopicState.HELD, TopicState.SUGGESTED])

    def listed(self) -> Self:
        """The programme itself: without what is held or was turned away."""
        return self.exclude(state__in=[TopicState.HELD, TopicState.TURNED_AWAY])

    def planned_from(self, on: date) -> Self:
        """Those with a month of their own, this one or later, in the order of the calendar."""
        rows = self.filter(planned_on__gte=on.replace(day=1))
        return rows.order_by("planned_on", "committee__name", "title")

    def decided_by_committees_of(self, viewer: Viewer, on: date) -> Self:
        """Those that wait for a committee for which the viewer acts, or that name none."""
        mine = inside(viewer, on).committee_ids
        return self.filter(Q(committee__in=mine) | Q(committee__isnull=True)) if mine else self.none()


class ScrutinyReviewQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """That there is a review, with its title and scope, is open to everybody."""
        return self

    def known_from_inside(self, viewer: Viewer, on: date) -> Self:
        """Those whose workings are open to the viewer."""
        return self.filter(inside(viewer, on).rows(""))

    def under_way(self) -> Self:
        return self.exclude(state=ReviewState.CLOSED)

    def with_counts(self) -> Self:
        """Adds how many councils take part."""
        return self.annotate(council_count=Count("councils", distinct=True)).order_by("-proposed_on", "title")


class PassageQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Passages of reviews that are open to the viewer, laid bare as far as they may be read."""
        return laid_bare(self.filter(open_rows(viewer, on)), viewer, on, passage="")


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Before issue for the review's own, from then on for everybody; each text by its audience."""
        return laid_bare(self.filter(open_rows(viewer, on)), viewer, on)


class ScrutinyFindingQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """As evidence; before issue also for the witness to whom it was put."""
        rows = open_rows(viewer, on)
        if viewer.is_authenticated:
            checks = apps.get_model("scrutiny", "FactCheck").objects.filter(witness=viewer)
            rows |= Q(pk__in=checks.values("finding"))
        return laid_bare(self.filter(rows), viewer, on)


class FactCheckQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """The review's own, and the witness who was asked. It is no part of the report."""
        rows = inside(viewer, on).rows("finding__review")
        if viewer.is_authenticated:
            rows |= Q(witness=viewer)
        return laid_bare(self.filter(rows), viewer, on, passage="answer", review="finding__review")

    def unanswered(self) -> Self:
        return self.filter(answered_on__isnull=True)


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """From issue on for everybody, each text by its audience; before, for the review's own."""
        return laid_bare(self.filter(open_rows(viewer, on)), viewer, on)

    def with_stage(self) -> Self:
        """With the stage that is to show it and the review in which that was agreed."""
        return self.select_related(
            "stage__stage", "stage__review__version", "stage__review__outcome", "stage__review__strategy"
        )


class AddresseeQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """As the recommendations that speak to them."""
        return self.filter(open_rows(viewer, on))


class AskQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """What has been sent is open to everybody; a draft to the review's own. Answers have their own rule."""
        known = inside(viewer, on).rows("recommendation__review")
        return self.filter(known | ~Q(state=AskState.DRAFTED))

    def addressed_to(self, person: Viewer) -> Self:
        """What was sent to an addressee for whom this person answers."""
        return self.exclude(state=AskState.DRAFTED).filter(addressee__responders__person=person.pk)

    def of_reviews_known_by(self, viewer: Viewer, on: date) -> Self:
        return self.filter(inside(viewer, on).rows("recommendation__review"))

    def waiting(self) -> Self:
        """Sent, asking for an answer, and nothing has come back. A duty to have regard asks for none."""
        return self.filter(state=AskState.SENT).exclude(basis=Basis.HAVE_REGARD)

    def overdue(self, on: date) -> Self:
        return self.waiting().filter(due_on__lt=on)

    def with_standing(self, viewer: Viewer, on: date) -> Self:
        """Adds ``answered``: the verdict of the last answer, and ``claimed`` with ``claim_verdict``: of the last claim.

        Each as far as the viewer may see it; "" where there is none.
        """
        responses = apps.get_model("scrutiny", "Response").objects.visible_to(viewer, on)
        claims = apps.get_model("scrutiny", "Claim").objects.visible_to(viewer, on).order_by("-pk")
        answers = responses.filter(ask=OuterRef("pk")).order_by("-number").values("verdict")[:1]
        last = claims.filter(ask=OuterRef("pk"))
        return self.annotate(
            answered=Coalesce(Subquery(answers), Value("")),
            claimed=Coalesce(Subquery(last.values("progress")[:1]), Value("")),
            claim_verdict=Coalesce(Subquery(last.values("verdict")[:1]), Value("")),
        )

    def with_everything(self) -> Self:
        """With recommendation, review and addressee at hand."""
        return self.select_related(
            "recommendation__review", "addressee__organisation", "addressee__body", "addressee__review"
        )

    def order_by_need(self) -> Self:
        """What waits for an answer first, by its day; then what was answered; what has ended comes last."""
        waits = Q(state=AskState.SENT) & ~Q(basis=Basis.HAVE_REGARD)
        ended = Q(state__in=[AskState.CLOSED, AskState.WITHDRAWN])
        return self.order_by(
            Case(When(waits, then=Value(0)), When(ended, then=Value(2)), default=Value(1)),
            F("due_on").asc(nulls_last=True), "recommendation__review", "recommendation__number", "addressee__position",
        )  # fmt: skip

    def check_due(self, on: date) -> Self:
        """Those at whose progress members are to look by now."""
        return self.filter(state=AskState.ANSWERED, next_check_on__lte=on)


def _of_ask(viewer: Viewer, on: date) -> Q:
    """Rows about an ask that are for the review's own and for those who answer for its addressee."""
    known = inside(viewer, on).rows("ask__recommendation__review")
    if not viewer.is_authenticated:
        return known
    # Asked as a subquery, because a join would give a row once for each of several responders.
    asks = apps.get_model("scrutiny", "Ask").objects.addressed_to(viewer)
    return known | Q(ask__in=asks.values("pk"))


class ResponseDraftQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Those who answer for the addressee, and nobody else."""
        if not viewer.is_authenticated:
            return self.none()
        asks = apps.get_model("scrutiny", "Ask").objects.addressed_to(viewer)
        return self.filter(ask__in=asks.values("pk"))


class ResponseQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """What is published is open to everybody, by audience; until then for the review and the addressee."""
        rows = self.filter(Q(published_on__isnull=False) | _of_ask(viewer, on))
        return laid_bare(rows, viewer, on, review="ask__recommendation__review")

    def newest(self) -> Self:
        """The last answer to each ask."""
        newer = self.model._default_manager.filter(ask=OuterRef("ask"), number__gt=OuterRef("number"))
        return self.exclude(Exists(newer))


class ClarificationQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Between the addressee and the review."""
        return self.filter(_of_ask(viewer, on))

    def unanswered(self) -> Self:
        return self.filter(answered_on__isnull=True)


class ProgressClaimQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Open to everybody once the answer is published; until then for the review and the addressee."""
        published = apps.get_model("scrutiny", "Response").objects.filter(
            ask=OuterRef("ask"), published_on__isnull=False
        )
        return self.filter(Exists(published) | _of_ask(viewer, on))


class ChallengeQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Members of any body; whoever was asked or asks."""
        if not viewer.is_authenticated:
            return self.none()
        if standing_of(viewer, on).is_member_of_any_body:
            return self
        return self.filter(Q(put_to=viewer) | Q(asked_by=viewer))

    def about(self, record: models.Model) -> Self:
        """Those about one record, by its typed reference."""
        return self.filter(kind=record._meta.label_lower, record_id=record.pk)

    def about_any(self, records: Iterable[models.Model]) -> Self:
        """Those about any of some records of one kind."""
        found = list(records)
        kind = found[0]._meta.label_lower if found else ""
        return self.filter(kind=kind, record_id__in=[one.pk for one in found])

    def waiting(self) -> Self:
        return self.filter(state=ChallengeState.ASKED)


class BulletinQuerySet(AppendOnlyQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """A bulletin holds nothing but what is open to everybody."""
        return self


class ReportEditionQuerySet(AppendOnlyQuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """The public's edition is open to everybody, that for members to the review's own."""
        return self.filter(Q(audience=ReportAudience.PUBLIC) | inside(viewer, on).rows())

    def newest(self) -> Self:
        """The last edition for each audience."""
        newer = self.model._default_manager.filter(
            review=OuterRef("review"), audience=OuterRef("audience"), number__gt=OuterRef("number")
        )
        return self.exclude(Exists(newer))


class ReviewReportQuerySet(AppendOnlyQuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """As the edition that it is drawn from."""
        public = Q(edition__audience=ReportAudience.PUBLIC)
        return self.filter(public | inside(viewer, on).rows("edition__review"))
