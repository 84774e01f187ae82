"""Performance in the administration: what is measured and agreed can be set up; what is returned and published cannot.

The administrator is not among those who see a return before it is published: its texts and figures are not shown.
"""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from dorset_lsp.common.admin import SetUp, SetUpInline, ViewOnly, ViewOnlyInline
from performance.models import (
    Agreement,
    AgreementVersion,
    BenefitIndicator,
    Catalogue,
    CatalogueEntry,
    ComparisonArea,
    ComparisonFigure,
    CorporateFigure,
    CorporateLine,
    CorporateMeasure,
    DefinitionVersion,
    Delivery,
    Edition,
    ExceptionAction,
    Indicator,
    IndicatorAlias,
    IndicatorArea,
    LateNotice,
    LeadNotice,
    Observation,
    PrintedCell,
    Pull,
    QuarantinedRow,
    Rebase,
    Refresh,
    RefreshLine,
    RefreshPoint,
    Release,
    ReopenRequest,
    ReportData,
    ReportFile,
    ReportSeal,
    Result,
    Return,
    ReturnFigure,
    ReturnReminder,
    Round,
    Scorecard,
    ScorecardLine,
    Source,
    Target,
    TargetPoint,
    WorkbookUpload,
)

# What is measured --------------------------------------------------------------------------------------


class AliasInline(SetUpInline):
    """Other codes and names."""

    model = IndicatorAlias


class SplitInline(SetUpInline):
    """Areas it is split by."""

    model = IndicatorArea


class DefinitionInline(SetUpInline):
    """What exactly is counted, version by version."""

    model = DefinitionVersion


@admin.register(Indicator)
class IndicatorAdmin(SetUp):
    """What is measured, with its other names, splits and definitions."""

    list_display = ("code", "title", "outcome", "owner_organisation", "owner", "frequency", "withdrawn_on")
    list_filter = ("outcome", "owner_organisation", "frequency", "polarity", "source_status")
    list_select_related = ("outcome", "owner_organisation", "owner")
    search_fields = ("code", "title", "aliases__alias")
    autocomplete_fields = ("outcome", "owner_organisation", "owner", "part_of", "catalogue_entry")
    prepopulated_fields = {"slug": ("code",)}
    inlines = (AliasInline, SplitInline, DefinitionInline)
    fieldsets = (
        (None, {"fields": ("code", "slug", "title", "part_of", "outcome", "position")}),
        ("Whose it is", {"fields": ("owner_organisation", "owner")}),
        ("How it is measured", {"fields": (
            "measure", "unit", "decimals", "polarity", "frequency", "first_year", "year_start_month", "is_seasonal",
            "lag_days", "first_figure_on",
        )}),
        ("How figures combine", {"fields": (
            "combine", "profile", "per", "numerator_label", "denominator_label", "county_rule",
        )}),
        ("How it is judged", {"fields": ("tolerance_kind", "tolerance", "stated_low", "stated_high")}),
        ("Where it comes from", {"fields": (
            "catalogue_entry", "source", "source_status", "source_note", "has_illustrative_figures",
        )}),
        ("Its end", {"fields": ("withdrawn_on", "withdrawn_by_whom")}),
    )  # fmt: skip


@admin.register(IndicatorAlias)
class IndicatorAliasAdmin(SetUp):
    """Other codes and names of indicators."""

    list_display = ("alias", "indicator")
    list_select_related = ("indicator",)
    search_fields = ("alias", "indicator__code", "indicator__title")
    autocomplete_fields = ("indicator",)


@admin.register(IndicatorArea)
class IndicatorAreaAdmin(SetUp):
    """Areas that indicators are split by."""

    list_display = ("indicator", "area", "weight")
    list_filter = ("area",)
    list_select_related = ("indicator", "area")
    search_fields = ("indicator__code", "indicator__title", "area__name")
    autocomplete_fields = ("indicator",)


@admin.register(BenefitIndicator)
class BenefitIndicatorAdmin(SetUp):
    """Which indicators show whether a benefit of a programme is there."""

    list_display = ("benefit", "indicator")
    list_filter = ("benefit__programme",)
    list_select_related = ("benefit", "indicator")
    search_fields = ("benefit__title", "indicator__code", "indicator__title")
    autocomplete_fields = ("benefit", "indicator")


@admin.register(DefinitionVersion)
class DefinitionVersionAdmin(SetUp):
    """Definitions. A new one is a break in series."""

    list_display = ("indicator", "number", "from_on", "reason")
    list_select_related = ("indicator",)
    search_fields = ("indicator__code", "indicator__title", "text")
    date_hierarchy = "from_on"
    autocomplete_fields = ("indicator",)


@admin.register(ComparisonArea)
class ComparisonAreaAdmin(SetUp):
    """Places outside the partnership that are set beside it."""

    list_display = ("name", "about", "position")
    search_fields = ("name", "about")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(ComparisonFigure)
class ComparisonFigureAdmin(SetUp):
    """What indicators stood at in other areas, with where that is from."""

    list_display = ("indicator", "area", "label", "value", "source", "is_illustrative")
    list_filter = ("area", "is_illustrative")
    list_select_related = ("indicator", "area")
    search_fields = ("indicator__code", "indicator__title", "area__name", "source")
    autocomplete_fields = ("indicator", "area")
    date_hierarchy = "to_on"


# What was agreed ---------------------------------------------------------------------------------------


class VersionInline(SetUpInline):
    """An agreement as signed, and as refreshed."""

    model = AgreementVersion


@admin.register(Agreement)
class AgreementAdmin(SetUp):
    """Agreements with their versions."""

    list_display = ("title", "area", "from_on", "to_on")
    list_select_related = ("area",)
    search_fields = ("title",)
    date_hierarchy = "from_on"
    prepopulated_fields = {"slug": ("title",)}
    inlines = (VersionInline,)


@admin.register(AgreementVersion)
class AgreementVersionAdmin(SetUp):
    """Agreements as signed and as refreshed."""

    list_display = ("title", "agreement", "number", "agreed_on")
    list_filter = ("agreement",)
    list_select_related = ("agreement",)
    search_fields = ("title", "agreement__title")
    date_hierarchy = "agreed_on"


class TargetPointInline(SetUpInline):
    """The values to be reached, year by year."""

    model = TargetPoint


@admin.register(Target)
class TargetAdmin(SetUp):
    """Targets. Those of a version that a refresh has replaced can be read and no more."""

    list_display = ("indicator", "version", "kind", "state", "baseline_label")
    list_filter = ("version", "kind", "state")
    list_select_related = ("indicator", "version__agreement")
    search_fields = ("indicator__code", "indicator__title", "state_reason")
    autocomplete_fields = ("indicator", "relates_to")
    inlines = (TargetPointInline,)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_replaced(obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_replaced(obj)


@admin.register(TargetPoint)
class TargetPointAdmin(SetUp):
    """The values of targets. Those of a version that a refresh has replaced can be read and no more."""

    list_display = ("target", "label", "value", "value_high", "as_printed", "to_on")
    list_filter = ("target__version",)
    list_select_related = ("target__indicator", "target__version__agreement")
    search_fields = ("target__indicator__code", "target__indicator__title", "label")
    date_hierarchy = "to_on"
    autocomplete_fields = ("target",)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_replaced(getattr(obj, "target", None))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_replaced(getattr(obj, "target", None))


@admin.register(PrintedCell)
class PrintedCellAdmin(ViewOnly):
    """Tables of agreements, cell by cell as they were printed. They come with a folder and are never put right."""

    list_display = ("document", "row", "heading", "text", "read_as", "indicator")
    list_filter = ("document", "read_as")
    list_select_related = ("indicator",)
    search_fields = ("document", "heading", "text", "indicator__code", "indicator__title")


# Where indicators are chosen from ----------------------------------------------------------------------


class EntryInline(ViewOnlyInline):
    """What the catalogue holds."""

    model = CatalogueEntry
    fields = ("code", "title", "theme", "state", "source_status")


@admin.register(Catalogue)
class CatalogueAdmin(ViewOnly):
    """Catalogues as published by others. They come with a folder that chooses from them."""

    list_display = ("title", "publisher", "source")
    search_fields = ("title", "publisher")
    inlines = (EntryInline,)


@admin.register(CatalogueEntry)
class CatalogueEntryAdmin(ViewOnly):
    """Entries of catalogues, with how sure their wording is."""

    list_display = ("code", "title", "catalogue", "theme", "state", "source_status")
    list_filter = ("catalogue", "source_status", "state", "theme")
    list_select_related = ("catalogue",)
    search_fields = ("code", "title", "theme")


def _is_replaced(target: models.Model | None) -> bool:
    """Whether a later version of the agreement has taken this target's place."""
    if not isinstance(target, Target):
        return False
    version = target.version
    return version.agreement.versions.filter(number__gt=version.number).exists()


class LineInline(SetUpInline):
    """The indicators of a scorecard, in order."""

    model = ScorecardLine
    autocomplete_fields = ("indicator",)


@admin.register(Scorecard)
class ScorecardAdmin(SetUp):
    """Scorecards with their lines."""

    list_display = ("title", "body", "organisation", "outcome", "position")
    list_filter = ("agreement", "outcome")
    list_select_related = ("body", "organisation", "outcome")
    search_fields = ("title", "subtitle")
    autocomplete_fields = ("body", "organisation", "outcome")
    prepopulated_fields = {"slug": ("title",)}
    inlines = (LineInline,)


@admin.register(ScorecardLine)
class ScorecardLineAdmin(SetUp):
    """Indicators' places on scorecards."""

    list_display = ("scorecard", "indicator", "position")
    list_filter = ("scorecard",)
    list_select_related = ("scorecard", "indicator")
    search_fields = ("scorecard__title", "indicator__code", "indicator__title")
    autocomplete_fields = ("scorecard", "indicator")


# Rounds, returns and what was published ----------------------------------------------------------------


class EditionInline(ViewOnlyInline):
    """The publications of a round."""

    model = Edition
    fields = ("number", "published_on", "published_by", "note")


@admin.register(Round)
class RoundAdmin(ViewOnly):
    """Reporting rounds. They are planned, opened and published on their own page."""

    list_display = ("title", "state", "opens_on", "due_on", "closes_on")
    list_filter = ("state",)
    search_fields = ("title", "slug")
    date_hierarchy = "period_to"
    inlines = (EditionInline,)


@admin.register(Edition)
class EditionAdmin(ViewOnly):
    """Publications."""

    list_display = ("round", "number", "published_on", "published_by")
    list_select_related = ("round", "published_by")
    list_filter = ("round",)
    search_fields = ("round__title", "note")
    date_hierarchy = "published_on"


@admin.register(Return)
class ReturnAdmin(ViewOnly):
    """That a return exists, where it stands, and who did what when; never what it says."""

    is_content_private = True
    list_display = ("indicator", "round", "state", "submitted_by", "verified_by")
    list_filter = ("round", "state")
    list_select_related = ("indicator", "round", "submitted_by", "verified_by")
    search_fields = ("indicator__code", "indicator__title")
    date_hierarchy = "period_to"
    fields = (
        "round", "indicator", "period_from", "period_to", "state", "version", "saved_on", "saved_by", "submitted_on",
        "submitted_by", "verified_on", "verified_by", "sent_back_on", "is_correction", "open_until",
    )  # fmt: skip


@admin.register(ReturnFigure)
class ReturnFigureAdmin(ViewOnly):
    """That an area was answered for; never with what."""

    is_content_private = True
    list_display = ("of_return", "area")
    list_filter = ("area",)
    list_select_related = ("of_return__indicator", "of_return__round", "area")
    search_fields = ("of_return__indicator__code", "of_return__indicator__title", "area__name")
    fields = ("of_return", "area")


@admin.register(WorkbookUpload)
class WorkbookUploadAdmin(ViewOnly):
    """That a workbook was uploaded, by whom, and what became of it; never what it says."""

    is_content_private = True
    list_display = ("file_name", "round", "uploaded_by", "uploaded_on", "state")
    list_filter = ("state", "round")
    list_select_related = ("round", "uploaded_by")
    search_fields = ("file_name", "sha256", "uploaded_by__name")
    date_hierarchy = "uploaded_on"
    fields = ("round", "file_name", "sha256", "state", "uploaded_on", "uploaded_by")


@admin.register(Source)
class SourceAdmin(ViewOnly):
    """Files that partners publish. They are set up on their own page."""

    list_display = ("title", "organisation", "person", "rhythm", "first_on", "stopped_on")
    list_filter = ("rhythm", "organisation")
    list_select_related = ("organisation", "person")
    search_fields = ("title", "address")


@admin.register(Pull)
class PullAdmin(ViewOnly):
    """Fetches of partners' files. The files themselves are on the page of each."""

    list_display = ("source", "pulled_on", "row_count", "taken_count", "held_count", "error")
    list_filter = ("source",)
    list_select_related = ("source",)
    search_fields = ("source__title", "sha256", "error")
    date_hierarchy = "pulled_on"
    fields = (
        "source", "key", "due_on", "pulled_on", "fetched_at", "by_name", "sha256", "size", "row_count", "taken_count",
        "same_count", "held_count", "error",
    )  # fmt: skip


@admin.register(QuarantinedRow)
class QuarantinedRowAdmin(ViewOnly):
    """Rows of partners' files that did not fit."""

    list_display = ("source", "number", "misfit", "state", "settled_on", "settled_by_name")
    list_filter = ("state", "misfit", "source")
    list_select_related = ("source",)
    search_fields = ("source__title", "sentence", "reason")


@admin.register(ReopenRequest)
class ReopenRequestAdmin(ViewOnly):
    """Requests to open a locked return again."""

    list_display = ("of_return", "asked_by", "asked_on", "answered_on", "is_granted")
    list_filter = ("is_granted",)
    list_select_related = ("of_return__indicator", "asked_by")
    search_fields = ("of_return__indicator__code", "of_return__indicator__title", "reason")
    date_hierarchy = "asked_on"


@admin.register(ReturnReminder)
class ReturnReminderAdmin(ViewOnly):
    """Reminders that went out."""

    list_display = ("of_return", "person", "sent_on")
    list_select_related = ("of_return__indicator", "person")
    list_filter = ("sent_on",)
    search_fields = ("of_return__indicator__code", "person__name")
    date_hierarchy = "sent_on"


@admin.register(LateNotice)
class LateNoticeAdmin(ViewOnly):
    """When a round's due day was noted to have passed with figures missing."""

    list_display = ("round", "due_on", "noted_on", "late_count")
    list_select_related = ("round",)
    search_fields = ("round__title",)
    date_hierarchy = "noted_on"


@admin.register(LeadNotice)
class LeadNoticeAdmin(ViewOnly):
    """Which leads were told in which week what waits for them."""

    list_display = ("person", "week_from", "sent_on")
    list_select_related = ("person",)
    list_filter = ("week_from",)
    search_fields = ("person__name",)
    date_hierarchy = "sent_on"


@admin.register(Observation)
class ObservationAdmin(ViewOnly):
    """Published figures and absences, with their revisions."""

    list_display = (
        "indicator",
        "area",
        "period_from",
        "period_to",
        "value",
        "absence",
        "revision",
        "is_latest",
    )
    list_filter = ("is_latest", "is_provisional", "absence", "area")
    list_select_related = ("indicator", "area")
    search_fields = ("indicator__code", "indicator__title")
    date_hierarchy = "period_to"


@admin.register(Result)
class ResultAdmin(ViewOnly):
    """What each edition says of each indicator."""

    list_display = ("code", "title", "edition", "status", "direction", "shown_value", "shown_milestone")
    list_filter = ("edition", "status", "direction")
    list_select_related = ("edition__round",)
    search_fields = ("code", "title", "sentence")
    date_hierarchy = "edition__published_on"


class RefreshLineInline(ViewOnlyInline):
    """What it makes of each target."""

    model = RefreshLine


class RefreshPointInline(ViewOnlyInline):
    """The values that it proposes, year by year."""

    model = RefreshPoint


@admin.register(Refresh)
class RefreshAdmin(ViewOnly):
    """Proposals to change targets; made, approved and refused on the agreement's pages."""

    list_display = ("title", "agreement", "state", "begun_by", "begun_on", "decided_by", "decided_on")
    list_filter = ("state", "agreement")
    list_select_related = ("agreement", "begun_by", "decided_by")
    search_fields = ("title", "reason")
    date_hierarchy = "begun_on"
    inlines = (RefreshLineInline,)


@admin.register(RefreshLine)
class RefreshLineAdmin(ViewOnly):
    """What refreshes make of targets."""

    list_display = ("indicator", "refresh", "kind", "state")
    list_filter = ("state", "kind")
    list_select_related = ("indicator", "refresh")
    search_fields = ("indicator__code", "indicator__title", "refresh__title")
    inlines = (RefreshPointInline,)


@admin.register(RefreshPoint)
class RefreshPointAdmin(ViewOnly):
    """The values that refreshes propose."""

    list_display = ("line", "label", "value", "value_high")
    list_select_related = ("line__indicator", "line__refresh")
    search_fields = ("line__indicator__code", "label")


@admin.register(Rebase)
class RebaseAdmin(ViewOnly):
    """Where a chart starts afresh, and why; made on the indicator's page."""

    list_display = ("indicator", "from_on", "reason", "recorded_by_name", "recorded_on")
    list_select_related = ("indicator",)
    search_fields = ("indicator__code", "indicator__title", "reason")


@admin.register(ExceptionAction)
class ExceptionActionAdmin(ViewOnly):
    """Which result an action came from."""

    list_display = ("action", "result")
    list_select_related = ("action", "result__edition__round")
    search_fields = ("action__title", "result__code", "result__title")


@admin.register(ReportData)
class ReportDataAdmin(ViewOnly):
    """What each report is drawn from, as it was on the day of publication."""

    list_display = ("edition",)
    list_select_related = ("edition__round",)
    list_filter = ("edition__round",)
    search_fields = ("edition__round__title",)
    date_hierarchy = "edition__published_on"


@admin.register(ReportFile)
class ReportFileAdmin(ViewOnly):
    """The files of reports, with their hashes."""

    list_display = ("name", "edition", "format", "size", "sha256")
    list_select_related = ("edition__round",)
    list_filter = ("format", "edition__round")
    search_fields = ("name", "sha256")
    date_hierarchy = "edition__published_on"


@admin.register(ReportSeal)
class ReportSealAdmin(ViewOnly):
    """The chain of hashes from edition to edition."""

    list_display = ("edition", "chain", "previous")
    list_select_related = ("edition__round",)
    list_filter = ("edition__round",)
    search_fields = ("chain", "canonical_sha256")
    date_hierarchy = "edition__published_on"


@admin.register(Delivery)
class DeliveryAdmin(ViewOnly):
    """What systems handed in, and what they were answered."""

    list_display = ("key", "token", "delivered_on")
    search_fields = ("key", "token__label")


@admin.register(Release)
class ReleaseAdmin(ViewOnly):
    """Which editions are open to everybody, and since when."""

    list_display = ("edition", "released_on", "released_by_name")
    search_fields = ("edition__round__title",)


# What organisations measure for themselves ------------------------------------------------------------


@admin.register(CorporateMeasure)
class CorporateMeasureAdmin(ViewOnly):
    """That an organisation measures something for itself; never what."""

    is_content_private = True
    list_display = ("organisation", "added_on", "shared_on", "ended_on")
    list_filter = ("organisation",)
    list_select_related = ("organisation",)
    search_fields = ("organisation__name",)
    fields = ("organisation", "added_on", "shared_on", "ended_on")


@admin.register(CorporateFigure)
class CorporateFigureAdmin(ViewOnly):
    """That there is a figure of a corporate measure; never which."""

    is_content_private = True
    list_display = ("of_measure", "recorded_on")
    list_select_related = ("of_measure__organisation",)
    search_fields = ("of_measure__organisation__name",)
    fields = ("of_measure", "recorded_on")


@admin.register(CorporateLine)
class CorporateLineAdmin(ViewOnly):
    """That an organisation has set an indicator on its corporate scorecard; never which."""

    is_content_private = True
    list_display = ("organisation",)
    list_select_related = ("organisation",)
    search_fields = ("organisation__name",)
    fields = ("organisation",)
