"""Money on pages: where it goes, streams, projects and claims, and what each person may do."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from partnerships.models import AlignedMoney, Allocation, Claim, FundingStream, Project
from tests.factories.money import (
    AlignedMoneyFactory,
    AllocationFactory,
    BenefitsReportFactory,
    ClaimFactory,
    StreamFactory,
    project_in,
)
from tests.factories.world import ON

FUNDING = reverse("partnerships:funding")
PROJECTS = reverse("partnerships:project-list")
pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"partnerships:{name}", args=[getattr(one, "pk", one) for one in args])


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_


@pytest.fixture
def stream(world):
    return StreamFactory(
        title="County support",
        slug="county-support",
        amount_pence=510_000_00,
        allocated_pence=324_000_00,
        giver=world.council,
    )


@pytest.fixture
def allocation(stream):
    AllocationFactory(stream=stream, title="Six districts", amount_pence=120_000_00)
    return AllocationFactory(
        stream=stream,
        title="Communities",
        amount_pence=204_000_00,
        committed_pence=200_00,
        delegated_pence=500_00,
    )


@pytest.fixture
def under_way(world, allocation):
    return project_in(
        "accepted", title="Evening bus", allocation=allocation, organisation=world.council, by=world.owner
    )


def words_of(answer):
    return " ".join(answer.content.decode().split())


# --- where it goes --------------------------------------------------------------------------------------


def test_the_page_shows_every_part_and_what_is_not_itemised(sign_in, allocation):
    page = words_of(sign_in("outsider").get(FUNDING))

    assert (
        "£510,000 is given. £324,000 of it is allocated, £200 offered to projects and £0 claimed; £186,000 is not itemised."
        in page
    )
    assert "<i>Not itemised</i>" in page
    assert '<title id="county-support-title">Where the money of County support goes</title>' in page


def test_the_file_holds_every_part_the_remainder_among_them(sign_in, allocation):
    client = sign_in("outsider")

    csv = client.get(to("funding-download", "csv")).content.decode("utf-8-sig").splitlines()
    sheet = load_workbook(BytesIO(client.get(to("funding-download", "xlsx")).content)).active

    assert csv[1:] == [
        "County support,2008/09,County council,revenue,Communities,204000,200,0,203800,204000",
        "County support,2008/09,County council,revenue,Six districts,120000,0,0,120000,120000",
        "County support,2008/09,County council,revenue,Not itemised,186000,not known,not known,not known,not known",
    ]
    assert [cell.value for cell in sheet[4]][4:7] == ["Not itemised", 186000, "not known"]


def test_a_page_without_money_says_who_can_enter_it(sign_in, world):
    assert "No money yet" in words_of(sign_in("member").get(FUNDING))


def test_the_coordinator_enters_a_stream_and_allocates_it(sign_in, world):
    client = sign_in("coordinator")
    said = {
        "title": "Health fund", "giver": world.council.pk, "kind": "capital", "amount_pence": "1,000.50",
        "from_on": "2008-04-01", "last_day": "2009-03-31",
    }  # fmt: skip
    client.post(to("stream-open"), said)
    stream = FundingStream.objects.get()
    over = client.post(to("stream-allocate", stream.slug), {"title": "All", "amount_pence": "1000.51"})
    client.post(to("stream-allocate", stream.slug), {"title": "All", "amount_pence": "1000.50"})

    assert (stream.slug, stream.amount_pence, stream.to_on) == ("health-fund", 100_050, date(2009, 4, 1))
    assert over.context["form"].non_field_errors() == [
        "Health fund has £1,000.50 left, and £1,000.51 is asked of it."
    ]
    assert Allocation.objects.get().amount_pence == 100_050


def test_an_allocation_is_changed_with_a_reason(sign_in, allocation):
    client = sign_in("coordinator")
    shown = client.get(to("allocation-change", allocation)).context["form"]

    client.post(to("allocation-change", allocation), {"amount_pence": "390000", "why": "More came in."})

    assert shown["amount_pence"].value() == "204000"
    assert Allocation.objects.get(pk=allocation.pk).amount_pence == 390_000_00


@pytest.mark.parametrize("name", ["chair", "member", "owner", "admin"])
def test_nobody_else_runs_the_money(sign_in, stream, allocation, name):
    client = sign_in(name)

    assert client.get(to("stream-open")).status_code == 403
    assert client.get(to("stream-allocate", stream.slug)).status_code == 404
    assert client.get(to("allocation-change", allocation)).status_code == 404


def test_a_member_declares_money_of_their_own_organisation_and_takes_it_back(sign_in, world, allocation):
    client = sign_in("member")
    organisation = world.member.organisation
    said = {
        "organisation": organisation.pk, "title": "Falls clinic", "kind": "revenue", "amount_pence": "85000",
        "from_on": "2008-04-01", "last_day": "2009-03-31",
    }  # fmt: skip
    client.post(to("aligned-declare"), said)
    [money] = AlignedMoney.objects.all()

    assert "Falls clinic" in words_of(client.get(FUNDING))
    client.post(to("aligned-withdraw", money), {"reason": "It closed."})
    assert "Falls clinic" not in words_of(client.get(FUNDING))
    refused = client.post(to("aligned-declare"), said | {"organisation": world.council.pk})
    assert list(refused.context["form"].errors) == ["organisation"]


# --- projects -------------------------------------------------------------------------------------------


def test_an_application_goes_from_draft_to_report(sign_in, world, allocation):
    owner = sign_in("owner")
    owner.post(
        to("project-begin", allocation),
        {"title": "Evening bus", "description": "Two journeys.", "asked_pence": "400"},
    )
    project = Project.objects.get()
    owner.post(to("project-apply", project))
    sign_in("coordinator").post(
        to("project-offer", project),
        {
            "amount_pence": "300",
            "decision": "Without leaflets.",
            "claim_by_on": "2009-06-30",
            "report_due_on": "2009-09-30",
        },
    )
    owner = sign_in("owner")
    owner.post(to("project-accept", project))
    owner.post(to("project-claim", project), {"amount_pence": "250.50", "spent_on_what": "The operator."})
    owner.post(to("project-finish", project), {"what_changed": "It runs.", "people_helped": "40"})

    done = Project.objects.get()
    assert (done.state, done.offered_pence, done.claimed_pence, done.released_pence) == (
        "finished",
        30_000,
        25_050,
        4_950,
    )
    page = words_of(sign_in("outsider").get(done.get_absolute_url()))
    assert "£250.50 was spent" in page
    assert "<b>40</b> people were helped" in page


def test_a_claim_over_the_offer_is_refused_and_keeps_what_was_typed(sign_in, under_way):
    answer = sign_in("owner").post(
        to("project-claim", under_way), {"amount_pence": "200.01", "spent_on_what": "Fares."}
    )

    form = answer.context["form"]
    assert form.non_field_errors() == ["£200 of the offer is left to claim, and £200.01 is asked for."]
    assert (form["amount_pence"].value(), Claim.objects.count()) == ("200.01", 0)


def test_the_coordinator_pays_one_claim_and_refuses_another(sign_in, world, under_way):
    under_way.claimed_pence = 15_000
    under_way.save()
    first, second = (
        ClaimFactory(project=under_way, claimed_by=world.owner, amount_pence=pence)
        for pence in (5_000, 10_000)
    )
    client = sign_in("coordinator")

    client.post(to("claim-pay", first))
    client.post(to("claim-refuse", second), {"reason": "No invoice."})

    assert [Claim.objects.get(pk=one.pk).state for one in (first, second)] == ["paid", "refused"]
    assert Project.objects.get().claimed_pence == 5_000
    assert sign_in("owner").post(to("claim-pay", first)).status_code == 404


@pytest.mark.parametrize(
    ("state", "verb", "name"),
    [
        ("applied", "alter", "owner"),
        ("draft", "claim", "owner"),
        ("accepted", "offer", "coordinator"),
        ("refused", "extend", "coordinator"),
    ],
)
def test_what_is_not_possible_now_leads_back_and_says_so(sign_in, world, state, verb, name):
    project = project_in(state, organisation=world.council, by=world.owner)

    answer = sign_in(name).get(to(f"project-{verb}", project), follow=True)

    [message] = answer.context["messages"]
    assert answer.redirect_chain == [(project.get_absolute_url(), 302)]
    assert (
        str(message) == f"This project is {project.get_state_display().lower()}, so that is not possible now."
    )


def test_a_project_is_given_up_refused_and_given_more_time_by_forms(sign_in, world, under_way, allocation):
    applied, other = (project_in("applied", organisation=world.council, by=world.owner) for _ in range(2))
    sign_in("owner").post(to("project-withdraw", applied), {"reason": "The driver left."})
    client = sign_in("coordinator")
    client.post(to("project-refuse", other), {"decision": "No outcome."})
    client.post(
        to("project-extend", under_way),
        {"claim_by_on": "2009-07-31", "report_due_on": "2009-08-31", "why": "Snow."},
    )

    assert [Project.objects.get(pk=one.pk).state for one in (applied, other)] == ["withdrawn", "refused"]
    assert Project.objects.get(pk=under_way.pk).claim_by_on == date(2009, 7, 31)


def test_a_draft_is_nobody_elses(sign_in, world):
    project = project_in("draft", organisation=world.council, by=world.owner)

    found = {
        name: sign_in(name).get(project.get_absolute_url()).status_code
        for name in ("owner", "coordinator", "chair", "member")
    }

    assert found == {"owner": 200, "coordinator": 404, "chair": 404, "member": 404}


def test_the_register_filters_and_downloads_what_one_may_see(sign_in, world, under_way):
    project_in("applied", title="Festival", organisation=world.council, by=world.owner)

    listed = {
        name: [row.record.title for row in sign_in(name).get(PROJECTS).context["table"].rows]
        for name in ("coordinator", "member")
    }
    csv = sign_in("member").get(to("project-download", "csv")).content.decode("utf-8-sig").splitlines()

    assert listed == {"coordinator": ["Festival", "Evening bus"], "member": ["Evening bus"]}
    assert [row.split(",")[0] for row in csv[1:]] == ["Evening bus"]
    assert csv[1].split(",")[3:7] == ["200", "200", "0", "Under way"]


def test_an_outcome_says_what_money_bought_for_it(sign_in, world, allocation):
    outcome = world.outcomes["economy"]
    finished = project_in(
        "finished",
        title="Job club",
        allocation=allocation,
        outcome=outcome,
        claimed_pence=18_000,
        released_pence=2_000,
        ended_on=ON,
    )
    BenefitsReportFactory(project=finished, people_helped=1_240, what_changed="They found work.")
    AlignedMoneyFactory(outcome=outcome, amount_pence=85_000_00)

    page = words_of(sign_in("outsider").get(outcome.get_absolute_url()))

    assert (
        "1 project with £180, of which £180 is claimed. Those that have reported helped 1,240 people, by their own count. "
        "Partners declare £85,000 of their own beside it."
    ) in page
    assert "They found work." in page


def test_the_chairs_page_shows_unspent_money_by_part(sign_in, world, under_way):
    world.verified(world.ratio)
    world.publish()

    page = words_of(sign_in("chair").get(reverse("site:dashboard")))

    assert "Money unspent, 2008/09" in page
    assert "£186,000: no allocation recorded, so nothing can be called unspent" in page


@pytest.mark.parametrize("page", ["funding", "projects", "project", "stream", "outcome"])
def test_more_of_it_costs_no_more_queries(sign_in, world, stream, under_way, page):
    client = sign_in("coordinator")
    address = {
        "funding": FUNDING,
        "projects": PROJECTS,
        "project": under_way.get_absolute_url(),
        "stream": stream.get_absolute_url(),
        "outcome": world.outcomes["economy"].get_absolute_url(),
    }[page]
    counts = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        for _ in range(4):
            project = project_in(
                "finished", allocation=under_way.allocation, outcome=world.outcomes["economy"]
            )
            BenefitsReportFactory(project=project)
            ClaimFactory(project=under_way)
            AlignedMoneyFactory(outcome=world.outcomes["economy"])
            AllocationFactory()

    assert counts[0] == counts[1]
