"""How far the co-ordinator decides alone about money: up to a sum by allocation, and never for their own organisation."""

from __future__ import annotations

from typing import Any

from partnerships.models import Project


def needs_authority(project: Project, amount_pence: int, by: Any) -> bool:
    """Whether a body has to have decided: the offer is too much for one person, or for that person's organisation."""
    is_own = getattr(by, "organisation_id", None) == project.organisation_id
    return is_own or amount_pence > project.allocation.delegated_pence
