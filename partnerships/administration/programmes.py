"""Programmes in the administration: set up here; their benefits move on their own pages."""

from __future__ import annotations

from django.contrib import admin

from dorset_lsp.common.admin import SetUp, SetUpInline, ViewOnly
from partnerships.models import Benefit, BenefitAction, BenefitNote, FundedPost, Programme


class FundedPostInline(SetUpInline):
    """The posts that a programme pays for."""

    model = FundedPost
    autocomplete_fields = ("employer", "holder")


@admin.register(Programme)
class ProgrammeAdmin(SetUp):
    """Programmes of benefits with the posts that they pay for."""

    list_display = ("title", "body", "from_on", "to_on")
    list_filter = ("body",)
    list_select_related = ("body",)
    search_fields = ("title", "about")
    date_hierarchy = "from_on"
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("body",)
    inlines = (FundedPostInline,)


@admin.register(Benefit)
class BenefitAdmin(SetUp):
    """The benefits of a programme. How far one is, is said on its page."""

    list_display = ("title", "programme", "number", "state", "lead", "organisation", "outcome")
    list_filter = ("programme", "state", "outcome")
    list_select_related = ("programme", "lead", "organisation", "outcome")
    search_fields = ("title", "field", "will_be_noticed")
    autocomplete_fields = ("programme", "lead", "organisation", "outcome")
    readonly_fields = ("state", "end_reason")


@admin.register(BenefitNote)
class BenefitNoteAdmin(ViewOnly):
    """How benefits come on. Each note was written once."""

    list_display = ("benefit", "written_on", "written_by")
    list_filter = ("written_on",)
    list_select_related = ("benefit", "written_by")
    search_fields = ("benefit__title", "text")
    date_hierarchy = "written_on"


@admin.register(BenefitAction)
class BenefitActionAdmin(ViewOnly):
    """Which action came from which benefit."""

    list_display = ("action", "benefit")
    list_filter = ("benefit__programme",)
    list_select_related = ("action", "benefit")
    search_fields = ("action__title", "benefit__title")


@admin.register(FundedPost)
class FundedPostAdmin(SetUp):
    """Posts that programmes pay for."""

    list_display = ("title", "programme", "employer", "holder", "years", "from_on", "to_on")
    list_filter = ("programme",)
    list_select_related = ("programme", "employer", "holder")
    search_fields = ("title", "purpose", "source")
    date_hierarchy = "from_on"
    autocomplete_fields = ("programme", "employer", "holder")
