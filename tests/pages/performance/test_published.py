"""What is published, as everybody who is signed in reads it: scorecards, indicators, their files, and the dashboard."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dorset_lsp.common.attention import Grade
from performance.models import Edition, Result
from performance.periods import parse_label
from tests.factories.performance import (
    EditionFactory,
    IndicatorFactory,
    ObservationFactory,
    ResultFactory,
    RoundFactory,
    ScorecardFactory,
)

INDEX = reverse("performance:index")
DASHBOARD = reverse("site:dashboard")
INDICATORS = reverse("performance:indicator-list")


def card_page(card, **asked):
    return reverse("performance:scorecard-detail", args=[card.slug], query=asked or None)


def card_file(card, form, **asked):
    return reverse("performance:scorecard-download", args=[card.slug, form], query=asked or None)


def indicator_page(indicator):
    return reverse("performance:indicator-detail", args=[indicator.slug])


def codes(answer):
    return [line["code"] for line in answer.context["page"].lines]


def read_csv(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def edition(world) -> Edition:
    """The round of the world, published: two on target, one without a figure."""
    world.verified(world.ratio, commentary="=Repairs go well.")
    world.verified(world.split)
    return world.publish()


# --- scorecards -------------------------------------------------------------------------------------------


def test_before_anything_is_published_pages_say_so(client, world):
    client.force_login(world.member)

    texts = [client.get(address).content.decode() for address in (card_page(world.scorecard), DASHBOARD)]

    assert ["Nothing is published yet" in text for text in texts] == [True, True]
    assert client.get(card_file(world.scorecard, "csv")).status_code == 404


def test_a_scorecard_shows_its_indicators_in_its_order_with_their_counts(client, world, edition):
    client.force_login(world.outsider)

    page = client.get(card_page(world.scorecard)).context["page"]

    assert [(one["code"], one["status"], one["shown_value"]) for one in page.lines] == [
        ("NI 101", "green", "78.0 %"), ("NI 102", "not_due", "65"), ("NI 103", "green", "101"),
    ]  # fmt: skip
    assert page.counts == {"green": 2, "not_due": 1}
    assert (
        page.summary
        == "Two of the two indicators that can be judged are on target; one of three cannot be judged."
    )


def test_words_that_nobody_has_checked_show_nowhere_on_what_is_published(client, world):
    world.verified(world.ratio)
    world.submitted(world.total, commentary="Unchecked words.")
    world.publish()
    client.force_login(world.member)
    addresses = [
        indicator_page(world.total),
        card_page(world.scorecard),
        card_file(world.scorecard, "csv"),
        DASHBOARD,
    ]

    assert ["Unchecked words." in client.get(address).content.decode() for address in addresses] == [
        False
    ] * 4


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"status": "green"}, ["NI 101", "NI 103"]),
        ({"status": "red"}, []),
        ({"direction": "improving"}, ["NI 101", "NI 103"]),
        ({"owner": "County council"}, ["NI 101", "NI 102", "NI 103"]),
        ({"status": "purple", "owner": "Nobody"}, ["NI 101", "NI 102", "NI 103"]),
        ({"round": "no-such-round"}, ["NI 101", "NI 102", "NI 103"]),
    ],
)
def test_a_scorecard_is_filtered_and_an_unknown_choice_is_left_out(client, world, edition, asked, shown):
    client.force_login(world.outsider)

    assert codes(client.get(card_page(world.scorecard, **asked))) == shown


def test_an_earlier_edition_is_read_by_its_round(client, world, edition):
    period = parse_label("Q3 2008/09")
    before = RoundFactory(
        slug="2008-09-q3", period_from=period.from_on, period_to=period.to_on, opens_on=date(2009, 1, 1),
        due_on=date(2009, 1, 30), closes_on=date(2009, 2, 14), state="published",
    )  # fmt: skip
    ResultFactory(edition=EditionFactory(round=before), indicator=world.ratio, status="amber")
    client.force_login(world.outsider)

    page = client.get(card_page(world.scorecard, round="2008-09-q3")).context["page"]

    assert [(one["code"], one["status"]) for one in page.lines] == [("NI 101", "amber")]
    assert codes(client.get(card_page(world.scorecard))) == ["NI 101", "NI 102", "NI 103"]


def test_a_kept_drawing_of_a_scorecard_is_never_an_old_one(client, world, edition):
    client.force_login(world.outsider)
    client.get(card_page(world.scorecard))
    world.scorecard.lines.filter(indicator=world.ratio).delete()

    text = client.get(card_page(world.scorecard)).content.decode()

    assert ("NI 101" in text, "NI 103" in text) == (False, True)


def test_an_empty_scorecard_and_an_empty_choice_say_different_things(client, world, edition):
    client.force_login(world.outsider)

    empty = client.get(card_page(ScorecardFactory())).content.decode()
    chosen = client.get(card_page(world.scorecard, status="red")).content.decode()

    assert ("No indicator stands on this scorecard" in empty, "Nothing matches these filters" in chosen) == (
        True,
        True,
    )


def test_the_list_of_scorecards_counts_each_cards_statuses(client, world, edition):
    client.force_login(world.outsider)

    assert client.get(INDEX).context["cards"] == [(world.scorecard, {"green": 2, "not_due": 1})]


def test_a_csv_file_holds_what_the_page_shows_after_the_filters(client, world, edition):
    client.force_login(world.outsider)

    head, *rows = read_csv(client.get(card_file(world.scorecard, "csv", status="green")))

    assert head[:4] == ["Code", "Indicator", "Owner", "Figure"]
    assert [row[:9] for row in rows] == [
        [
            "NI 101",
            "Homes that are decent",
            "County council",
            "78",
            "78.0 %",
            "Q4 2008/09",
            "78.0 %",
            "Green",
            "Improving",
        ],
        [
            "NI 103",
            "People helped",
            "County council",
            "101",
            "101",
            "Q4 2008/09",
            "100",
            "Green",
            "Improving",
        ],
    ]


def test_a_workbook_holds_real_numbers(client, world, edition):
    client.force_login(world.outsider)
    answer = client.get(card_file(world.scorecard, "xlsx"))

    sheet = load_workbook(BytesIO(answer.content)).active

    assert [(row[0].value, row[3].value) for row in sheet.iter_rows(min_row=2)] == [
        ("NI 101", 78), ("NI 102", None), ("NI 103", 101),
    ]  # fmt: skip
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("form", ["pdf", "html", "exe"])
def test_there_is_no_other_kind_of_file(client, world, edition, form):
    client.force_login(world.outsider)

    assert client.get(card_file(world.scorecard, form)).status_code == 404
    assert (
        client.get(reverse("performance:indicator-download", args=[world.ratio.slug, form])).status_code
        == 404
    )


# --- indicators -------------------------------------------------------------------------------------------


def test_an_indicator_shows_its_latest_published_result(client, world, edition):
    client.force_login(world.outsider)

    page = client.get(indicator_page(world.ratio)).context["page"]

    assert (page.result.status, page.result.shown_value, page.result.edition) == ("green", "78.0 %", edition)


def test_an_indicator_before_its_first_figure_has_a_page(client, world):
    client.force_login(world.outsider)

    answer = client.get(indicator_page(IndicatorFactory(outcome=world.outcomes["economy"])))

    assert (answer.status_code, answer.context["page"].result) == (200, None)


def test_an_unknown_indicator_and_an_unknown_scorecard_are_not_there(client, world):
    client.force_login(world.outsider)
    found = [
        client.get(reverse(f"performance:{name}-detail", args=["no-such"]))
        for name in ("indicator", "scorecard")
    ]

    assert [answer.status_code for answer in found] == [404, 404]


def test_every_figure_with_its_revisions_is_in_the_file(client, world, edition):
    client.force_login(world.outsider)

    head, *rows = read_csv(
        client.get(reverse("performance:indicator-download", args=[world.ratio.slug, "csv"]))
    )

    last = dict(zip(head, rows[-1], strict=True))
    assert len(rows) == 8
    assert (last["Period"], last["Figure"], last["Numerator"], last["Denominator"]) == (
        "Q4 2008/09", "78", "780", "1000",
    )  # fmt: skip
    assert (last["Received"], last["Published"], last["Revision"]) == ("2009-04-20", "2009-04-20", "1")


def test_a_source_that_looks_like_a_formula_does_not_run(client, world):
    ObservationFactory(indicator=world.ratio, area=world.north, source="=HYPERLINK(1)")
    client.force_login(world.outsider)

    rows = read_csv(client.get(reverse("performance:indicator-download", args=[world.ratio.slug, "csv"])))

    assert {row[rows[0].index("Source")] for row in rows[1:]} == {"", "'=HYPERLINK(1)"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "decent"}, ["NI 101"]),
        ({"words": "ni 10"}, ["NI 101", "NI 102", "NI 103"]),
        ({"frequency": "annual"}, []),
        ({"outcome": "economy"}, ["NI 101", "NI 103"]),
    ],
)
def test_the_list_of_indicators_is_filtered(client, world, asked, found):
    client.force_login(world.outsider)
    if "outcome" in asked:
        asked = {"outcome": world.outcomes["economy"].pk}

    table = client.get(INDICATORS, asked).context["table"]

    assert [row.record.code for row in table.rows] == found


def test_a_list_in_which_nothing_matches_says_so(client, world):
    client.force_login(world.outsider)

    assert "No indicator matches" in client.get(INDICATORS, {"words": "nowhere"}).content.decode()


# --- an action from an exception --------------------------------------------------------------------------


def act_page(indicator):
    return reverse("performance:exception-act", args=[indicator.slug])


def test_a_lead_proposes_an_action_for_a_result(client, world, edition):
    client.force_login(world.lead)
    data = {
        "title": "Repair faster", "organisation": world.council.pk, "lead": world.owner.pk,
        "due_on_day": "30", "due_on_month": "9", "due_on_year": "2009", "description": "",
    }  # fmt: skip

    client.post(act_page(world.ratio), data)

    action = world.economy.actions.get()
    assert (action.title, action.due_on, action.exception_link.result.code) == (
        "Repair faster", date(2009, 9, 30), "NI 101",
    )  # fmt: skip


def test_a_due_date_that_has_passed_is_told_and_the_words_are_kept(client, world, edition):
    client.force_login(world.lead)
    data = {
        "title": "Repair faster", "organisation": world.council.pk, "lead": world.owner.pk,
        "due_on_day": "1", "due_on_month": "1", "due_on_year": "2009",
    }  # fmt: skip

    answer = client.post(act_page(world.ratio), data)

    assert answer.context["form"].errors["due_on"] == ["The due date must be today or later."]
    assert "Repair faster" in answer.content.decode()
    assert world.economy.actions.count() == 0


@pytest.mark.parametrize("name", ["owner", "lead2", "group_member", "member", "outsider", "admin"])
def test_nobody_else_proposes_one(client, world, edition, name):
    client.force_login(world.people[name])

    assert [
        client.get(act_page(world.ratio)).status_code,
        client.post(act_page(world.ratio)).status_code,
    ] == [404, 404]


# --- the dashboard ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("chair", 200),
        ("coordinator", 200),
        ("member", 200),
        ("owner", 404),
        ("outsider", 404),
        ("admin", 404),
    ],
)
def test_the_dashboard_is_for_members_of_any_body(client, world, edition, name, status):
    client.force_login(world.people[name])

    assert client.get(DASHBOARD).status_code == status


def test_the_dashboard_tells_exceptions_in_order_and_who_may_act(client, world, edition):
    Result.objects.filter(indicator=world.split).update(status="red", mark="red")
    Result.objects.filter(indicator=world.ratio).update(status="amber", mark="amber", direction="worsening")
    Result.objects.filter(indicator=world.total).update(status="red", mark="red", direction="worsening")
    client.force_login(world.lead)

    context = client.get(f"{DASHBOARD}?all").context

    assert [
        (one.title[:6], one.grade) for one in context["concerns"] if one.about.kind == "performance.result"
    ] == [
        ("NI 102", Grade.GETTING_WORSE),
        ("NI 103", Grade.OFF_TARGET),
        ("NI 101", Grade.JUST_OFF),
    ]
    of_economy = {one.pk for one in Result.objects.filter(outcome=world.outcomes["economy"])}
    assert {one.about.id for one in context["concerns"] if one.act_url} == of_economy
