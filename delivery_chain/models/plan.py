from __future__ import annotations

from django.db import models

from delivery_chain.querysets import LinkActionQuerySet, StageActionQuerySet


class StageAction(models.Model):
    """That an action came from what was agreed on a stage. The action itself stands in the one register."""

    rating = models.ForeignKey("delivery_chain.AgreedRating", models.PROTECT, related_name="actions")
    action = models.OneToOneField("partnerships.Action", models.PROTECT, related_name="from_stage")

    objects = StageActionQuerySet.as_manager()

    class Meta:
        ordering = ["rating", "action__due_on"]

    def __str__(self) -> str:
        return f"{self.action} from {self.rating}"


class LinkAction(models.Model):
    """That an action came from a link of a chain map, weak or missing."""

    link = models.ForeignKey("delivery_chain.Link", models.PROTECT, related_name="actions")
    action = models.OneToOneField("partnerships.Action", models.PROTECT, related_name="from_link")

    objects = LinkActionQuerySet.as_manager()

    class Meta:
        ordering = ["link", "action__due_on"]

    def __str__(self) -> str:
        return f"{self.action} from {self.link}"
