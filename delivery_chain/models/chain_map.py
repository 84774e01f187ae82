from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from delivery_chain.enums import ActorKind, Level, LinkKind, Strength
from delivery_chain.querysets import ChainMapQuerySet
from dorset_lsp.common.constraints import one_of


class ChainMap(models.Model):
    """Who acts on whom, from the owner of an outcome to the people it is for, drawn for one stage of a review."""

    review = models.ForeignKey("delivery_chain.Review", models.PROTECT, related_name="maps")
    stage = models.ForeignKey("delivery_chain.Stage", models.PROTECT, related_name="+")
    drawn_on = models.DateField()
    drawn_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    changed_on = models.DateField()
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = ChainMapQuerySet.as_manager()

    class Meta:
        ordering = ["review", "stage__number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "stage"], name="one_map_for_a_stage_of_a_review"),
            models.CheckConstraint(
                condition=Q(changed_on__gte=F("drawn_on")), name="chain_map_changes_after_it_is_drawn"
            ),
        ]

    def __str__(self) -> str:
        return f"Chain map of {self.stage}, {self.review}"

    def get_absolute_url(self) -> str:
        return reverse("delivery_chain:map-detail", args=[self.review_id, self.stage.number])


class Actor(models.Model):
    """An organisation, a group or a role in a chain, on one level of it."""

    map = models.ForeignKey(ChainMap, models.PROTECT, related_name="actors")
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=14, choices=Level)
    kind = models.CharField(max_length=14, choices=ActorKind, blank=True)
    controls = models.CharField(
        "what it controls",
        max_length=120,
        blank=True,
        help_text="Such as money, land, law, staff or information.",
    )
    is_owner = models.BooleanField("owns the outcome", default=False)
    takes_part = models.BooleanField("takes part in the partnership", default=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place on its level, from the left.")

    class Meta:
        ordering = ["map", "position", "id"]
        constraints = [
            one_of("level", Level),
            one_of("kind", ActorKind, or_nothing=True),
            models.UniqueConstraint(fields=["map", "name"], name="an_actor_stands_once_on_a_map"),
            models.UniqueConstraint(fields=["map"], condition=Q(is_owner=True), name="a_map_has_one_owner"),
            models.CheckConstraint(
                condition=~Q(is_owner=True, level=Level.BENEFICIARY), name="a_beneficiary_is_not_the_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """How one actor acts on another: by what, how strongly, and how we know. A missing link ought to be there."""

    map = models.ForeignKey(ChainMap, models.PROTECT, related_name="links")
    from_actor = models.ForeignKey(Actor, models.PROTECT, related_name="links_out")
    to_actor = models.ForeignKey(Actor, models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=12, choices=LinkKind)
    strength = models.CharField(max_length=8, choices=Strength)
    evidence = models.CharField("how we know", max_length=300, blank=True)
    rests_on_one = models.BooleanField("rests on one person", default=False)

    class Meta:
        ordering = ["map", "id"]
        constraints = [
            one_of("kind", LinkKind),
            one_of("strength", Strength),
            models.UniqueConstraint(
                fields=["from_actor", "to_actor", "kind"], name="a_link_of_a_kind_is_drawn_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_actor=F("to_actor")), name="a_link_leads_to_another_actor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_actor} {self.kind} {self.to_actor}"
