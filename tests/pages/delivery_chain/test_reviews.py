"""A review from set-up to closed, page by page, by the people who do each step."""

import pytest
from django.urls import reverse

from delivery_chain.models import GroupRating, Review
from tests.factories.delivery_chain import make_version
from tests.factories.world import ON

LIST = reverse("delivery_chain:review-list")
pytestmark = pytest.mark.django_db


def to(name, review, *more):
    return reverse(f"delivery_chain:{name}", args=[review.pk, *more])


@pytest.fixture
def as_(client, world):
    def sign_in(name):
        client.force_login(getattr(world, name))
        return client

    return sign_in


def sheet(chain, *values, reason="Seen", **more):
    said = values or ("green", "red", "amber")
    numbered = zip(chain.stages, said, strict=True)
    fields = {}
    for number, value in numbered:
        fields |= {f"rating_{number}": value, f"reason_{number}": reason}
    return fields | {"version": "0"} | more


def messages(answer):
    return [str(one) for one in answer.context["messages"]]


# --- set up -----------------------------------------------------------------------------------------------


def test_a_lead_sets_a_review_up_for_their_own_group(as_, world):
    version = make_version()
    said = {
        "version": version.pk, "outcome": world.outcomes["economy"].pk, "facilitator": world.lead.pk,
        "individual_mode": "none", "why_now": "Worse for a year",
    }  # fmt: skip

    answer = as_("lead").post(
        reverse("delivery_chain:review-set-up", args=[world.economy.slug]), said, follow=True
    )

    review = Review.objects.get()
    assert (review.body, review.outcome, review.set_up_on) == (world.economy, world.outcomes["economy"], ON)
    assert answer.redirect_chain == [(review.get_absolute_url(), 302)]


def test_a_second_review_of_the_same_thing_waits_for_the_first(as_, chain, world):
    said = {
        "version": chain.version.pk, "outcome": world.outcomes["economy"].pk, "facilitator": world.lead.pk,
        "individual_mode": "none",
    }  # fmt: skip

    answer = as_("lead").post(reverse("delivery_chain:review-set-up", args=[world.economy.slug]), said)

    assert answer.context["form"].non_field_errors() == [
        "Such a review is under way already. Finish it before you set up another."
    ]


def test_an_outcome_is_asked_for_at_its_field(as_, world):
    version = make_version(short_title="12 stages")
    said = {"version": version.pk, "facilitator": world.lead.pk, "individual_mode": "none"}

    answer = as_("lead").post(reverse("delivery_chain:review-set-up", args=[world.economy.slug]), said)

    assert answer.context["form"].errors == {"outcome": ["Choose the outcome that 12 stages is to assess"]}


def test_a_group_is_added_with_its_people_and_taken_out_again(as_, chain, world):
    client = as_("lead")
    answer = client.post(
        to("group-add", chain.review), {"name": "Group 3", "other": world.colleague.pk}, follow=True
    )
    assert [line.group.name for line in answer.context["page"].groups] == ["Group 1", "Group 2", "Group 3"]

    answer = client.post(to("group-remove", chain.review, 3), follow=True)

    assert [line.group.name for line in answer.context["page"].groups] == ["Group 1", "Group 2"]


def test_the_page_says_why_now_by_the_outcomes_indicators(as_, chain, world):
    world.verified(world.ratio)
    world.publish()

    answer = as_("lead").get(chain.review.get_absolute_url())

    assert {result.code for result in answer.context["page"].why_now.results} == {"NI 101", "NI 103"}


# --- assess -----------------------------------------------------------------------------------------------


def test_a_group_saves_its_sheet_and_goes_on_later(as_, chain, world):
    review = chain.open()
    client = as_("group_member")

    answer = client.post(to("sheet-edit", review, 1), sheet(chain, "green", "", "", save="1"), follow=True)

    form = answer.context["form"]
    assert messages(answer) == ["Saved. Only your group sees it."]
    assert (form.initial["rating_1"], form.initial["reason_1"], form.initial["version"]) == (
        "green",
        "Seen",
        1,
    )


def test_what_is_wanting_is_said_at_its_field(as_, chain):
    review = chain.open()

    answer = as_("group_member").post(
        to("sheet-edit", review, 1), sheet(chain, "green", "red", "", reason="")
    )

    assert answer.context["form"].errors == {
        "reason_2": ["2 Capacity: say why it is red"],
        "rating_3": ["3 Levers: choose a rating, or “don’t know”"],
    }


def test_the_second_of_a_group_is_told_what_differs_and_loses_nothing(as_, chain):
    review = chain.open()
    as_("owner").post(to("sheet-edit", review, 2), sheet(chain, "green", "green", "green", save="1"))

    answer = as_("member").post(to("sheet-edit", review, 2), sheet(chain, "green", "green", "red", save="1"))

    form = answer.context["form"]
    assert form.errors["rating_3"] == ["3 Levers was saved as green, “Seen”"]
    assert (form["rating_3"].value(), form["version"].value()) == ("red", "1")
    assert as_("member").post(
        to("sheet-edit", review, 2), sheet(chain, "green", "green", "red", save="1", version="1")
    ).status_code == 302  # fmt: skip


def test_another_groups_sheet_is_not_there(as_, chain):
    review = chain.open()

    found = [
        as_(name).get(to("sheet-edit", review, 1)).status_code for name in ("owner", "lead", "admin", "chair")
    ]

    assert found == [404, 404, 404, 404]


def test_the_last_sheet_opens_the_comparison(as_, chain):
    review = chain.open()
    as_("group_member").post(to("sheet-edit", review, 1), sheet(chain))
    assert as_("group_member").get(to("review-compare", review)).status_code == 404

    as_("owner").post(to("sheet-edit", review, 2), sheet(chain, "green", "amber", "dont_know"))

    page = as_("group_member").get(to("review-compare", review)).context["compared"]
    assert [row.comparison.mark for row in page.rows] == ["agree", "differ_by_one", "someone_does_not_know"]
    assert page.summary == (
        "The two groups agree on 1 of 3 stages and differ by one on 1; on 1 somebody does not know."
    )


def test_paper_is_typed_in_and_not_shown_again(as_, chain):
    review = chain.open()
    client = as_("lead")

    answer = client.post(to("sheet-type-in", review, 1), sheet(chain), follow=True)

    assert messages(answer) == ["Handed in for Group 1. Nobody sees it before all groups are in."]
    assert client.get(to("sheet-type-in", review, 1), follow=True).redirect_chain == [
        (to("review-assess", review), 302)
    ]
    assert GroupRating._base_manager.filter(group__number=1).count() == 3


def test_a_late_sheet_is_kept_and_its_group_told(as_, chain):
    review = chain.open()
    chain.submit(1)
    as_("lead").post(to("group-leave-out", review, 2), {"reason": "Snow"})

    answer = as_("owner").post(to("sheet-edit", review, 2), sheet(chain), follow=True)

    assert messages(answer) == [
        "Kept as late: the comparison had opened without your group, so its sheet stands beside it."
    ]


def test_the_sheet_prints_without_any_rating(as_, chain):
    review = chain.open()

    answer = as_("member").get(to("sheet-paper", review))

    assert [stage.short_name for stage, _ in answer.context["stages"]] == ["Outcome", "Capacity", "Levers"]


def test_who_is_in_follows_by_itself_only_while_groups_are_waited_for(as_, chain):
    review = chain.open()
    client = as_("lead")
    assert b'data-live="5"' in client.get(to("review-assess", review)).content

    chain.submit(1)
    chain.submit(2)

    assert b"data-live" not in client.get(to("review-assess", review)).content


# --- compare and agree ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "numbers"),
    [("", [1, 2, 3]), ("weakness", [2, 3, 1]), ("disagreement", [3, 2, 1]), ("x", [1, 2, 3])],
)
def test_stages_are_ordered_as_asked(as_, chain, order, numbers):
    review = chain.compared(("green", "red", "green"), ("green", "amber", "red"))

    page = as_("lead").get(to("review-compare", review), {"order": order}).context["compared"]

    assert [row.stage.number for row in page.rows] == numbers


def test_the_meeting_settles_stage_after_stage(as_, chain):
    review = chain.compared(("green", "red", "green"), ("green", "red", "red"))
    client = as_("lead")
    client.post(to("review-take-proposals", review))
    said = {
        "value": "amber",
        "reason": "Seven to four",
        "held_by": "Four of group 2",
        "dissent": "It is red",
        "next": "1",
    }

    answer = client.post(to("stage-settle", review, 3), said, follow=True)

    row = answer.context["compared"].rows[2]
    assert (row.agreed.value, row.agreed.settled, row.dissents[0].text) == ("amber", "decided", "It is red")
    assert answer.context["compared"].unsettled == []


def test_agreeing_is_asked_for_and_then_the_partnership_sees_it(as_, chain):
    review = chain.compared()
    chain.settle()
    assert as_("member").get(review.get_absolute_url()).context["page"].agreed == []
    assert as_("lead2").get(review.get_absolute_url()).status_code == 404

    as_("lead").post(to("review-agree", review))

    page = as_("lead2").get(review.get_absolute_url()).context["page"]
    assert page.red_sentence == "One stage is agreed red: 2 Capacity."


# --- plan and close ---------------------------------------------------------------------------------------


def test_an_action_comes_from_a_red_stage(as_, chain, world):
    review = chain.planned()
    said = {
        "title": "Count who works on it", "organisation": world.council.pk, "lead": world.owner.pk,
        "due_on_day": "30", "due_on_month": "6", "due_on_year": "2009",
    }  # fmt: skip

    answer = as_("group_member").post(to("stage-act", review, 2), said, follow=True)

    [need] = answer.context["page"].needs
    assert [action.title for action in need.actions] == ["Count who works on it"]
    assert need.actions[0].outcome == world.outcomes["economy"]


def test_closing_says_what_is_wanting(as_, chain):
    review = chain.planned()

    answer = as_("lead").post(
        to("review-close", review),
        {"next_round_on_day": "20", "next_round_on_month": "4", "next_round_on_year": "2010"},
    )

    assert answer.context["form"].non_field_errors() == [
        "It cannot close yet. 2 Capacity has no chain map and no action."
    ]


def test_the_next_round_is_set_up_from_a_closed_one(as_, chain, world):
    review = chain.closed()

    answer = as_("coordinator").post(
        to("review-repeat", review), {"facilitator": world.lead.pk, "individual_mode": "none"}, follow=True
    )

    assert answer.context["review"].round == 2


# --- the register -----------------------------------------------------------------------------------------


def test_everybody_sees_their_own_reviews_and_all_that_are_agreed(as_, chain):
    def shown(name):
        return [row.record.round for row in as_(name).get(LIST).context["table"].rows]

    assert (shown("lead"), shown("coordinator"), shown("lead2")) == ([1], [1], [])

    chain.agreed()

    assert shown("lead2") == [1]


def test_the_register_downloads_what_it_shows(as_, chain):
    body = as_("lead").get(reverse("delivery_chain:review-download", args=["csv"])).content.decode()

    assert body.splitlines()[1].startswith("A strong economy,F")


# --- abandoned --------------------------------------------------------------------------------------------


def test_whoever_runs_it_abandons_it_after_a_question_and_the_page_says_why(as_, chain, world):
    chain.open()
    assert (
        to("review-abandon", chain.review)
        in as_("lead").get(chain.review.get_absolute_url()).content.decode()
    )

    asked = as_("lead").post(to("review-abandon", chain.review), {"why": ""})
    answer = as_("lead").post(
        to("review-abandon", chain.review), {"why": "The group was merged."}, follow=True
    )

    assert "Why you abandon it" in asked.content.decode()
    page = answer.content.decode()
    assert ("Abandoned on <time" in page, "The group was merged." in page) == (True, True)
    assert to("review-abandon", chain.review) not in page
    assert as_("lead").get(to("review-assess", chain.review)).status_code == 200


def test_nobody_else_may_abandon_it(as_, chain, world):
    for name in ("owner", "member", "chair", "outsider"):
        assert as_(name).post(to("review-abandon", chain.review), {"why": "No"}).status_code in (403, 404)
    assert Review.objects.get().state == "set_up"
