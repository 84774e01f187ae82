"""Money in the administration. Streams are set up here; everything that moves a total is done on its own page."""

from __future__ import annotations

from django.contrib import admin

from dorset_lsp.common.admin import SetUp, ViewOnly, ViewOnlyInline
from partnerships.models import AlignedMoney, Allocation, BenefitsReport, Claim, FundingStream, Project


class AllocationInline(ViewOnlyInline):
    """The parts of a stream."""

    model = Allocation
    fields = ("title", "organisation", "amount_pence", "committed_pence", "made_on")
    readonly_fields = ("committed_pence",)


@admin.register(FundingStream)
class FundingStreamAdmin(SetUp):
    """Money that is given for a year. Amounts are whole pence."""

    list_display = ("title", "giver", "kind", "from_on", "amount_pence", "allocated_pence")
    list_filter = ("kind", "giver")
    list_select_related = ("giver",)
    search_fields = ("title", "purpose", "source")
    date_hierarchy = "from_on"
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("giver",)
    inlines = (AllocationInline,)


@admin.register(Allocation)
class AllocationAdmin(ViewOnly):
    """Parts of streams, to be looked at."""

    list_display = ("title", "stream", "organisation", "amount_pence", "committed_pence", "made_on")
    list_filter = ("stream",)
    list_select_related = ("stream", "organisation")
    search_fields = ("title", "source")
    date_hierarchy = "made_on"


class ClaimInline(ViewOnlyInline):
    """What was claimed for a project."""

    model = Claim
    fields = ("claimed_on", "claimed_by", "amount_pence", "state")


@admin.register(Project)
class ProjectAdmin(ViewOnly):
    """Projects. A draft is its organisation's alone, so what it says is not shown here."""

    list_display = ("id", "state", "organisation", "allocation", "offered_pence", "claimed_pence")
    list_filter = ("state", "allocation__stream", "organisation")
    list_select_related = ("organisation", "allocation")
    search_fields = ("organisation__name",)
    date_hierarchy = "begun_on"
    is_content_private = True
    fields = (
        "state", "organisation", "allocation", "asked_pence", "offered_pence", "claimed_pence", "released_pence",
        "applied_on", "decided_on", "claim_by_on", "report_due_on", "ended_on",
    )  # fmt: skip
    inlines = (ClaimInline,)


@admin.register(Claim)
class ClaimAdmin(ViewOnly):
    """Claims, to be looked at."""

    list_display = ("project", "amount_pence", "state", "claimed_on", "claimed_by", "settled_on")
    list_filter = ("state",)
    list_select_related = ("project", "claimed_by")
    search_fields = ("project__title", "claimed_by__name")
    date_hierarchy = "claimed_on"


@admin.register(BenefitsReport)
class BenefitsReportAdmin(ViewOnly):
    """What projects brought. Each report was written once."""

    list_display = ("project", "people_helped", "filed_on", "filed_by")
    list_filter = ("filed_on",)
    list_select_related = ("project", "filed_by")
    search_fields = ("project__title", "what_changed")
    date_hierarchy = "filed_on"


@admin.register(AlignedMoney)
class AlignedMoneyAdmin(ViewOnly):
    """What partners declare beside the streams."""

    list_display = ("title", "organisation", "outcome", "amount_pence", "from_on", "withdrawn_on")
    list_filter = ("kind", "organisation", "outcome")
    list_select_related = ("organisation", "outcome")
    search_fields = ("title", "organisation__name")
    date_hierarchy = "declared_on"
