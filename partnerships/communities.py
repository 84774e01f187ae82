"""A community and what became of what it said: its findings, its priorities and the projects there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerships.enums import FindingState
from partnerships.models import Area, DistrictPriority, Finding, PracticeNote, Project


@dataclass(frozen=True, slots=True)
class Said:
    """What a place and the places within it said, and what came of it."""

    findings: list[Finding]
    priorities: list[DistrictPriority]
    projects: list[Project]
    practice: list[PracticeNote]
    parts: list[tuple[Area, int]]

    @property
    def sentence(self) -> str:
        """How much was said, and how far it came."""
        if not self.findings:
            return "Nothing that was said here has been brought to the bridging group yet."
        states = Counter(finding.state for finding in self.findings)
        waiting = states[FindingState.RAISED] + states[FindingState.CONSIDERED]
        number, answered = len(self.findings), sum(one.answered_on is not None for one in self.findings)
        parts = [
            f"{states[FindingState.ADOPTED]} adopted into an outcome",
            f"{states[FindingState.DECLINED]} declined",
            f"{waiting} waiting for the bridging group",
        ]
        things = "thing was" if number == 1 else "things were"
        told = f"{answered} {'is' if answered == 1 else 'are'} answered."
        return f"{number} {things} brought from here: {', '.join(part for part in parts if part[0] != '0')}. {told}"


def said_and_done(area: Area, viewer: Any, on: date) -> Said:
    """Everything about one community that the viewer may see. A fixed number of queries."""
    findings = Finding.objects.visible_to(viewer, on).from_area(area)
    projects = Project.objects.visible_to(viewer, on).funded().filter(area=area)
    practice = PracticeNote.objects.visible_to(viewer, on).filter(area=area)
    counts = Counter(Finding.objects.visible_to(viewer, on).values_list("area", flat=True))
    return Said(
        list(findings.select_related("area", "outcome", "meeting__body").order_by("-heard_on", "-id")),
        list(DistrictPriority.objects.visible_to(viewer).filter(area=area).select_related("outcome")),
        list(projects.select_related("organisation", "allocation").order_by("-id")),
        list(practice.select_related("organisation")),
        [(part, counts[part.pk]) for part in area.parts.all()],
    )


def communities(viewer: Any, on: date) -> list[tuple[Area, int]]:
    """Every place from which something was said that the viewer may see, with how much, by name. Two queries."""
    counts = Counter(Finding.objects.visible_to(viewer, on).values_list("area", flat=True))
    areas = Area.objects.visible_to(viewer).filter(pk__in=list(counts)).select_related("parent")
    return [(area, counts[area.pk]) for area in areas]
