"""Reads of the site's own records as phrases that chain aloud."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from dorset_lsp.common.models.audit import AppendOnlyQuerySet
from partnerships.models import Person

Viewer: TypeAlias = "Person | AnonymousUser"


def _of_the_body(viewer: Viewer, on: date, way: str) -> Q:
    """The condition that the viewer is of the body that meets, or the co-ordinator."""
    if not viewer.is_authenticated:
        return Q(pk__in=[])
    standing = viewer.standing(on)
    return ~Q(pk__in=[]) if standing.is_coordinator else Q(**{f"{way}meeting__body__in": standing.body_ids})


class PackQuerySet(AppendOnlyQuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """A pack is for the members of the body that meets, and for the co-ordinator."""
        return self.filter(_of_the_body(viewer, on, ""))


class PackFileQuerySet(AppendOnlyQuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """As the pack."""
        return self.filter(_of_the_body(viewer, on, "pack__"))
