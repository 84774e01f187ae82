"""Shared practice in the administration."""

from __future__ import annotations

from django.contrib import admin

from dorset_lsp.common.admin import ViewOnly, ViewOnlyInline
from partnerships.models import PracticeCopy, PracticeNote


class PracticeCopyInline(ViewOnlyInline):
    """Who does the same."""

    model = PracticeCopy
    fields = ("organisation", "area", "copied_on", "copied_by")


@admin.register(PracticeNote)
class PracticeNoteAdmin(ViewOnly):
    """Notes, to be looked at. Whoever wrote one corrects it on its page."""

    list_display = ("title", "organisation", "area", "challenge", "contact", "written_on")
    list_filter = ("challenge", "area", "organisation")
    list_select_related = ("organisation", "area", "challenge", "contact")
    search_fields = ("title", "tried", "happened")
    date_hierarchy = "written_on"
    inlines = (PracticeCopyInline,)


@admin.register(PracticeCopy)
class PracticeCopyAdmin(ViewOnly):
    """Who does the same as a note."""

    list_display = ("note", "organisation", "area", "copied_on", "copied_by")
    list_filter = ("organisation", "area")
    list_select_related = ("note", "organisation", "area", "copied_by")
    search_fields = ("note__title", "what_differs")
    date_hierarchy = "copied_on"
