"""Shared practice, programmes of benefits, and the strategy's further views, on pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.models import Benefit, BenefitAction, PracticeCopy, PracticeNote
from tests.factories.money import (
    BenefitFactory,
    BenefitIndicatorFactory,
    BenefitNoteFactory,
    DistrictPriorityFactory,
    FundedPostFactory,
    PracticeCopyFactory,
    PracticeNoteFactory,
    ProgrammeFactory,
    project_in,
)
from tests.factories.partnerships import ActionFactory, OutcomeFactory
from tests.factories.world import ON

PRACTICE = reverse("partnerships:practice-list")
pytestmark = pytest.mark.django_db


def to(name, record):
    return reverse(f"partnerships:{name}", args=[record.pk])


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_


@pytest.fixture
def benefit(world):
    programme = ProgrammeFactory(title="12 for 2012", slug="twelve", body=world.economy, note="The wording.")
    return BenefitFactory(
        programme=programme, number=1, title="A relief road", lead=world.owner, organisation=world.council,
        outcome=world.outcomes["economy"],
    )  # fmt: skip


def words_of(answer):
    return " ".join(answer.content.decode().split())


# --- practice -------------------------------------------------------------------------------------------


def test_a_note_is_shared_found_and_copied(sign_in, world):
    said = {
        "title": "Forms in the magazine", "tried": "A form.", "happened": "Answers doubled.", "area": world.north.pk,
        "organisation": world.council.pk, "contact": world.owner.pk, "cost_pence": "640",
    }  # fmt: skip
    sign_in("member").post(reverse("partnerships:practice-write"), said)
    note = PracticeNote.objects.get()
    client = sign_in("lead")
    client.post(to("practice-copy", note), {"area": world.south.pk, "what_differs": "By post."})

    page = words_of(client.get(note.get_absolute_url()))
    assert "1 other organisation does the same." in page
    assert "By post." in page
    assert "£640" in page
    assert PracticeCopy.objects.get().organisation == world.lead.organisation


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"words": "doubled"}, ["A"]), ({"words": "orchard"}, ["B"]), ({"words": "tram"}, [])],
)
def test_practice_is_found_by_words(sign_in, world, asked, found):
    PracticeNoteFactory(title="A", happened="Answers doubled.")
    PracticeNoteFactory(title="B", tried="An orchard.", happened="It grows.")

    assert [
        row.record.title for row in sign_in("outsider").get(PRACTICE, asked).context["table"].rows
    ] == found


def test_whoever_wrote_it_corrects_it(sign_in, world):
    note = PracticeNoteFactory(written_by=world.member, contact=world.owner)
    client = sign_in("member")
    form = client.get(to("practice-alter", note)).context["form"]

    client.post(to("practice-alter", note), {
        "title": "New", "tried": "a", "happened": "b", "area": note.area.pk, "organisation": note.organisation.pk,
        "contact": world.owner.pk, "seen": form.initial["seen"],
    })  # fmt: skip

    assert PracticeNote.objects.get().title == "New"
    assert sign_in("lead").get(to("practice-alter", note)).status_code == 404


# --- programmes -----------------------------------------------------------------------------------------


def test_a_resident_reads_a_programme_without_an_account(client, world, benefit):
    BenefitNoteFactory(benefit=benefit, text="The first bridge is begun.")
    FundedPostFactory(programme=benefit.programme, title="Legacy Manager")

    page = words_of(client.get(benefit.programme.get_absolute_url()))
    one = words_of(client.get(benefit.get_absolute_url()))

    told = (
        "1 benefit: 1 planned.",
        "A relief road",
        "The first bridge is begun.",
        "Legacy Manager",
        "Funded for 5 years",
        "<i>Illustrative:</i> The wording.",
    )
    for words in told:
        assert words in page
    assert "What is being done" not in one
    assert world.outcomes["economy"].get_absolute_url() not in page + one
    assert "1 benefit: 0 achieved, 0 under way" in words_of(
        client.get(reverse("partnerships:programme-list"))
    )


def test_a_benefit_moves_by_its_lead_and_shows_its_indicators(sign_in, world, benefit):
    BenefitIndicatorFactory(benefit=benefit, indicator=world.ratio)
    owner = sign_in("owner")
    owner.post(to("benefit-begin", benefit))
    owner.post(to("benefit-note", benefit), {"text": "Half is built."})
    owner.post(to("benefit-achieve", benefit), {"text": "It is open."})

    page = words_of(owner.get(benefit.get_absolute_url()))
    assert Benefit.objects.get().state == "achieved"
    assert all(words in page for words in ("Half is built.", "It is open.", "NI 101"))
    assert sign_in("owner").get(to("benefit-drop", benefit)).status_code == 404


def test_who_leads_the_programme_drops_resumes_and_proposes(sign_in, world, benefit):
    lead = sign_in("lead")
    lead.post(to("benefit-drop", benefit), {"reason": "Others do it."})
    assert "Dropped:</b> Others do it." in words_of(lead.get(benefit.get_absolute_url()))
    lead.post(to("benefit-resume", benefit), {"reason": "They do not."})
    lead.post(
        to("benefit-act", benefit),
        {"title": "Dig", "organisation": world.council.pk, "lead": world.owner.pk, "due_on": "2009-06-30"},
    )

    action = BenefitAction.objects.get().action
    assert f'Benefit: <a href="{benefit.get_absolute_url()}">A relief road</a>' in words_of(
        lead.get(action.get_absolute_url())
    )


def test_a_programme_without_benefits_says_who_enters_them(client, world):
    assert "None is entered yet." in words_of(client.get(ProgrammeFactory().get_absolute_url()))
    assert client.get("/partnership/programmes/none/7/").status_code == 404


# --- strategy -------------------------------------------------------------------------------------------


def test_outcomes_outside_the_agreement_are_asked_how_they_are_delivered(sign_in, world):
    busy = OutcomeFactory(title="Land for homes", is_in_agreement=False, body=world.housing)
    OutcomeFactory(title="Nothing yet", is_in_agreement=False, body=world.housing)
    ActionFactory(outcome=busy, due_on=ON)
    project_in("accepted", outcome=busy, claimed_pence=5_000)

    answer = sign_in("member").get(reverse("site:outside-agreement"))

    assert [(line["outcome"].title, line["actions"], line["money"]) for line in answer.context["lines"]] == [
        ("Land for homes", 1, 5_000),
        ("Nothing yet", 0, 0),
    ]
    assert "<b>Nothing is under way for 1 of 2.</b>" in words_of(answer)


def test_a_districts_priorities_stand_beside_the_countys(sign_in, world):
    DistrictPriorityFactory(area=world.north, number=1, title="Buses", outcome=world.outcomes["economy"])
    DistrictPriorityFactory(area=world.north, number=2, title="Floods")
    DistrictPriorityFactory(area=world.south, number=1, title="Homes", outcome=world.outcomes["housing"])
    client = sign_in("outsider")

    everything = client.get(reverse("partnerships:priorities"))
    north = client.get(reverse("partnerships:priorities"), {"district": world.north.slug})

    def told(answer):
        lines = [
            (outcome.short_title, [one.title for one in rows]) for outcome, rows in answer.context["lines"]
        ]
        return lines, [one.title for one in answer.context["own"]]

    assert told(everything) == ([("Economy", ["Buses"]), ("Housing", ["Homes"])], ["Floods"])
    assert told(north) == ([("Economy", ["Buses"]), ("Housing", [])], ["Floods"])


@pytest.mark.parametrize("page", ["practice", "note", "programme", "benefit", "outside", "priorities"])
def test_more_of_it_costs_no_more_queries(sign_in, world, benefit, page):
    note = PracticeNoteFactory()
    client = sign_in("coordinator")
    address = {
        "practice": PRACTICE, "note": note.get_absolute_url(), "programme": benefit.programme.get_absolute_url(),
        "benefit": benefit.get_absolute_url(), "outside": reverse("site:outside-agreement"),
        "priorities": reverse("partnerships:priorities"),
    }[page]  # fmt: skip
    OutcomeFactory(is_in_agreement=False)
    DistrictPriorityFactory()
    BenefitIndicatorFactory(benefit=benefit, indicator=world.ratio)
    BenefitNoteFactory(benefit=benefit)
    counts = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        for number in range(2, 5):
            PracticeCopyFactory(note=PracticeNoteFactory())
            PracticeCopyFactory(note=note)
            BenefitNoteFactory(
                benefit=BenefitFactory(programme=benefit.programme, number=number * 10 + len(counts))
            )
            DistrictPriorityFactory(outcome=OutcomeFactory(is_in_agreement=False))

    assert counts[0] == counts[1]
