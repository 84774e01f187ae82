"""Who answers for it: the work programme, reviews with evidence and findings, recommendations, answers, progress."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, EMAILS, SLUG, WHOLE, WORDS, YES_NO, choice, one_of, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, Column, File, Together, may, must
from scrutiny import enums

REVIEW: Final = must("review", SLUG, "scrutiny_reviews")
ACCESS: Final[tuple[Column, ...]] = (
    may("audience", choice(enums.Audience)), may("paragraph", text(80), "exempt_paragraphs"), may("ground", text(300)),
    may("resolved", DAY), may("until", DAY), may("summary", text()), may("readers", EMAILS, "people"),
)  # fmt: skip
"""Who may read a text. Left empty, everybody may, once the report is out."""

FILES: Final = (
    File("criteria", (
        must("slug", SLUG), must("position", WHOLE), must("question", text(200)), may("help", text(300)),
    ), key=("slug",)),
    File("exempt_paragraphs", (
        must("key", text(80)), must("scheme", text(60)), must("number", text(10)), must("wording", text(300)),
    ), key=("key",)),
    File("bank_holidays", (must("on", DAY), must("name", text(60))), key=("on",)),
    File("topics", (
        must("key", SLUG), must("title", text(160)), must("why", text()), must("source", choice(enums.TopicSource)),
        may("committee", SLUG, "bodies"), must("asked", DAY), may("asked_by", EMAIL, "people"),
        may("asker_name", text(120)), may("ward", text(120)), may("steps_tried", text()), may("resolution", text()),
        may("decision", one_of("taken_up", "merged", "rejected")), may("decided", DAY),
        may("decided_by", EMAIL, "people"), may("reason", text()), may("planned", DAY), may("into", SLUG, "topics"),
        may("criteria", WORDS, "criteria"), ILLUSTRATIVE,
    ), key=("key",)),
    File("scrutiny_reviews", (
        must("slug", SLUG), must("title", text(160)), must("form", choice(enums.ReviewForm)),
        must("committee", SLUG, "bodies"), must("group", SLUG, "bodies"), may("parent", SLUG, "scrutiny_reviews"),
        may("topic", SLUG, "topics"), may("background", text()), may("mandated", DAY), must("proposed", DAY),
        must("proposed_by", EMAIL, "people"), must("run_by", EMAIL, "people"), may("purpose", text()),
        may("report_by", DAY), may("scoped", DAY), may("gathered", DAY), may("drafted", DAY), may("approved", DAY),
        may("approved_by", EMAIL, "people"), may("issued", DAY), may("monitored", DAY), ILLUSTRATIVE,
    ), key=("slug",), above="parent"),
    File("review_councils", (
        REVIEW, must("organisation", SLUG, "organisations"), must("role", choice(enums.CouncilRole)), may("adopted", DAY),
    ), key=("review", "organisation")),
    File("lines_of_enquiry", (
        REVIEW, must("number", WHOLE), must("question", text(300)),
    ), key=("review", "number")),
    File("evidence", (
        REVIEW, must("number", WHOLE), must("kind", choice(enums.EvidenceKind)), must("label", text(160)),
        may("given_by", text(160)), must("received", DAY), must("recorded", DAY), must("recorded_by", EMAIL, "people"),
        may("lines", WORDS), may("indicator", text(20), "indicators"), *ACCESS, must("words", text()),
    ), key=("review", "number")),
    File("scrutiny_findings", (
        REVIEW, must("number", WHOLE), must("line", WHOLE), must("evidence", WORDS), must("on", DAY),
        must("by", EMAIL, "people"), *ACCESS, must("words", text()),
    ), key=("review", "number")),
    File("recommendations", (
        REVIEW, must("number", WHOLE), must("label", text(160)), must("words", text()), must("reason", text()),
        must("different", text(300)), must("different_by", DAY), may("indicator", text(20), "indicators"),
        may("chain", SLUG, "reviews"), may("stage", WHOLE),
        may("findings", WORDS), must("on", DAY), must("by", EMAIL, "people"), *ACCESS,
        may("made", choice(enums.Made)), may("because", text()), may("judged", DAY), may("judged_by", EMAIL, "people"),
    ), key=("review", "number"), together=(Together(("chain", "stage"), "agreed_ratings"),)),
    File("addressees", (
        must("key", SLUG), REVIEW, may("organisation", SLUG, "organisations"), may("body", SLUG, "bodies"),
        must("needs_notice", YES_NO), must("named", DAY), may("responders", EMAILS, "people"),
        may("report_received", DAY), may("notice_received", DAY), may("recorded", DAY),
    ), key=("key",)),
    File("asks", (
        must("key", SLUG), must("recommendation", WHOLE), must("addressee", SLUG, "addressees"),
        must("basis", choice(enums.Basis)), may("asked_for", DAY), may("closed", DAY), may("closed_by", EMAIL, "people"),
        may("close_reason", text()),
    ), key=("key",)),
    File("responses", (
        must("ask", SLUG, "asks"), must("on", DAY), must("by", EMAIL, "people"), must("verdict", choice(enums.Verdict)),
        must("reasons", text()), may("action", text()), may("lead_name", text(160)), may("act_by", DAY),
        may("published", DAY),
    ), key=("ask",)),
    File("recommendation_actions", (
        must("ask", SLUG, "asks"), must("action", SLUG, "actions"), must("on", DAY), must("by", EMAIL, "people"),
    ), key=("action",)),
    File("progress_claims", (
        must("ask", SLUG, "asks"), must("on", DAY), must("by", EMAIL, "people"),
        must("progress", choice(enums.Progress)), must("claim", text()), may("decided", DAY),
        may("decided_by", EMAIL, "people"), may("accepted", YES_NO), may("note", text()),
    ), key=("ask", "on")),
    File("member_questions", (
        must("indicator", text(20), "indicators"), must("asked", DAY), must("asked_by", EMAIL, "people"),
        must("put_to", EMAIL, "people"), must("wanted", DAY), must("question", text()), may("answered", DAY),
        may("answer", text()), may("settled", DAY), ILLUSTRATIVE,
    ), key=("indicator", "asked")),
)  # fmt: skip
