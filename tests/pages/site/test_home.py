"""The first page, for a visitor and for those signed in; and how figures are judged."""

import pytest
from django.urls import reverse

from tests.factories.partnerships import ChallengeFactory, OutcomeFactory

pytestmark = pytest.mark.django_db
HOME = reverse("site:home")


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        ("chair", "site:dashboard"),
        ("coordinator", "site:my-work"),
        ("owner", "site:my-work"),
        ("outsider", "site:my-work"),
    ],
)
def test_each_signed_in_person_lands_on_their_own_first_page(client, world, name, leads_to):
    client.force_login(getattr(world, name))

    assert client.get(HOME).url == reverse(leads_to)


def test_a_visitor_reads_what_the_partnership_is_for(client, world):
    challenge = ChallengeFactory(title="Housing for all who need it")
    OutcomeFactory(title="More people live well", challenge=challenge)

    answer = client.get(HOME)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert [text in page for text in ("The Strategic Partnership", "Housing for all who need it", "More people live well")] == [
        True, True, True,
    ]  # fmt: skip
    assert reverse("account_login") in page


def test_before_anything_is_set_up_the_front_page_still_opens(client, db):
    assert client.get(HOME).status_code == 200


def test_how_figures_are_judged_is_open_to_everybody_and_its_sums_are_true(client, world):
    answer = client.get(reverse("site:judging"))

    cases = {
        case.title: [(one.figure, one.judgement.status.value) for one in case.examples]
        for case in answer.context["colour_cases"]
    }
    assert list(cases.values()) == [
        [("80.0", "green"), ("79.99", "amber"), ("76.0", "amber"), ("75.99", "red")],
        [("20", "green"), ("21", "amber"), ("21.01", "red")],
        [("0", "green"), ("0.1", "red")],
    ]
    assert [value for _, value in answer.context["straight_milestones"]] == ["72", "74", "76", "78"]
    assert [value for *_, value in answer.context["milestones_to_date"]] == ["248", "558", "868", "1,240"]
    assert [travel.direction.value for _, travel in answer.context["directions"]] == [
        "worsening",
        "improving",
        "steady",
    ]
    screened, not_screened = answer.context["screened"], answer.context["not_screened"]
    assert (screened.mean, screened.lower, screened.upper) == ("1.94", "−0.72", "4.60")
    assert (not_screened.mean, not_screened.lower, not_screened.upper) == ("1.94", "−3.06", "6.95")
    assert (len(answer.context["surprising"]), len(answer.context["impossible"])) == (1, 1)


def test_the_gallery_of_components_opens(client, world):
    client.force_login(world.member)

    assert client.get(reverse("site:gallery")).status_code == 200
