"""What communities said, on pages: the register, the queue, a community's page, and each verb."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.models import Finding
from tests.factories.money import DistrictPriorityFactory, FindingFactory, PracticeNoteFactory, project_in
from tests.factories.partnerships import AreaFactory, BodyFactory, MeetingFactory
from tests.factories.world import ON, sit

LIST = reverse("partnerships:finding-list")
QUEUE = reverse("partnerships:finding-queue")
pytestmark = pytest.mark.django_db


def to(verb, finding):
    return reverse(f"partnerships:finding-{verb}", args=[finding.pk])


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_


@pytest.fixture
def bridging(world):
    body = BodyFactory(name="Bridging group", kind="bridging_group", layer="strategic", area=world.county)
    sit(world.lead2, body, "chair")
    return body


@pytest.fixture
def meeting(bridging):
    return MeetingFactory(body=bridging, starts_at=datetime(2009, 4, 8, 13, 0, tzinfo=UTC), state="held")


@pytest.fixture
def finding(world):
    return FindingFactory(title="No bus after six", area=world.north, raised_by=world.member)


def settled(world, meeting, **fields):
    said = {
        "state": "declined",
        "settled_on": ON,
        "reason": "Not ours.",
        "meeting": meeting,
        "area": world.north,
    }
    return FindingFactory(**said | fields)


def words_of(answer):
    return " ".join(answer.content.decode().split())


def titles(answer):
    return [row.record.title for row in answer.context["table"].rows]


def test_a_finding_goes_from_a_parish_plan_to_the_communitys_page(sign_in, world, meeting):
    member = sign_in("member")
    member.post(
        reverse("partnerships:finding-raise"),
        {
            "title": "No bus after six", "text": "The last one leaves at six.", "area": world.north.pk, "source": "parish_plan",
            "heard_on": "2009-01-12", "from_whom": "412 of 700 households",
        },
    )  # fmt: skip
    finding = Finding.objects.get()
    bridge = sign_in("lead2")
    bridge.post(to("consider", finding), {"meeting": meeting.pk, "note": "How many?"})
    outcome = world.outcomes["economy"]
    bridge.post(
        to("adopt", finding), {"meeting": meeting.pk, "outcome": outcome.pk, "reason": "Buses come first."}
    )
    bridge.post(to("answer", finding), {"text": "We look at it first.", "answered_on": "2009-04-20"})

    outsider = sign_in("outsider")
    community = words_of(outsider.get(world.north.get_absolute_url()))
    assert "1 thing was brought from here: 1 adopted into an outcome. 1 is answered." in community
    assert "“We look at it first.”" in community
    assert "No bus after six" in words_of(outsider.get(outcome.get_absolute_url()))
    assert outcome.get_absolute_url() in words_of(outsider.get(finding.get_absolute_url()))


def test_the_queue_shows_what_waits_and_what_is_not_answered_the_longest_first(
    sign_in, world, meeting, finding
):
    settled(world, meeting, title="Toilets")
    settled(world, meeting, title="Told", answer="No.", answered_on=ON, answered_by=world.lead2)
    coming = MeetingFactory(body=meeting.body)

    answer = sign_in("lead2").get(QUEUE)

    assert [one.title for one, _ in answer.context["waiting"]] == ["No bus after six"]
    assert [one.title for one, _ in answer.context["unanswered"]] == ["Toilets"]
    assert answer.context["next_meeting"] == coming
    assert "brought by Member 77 days ago" in words_of(answer)


def test_the_queue_is_for_members_and_its_verbs_for_the_group(sign_in, world, meeting, finding):
    assert sign_in("outsider").get(QUEUE).status_code == 403
    assert sign_in("member").get(QUEUE).context["may_settle"] == set()
    assert sign_in("lead2").get(QUEUE).context["may_settle"] == {finding.pk}
    assert sign_in("member").get(to("adopt", finding)).status_code == 404


def test_without_a_meeting_of_the_group_nothing_is_taken(sign_in, world, bridging, finding):
    MeetingFactory(body=bridging)

    answer = sign_in("lead2").get(to("decline", finding), follow=True)

    assert [str(one) for one in answer.context["messages"]] == ["The bridging group has held no meeting yet."]


def test_what_is_settled_already_leads_back(sign_in, world, meeting):
    finding = settled(world, meeting)

    answer = sign_in("lead2").get(to("adopt", finding), follow=True)

    assert [str(one) for one in answer.context["messages"]] == [
        "This finding is declined, so that is not possible now."
    ]


def test_whoever_raised_it_corrects_it_while_it_waits(sign_in, world, finding):
    client = sign_in("member")
    form = client.get(to("alter", finding)).context["form"]

    client.post(to("alter", finding), {**{name: form.initial[name] for name in ("text", "source", "from_whom", "seen")},
                "title": "No bus at night", "area": world.north.pk, "heard_on": "2009-01-12"})  # fmt: skip

    assert Finding.objects.get().title == "No bus at night"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"unanswered": "on"}, ["Toilets"]),
        ({"state": "raised"}, ["No bus after six"]),
        ({"words": "bus households"}, ["No bus after six"]),
    ],
)
def test_filters_find_exactly_what_they_say(sign_in, world, meeting, finding, asked, found):
    settled(world, meeting, title="Toilets", area=world.south, from_whom="visitors")

    assert titles(sign_in("member").get(LIST, asked)) == found


def test_it_filters_by_a_place_and_the_places_within_it(sign_in, world, finding):
    parish = AreaFactory(parent=world.north, kind="parish")
    FindingFactory(title="Lorries", area=parish)
    FindingFactory(title="Elsewhere", area=world.south)
    client = sign_in("member")

    found = [sorted(titles(client.get(LIST, {"area": area.pk}))) for area in (parish, world.north)]

    assert found == [["Lorries"], ["Lorries", "No bus after six"]]


def test_the_file_holds_the_answer_in_full(sign_in, world, meeting):
    settled(world, meeting, title="Told", answer="Ask the council.", answered_on=ON, answered_by=world.lead2)

    csv = (
        sign_in("outsider")
        .get(reverse("partnerships:finding-download", args=["csv"]))
        .content.decode("utf-8-sig")
    )

    header, row = csv.splitlines()
    assert header.endswith("What was said,Reason,What the community was told")
    assert row.endswith("Not ours.,Ask the council.")


def test_a_community_shows_its_priorities_its_projects_and_what_was_tried(sign_in, world):
    DistrictPriorityFactory(area=world.north, title="Warm homes")
    project_in("accepted", title="Evening bus", area=world.north)
    PracticeNoteFactory(title="Forms in the magazine", area=world.north)

    page = words_of(sign_in("outsider").get(world.north.get_absolute_url()))

    assert all(words in page for words in ("Warm homes", "Evening bus", "Forms in the magazine"))
    assert "Nothing that was said here has been brought to the bridging group yet." in page


@pytest.mark.parametrize("page", ["list", "queue", "community", "detail"])
def test_more_of_it_costs_no_more_queries(sign_in, world, meeting, finding, page):
    client = sign_in("lead2")
    address = {
        "list": LIST, "queue": QUEUE, "community": world.north.get_absolute_url(), "detail": finding.get_absolute_url(),
    }[page]  # fmt: skip
    counts = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        for _ in range(4):
            FindingFactory(area=AreaFactory(parent=world.north, kind="parish"))
            settled(world, meeting)
            project_in("accepted", area=world.north)

    assert counts[0] == counts[1]
