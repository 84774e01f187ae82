"""Scrutiny in the administration. Criteria, paragraphs and bank holidays are set up; all else is looked at and no more.

Of a text with an audience, of a draft and of what is between a review and an addressee it shows that it exists, never
what it says: named lists and audiences bind an administrator like anyone.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from dorset_lsp.common.admin import SetUp, ViewOnly
from scrutiny.models import (
    Addressee,
    Ask,
    BankHoliday,
    Bulletin,
    Challenge,
    ChallengeWord,
    Claim,
    Clarification,
    Criterion,
    DeadlineNotice,
    Evidence,
    ExemptParagraph,
    FactCheck,
    Finding,
    Interest,
    LineOfEnquiry,
    ParticipatingCouncil,
    Passage,
    Recommendation,
    RecommendationAction,
    ReportEdition,
    ReportFile,
    Responder,
    Response,
    ResponseDraft,
    ScopeVersion,
    ScrutinyReview,
    SealedWords,
    Topic,
    TopicMark,
)


@admin.register(Criterion)
class CriterionAdmin(SetUp):
    """The questions by which suggestions are judged."""

    list_display = ("question", "position")
    search_fields = ("question",)


@admin.register(ExemptParagraph)
class ExemptParagraphAdmin(SetUp):
    """The paragraphs of the law under which a text may be exempt. Countries differ."""

    list_display = ("number", "scheme", "wording")
    list_filter = ("scheme",)
    search_fields = ("wording",)


@admin.register(BankHoliday)
class BankHolidayAdmin(SetUp):
    """Days on which offices are shut. They move no deadline."""

    list_display = ("on", "name")
    search_fields = ("name",)
    date_hierarchy = "on"


@admin.register(Topic)
class TopicAdmin(ViewOnly):
    """The work programme. Names and addresses of the public are for those who decide."""

    list_display = ("title", "source", "state", "committee", "asked_on")
    list_filter = ("state", "source", "committee")
    search_fields = ("title",)
    exclude = ("asker_name", "asker_email")


@admin.register(TopicMark)
class TopicMarkAdmin(ViewOnly):
    """How suggestions stand against the criteria."""

    list_display = ("topic", "criterion", "is_met")
    list_filter = ("criterion", "is_met")
    search_fields = ("topic__title",)


@admin.register(ScrutinyReview)
class ReviewAdmin(ViewOnly):
    """Reviews: their title and scope are open to everybody."""

    list_display = ("title", "form", "state", "committee", "issued_on")
    list_filter = ("state", "form", "committee")
    search_fields = ("title",)
    exclude = ("minority_view", "minority_view_of")


@admin.register(ParticipatingCouncil)
class ParticipatingCouncilAdmin(ViewOnly):
    """The councils that take part."""

    list_display = ("organisation", "review", "role", "adopted_on")
    list_filter = ("role", "review")
    search_fields = ("organisation__name",)


@admin.register(ScopeVersion)
class ScopeVersionAdmin(ViewOnly):
    """Scopes as they were agreed."""

    list_display = ("review", "number", "written_on", "committee_agreed_on")
    list_filter = ("review",)
    search_fields = ("review__title",)


@admin.register(LineOfEnquiry)
class LineOfEnquiryAdmin(ViewOnly):
    """Lines of enquiry."""

    list_display = ("review", "number", "question")
    list_filter = ("review",)
    search_fields = ("question",)


class PrivateAdmin(ViewOnly):
    """What is for those concerned only: that it exists, and nothing that it says. A subclass lists what may be shown."""

    is_content_private = True
    shown: tuple[str, ...] = ()

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.shown

    def get_list_display(self, request: HttpRequest) -> Any:
        return ("__str__", *self.shown)


@admin.register(Interest)
class InterestAdmin(PrivateAdmin):
    """Declarations of interest."""

    shown = ("review", "person", "declared_on")
    search_fields = ("review__title", "person__name")


@admin.register(Passage)
class PassageAdmin(PrivateAdmin):
    """Texts with an audience. Neither their words nor their readers."""

    shown = ("review", "audience", "paragraph", "resolved_on", "until_on")
    list_filter = ("audience", "review")
    search_fields = ("review__title",)


@admin.register(SealedWords)
class SealedWordsAdmin(PrivateAdmin):
    """That a text has words."""

    shown = ("passage",)
    search_fields = ("passage__review__title",)


@admin.register(Evidence)
class EvidenceAdmin(PrivateAdmin):
    """Evidence: that it was taken, of which kind and when."""

    shown = ("review", "number", "kind", "recorded_on")
    list_filter = ("kind", "review")
    search_fields = ("review__title",)


@admin.register(Finding)
class FindingAdmin(PrivateAdmin):
    """Findings, by their numbers."""

    shown = ("review", "number", "line", "written_on")
    list_filter = ("review",)
    search_fields = ("review__title",)


@admin.register(FactCheck)
class FactCheckAdmin(PrivateAdmin):
    """What was put to whom."""

    shown = ("finding", "asked_on", "answered_on")
    search_fields = ("finding__review__title",)


@admin.register(Recommendation)
class RecommendationAdmin(PrivateAdmin):
    """Recommendations, by their numbers: a draft's line is the review's own."""

    shown = ("review", "number", "different_by", "made", "made_on")
    list_filter = ("review", "made")
    search_fields = ("review__title",)


@admin.register(Addressee)
class AddresseeAdmin(ViewOnly):
    """To whom reviews speak, and what they received."""

    list_display = ("__str__", "review", "needs_notice", "report_received_on", "notice_received_on")
    list_filter = ("review",)
    search_fields = ("organisation__name", "body__name")


@admin.register(Responder)
class ResponderAdmin(ViewOnly):
    """Who answers for whom."""

    list_display = ("person", "addressee", "named_on")
    search_fields = ("person__name",)


@admin.register(Ask)
class AskAdmin(ViewOnly):
    """One recommendation to one addressee: basis, date, state."""

    list_display = ("__str__", "basis", "due_on", "state", "next_check_on")
    list_filter = ("state", "basis")
    search_fields = ("recommendation__review__title",)
    list_select_related = ("recommendation__review", "addressee__organisation", "addressee__body")
    date_hierarchy = "due_on"


@admin.register(RecommendationAction)
class RecommendationActionAdmin(ViewOnly):
    """Actions that were taken up because of a recommendation."""

    list_display = ("action", "ask")
    search_fields = ("action__title",)


@admin.register(ResponseDraft)
class ResponseDraftAdmin(PrivateAdmin):
    """That a draft exists."""

    shown = ("ask", "version", "saved_on")
    search_fields = ("ask__recommendation__review__title",)


@admin.register(Response)
class ResponseAdmin(PrivateAdmin):
    """That an answer came, and when it was published."""

    shown = ("ask", "number", "answered_on", "published_on")
    search_fields = ("ask__recommendation__review__title",)


@admin.register(Clarification)
class ClarificationAdmin(PrivateAdmin):
    """That something was asked."""

    shown = ("ask", "asked_on", "answered_on")
    search_fields = ("ask__recommendation__review__title",)


@admin.register(Claim)
class ClaimAdmin(PrivateAdmin):
    """That progress was claimed, and what members decided."""

    shown = ("ask", "progress", "verdict", "claimed_on", "decided_on")
    list_filter = ("verdict", "progress")
    search_fields = ("ask__recommendation__review__title",)


@admin.register(ReportEdition)
class ReportEditionAdmin(PrivateAdmin):
    """Frozen reports, by their hashes."""

    shown = ("review", "audience", "number", "sha256", "chain", "frozen_on")
    list_filter = ("audience",)
    search_fields = ("review__title",)


@admin.register(ReportFile)
class ReportFileAdmin(PrivateAdmin):
    """Files of frozen reports, by their hashes."""

    shown = ("name", "sha256", "size")
    search_fields = ("name",)


@admin.register(Challenge)
class ChallengeAdmin(ViewOnly):
    """Questions of members."""

    list_display = ("record_name", "asked_by", "put_to", "asked_on", "wanted_on", "state")
    list_filter = ("state", "kind")
    search_fields = ("record_name", "question")


@admin.register(ChallengeWord)
class ChallengeWordAdmin(ViewOnly):
    """What was said on questions of members."""

    list_display = ("challenge", "is_answer", "said_by", "said_on")
    search_fields = ("said",)


@admin.register(Bulletin)
class BulletinAdmin(ViewOnly):
    """Bulletins as they were sent."""

    list_display = ("kind", "from_on", "to_on", "out_on")
    list_filter = ("kind",)
    search_fields = ("from_on",)


@admin.register(DeadlineNotice)
class DeadlineNoticeAdmin(ViewOnly):
    """Who was told of which deadline, on which of its days."""

    list_display = ("ask", "person", "kind", "day", "sent_on")
    list_filter = ("kind",)
    search_fields = ("person__name",)
