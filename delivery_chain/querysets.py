"""Reads of delivery chains as phrases that chain aloud, and the seal on ratings.

The seal: ``GroupRating.objects`` and ``IndividualRating.objects`` hold only what a comparison has opened, for whoever
asks, the administration and the command line included. ``visible_to`` narrows that to what one reader may read, and
adds their own group's sheet. Only ``changes.sheets`` and ``sheets`` go past it, to write and to show a group its own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from delivery_chain.enums import (
    ENDED,
    HANDED_IN,
    NEEDS_ACTION,
    OPENED,
    SETTLED,
    GroupState,
    ReviewState,
)
from partnerships.enums import ActionState

if TYPE_CHECKING:
    from partnerships.models import Person

Viewer: TypeAlias = "Person | AnonymousUser"


def _reviews_of(viewer: Person) -> models.QuerySet:
    """The ids of the reviews in which somebody takes part."""
    return apps.get_model("delivery_chain", "GroupMember").objects.filter(person=viewer).values("review")


def _near(viewer: Person, on: date, to_review: str = "") -> Q:
    """Reviews in which somebody takes part, which they facilitate, or which their body makes."""
    return (
        Q(**{f"{to_review}facilitator": viewer})
        | Q(**{f"{to_review}body__in": viewer.standing(on).body_ids})
        | Q(**{f"{to_review}pk__in": _reviews_of(viewer)})
    )


def _read(viewer: Viewer, on: date, to_review: str) -> Q:
    """Reviews whose groups' ratings somebody may read by now: those near once opened, members of any body once agreed."""
    if not viewer.is_authenticated:
        return Q(pk__in=[])
    read = _near(viewer, on, to_review) & Q(**{f"{to_review}state__in": OPENED})
    if viewer.standing(on).is_member_of_any_body:
        read |= Q(**{f"{to_review}state__in": SETTLED})
    return read


class FrameworkVersionQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """What is asked is open to everybody."""
        return self

    def in_use(self, on: date) -> Self:
        """The newest version of each framework on a day."""
        newer = self.model._base_manager.filter(
            framework=OuterRef("framework"), from_on__lte=on, number__gt=OuterRef("number")
        )
        return self.filter(from_on__lte=on).exclude(Exists(newer))


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Agreed ones are everybody's; before, those near see them, and co-ordinator and chair that they are."""
        settled = Q(state__in=SETTLED)
        if not viewer.is_authenticated:
            return self.filter(settled)
        standing = viewer.standing(on)
        if standing.is_coordinator or standing.is_chair:
            return self
        return self.filter(settled | _near(viewer, on))

    def settled(self) -> Self:
        """Those whose agreed ratings stand."""
        return self.filter(state__in=SETTLED)

    def under_way(self) -> Self:
        """Those that are neither closed nor abandoned."""
        return self.exclude(state__in=ENDED)

    def not_abandoned(self) -> Self:
        return self.exclude(state=ReviewState.ABANDONED)

    def with_names(self) -> Self:
        """With what a page names of each: subject, body, framework, facilitator."""
        return self.select_related(
            "outcome", "strategy", "body", "version__framework", "facilitator", "set_up_by"
        )

    def with_progress(self) -> Self:
        """Adds ``group_count`` and ``in_count``: how many groups there are, and how many have handed in."""
        return self.annotate(
            group_count=Count("groups", distinct=True),
            in_count=Count("groups", filter=Q(groups__state__in=HANDED_IN), distinct=True),
        )

    def for_matrix(self, framework: Any, on: date) -> Self:
        """Those against any version of a framework that were set up by a day, the newest first."""
        rows = self.not_abandoned().filter(version__framework=framework, set_up_on__lte=on)
        return rows.order_by("-round", "-set_up_on", "-pk")

    def due_again(self, on: date) -> Self:
        """Closed ones whose next round is due and has not been set up."""
        followers = self.model._base_manager.filter(previous=OuterRef("pk")).exclude(
            state=ReviewState.ABANDONED
        )
        rows = self.filter(state=ReviewState.CLOSED, next_round_on__lte=on)
        return rows.exclude(Exists(followers))


class ReviewGroupQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Which groups there are, and who has handed in, is seen with the review."""
        reviews = apps.get_model("delivery_chain", "Review").objects.visible_to(viewer, on)
        return self.filter(review__in=reviews.values("pk"))

    def waited_for(self) -> Self:
        """Groups that a comparison waits for."""
        return self.filter(review__state=ReviewState.ASSESSING, state=GroupState.WAITING)


class SealedGroupRatings(models.Manager):
    """Groups' ratings that a comparison has opened; see the head of this module."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(group__review__state__in=OPENED, group__state__in=HANDED_IN)

    def visible_to(self, viewer: Viewer, on: date) -> models.QuerySet:
        """What has been opened to this reader, and the sheet of their own group."""
        if not viewer.is_authenticated:
            return self.none()
        members = apps.get_model("delivery_chain", "GroupMember").objects.filter(person=viewer)
        opened = Q(group__state__in=HANDED_IN) & _read(viewer, on, "group__review__")
        return super().get_queryset().filter(opened | Q(group__in=members.values("group")))


class SealedIndividualRatings(models.Manager):
    """Individuals' ratings that a comparison has opened. Before that nobody reads them, their own group neither."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(sheet__review__state__in=OPENED)

    def visible_to(self, viewer: Viewer, on: date) -> models.QuerySet:
        """What has been opened to this reader."""
        return self.get_queryset().filter(_read(viewer, on, "sheet__review__"))


class AgreedRatingQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Agreed ones are everybody's once the whole review is agreed; before, those near see them grow."""
        settled = Q(review__state__in=SETTLED)
        if not viewer.is_authenticated:
            return self.filter(settled)
        return self.filter(settled | _near(viewer, on, "review__"))

    def standing(self, on: date) -> Self:
        """Those of reviews that were agreed by a day."""
        return self.filter(review__agreed_on__lte=on)

    def latest_round(self, on: date) -> Self:
        """Those of each review's latest agreed round: a round that is only under way takes nothing from them."""
        return self.exclude(review__followers__agreed_on__lte=on)

    def in_need(self) -> Self:
        """Red, or known by nobody: these need an action."""
        return self.filter(value__in=NEEDS_ACTION)

    def without_action(self) -> Self:
        """Those from which no action came that is still to be done or was done, their map's links counted too."""
        kept = ~Q(action__state=ActionState.DROPPED)
        stage = apps.get_model("delivery_chain", "StageAction").objects.filter(kept, rating=OuterRef("pk"))
        link = apps.get_model("delivery_chain", "LinkAction").objects.filter(
            kept, link__map__review=OuterRef("review"), link__map__stage=OuterRef("stage")
        )
        return self.exclude(Exists(stage)).exclude(Exists(link))


class ChainMapQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Members of any body see maps, and those near the review."""
        if not viewer.is_authenticated:
            return self.none()
        if viewer.standing(on).is_member_of_any_body:
            return self
        return self.filter(_near(viewer, on, "review__"))

    def with_everything(self) -> Self:
        """With actors and links, as a picture needs them."""
        return self.select_related(
            "stage",
            "drawn_by",
            "review__outcome",
            "review__strategy",
            "review__body",
            "review__version__framework",
        ).prefetch_related("actors", "links__from_actor", "links__to_actor")


class StageActionQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Where an action came from is seen by whoever sees the action and the agreed rating."""
        actions = apps.get_model("partnerships", "Action").objects.visible_to(viewer, on)
        ratings = apps.get_model("delivery_chain", "AgreedRating").objects.visible_to(viewer, on)
        return self.filter(action__in=actions.values("pk"), rating__in=ratings.values("pk"))


class LinkActionQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Where an action came from is seen by whoever sees the action and the map."""
        actions = apps.get_model("partnerships", "Action").objects.visible_to(viewer, on)
        maps = apps.get_model("delivery_chain", "ChainMap").objects.visible_to(viewer, on)
        return self.filter(action__in=actions.values("pk"), link__map__in=maps.values("pk"))
