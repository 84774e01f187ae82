"""Where an action came from: the risk or the benefit of a programme that it is for, as the action's page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerships.models import Action, BenefitAction, Person, RiskAction


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing that an action came from: what kind of thing, its name, where it is, and a word on it."""

    kind: str
    title: str
    url: str
    detail: str = ""


def origins_of(action: Action, viewer: Person, on: date) -> list[Origin]:
    """What the action came from that the viewer may see. Two queries."""
    risks = RiskAction.objects.visible_to(viewer, on).filter(action=action).select_related("risk")
    benefits = BenefitAction.objects.visible_to(viewer, on).filter(action=action)
    return [
        *(
            Origin("Risk", one.risk.title, one.risk.get_absolute_url(), f"scores {one.risk.score} of 25")
            for one in risks
        ),
        *(
            Origin("Benefit", one.benefit.title, one.benefit.get_absolute_url(), str(one.benefit.programme))
            for one in benefits.select_related("benefit__programme")
        ),
    ]
