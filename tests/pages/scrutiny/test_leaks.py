"""Nothing leaks: a marker in every text that is not for everybody, and every page, file and message looked through for it.

The marker of a text stands nowhere but where its reader may be. Each text has a marker of its own, so that the test
says which one got out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from dorset_lsp.common import periodic
from dorset_lsp.common.models import AuditEvent, Job, SentMail, StateChange
from dorset_lsp.common.notices import ByMail
from dorset_lsp.site.models import LastLook
from dorset_lsp.site.notices import KINDS
from dorset_lsp.site.packs.content import canonical_of
from partnerships.models import NoticeChoice, Person, PostedNotice
from scrutiny.changes import evidence, responses, reviews
from scrutiny.changes.responses import Answer
from scrutiny.models import (
    Addressee,
    Ask,
    Clarification,
    Evidence,
    FactCheck,
    Finding,
    Passage,
    Recommendation,
)
from scrutiny.tasks import compile_review_report
from tests.factories.partnerships import BodyFactory, MeetingFactory
from tests.factories.scrutiny import GIVEN, ISSUED_ON, ON, PROPOSED_ON

LONG_AGO = datetime(2009, 1, 1, tzinfo=UTC)
ROLES = (
    "committee_chair", "committee_clerk", "group_chair", "clerk", "member", "member2", "responder", "responder2",
    "outsider", "admin", "nobody",
)  # fmt: skip
INSIDE = {"committee_chair", "committee_clerk", "group_chair", "clerk", "member", "member2"}
RESPONDERS = {"responder", "responder2"}
NAMED = {"clerk", "member"}

BEFORE = {
    "MARK-PUBLIC-EVIDENCE": INSIDE,
    "MARK-EXEMPT-EVIDENCE": INSIDE,
    "MARK-CONFIDENTIAL-EVIDENCE": NAMED,
    "MARK-PUBLIC-FINDING": INSIDE,
    "MARK-EXEMPT-FINDING": INSIDE,
    "MARK-CONFIDENTIAL-FINDING": NAMED,
    "MARK-PUT-TO-WITNESS": INSIDE | {"outsider"},
    "MARK-WITNESS-ANSWER": INSIDE | {"outsider"},
    "MARK-DRAFT-RECOMMENDATION": INSIDE,
    "MARK-EXEMPT-RECOMMENDATION": INSIDE,
    "MARK-CONFIDENTIAL-RECOMMENDATION": NAMED,
    "MARK-EXEMPT-REASON": INSIDE,
    "MARK-EXEMPT-MINORITY": INSIDE,
}
"""Before issue: marker, and who may read it."""

EVERYBODY = set(ROLES) - {"nobody"}
AFTER = {
    "MARK-PUBLIC-EVIDENCE": EVERYBODY,
    "MARK-EXEMPT-EVIDENCE": INSIDE,
    "MARK-CONFIDENTIAL-EVIDENCE": NAMED,
    "MARK-PUBLIC-FINDING": EVERYBODY,
    "MARK-EXEMPT-FINDING": INSIDE,
    "MARK-CONFIDENTIAL-FINDING": NAMED,
    "MARK-PUT-TO-WITNESS": EVERYBODY,
    "MARK-WITNESS-ANSWER": INSIDE | {"outsider"},
    "MARK-DRAFT-RECOMMENDATION": EVERYBODY,
    "MARK-EXEMPT-RECOMMENDATION": INSIDE | RESPONDERS,
    "MARK-CONFIDENTIAL-RECOMMENDATION": NAMED,
    "MARK-EXEMPT-REASON": INSIDE | RESPONDERS,
    "MARK-EXEMPT-MINORITY": INSIDE,
    "MARK-RESPONSE-DRAFT": RESPONDERS,
    "MARK-UNPUBLISHED-ANSWER": INSIDE | RESPONDERS,
    "MARK-QUESTION": INSIDE | RESPONDERS,
}


def plant(world) -> None:
    """One of each kind of text, each with its marker."""
    world.gathering()
    exempt, secret = (
        world.exempt(summary="About a firm."),
        world.confidential(world.member, summary="One spoke."),
    )
    taken = [
        world.takes("MARK-PUBLIC-EVIDENCE"),
        world.takes("MARK-EXEMPT-EVIDENCE", exempt),
        world.takes("MARK-CONFIDENTIAL-EVIDENCE", secret),
    ]
    world.finds("MARK-PUBLIC-FINDING", evidence=taken)
    world.finds("MARK-EXEMPT-FINDING", exempt, evidence=taken)
    world.finds("MARK-CONFIDENTIAL-FINDING", secret, evidence=taken)
    put = world.finds("MARK-PUT-TO-WITNESS", evidence=taken)
    check = evidence.put_to_witness(
        finding=put, witness=world.outsider, answer_by=ON, by=world.clerk, on=PROPOSED_ON
    )
    evidence.answer_fact_check(
        check=check, is_right=False, words="MARK-WITNESS-ANSWER", by=world.outsider, on=PROPOSED_ON
    )
    reviews.draft(review=world.review, by=world.clerk, on=PROPOSED_ON)
    first = world.recommends("First", words="MARK-DRAFT-RECOMMENDATION")
    second = world.recommends(
        "Second", exempt, words="MARK-EXEMPT-RECOMMENDATION", reason="MARK-EXEMPT-REASON"
    )
    third = world.recommends("Third", secret, words="MARK-CONFIDENTIAL-RECOMMENDATION")
    for one in (first, second, third):
        world.drafted_ask(recommendation=one)
    reviews.add_minority_view(
        review=world.review,
        whose="Two",
        words="MARK-EXEMPT-MINORITY",
        access=exempt,
        by=world.clerk,
        on=PROPOSED_ON,
    )


def answer(world) -> None:
    """Issued; one answer is a draft, one is not published, a question is open. Then the files are made."""
    world.issue()
    first, second, _ = Ask.objects.order_by("recommendation__number").select_related(
        "recommendation__review", "addressee"
    )
    draft = Answer(verdict="accepted", reasons="MARK-RESPONSE-DRAFT", action="MARK-RESPONSE-DRAFT")
    responses.save_draft(ask=first, version=0, answer=draft, by=world.responder, on=ISSUED_ON)
    given = replace(GIVEN, reasons="MARK-UNPUBLISHED-ANSWER", action="MARK-UNPUBLISHED-ANSWER")
    responses.answer(ask=second, answer=given, by=world.responder, on=ISSUED_ON)
    responses.ask_what_is_meant(ask=first, question="MARK-QUESTION", by=world.responder, on=ISSUED_ON)
    compile_review_report(review=world.review.pk)


def addresses(world) -> list[str]:
    """Every page, form and file about the review and what belongs to it, and every list."""
    slug = world.review.slug
    pages = [
        reverse(f"scrutiny:{name}")
        for name in (
            "index",
            "topic-list",
            "recommendation-list",
            "inbox",
            "outcomes",
            "challenge-list",
            "bulletin-list",
        )
    ]
    for_a_review = (
        "review-detail", "matrix", "review-issue", "evidence-add", "finding-add", "recommendation-add", "addressee-add",
        "interest-add", "review-minority-view", "review-send-back", "review-gather-more",
    )  # fmt: skip
    pages += [reverse(f"scrutiny:{name}", args=[slug]) for name in for_a_review]
    about = {
        Evidence: ("evidence-detail", "evidence-alter"),
        Finding: ("finding-detail", "finding-alter", "finding-witness"),
        FactCheck: ("fact-check",),
        Passage: ("passage-access",),
        Recommendation: (
            "recommendation-detail",
            "recommendation-alter",
            "recommendation-address",
            "recommendation-outcome",
        ),
        Addressee: ("addressee-responder", "addressee-receive"),
        Ask: (
            "ask-detail",
            "ask-answer",
            "ask-clarify",
            "ask-claim",
            "ask-action",
            "ask-close",
            "ask-withdraw",
        ),
        Clarification: ("clarification-answer",),
    }
    pages += [
        reverse(f"scrutiny:{name}", args=[one.pk])
        for model, names in about.items()
        for one in model.objects.all()
        for name in names
    ]
    pages += [f"/scrutiny/reviews/{slug}/report-{kind}-v1.json" for kind in ("public", "members")]
    pages += ["/notices/", "/account/notices/", "/audit/", "/audit/audit.csv", "/search/?q=MARK"]
    pages += ["/", "/my-work/", "/dashboard/", "/mail/", "/status/", "/partnership/", "/partnership/actions/"]
    pages.append("/scrutiny/recommendations/recommendations.csv")
    pages += ["/scrutiny/inbox/addressed-to-me.csv", f"/scrutiny/reviews/{slug}/matrix.csv"]
    pages += [f"/partnership/bodies/{body.slug}/" for body in (world.group, world.committee)]
    return pages


def pages_that_tell_what_changed(world) -> list[str]:
    """Those with a box of what changed since the last look, and the list of them."""
    return ["/my-work/", *(one.get_absolute_url() for one in (world.review, world.group, world.committee))]


def admin_addresses() -> list[str]:
    """Every list, record and history of every model in the administration."""
    found = []
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found.append(reverse(f"{name}_changelist"))
        # Whatever an audit event or a job says stands on its list's rows too, and is asked of the tables themselves below.
        some = 12 if model in (AuditEvent, StateChange, Job) else 40
        for pk in model._base_manager.values_list("pk", flat=True)[:some]:
            found += [reverse(f"{name}_change", args=[pk]), reverse(f"{name}_history", args=[pk])]
    return found


def body_of(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


def found_by(client, world, name: str, markers) -> set[str]:
    """The markers that somebody finds on any page. A page that is refused shows nothing, but is looked at too."""
    client.logout()
    if name != "nobody":
        client.force_login(world.people[name])
    pages = addresses(world) + (admin_addresses() if name == "admin" else [])
    texts = [body_of(client.get(page)) for page in pages]
    # Whoever comes back is told what changed: here, everything since the beginning of the history.
    LastLook.objects.update(looked_at=LONG_AGO, up_to=0)
    texts += [body_of(client.get(page)) for page in pages_that_tell_what_changed(world)]
    return {marker for marker in markers if any(marker in text for text in texts)}


def by_role(markers: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same table, turned: role, and the markers that it may read."""
    return {name: {marker for marker, readers in markers.items() if name in readers} for name in ROLES}


@pytest.mark.unknown_variables_allowed
def test_before_issue_each_marker_is_found_by_its_readers_and_nobody_else(client, world):
    plant(world)

    assert {name: found_by(client, world, name, BEFORE) for name in ROLES} == by_role(BEFORE)


@pytest.mark.unknown_variables_allowed
def test_after_issue_each_marker_is_found_by_its_readers_and_nobody_else(client, world):
    plant(world)
    answer(world)

    assert {name: found_by(client, world, name, AFTER) for name in ROLES} == by_role(AFTER)


def searched_by(client, world, name: str, markers) -> set[str]:
    """The markers that somebody finds by asking for them."""
    client.logout()
    if name != "nobody":
        client.force_login(world.people[name])
    answers = {marker: client.get(reverse("site:search"), {"q": marker}) for marker in markers}
    return {
        marker
        for marker, answer in answers.items()
        if answer.status_code == 200 and answer.context["found"].groups
    }


NOT_SEARCHED = {
    "MARK-WITNESS-ANSWER",
    "MARK-EXEMPT-MINORITY",
    "MARK-EXEMPT-REASON",
    "MARK-RESPONSE-DRAFT",
    "MARK-QUESTION",
}
"""Texts that stand on their own page and are found by nobody who searches."""


def test_a_search_finds_a_marker_for_its_readers_and_nobody_else(client, world):
    plant(world)
    answer(world)

    wanted = {name: markers - NOT_SEARCHED for name, markers in by_role(AFTER).items()}
    assert {name: searched_by(client, world, name, AFTER) for name in ROLES} == wanted


def rows_of(model) -> str:
    return "\n".join(str(row) for row in model._base_manager.values())


@pytest.mark.parametrize("way", [ByMail.AT_ONCE, ByMail.DIGEST])
def test_no_message_audit_event_move_notice_or_job_holds_a_marker(world, do_jobs, settings, way):
    settings.EMAIL_BACKEND = "dorset_lsp.common.mail.DatabaseBackend"
    for person in Person.objects.all():
        for kind in KINDS:
            NoticeChoice.objects.create(person=person, kind=kind, by_mail=way)
    plant(world)
    answer(world)
    do_jobs()
    periodic.run(name="send_digests", on=date(2030, 1, 1))
    do_jobs()
    kept = {
        model: rows_of(model) for model in (AuditEvent, StateChange, Job, SentMail, PostedNotice, LastLook)
    }

    found = {(model.__name__, marker) for model, text in kept.items() for marker in AFTER if marker in text}

    is_together = {"notice" in subject for subject in SentMail.objects.values_list("subject", flat=True)}
    assert (found, SentMail.objects.count() > 2, is_together) == (set(), True, {way == ByMail.DIGEST})


def test_the_public_file_and_the_members_file_hold_what_is_theirs(world):
    plant(world)
    answer(world)
    texts = {one.audience: one.canonical for one in world.review.report_editions.all()}

    held = {audience: {marker for marker in AFTER if marker in text} for audience, text in texts.items()}

    public = {"MARK-PUBLIC-FINDING", "MARK-PUT-TO-WITNESS", "MARK-DRAFT-RECOMMENDATION"}
    exempt = {
        "MARK-EXEMPT-FINDING",
        "MARK-EXEMPT-RECOMMENDATION",
        "MARK-EXEMPT-REASON",
        "MARK-EXEMPT-MINORITY",
    }
    assert held == {"public": public, "members": public | exempt}


def test_no_pack_of_a_meeting_holds_what_is_not_for_everybody(world):
    """Nor does that of the review's own group: an adviser reads it too."""
    plant(world)
    answer(world)
    meetings = [
        MeetingFactory(body=body) for body in (world.group, world.committee, BodyFactory(kind="board"))
    ]
    packs = [canonical_of(meeting, ON) for meeting in meetings]

    found = {marker for marker in AFTER for pack in packs if marker in pack}

    assert found <= {marker for marker, readers in AFTER.items() if readers == EVERYBODY}
    assert all(Recommendation.objects.first().label in pack for pack in packs)


@pytest.mark.parametrize("name", ["outsider", "responder", "admin"])
def test_the_members_file_is_for_those_of_the_review(client, world, name):
    plant(world)
    answer(world)
    client.force_login(world.people[name])

    statuses = [
        client.get(f"/scrutiny/reviews/{world.review.slug}/report-members-v1.{form}").status_code
        for form in ("pdf", "json")
    ]

    assert statuses == [404, 404]


def test_no_model_holds_words_beside_the_sealed_ones(world):
    """The words of a text stand in one table. Whoever adds another column for them must think of this test."""
    plant(world)
    answer(world)
    holding = {
        model._meta.label
        for model in apps.get_app_config("scrutiny").get_models()
        if any(
            marker in rows_of(model)
            for marker in BEFORE
            if marker.startswith(("MARK-EXEMPT", "MARK-CONFIDENTIAL"))
        )
    }

    assert holding == {"scrutiny.SealedWords", "scrutiny.ReportEdition"}
