"""A review on its pages: moved by buttons and forms, read by whoever may, told in words what stops it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from scrutiny.changes import recommendations, reviews
from scrutiny.models import Ask, Challenge, Evidence, Finding, Passage, Recommendation, ScrutinyReview
from tests.factories.delivery_chain import AgreedRatingFactory, ReviewFactory
from tests.factories.partnerships import DecisionFactory, MeetingFactory
from tests.factories.performance import IndicatorFactory
from tests.factories.scrutiny import ISSUED_ON, ON

REVIEW = "/scrutiny/reviews/joint-review/"
AGREED = {"review__state": "agreed", "review__agreed_on": date(2009, 2, 12), "reason": "Seen."}
"""Of a delivery chain's rating."""


def dated(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def page(client, person, path=REVIEW) -> str:
    client.force_login(person)
    return client.get(path).content.decode()


def post(client, person, path, **said):
    client.force_login(person)
    return client.post(path, said, follow=True)


# --- moved on ---------------------------------------------------------------------------------------------------


def test_a_review_goes_from_scope_to_issue_by_its_buttons(client, world):
    post(client, world.clerk, f"{REVIEW}scope/", purpose="What it is worth.")
    post(client, world.clerk, f"{REVIEW}move/gather/")
    evidence = {
        "kind": "written",
        "label": "A letter",
        "words": "It works.",
        "audience": "public",
        "lines": [world.line.pk],
    }
    post(client, world.member, f"{REVIEW}evidence/add/", **evidence, **dated("received_on", ON))
    finding = {
        "line": world.line.pk,
        "words": "It works.",
        "evidence": [Evidence.objects.get().pk],
        "audience": "public",
    }
    post(client, world.member, f"{REVIEW}findings/add/", **finding)
    post(client, world.clerk, f"{REVIEW}move/draft/")
    said = {
        "label": "Say it",
        "words": "Say it each year.",
        "reason": "Few know.",
        "different": "More know",
        "audience": "public",
    }
    post(
        client,
        world.member,
        f"{REVIEW}recommendations/add/",
        **said,
        **dated("different_by", date(2009, 12, 31)),
    )
    post(client, world.clerk, f"{REVIEW}addressees/add/", organisation=world.district.pk, needs_notice="on")
    one = Recommendation.objects.get()
    post(
        client,
        world.clerk,
        f"/scrutiny/recommendations/{one.pk}/address/",
        addressee=world.review.addressees.get().pk,
        basis="two_months",
    )
    post(client, world.committee_chair, f"{REVIEW}move/approve/")
    post(client, world.clerk, f"{REVIEW}issue/")

    assert (ScrutinyReview.objects.get().state, Ask.objects.get().state, Finding.objects.count()) == (
        "issued",
        "sent",
        1,
    )


def test_what_stops_a_move_is_said_on_the_page(client, world):
    world.gathering()

    assert (
        "Write at least one finding first."
        in post(client, world.clerk, f"{REVIEW}move/draft/").content.decode()
    )


@pytest.mark.parametrize("name", ["member", "outsider", "admin", "responder"])
def test_a_move_of_somebody_elses_is_not_there(client, world, name):
    world.scoped()

    assert post(client, world.people[name], f"{REVIEW}move/gather/").status_code == 404


def test_the_second_editor_is_told_and_keeps_what_was_typed(client, world):
    world.gathering()
    finding = world.finds("It works.")
    path = reverse("scrutiny:finding-alter", args=[finding.pk])
    client.force_login(world.member)
    seen = client.get(path).context["form"]["seen"].value()
    post(client, world.member2, path, seen=seen, line=world.line.pk, words="It does not.", evidence=[1])
    said = {
        "seen": seen,
        "line": world.line.pk,
        "words": "It half works.",
        "evidence": [Evidence.objects.get().pk],
    }
    post(client, world.member2, path, **said | {"words": "It does not."})
    answer = post(client, world.member, path, **said).content.decode()

    assert ("Somebody changed this while you were writing" in answer, "It half works." in answer) == (
        True,
        True,
    )
    assert "It does not." not in answer


# --- audiences on forms -----------------------------------------------------------------------------------------


def test_an_exempt_text_without_its_paragraph_is_refused_beside_the_field(client, world):
    world.gathering()
    said = {"kind": "written", "label": "A letter", "words": "Secret.", "audience": "exempt"}
    answer = post(
        client, world.member, f"{REVIEW}evidence/add/", **said, **dated("received_on", ON)
    ).content.decode()

    assert "Select the paragraph under which it is exempt" in answer
    assert Evidence.objects.count() == 0


def test_whoever_reads_a_text_says_who_else_may(client, world):
    world.gathering()
    taken = world.takes("Secret.", world.confidential(world.member))
    path = reverse("scrutiny:passage-access", args=[taken.passage_id])
    statuses = {}
    for name in ("group_chair", "member"):
        client.force_login(world.people[name])
        statuses[name] = client.get(path).status_code
    post(client, world.member, path, audience="confidential", readers=[world.member2.pk])

    assert statuses == {"group_chair": 404, "member": 200}
    assert set(Passage.objects.get(pk=taken.passage_id).readers.all()) == {world.member, world.member2}


# --- the matrix -------------------------------------------------------------------------------------------------


def seven_councils(world) -> None:
    """Six recommendations to seven councils and the committee's own body."""
    from tests.factories.partnerships import OrganisationFactory

    world.drafting()
    councils = [world.district] + [
        OrganisationFactory(name=f"Council {n}", kind="district_council") for n in range(6)
    ]
    addressees = [world.addressee(None if one == world.district else one) for one in councils]
    for number in range(6):
        recommendation = world.recommends(f"Recommendation {number}")
        for one in addressees:
            recommendations.address(
                recommendation=recommendation, addressee=one, basis="two_months", by=world.clerk, on=ISSUED_ON
            )
    world.issue()


def test_the_matrix_is_read_and_downloaded_at_seven_councils_wide(client, world):
    seven_councils(world)
    text = page(client, world.outsider, f"{REVIEW}matrix/")
    lines = client.get(f"{REVIEW}matrix.csv").content.decode().splitlines()

    assert text.count("waits for receipt") == 42
    assert (len(lines), lines[0].split(",")[2:4]) == (7, ["North District Council", "Council 0"])


def test_a_cell_that_is_late_says_by_how_many_days_and_how_that_was_worked_out(client, world):
    ask = world.receives(world.sent(), notice=date(2008, 12, 29))
    matrix = page(client, world.outsider, f"{REVIEW}matrix/")
    cell = page(client, world.outsider, ask.get_absolute_url())

    assert ("51 days overdue" in matrix, "by 28 Feb 09, a Saturday" in matrix) == (True, True)
    assert "there is no 29 February 2009, so the last day of that month" in cell
    assert "not legal advice" in cell


def test_before_issue_the_matrix_is_the_reviews_own(client, world):
    world.drafted_ask()
    statuses = []
    for name in ("member", "outsider", "responder"):
        client.force_login(world.people[name])
        statuses.append(client.get(f"{REVIEW}matrix/").status_code)

    assert statuses == [200, 404, 404]


# --- answers on forms -------------------------------------------------------------------------------------------


def test_a_responder_keeps_a_draft_that_the_other_finds_and_nobody_else(client, world):
    ask = world.sent()
    path = reverse("scrutiny:ask-answer", args=[ask.pk])
    post(client, world.responder, path, version=0, reasons="So far so good.", keep="yes")
    found = {
        name: "So far so good." in page(client, world.people[name], path)
        for name in ("responder2", "clerk", "member")
    }

    assert found == {"responder2": True, "clerk": False, "member": False}


def test_what_an_answer_lacks_is_said_beside_the_fields(client, world):
    ask = world.sent()
    path = reverse("scrutiny:ask-answer", args=[ask.pk])
    text = post(client, world.responder, path, version=0, verdict="accepted").content.decode()

    assert [words in text for words in ("Enter the reasons", "Enter what will be done")] == [True, True]
    assert world.ask(ask).state == "sent"


def test_an_answer_is_sent_published_claimed_and_accepted(client, world):
    ask = world.sent()
    said = {"version": 0, "verdict": "accepted", "reasons": "Agreed.", "action": "A plan."}
    post(client, world.responder, reverse("scrutiny:ask-answer", args=[ask.pk]), **said)
    before = "Agreed." in page(client, world.outsider, ask.get_absolute_url())
    post(client, world.clerk, reverse("scrutiny:response-publish", args=[ask.responses.get().pk]))
    after = "Agreed." in page(client, world.outsider, ask.get_absolute_url())
    post(
        client,
        world.responder,
        reverse("scrutiny:ask-claim", args=[ask.pk]),
        progress="implemented",
        claim="It is out.",
    )
    decide = reverse("scrutiny:claim-decide", args=[ask.claims.get().pk])
    post(client, world.group_chair, decide, is_accepted="yes", note="Seen.")
    post(client, world.group_chair, reverse("scrutiny:ask-close", args=[ask.pk]), reason="Done.")

    assert (before, after, ask.claims.get().verdict, world.ask(ask).state) == (
        False,
        True,
        "accepted",
        "closed",
    )


def test_a_receipt_is_corrected_on_a_form_that_wants_the_reason(client, world):
    ask = world.receives(world.sent())
    path = reverse("scrutiny:addressee-receive", args=[ask.addressee_id])
    said = {**dated("report_received_on", ISSUED_ON), **dated("notice_received_on", date(2008, 12, 29))}
    refused = post(client, world.clerk, path, **said, reason="").content.decode()
    post(client, world.clerk, path, **said, reason="The envelope was found.")

    assert "Say why the date is corrected" in refused
    assert world.ask(ask).due_on == date(2009, 2, 28)


# --- outcomes ---------------------------------------------------------------------------------------------------


def test_scrutinys_own_outcome_counts_what_came_of_it(client, world):
    response = world.published()
    recommendations.judge(
        recommendation=response.ask.recommendation,
        made="difference",
        because="Nine asked.",
        by=world.group_chair,
        on=ON,
    )
    text = page(client, world.outsider, "/scrutiny/outcomes/")

    assert [
        words in text
        for words in ("<b>1</b> accepted by somebody", "<b>1</b> made a difference", "Nine asked.")
    ] == [True] * 3


def recommended(client, world, **more) -> str:
    """What the page says after a recommendation was written there."""
    world.drafting()
    said = {
        "label": "Say it", "words": "Say it each year.", "reason": "Few know.", "different": "More know",
        "audience": "public", **dated("different_by", date(2009, 9, 30)), **more,
    }  # fmt: skip
    return post(client, world.clerk, f"{REVIEW}recommendations/add/", **said).content.decode()


def test_what_should_be_different_may_be_a_stage_which_stands_beside_what_is_agreed_since(client, world):
    was = AgreedRatingFactory(value="red", **AGREED)
    text = recommended(client, world, stage=was.pk)
    assert [words in text for words in ("red when this was written", "not agreed anew since")] == [True, True]

    again = ReviewFactory(
        version=was.review.version, outcome=was.review.outcome, body=was.review.body, round=2, previous=was.review,
        state="agreed", agreed_on=ON,
    )  # fmt: skip
    AgreedRatingFactory(review=again, stage=was.stage, value="amber")
    text = page(client, world.clerk, Recommendation.objects.get().get_absolute_url())
    assert 'amber since <time datetime="2009-04-20">' in text


def test_what_should_be_different_is_seen_by_an_indicator_or_by_a_stage(client, world):
    was = AgreedRatingFactory(value="red", **AGREED)
    text = recommended(client, world, stage=was.pk, indicator=IndicatorFactory().pk)
    assert ("Choose an indicator or a stage, not both." in text, Recommendation.objects.count()) == (True, 0)


# --- questions of members ---------------------------------------------------------------------------------------


def test_a_member_asks_about_an_indicator_and_the_answer_stands_on_its_page(client, world):
    indicator = IndicatorFactory(owner=world.responder)
    said = {"question": "Why so few?", "put_to": world.responder.pk, **dated("wanted_on", date(2009, 5, 20))}
    post(
        client,
        world.member,
        reverse("scrutiny:challenge-ask", args=["performance.indicator", indicator.pk]),
        **said,
    )
    challenge = Challenge.objects.get()
    post(
        client,
        world.responder,
        reverse("scrutiny:challenge-answer", args=[challenge.pk]),
        text="The weather.",
    )
    text = page(client, world.member, indicator.get_absolute_url())
    post(client, world.member, reverse("scrutiny:challenge-settle", args=[challenge.pk]))
    challenge.refresh_from_db()

    assert ["Why so few?" in text, "The weather." in text, challenge.state] == [True, True, "closed"]


@pytest.mark.parametrize("name", ["outsider", "clerk", "responder"])
def test_whoever_is_no_scrutiny_member_asks_nothing(client, world, name):
    indicator = IndicatorFactory(owner=world.responder)
    client.force_login(world.people[name])

    assert (
        client.get(
            reverse("scrutiny:challenge-ask", args=["performance.indicator", indicator.pk])
        ).status_code
        == 404
    )


def test_nothing_is_asked_about_what_nobody_answers_for(client, world):
    client.force_login(world.member)

    assert (
        client.get(
            reverse("scrutiny:challenge-ask", args=["partnerships.person", world.clerk.pk])
        ).status_code
        == 404
    )


# --- empty and small things -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/scrutiny/recommendations/", "No recommendation has gone out yet"),
        ("/scrutiny/inbox/", "Nothing is addressed to you"),
        ("/scrutiny/outcomes/", "Nothing is accepted yet"),
        ("/scrutiny/bulletins/", "No bulletin yet"),
        ("/scrutiny/questions/", "No question has been asked yet"),
    ],
)
def test_an_empty_page_says_what_belongs_there(client, world, path, words):
    assert words in page(client, world.outsider, path)


def test_the_report_is_a_file_that_bears_its_hash(client, world):
    from scrutiny.tasks import compile_review_report

    world.sent()
    compile_review_report(review=world.review.pk)
    client.force_login(world.outsider)
    answer = client.get(f"{REVIEW}report-public-v1.pdf")

    assert (answer.status_code, b"".join(answer.streaming_content)[:5]) == (200, b"%PDF-")


def test_a_review_of_one_district_hangs_under_the_joint_one(client, world):
    reviews.propose(
        title="District review", form="host_committee", committee=world.committee, group=world.group, parent=world.review,
        by=world.committee_chair, on=ON,
    )  # fmt: skip

    assert "District review" in page(client, world.outsider)


def test_a_member_asks_about_a_decision_and_the_question_stands_beside_it(client, world):
    meeting = MeetingFactory(body=world.committee, state="agreed", agreed_on=ON)
    decision = DecisionFactory(meeting=meeting)
    assert "Ask about this" in page(client, world.member, meeting.get_absolute_url())
    assert "Ask about this" not in page(client, world.responder, meeting.get_absolute_url())

    ask = reverse("scrutiny:challenge-ask", args=["partnerships.decision", decision.pk])
    said = {
        "question": "Who paid?",
        "put_to": world.committee_chair.pk,
        **dated("wanted_on", date(2009, 5, 20)),
    }
    post(client, world.member, ask, **said)

    text = page(client, world.member, meeting.get_absolute_url())
    assert text.index('id="decision-') < text.index("“Who paid?”")
