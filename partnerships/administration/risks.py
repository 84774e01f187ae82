"""Risks in the administration. What each layer bears is set up here; a risk is judged on its own page."""

from __future__ import annotations

from django.contrib import admin

from dorset_lsp.common.admin import SetUp, ViewOnly, ViewOnlyInline
from partnerships.models import Risk, RiskAction, RiskAppetite, RiskAssessment


@admin.register(RiskAppetite)
class RiskAppetiteAdmin(SetUp):
    """The highest score that each layer bears."""

    list_display = ("layer", "score", "words")
    list_filter = ("layer",)
    search_fields = ("words",)


class RiskAssessmentInline(ViewOnlyInline):
    """How a risk was judged."""

    model = RiskAssessment
    fields = ("assessed_on", "assessed_by", "likelihood", "impact", "reason")


@admin.register(Risk)
class RiskAdmin(ViewOnly):
    """Risks, to be looked at."""

    list_display = ("title", "state", "body", "owner", "likelihood", "impact", "review_on")
    list_filter = ("state", "body", "outcome")
    list_select_related = ("body", "owner")
    search_fields = ("title", "cause", "event", "effect", "owner__name")
    date_hierarchy = "review_on"
    inlines = (RiskAssessmentInline,)


@admin.register(RiskAssessment)
class RiskAssessmentAdmin(ViewOnly):
    """Assessments. Each was written once."""

    list_display = ("risk", "assessed_on", "assessed_by", "likelihood", "impact")
    list_filter = ("assessed_on",)
    list_select_related = ("risk", "assessed_by")
    search_fields = ("risk__title", "reason", "assessed_by__name")
    date_hierarchy = "assessed_on"


@admin.register(RiskAction)
class RiskActionAdmin(ViewOnly):
    """Which action came from which risk."""

    list_display = ("action", "risk")
    list_filter = ("risk__body",)
    list_select_related = ("action", "risk")
    search_fields = ("action__title", "risk__title")
