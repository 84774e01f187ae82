"""What is linked with an outcome besides its indicators and actions: voices, money, risks, benefits, districts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dorset_lsp.common.money import in_pounds
from dorset_lsp.common.templatetags.components import plural
from partnerships.models import (
    AlignedMoney,
    Benefit,
    DistrictPriority,
    Finding,
    Outcome,
    Project,
    Risk,
)


@dataclass(frozen=True, slots=True)
class Links:
    """Everything that points at one outcome and that the viewer may see."""

    findings: list[Finding]
    projects: list[Project]
    aligned: list[AlignedMoney]
    risks: list[Risk]
    benefits: list[Benefit]
    priorities: list[DistrictPriority]

    @property
    def has_money(self) -> bool:
        return bool(self.projects or self.aligned)

    @property
    def what_it_bought(self) -> str:
        """How much was spent for the outcome, in one sentence, with what partners say that they bring."""
        offered = sum(project.offered_pence - project.released_pence for project in self.projects)
        claimed = sum(project.claimed_pence for project in self.projects)
        helped = [
            project.report.people_helped
            for project in self.projects
            if hasattr(project, "report") and project.report.people_helped is not None
        ]
        parts = []
        if self.projects:
            projects = plural(len(self.projects), "project")
            parts.append(f"{projects} with {in_pounds(offered)}, of which {in_pounds(claimed)} is claimed.")
        if helped:
            parts.append(f"Those that have reported helped {sum(helped):,} people, by their own count.")
        if self.aligned:
            total = sum(one.amount_pence for one in self.aligned)
            parts.append(f"Partners declare {in_pounds(total)} of their own beside it.")
        return " ".join(parts)


def links_of(outcome: Outcome, viewer: Any, on: date) -> Links:
    """Read what is linked with an outcome. Six queries."""
    findings = Finding.objects.visible_to(viewer, on).filter(outcome=outcome)
    projects = Project.objects.visible_to(viewer, on).funded().filter(outcome=outcome)
    aligned = AlignedMoney.objects.visible_to(viewer).standing().filter(outcome=outcome)
    risks = Risk.objects.visible_to(viewer, on).open().filter(outcome=outcome)
    benefits = Benefit.objects.visible_to(viewer).filter(outcome=outcome)
    priorities = DistrictPriority.objects.visible_to(viewer).filter(outcome=outcome)
    return Links(
        list(findings.select_related("area", "meeting__body").order_by("-settled_on", "-id")),
        list(projects.select_related("organisation", "area", "report").order_by("-id")),
        list(aligned.select_related("organisation")),
        list(risks.select_related("owner", "body").order_by_weight()),
        list(benefits.select_related("programme", "lead")),
        list(priorities.select_related("area")),
    )
