"""The way of a review from proposal to issue, and what stops it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from scrutiny.changes import evidence, reviews
from scrutiny.models import Ask, Evidence, ScrutinyReview
from tests.factories.partnerships import BodyFactory
from tests.factories.performance import ResultFactory
from tests.factories.scrutiny import ISSUED_ON, ON, PROPOSED_ON


def test_a_review_is_done_by_a_scrutiny_group_or_by_nobody(world):
    with pytest.raises(Refused, match="task and finish group"):
        reviews.propose(
            title="Another",
            form="network",
            committee=world.committee,
            group=BodyFactory(),
            by=world.committee_chair,
            on=ON,
        )


def test_two_reviews_do_not_share_a_name(world):
    with pytest.raises(Refused, match="of this name"):
        reviews.propose(
            title="Joint review",
            form="network",
            committee=world.committee,
            group=world.group,
            by=world.committee_chair,
            on=ON,
        )


def test_a_scope_needs_a_line_of_enquiry(world):
    world.line.delete()

    with pytest.raises(Refused, match="line of enquiry"):
        world.scoped()


def test_a_changed_scope_keeps_the_earlier_one_with_the_reason(world):
    world.scoped()
    reviews.change_scope(
        review=world.review, purpose="Less.", report_by=None, reason="Time.", committee_agreed_on=ON,
        by=world.committee_chair, on=ON,
    )  # fmt: skip

    assert list(world.review.scopes.values_list("number", "purpose", "reason")) == [
        (2, "Less.", "Time."),
        (1, "What the partnership is worth.", ""),
    ]


@pytest.mark.parametrize("name", ["group_chair", "clerk", "member"])
def test_after_scoping_only_the_committee_changes_the_scope(world, name):
    world.scoped()

    with pytest.raises(PermissionDenied):
        reviews.change_scope(
            review=world.review, purpose="Less.", report_by=None, reason="Time.", committee_agreed_on=ON,
            by=world.people[name], on=ON,
        )  # fmt: skip


def test_a_report_is_not_drafted_without_a_finding(world):
    world.gathering()

    with pytest.raises(Refused, match="finding"):
        reviews.draft(review=world.review, by=world.clerk, on=ON)


def test_a_finding_rests_on_evidence_of_the_same_review(world):
    world.gathering()

    with pytest.raises(Refused, match="at least one piece"):
        evidence.conclude(
            review=world.review, line=world.line, words="So.", evidence=[], by=world.clerk, on=ON
        )


def test_a_report_is_not_approved_while_a_recommendation_speaks_to_nobody(world):
    world.drafting()
    world.recommends()

    with pytest.raises(Refused, match="addressed to nobody"):
        reviews.approve(review=world.review, by=world.committee_chair, on=ON)


def test_the_group_does_not_approve_its_own_report(world):
    world.drafted_ask()

    with pytest.raises(PermissionDenied):
        reviews.approve(review=world.fresh(), by=world.group_chair, on=ON)


def test_of_two_who_approve_the_second_is_told(world):
    world.drafted_ask()
    seen = ScrutinyReview.objects.get(pk=world.review.pk)
    reviews.approve(review=world.fresh(), by=world.committee_chair, on=ON)

    with pytest.raises(SomebodyWasFaster, match="Committee chair was faster"):
        reviews.approve(review=seen, by=world.committee_clerk, on=ON)


def test_issuing_sends_every_ask_and_freezes_a_report_for_each_audience(world):
    world.sent()

    assert list(Ask.objects.values_list("state", flat=True)) == ["sent"]
    assert sorted(world.review.report_editions.values_list("audience", "number")) == [
        ("members", 1),
        ("public", 1),
    ]
    assert world.fresh().issued_on == ISSUED_ON


def test_what_is_approved_is_fixed(world):
    world.drafted_ask()
    reviews.approve(review=world.fresh(), by=world.committee_chair, on=ON)

    with pytest.raises(PermissionDenied):
        world.recommends("One more")


def test_a_figure_is_kept_as_it_stood(world):
    world.gathering()
    result = ResultFactory(shown_value="22.4 %", period_label="Q3 2008/09", sentence="Better than target.")
    taken = world.takes("A figure.", kind="data", indicator=result.indicator)

    assert (taken.figure, taken.figure_of, taken.figure_says) == (
        "22.4 %",
        "Q3 2008/09",
        "Better than target.",
    )


def test_a_figure_needs_an_indicator(world):
    world.gathering()

    with pytest.raises(Refused, match="Choose the indicator"):
        world.takes("A figure.", kind="data")


def test_evidence_is_numbered_in_its_review(world):
    world.gathering()
    for _ in range(3):
        world.takes()

    assert list(Evidence.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_a_council_adopts_the_report_on_its_own_day(world):
    world.drafting()
    council = reviews.join_council(
        review=world.review, organisation=world.district, by=world.clerk, on=PROPOSED_ON
    )
    council.review = world.fresh()
    reviews.record_adoption(council=council, adopted_on=date(2009, 4, 2), by=world.clerk, on=ON)

    assert world.review.councils.get().adopted_on == date(2009, 4, 2)
