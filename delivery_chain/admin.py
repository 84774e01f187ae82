"""Delivery chains in the administration. Frameworks can be set up; a version that a review uses can be read and no more.

Of ratings it shows that they exist, never what they say, and of an anonymous sheet not whose it is. Maps and actions
are changed on their own pages.
"""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from delivery_chain.models import (
    Actor,
    AgreedRating,
    ChainMap,
    Dissent,
    Framework,
    FrameworkVersion,
    GroupMember,
    GroupRating,
    IndividualRating,
    IndividualSheet,
    Link,
    LinkAction,
    NextRoundNotice,
    Review,
    ReviewGroup,
    SheetReminder,
    Stage,
    StageAction,
    UndoneNotice,
)
from dorset_lsp.common.admin import SetUp, SetUpInline, ViewOnly, ViewOnlyInline

# Frameworks --------------------------------------------------------------------------------------------


class VersionInline(SetUpInline):
    """The versions of a framework."""

    model = FrameworkVersion


@admin.register(Framework)
class FrameworkAdmin(SetUp):
    """Lists of questions, with their versions."""

    list_display = ("title", "short_title", "subject", "asks_for_maps", "months_between_rounds", "position")
    list_filter = ("subject", "asks_for_maps")
    search_fields = ("title", "short_title", "slug")
    prepopulated_fields = {"slug": ("short_title",)}
    inlines = (VersionInline,)


class StageInline(SetUpInline):
    """The questions of a version, in order. Those that a review uses stand as they are."""

    model = Stage

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_used(obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_change_permission(request, obj)


@admin.register(FrameworkVersion)
class FrameworkVersionAdmin(SetUp):
    """Versions with their stages. One that a review has begun with can be read and no more."""

    list_display = ("framework", "number", "from_on", "source")
    list_filter = ("framework",)
    list_select_related = ("framework",)
    search_fields = ("framework__title", "source", "note")
    date_hierarchy = "from_on"
    inlines = (StageInline,)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_used(obj)


@admin.register(Stage)
class StageAdmin(SetUp):
    """Stages. Those of a version that a review has begun with can be read and no more."""

    list_display = ("number", "short_name", "version", "question")
    list_filter = ("version",)
    list_select_related = ("version__framework",)
    search_fields = ("short_name", "question")
    autocomplete_fields = ("version",)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_used(getattr(obj, "version", None))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_used(getattr(obj, "version", None))


def is_used(version: models.Model | None) -> bool:
    """Whether a review keeps this version."""
    return isinstance(version, FrameworkVersion) and version.reviews.exists()


# Reviews -----------------------------------------------------------------------------------------------


class GroupInline(ViewOnlyInline):
    """The groups of a review, and whether they are in."""

    model = ReviewGroup
    fields = ("number", "name", "state", "submitted_on", "submitted_by")


@admin.register(Review)
class ReviewAdmin(ViewOnly):
    """Reviews. They are run on their own pages."""

    list_display = ("title", "body", "version", "round", "state", "facilitator", "set_up_on")
    list_filter = ("state", "version", "body")
    list_select_related = ("outcome", "strategy", "body", "version__framework", "facilitator")
    search_fields = ("outcome__title", "strategy__title", "body__name")
    date_hierarchy = "set_up_on"
    inlines = (GroupInline,)


@admin.register(ReviewGroup)
class ReviewGroupAdmin(ViewOnly):
    """Groups, and whether their sheet is in."""

    list_display = ("name", "review", "state", "submitted_on", "submitted_by")
    list_filter = ("state",)
    list_select_related = ("review__outcome", "review__strategy", "submitted_by")
    search_fields = ("name", "review__outcome__title", "review__body__name")
    date_hierarchy = "submitted_on"


@admin.register(GroupMember)
class GroupMemberAdmin(ViewOnly):
    """Who takes part where, and whether they have rated alone."""

    list_display = ("person", "group", "rated_on")
    list_select_related = ("person", "group")
    list_filter = ("rated_on",)
    search_fields = ("person__name", "group__name")


@admin.register(GroupRating)
class GroupRatingAdmin(ViewOnly):
    """That a group rated a stage; never how. Before a comparison opens not even that."""

    is_content_private = True
    list_display = ("group", "stage")
    list_select_related = ("group", "stage")
    search_fields = ("group__name", "stage__short_name")
    fields = ("group", "stage")


@admin.register(IndividualSheet)
class IndividualSheetAdmin(ViewOnly):
    """That somebody rated alone. Who it was stands there only where the review names them."""

    is_content_private = True
    list_display = ("review", "member")
    list_select_related = ("review__outcome", "review__strategy", "member__person", "member__group")
    search_fields = ("member__person__name",)
    fields = ("review", "member")


@admin.register(IndividualRating)
class IndividualRatingAdmin(ViewOnly):
    """That a stage was rated alone; never how. Before a comparison opens not even that."""

    is_content_private = True
    list_display = ("sheet", "stage")
    list_select_related = ("sheet__member__person", "stage")
    search_fields = ("stage__short_name",)
    fields = ("sheet", "stage")


@admin.register(AgreedRating)
class AgreedRatingAdmin(ViewOnly):
    """Which stages have an agreed rating, how it was settled and by whom; what was agreed stands on the review's page."""

    is_content_private = True
    list_display = ("stage", "review", "settled", "agreed_on", "agreed_by")
    list_filter = ("settled",)
    list_select_related = ("stage", "review__outcome", "review__strategy", "agreed_by")
    search_fields = ("stage__short_name", "review__outcome__title")
    date_hierarchy = "agreed_on"
    fields = ("review", "stage", "settled", "agreed_on", "agreed_by")


@admin.register(Dissent)
class DissentAdmin(ViewOnly):
    """That a dissent was recorded; its words stand on the review's page, for those who may read it."""

    is_content_private = True
    list_display = ("stage", "review", "recorded_on", "recorded_by")
    list_select_related = ("stage", "review__outcome", "review__strategy", "recorded_by")
    search_fields = ("stage__short_name", "review__outcome__title")
    date_hierarchy = "recorded_on"
    fields = ("review", "stage", "recorded_on", "recorded_by")


# Maps and plans ----------------------------------------------------------------------------------------


class ActorInline(ViewOnlyInline):
    """Who stands on a map."""

    model = Actor
    fields = ("name", "level", "kind", "is_owner", "position")


class LinkInline(ViewOnlyInline):
    """Who acts on whom."""

    model = Link
    fields = ("from_actor", "kind", "to_actor", "strength", "evidence")


@admin.register(ChainMap)
class ChainMapAdmin(ViewOnly):
    """Chain maps with their actors and links."""

    list_display = ("stage", "review", "drawn_on", "drawn_by", "changed_on")
    list_select_related = ("stage", "review__outcome", "review__strategy", "drawn_by")
    search_fields = ("stage__short_name", "review__outcome__title")
    date_hierarchy = "drawn_on"
    inlines = (ActorInline, LinkInline)


@admin.register(Actor)
class ActorAdmin(ViewOnly):
    """Actors of chain maps."""

    list_display = ("name", "level", "kind", "is_owner", "map")
    list_filter = ("level", "kind")
    list_select_related = ("map__stage", "map__review__outcome", "map__review__strategy")
    search_fields = ("name",)


@admin.register(Link)
class LinkAdmin(ViewOnly):
    """Links of chain maps."""

    list_display = ("from_actor", "kind", "to_actor", "strength", "evidence")
    list_filter = ("kind", "strength")
    list_select_related = ("from_actor", "to_actor")
    search_fields = ("from_actor__name", "to_actor__name", "evidence")


@admin.register(StageAction)
class StageActionAdmin(ViewOnly):
    """Which stage an action came from."""

    list_display = ("action", "rating")
    list_select_related = ("action", "rating__stage", "rating__review__outcome", "rating__review__strategy")
    search_fields = ("action__title",)


@admin.register(LinkAction)
class LinkActionAdmin(ViewOnly):
    """Which link an action came from."""

    list_display = ("action", "link")
    list_select_related = ("action", "link__from_actor", "link__to_actor")
    search_fields = ("action__title",)


# What the timetable did --------------------------------------------------------------------------------


@admin.register(SheetReminder)
class SheetReminderAdmin(ViewOnly):
    """Reminders of sheets that went out."""

    list_display = ("group", "person", "sent_on")
    list_select_related = ("group__review__outcome", "group__review__strategy", "person")
    search_fields = ("person__name", "group__name")
    date_hierarchy = "sent_on"


@admin.register(NextRoundNotice)
class NextRoundNoticeAdmin(ViewOnly):
    """Which reviews were said to be due again."""

    list_display = ("review", "due_on", "sent_on")
    list_select_related = ("review__outcome", "review__strategy")
    search_fields = ("review__outcome__title",)
    date_hierarchy = "sent_on"


@admin.register(UndoneNotice)
class UndoneNoticeAdmin(ViewOnly):
    """Which late actions of closed reviews their leads were told about."""

    list_display = ("action", "month_from", "sent_on")
    list_select_related = ("action",)
    search_fields = ("action__title",)
    date_hierarchy = "sent_on"
