"""The demonstration: the facts that are confirmed, and a state of affairs that shows every kind of mark."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from delivery_chain.models import Review
from delivery_chain.readiness import needs_of
from dorset_lsp.common import periodic, today
from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import Job
from dorset_lsp.site.loading import FOLDERS, find_folder, load, read_folder
from dorset_lsp.site.loading.catalogues import entry_of
from partnerships.changes import memberships
from partnerships.models import (
    Action,
    Body,
    Finding,
    FundingStream,
    Membership,
    Notice,
    Outcome,
    Person,
    Programme,
    Project,
    Risk,
)
from partnerships.money import money_of
from partnerships.risk_appetite import appetites
from performance.changes.results import worked_out
from performance.models import (
    Edition,
    Indicator,
    Observation,
    Rebase,
    Refresh,
    Result,
    Return,
    ReturnReminder,
    Round,
    Target,
)
from performance.suppression import count_in
from scrutiny.models import Ask, Claim, Response, ScrutinyReview

FOLDER = FOLDERS / "dorset"
DAY = date(2009, 4, 20)
TASK_GROUP = ("affordable-housing-task-group", "member")


@pytest.fixture(scope="module")
def _dorset(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Loaded once for this module, and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(find_folder("dorset"))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def dorset(_dorset, db) -> None:
    """Each test works on the loaded partnership, and leaves it as it was."""


def somebody(name: str) -> Person:
    return Person.objects.get(email=f"{name}@dorset.example")


# ── The folder itself ────────────────────────────────────────────────────────────────────────────────────
def test_the_generator_writes_the_committed_files_byte_for_byte(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("make_figures", FOLDERS / "make_figures.py")
    make_figures = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, make_figures)  # its dataclasses look their module up by name
    spec.loader.exec_module(make_figures)
    make_figures.write("dorset", tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(made) == ["answers.csv", "commentaries.csv", "events.csv", "history.csv"]
    assert made == {name: (FOLDER / name).read_bytes() for name in made}


def test_every_national_indicator_is_chosen_from_the_catalogue_with_its_title_and_status():
    rows = [row for row in read_folder(FOLDER).tables["indicators"] if row["code"].startswith("NI")]
    entries = {row["code"]: entry_of(row) for row in rows}
    assert {row["code"]: row["source_status"] for row in rows} == {
        code: entry["source_status"] for code, entry in entries.items()
    }
    wholes = [row for row in rows if not row["catalogue_code"]]
    assert [row["title"] for row in wholes] == [entries[row["code"]]["title"] for row in wholes]
    assert {row["catalogue_code"] for row in rows} == {"", "NI 157", "NI 178", "NI 187"}


def test_whatever_is_invented_says_so():
    tables = read_folder(FOLDER).tables
    for name in ("people", "actions", "history"):
        assert {row["illustrative"] for row in tables[name]} == {True}
    assert {row["illustrative_figures"] for row in tables["indicators"]} == {True}
    confirmed = [row["name"] for row in tables["organisations"] if not row["illustrative"]]
    assert confirmed == [
        "Dorset County Council", "Christchurch Borough Council", "East Dorset District Council",
        "North Dorset District Council", "Purbeck District Council", "West Dorset District Council",
        "Weymouth and Portland Borough Council", "Dorset Association of Parish and Town Councils",
        "Rural Community Council",
    ]  # fmt: skip


def test_no_two_commentaries_are_alike():
    texts = [row["commentary"] for row in read_folder(FOLDER).tables["commentaries"] if row["commentary"]]
    again = {text: count for text, count in Counter(texts).items() if count > 1}
    # One answer was sent back and came again with the same words.
    assert len(texts) > 70
    assert list(again.values()) == [2]


# ── Who works together ───────────────────────────────────────────────────────────────────────────────────
def test_it_stands_on_20_april_2009(dorset):
    assert today.today() == DAY


def test_the_board_of_40_became_14(dorset):
    board = Body.objects.get(kind="board")
    assert [board.seats.existing_on(day).count() for day in (date(2007, 9, 30), date(2007, 10, 1), DAY)] == [
        40,
        14,
        14,
    ]
    assert board.memberships.believed().held_on(DAY).seated().count() == 14


def test_the_chair_is_independent_for_a_term_that_ends_soon(dorset):
    term = Membership.objects.believed().ending_within(90, DAY).get(body__kind="board")
    assert (term.person.email, term.role, term.basis) == ("chair@dorset.example", "chair", "independent")
    assert Body.objects.get(kind="delivery_group").memberships.get(person=term.person).role == "chair"


@pytest.mark.parametrize(
    ("name", "seats"),
    [
        ("coordinator", [("board", "support"), ("delivery-group", "support")]),
        ("lead", [TASK_GROUP, ("delivery-group", "member"), ("housing-group", "chair")]),
        ("lead2", [TASK_GROUP, ("delivery-group", "member"), ("economy-group", "chair")]),
        ("bridging", [("bridging-group", "chair"), ("west-dorset-partnership", "chair")]),
        ("scrutiny", [("joint-scrutiny-group", "member"), ("purbeck-review-group", "chair")]),
        ("nora.blighford", [("audit-and-scrutiny-committee", "member"), ("joint-scrutiny-group", "chair")]),
        ("performance", [("housing-group", "member")]),
        ("admin", []),
    ],
)
def test_the_demo_accounts_hold_the_seats_that_they_show(dorset, name, seats):
    held = somebody(name).memberships.believed().held_on(DAY).order_by("body__slug")
    assert list(held.values_list("body__slug", "role")) == seats


def test_each_of_five_challenges_has_its_outcome_and_the_task_group_its_own(dorset):
    assert list(Outcome.objects.values_list("challenge__number", "short_title", "body__kind")) == [
        (1, "Housing", "theme_group"), (2, "Economy", "theme_group"), (3, "Access", "theme_group"),
        (4, "Environment", "theme_group"), (5, "Ageing population", "theme_group"),
        (1, "Land for housing", "task_group"), (None, "Communities", "bridging_group"),
    ]  # fmt: skip


def test_forty_indicators_and_more_stand_under_the_five_themes_and_a_cross_cutting_group(dorset):
    found = Counter(Indicator.objects.measured().values_list("outcome__short_title", flat=True))

    assert sum(found.values()) >= 40
    assert (
        min(found[theme] for theme in ("Housing", "Economy", "Access", "Environment", "Ageing population"))
        >= 10
    )
    assert found["Communities"] == 3


# ── What is measured ─────────────────────────────────────────────────────────────────────────────────────
def test_the_indicators_show_every_kind_of_case(dorset):
    measured = Indicator.objects.measured()
    assert measured.filter(code__startswith="NI").count() >= 26
    assert set(measured.values_list("frequency", flat=True)) == {
        "quarterly",
        "half_yearly",
        "annual",
        "biennial",
    }
    assert set(measured.values_list("polarity", flat=True)) == {"higher", "lower", "range", "neutral"}
    assert set(measured.values_list("county_rule", flat=True)) == {"entered", "sum", "weighted_mean"}
    assert list(Indicator.objects.filter(definitions__number=2).values_list("code", flat=True)) == ["NI 154"]


def test_an_agreement_designates_at_most_35(dorset):
    assert Target.objects.in_force_on(DAY).filter(kind="designated").count() <= 35


def test_the_refresh_puts_one_target_back_on_the_table(dorset):
    states = Target.objects.filter(indicator__code="NI 171").order_by("version__number")
    assert [target.state for target in states] == ["agreed", "renegotiation"]


def test_districts_add_up_to_the_county(dorset):
    rows = Observation.objects.latest().filter(indicator__code="NI 154", period_from=date(2008, 10, 1))
    county = rows.get(area__kind="county").value
    assert (county, sum(row.value for row in rows.filter(area__kind="district"))) == (148, 148)


def test_six_districts_split_several_indicators_and_the_county_is_derived(dorset):
    split = Indicator.objects.filter(splits__isnull=False).distinct().exclude(county_rule="entered")

    assert list(split.values_list("code", "county_rule")) == [
        ("NI 154", "sum"), ("NI 155", "sum"), ("NI 156", "sum"), ("LI 7", "sum"), ("NI 181", "weighted_mean"),
    ]  # fmt: skip
    assert {one.splits.count() for one in split} == {6}


def test_a_biennial_indicator_has_no_figure_in_the_year_between(dorset):
    years = Observation.objects.filter(indicator__code="NI 160").values_list("period_from__year", flat=True)

    assert list(years) == [2006]
    assert Indicator.objects.measured().filter(frequency="biennial").count() >= 4


def test_one_figure_was_revised_after_publication(dorset):
    revisions = Observation.objects.filter(revision__gt=1)
    editions = Edition.objects.filter(round__slug="2008-09-q1").order_by("number")

    assert [(one.indicator.code, one.period.label, one.value) for one in revisions] == [
        ("NI 177", "Q1 2008/09", 2210)
    ]
    assert [one.results.get(code="NI 177").shown_value for one in editions] == ["2,290", "2,210"]
    assert Edition.objects.exclude(round__slug="2008-09-q1").filter(number__gt=1).count() == 0


def test_what_is_suppressed_is_not_told_by_any_words_beside_it(dorset):
    result = Edition.objects.get(round__slug="2008-09-q3").results.get(code="NI 147")
    words = [
        row["commentary"]
        for row in read_folder(FOLDER).tables["commentaries"]
        if row["indicator"] == "NI 147"
    ]

    assert (result.mark, result.value, result.shown_value) == ("suppressed", None, "")
    assert [count_in(text) for text in [*words, result.sentence]] == [""] * (len(words) + 1)


# ── The state of affairs ─────────────────────────────────────────────────────────────────────────────────
def test_the_chair_sees_every_mark_after_q3(dorset):
    results = Edition.objects.get(round__slug="2008-09-q3").results
    assert Counter(results.values_list("mark", flat=True)) == {
        "green": 20, "amber": 9, "red": 6, "not_due": 14, "no_target": 4, "no_target_placeholder": 3,
        "no_target_deferred": 1, "not_judged": 2, "suppressed": 1, "no_data_late": 1,
    }  # fmt: skip


def test_the_reds_are_these(dorset):
    results = Edition.objects.get(round__slug="2008-09-q3").results.filter(status="red")
    assert list(results.values_list("code", "previous_status", "direction")) == [
        ("NI 154", "amber", "worsening"), ("NI 153", "amber", "worsening"), ("NI 175", "red", "worsening"),
        ("NI 125", "green", "worsening"), ("NI 136", "amber", "worsening"), ("LI 3", "amber", "worsening"),
    ]  # fmt: skip


def test_homes_built_fell_outside_their_usual_range(dorset):
    result = Edition.objects.get(round__slug="2008-09-q3").results.get(code="NI 154")
    assert result.sentence == (
        "738 against 930: off target for three quarters; the last quarter fell outside its usual range."
    )


def test_a_figure_shown_equal_to_its_milestone_says_that_it_misses(dorset):
    result = Edition.objects.get(round__slug="2008-09-q3").results.get(code="NI 141")
    assert result.sentence == "72.0 % against 72.0 %: shown as equal, but it is 71.96 % and misses by 0.04."


def test_three_rounds_are_published_and_the_fourth_is_half_in(dorset):
    assert list(Round.objects.order_by("period_to").values_list("state", flat=True)) == ["published"] * 3 + [
        "open"
    ]
    states = Counter(Return.objects.filter(round__slug="2008-09-q4").values_list("state", flat=True))
    assert states == {"not_started": 14, "draft": 8, "submitted": 11, "verified": 9}


def test_the_owner_owes_five_and_one_was_sent_back(dorset):
    owed = Return.objects.owed_by(somebody("owner")).to_be_answered()
    assert [one.indicator.code for one in owed] == ["NI 154", "NI 155", "NI 156", "LI 3", "LI 5"]
    assert (
        owed.get(sent_back_on__isnull=False).sent_back_reason == "Is the March figure for all six districts?"
    )


def test_the_lead_has_figures_to_verify(dorset):
    waiting = Return.objects.waiting_for(somebody("lead"), DAY)
    assert [one.indicator.code for one in waiting] == ["NI 157b", "NI 142"]


def test_the_eight_actions_of_the_task_group_are_there_and_one_is_late(dorset):
    actions = Action.objects.filter(
        body__slug="affordable-housing-task-group", exception_link__isnull=True, decision_link__isnull=True
    )
    assert actions.count() == 8
    assert [action.title for action in actions.overdue(DAY)] == ["Approved list of levers and incentives"]


def test_the_eight_actions_came_of_the_two_reds_and_of_links_of_their_map(dorset):
    review = Review.objects.get(outcome__slug="land")
    reds = review.agreed_ratings.filter(value="red").values_list("stage__number", flat=True)

    assert (review.state, list(reds)) == ("planning", [3, 7])
    assert {stage.short_name for stage in review.version.stages.filter(number__in=reds)} == {
        "Capacity",
        "Levers and incentives",
    }
    assert {need.stage.number: len(need.actions) for need in needs_of(review)} == {3: 2, 7: 6}


def test_the_reviews_show_every_state_of_affairs(dorset):
    found = Review.objects.order_by("set_up_on").values_list("outcome__slug", "round", "state")

    assert list(found) == [
        ("access", 1, "closed"),
        (None, 1, "closed"),
        ("access", 2, "closed"),
        ("land", 1, "planning"),
        ("environment", 1, "planning"),
        ("homes", 1, "assessing"),
    ]
    assert list(Review.objects.filter(illustrative="")) == []


def test_one_may_try_a_blind_assessment_as_two_of_the_demo_accounts(dorset):
    groups = Review.objects.get(outcome__slug="homes").groups.order_by("number")

    assert [
        group.members.filter(person=somebody(name)).count()
        for group, name in zip(groups, ("lead", "lead2"), strict=True)
    ] == [1, 1]


def test_one_improvement_action_is_overdue(dorset):
    overdue = Action.objects.overdue(DAY).filter(exception_link__isnull=False)
    assert [action.exception_link.result.code for action in overdue] == ["NI 136"]


# ── Scrutiny ─────────────────────────────────────────────────────────────────────────────────────────────
def test_the_joint_review_is_the_one_of_the_case_study(dorset):
    review = ScrutinyReview.objects.get(slug="joint-scrutiny-of-the-partnership")

    assert [review.councils.count(), review.lines.count(), review.recommendations.count()] == [7, 5, 6]
    assert (review.state, review.is_illustrative, review.topic.asked_on) == (
        "monitoring",
        True,
        date(2006, 11, 20),
    )
    assert list(review.district_reviews.values_list("slug", "state")) == [("purbeck-review", "gathering")]
    assert list(review.recommendations.values_list("label", flat=True)) == [
        "A communications strategy to raise the partnership’s profile and achievements",
        "Board members understand the resources they hold between them",
        "Clear accountability for the performance of the Local Area Agreement",
        "A performance framework for the thematic partnerships",
        "Regular feedback to elected members on the partnership and what it adds",
        "A review of each district’s own partnership",
    ]


def test_one_answer_is_late_because_its_notice_came_at_the_end_of_december(dorset):
    [late] = Ask.objects.overdue(DAY)

    assert (late.addressee.label, late.recommendation.number, late.days_late(DAY)) == (
        "Weymouth and Portland",
        3,
        51,
    )
    assert late.due_on == date(2009, 2, 28)


def test_asks_stand_in_every_state_of_an_answer(dorset):
    verdicts = Response.objects.values_list("verdict", flat=True)

    assert Counter(Ask.objects.values_list("basis", flat=True)) == {
        "two_months": 9,
        "asked": 17,
        "have_regard": 8,
    }
    assert Counter(verdicts) == {"accepted": 19, "accepted_in_part": 3, "rejected": 1}
    assert Counter(Claim.objects.values_list("verdict", flat=True)) == {
        "accepted": 4,
        "not_accepted": 1,
        "waiting": 1,
    }


def test_a_member_of_the_cabinet_may_not_join_the_joint_review(dorset):
    group = Body.objects.get(slug="joint-scrutiny-group")
    with pytest.raises(Refused, match="Cabinet of Dorset County Council"):
        memberships.appoint(
            body=group, person=somebody("edwin.lytcombe"), role="member", seat=group.seats.get(number=2), from_on=DAY,
            by=somebody("coordinator"), on=DAY,
        )  # fmt: skip


def test_loading_dorset_again_changes_nothing(dorset):
    assert load(Path(FOLDER)).changes == 0


# ── Money, risks and voices ──────────────────────────────────────────────────────────────────────────────
def test_the_money_is_that_of_the_case_study_to_the_penny(dorset):
    stream = FundingStream.objects.get()
    parts = dict(stream.allocations.values_list("amount_pence", "committed_pence"))

    assert (stream.amount_pence, stream.remainder_pence) == (510_000_00, 186_000_00)
    assert parts == {120_000_00: 120_000_00, 204_000_00: 196_000_00}
    [money] = money_of([stream], DAY)
    assert [part.unspent for part in money.parts] == [46_650_00, 8_600_00, 0]


def test_every_total_is_the_sum_of_its_parts(dorset):
    for project in Project.objects.all():
        claimed = sum(project.claims.counting().values_list("amount_pence", flat=True))
        assert project.claimed_pence == claimed <= project.offered_pence


def test_projects_stand_in_every_state(dorset):
    assert Counter(Project.objects.values_list("state", flat=True)) == {
        "accepted": 11, "finished": 3, "applied": 2, "draft": 1, "refused": 1, "withdrawn": 1,
    }  # fmt: skip


def test_one_risk_is_above_all_appetite_and_one_is_late_for_review(dorset):
    assert [risk.title for risk in Risk.objects.above_all(appetites())] == ["Housebuilding stalls"]
    assert [risk.title for risk in Risk.objects.review_passed(DAY)] == [
        "Demand for carers’ services outgrows them"
    ]


def test_findings_were_taken_at_the_bridging_groups_meetings_and_mostly_answered(dorset):
    states = Counter(Finding.objects.values_list("state", flat=True))

    assert states == {"adopted": 6, "declined": 2, "raised": 2, "considered": 1}
    assert [one.title for one in Finding.objects.unanswered().order_by("settled_on")] == [
        "Open the toilets on the front again",
        "The surgery moved, the bus did not",
    ]


def test_the_legacy_programme_has_twelve_benefits_and_a_post_for_five_years(dorset):
    programme = Programme.objects.get()

    assert programme.benefits.count() == 12
    assert set(programme.benefits.values_list("is_illustrative", flat=True)) == {True}
    assert [(post.title, post.years, post.holder) for post in programme.posts.all()] == [
        ("Dorset 2012 Legacy Manager", 5, None)
    ]


def test_deadlines_before_the_stated_day_were_told_on_their_days(dorset):
    assert Notice.objects.filter(kind="risk_review").exists()
    assert periodic.found(name="remind_risk_owners", on=DAY) == []
    assert [item.words for item in periodic.found(name="chase_answers", on=DAY)] == []


# ── What the timetable finds on the first day ────────────────────────────────────────────────────────────
def test_owners_were_reminded_before_the_stated_day_and_are_next_three_days_before_the_figures_are_due(
    dorset,
):
    days = set(ReturnReminder.objects.values_list("sent_on", flat=True))
    finders = {
        name: periodic.found(name=name, on=DAY) for name in ("remind_owners", "open_rounds", "mark_late")
    }

    assert days == {date(2009, 4, 16)}
    assert finders == {"remind_owners": [], "open_rounds": [], "mark_late": []}
    assert len(periodic.found(name="remind_owners", on=date(2009, 4, 27))) > 3
    assert not Job.objects.filter(name="send_mail").exists()


def test_leads_hear_on_that_monday_what_waits_for_them(dorset):
    words = [item.words for item in periodic.found(name="tell_leads", on=DAY)]

    assert f"Tell {somebody('lead')} what waits for their check" in words


def test_the_refresh_of_march_went_through_the_change_and_one_waits_for_the_chair(dorset):
    approved, waiting = Refresh.objects.order_by("begun_on")

    assert (approved.version.number, approved.decided_by.email) == (2, "chair@dorset.example")
    assert sorted(approved.lines.values_list("indicator__code", "state")) == [
        ("NI 171", "renegotiation"), ("NI 6", "deferred"),
    ]  # fmt: skip
    assert (waiting.state, waiting.begun_by.email) == ("proposed", "lead@dorset.example")
    assert (
        Target.objects.filter(version=approved.version).count()
        == Target.objects.filter(version__number=1).count()
    )


def test_a_lead_has_started_one_chart_afresh_and_what_was_published_does_not_know_it(dorset):
    rebase = Rebase.objects.get()

    assert (rebase.indicator.code, rebase.recorded_by.email) == ("NI 131", "miriam.sandacre@dorset.example")
    assert rebase.after_edition == Edition.objects.order_by("-pk").first()


def test_every_edition_worked_out_again_gives_what_is_stored_whatever_came_after(dorset):
    for edition in Edition.objects.all():
        stored = {one.code: _said(one) for one in edition.results.all()}

        assert {one.code: _said(one) for one in worked_out(edition)} == stored


def _said(result: Result) -> dict[str, object]:
    return {
        field.attname: getattr(result, field.attname)
        for field in Result._meta.concrete_fields
        if not field.primary_key
    }
