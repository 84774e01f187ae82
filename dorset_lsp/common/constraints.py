"""Database constraints that many models share, each made by one function."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def both_or_neither(first: str, second: str) -> models.CheckConstraint:
    """Two fields that are set together or empty together, such as verified_on and verified_by."""
    return models.CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        name=f"%(class)s_{first}_with_{second}",
    )


def one_of(
    field: str, choices: type[models.TextChoices], *, or_nothing: bool = False
) -> models.CheckConstraint:
    """A field that holds one of its choices and nothing else; with ``or_nothing`` it may be empty."""
    known = [*([""] if or_nothing else []), *choices.values]
    return models.CheckConstraint(condition=Q(**{f"{field}__in": known}), name=f"%(class)s_{field}_is_known")


def in_order(earlier: str, later: str) -> models.CheckConstraint:
    """Two dates of a half-open span: the later one, if given, comes after the earlier one."""
    return models.CheckConstraint(
        condition=Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gt": models.F(earlier)}),
        name=f"%(class)s_{earlier}_before_{later}",
    )
