"""What communities said, and districts' priorities, in the administration."""

from __future__ import annotations

from django.contrib import admin

from dorset_lsp.common.admin import SetUp, ViewOnly
from partnerships.models import DistrictPriority, Finding


@admin.register(Finding)
class FindingAdmin(ViewOnly):
    """Findings, to be looked at. The bridging group takes them on their own pages."""

    list_display = ("title", "area", "source", "state", "heard_on", "outcome", "answered_on")
    list_filter = ("state", "source", "area", "outcome")
    list_select_related = ("area", "outcome")
    search_fields = ("title", "text", "from_whom", "source_title")
    date_hierarchy = "raised_on"


@admin.register(DistrictPriority)
class DistrictPriorityAdmin(SetUp):
    """What each district puts first."""

    list_display = ("title", "area", "number", "outcome", "body")
    list_filter = ("area", "outcome")
    list_select_related = ("area", "outcome", "body")
    search_fields = ("title", "source")
    autocomplete_fields = ("area", "outcome", "body")
