"""A finding is brought, taken at a meeting of the bridging group, and answered."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from partnerships.changes import findings
from partnerships.models import Finding
from tests.factories.money import FindingFactory
from tests.factories.partnerships import AreaFactory, BodyFactory, MeetingFactory
from tests.factories.world import ON, sit

HELD = datetime(2009, 4, 8, 13, 0, tzinfo=UTC)


@pytest.fixture
def bridging(world):
    """A bridging group, chaired by the lead of another group."""
    body = BodyFactory(name="Bridging group", kind="bridging_group", layer="strategic", area=world.county)
    sit(world.lead2, body, "chair")
    return body


@pytest.fixture
def meeting(bridging):
    return MeetingFactory(body=bridging, starts_at=HELD, state="held")


def raised(world, by="member", heard_on=date(2009, 1, 12)):
    return findings.raise_(
        title="No bus after six", text="The last bus leaves at six.", area=world.north, source="parish_plan",
        heard_on=heard_on, from_whom="412 of 700 households", by=world.people[by], on=ON,
    )  # fmt: skip


def adopt(world, finding, meeting, by="lead2", reason="Evening buses come first."):
    findings.adopt(
        finding=finding,
        meeting=meeting,
        outcome=world.outcomes["economy"],
        reason=reason,
        by=world.people[by],
        on=ON,
    )


def decline(world, finding, meeting, by="lead2", reason="It is the highway authority's."):
    findings.decline(finding=finding, meeting=meeting, reason=reason, by=world.people[by], on=ON)


def answer(world, finding, by="lead2", day=ON, text="We look at evening buses first."):
    findings.answer(finding=finding, text=text, answered_on=day, by=world.people[by], on=ON)


def test_members_of_any_body_bring_what_a_community_said(world):
    finding = raised(world)

    assert (finding.state, finding.raised_by, finding.raised_on) == ("raised", world.member, ON)
    for name in ("outsider", "owner", "admin"):
        with pytest.raises(PermissionDenied):
            raised(world, by=name)


def test_nothing_is_heard_on_a_day_to_come(world):
    with pytest.raises(Refused, match="a day that has been"):
        raised(world, heard_on=date(2009, 4, 21))


def test_the_whole_way_from_a_parish_plan_to_an_answer(world, meeting):
    finding = raised(world)
    findings.consider(finding=finding, meeting=meeting, note="How many?", by=world.lead2, on=ON)
    adopt(world, finding, meeting)
    answer(world, finding)

    kept = Finding.objects.get(pk=finding.pk)
    assert (kept.state, kept.outcome, kept.meeting, kept.settled_on) == (
        "adopted", world.outcomes["economy"], meeting, date(2009, 4, 8),
    )  # fmt: skip
    assert (kept.answered_on, kept.answered_by, kept.is_unanswered) == (ON, world.lead2, False)
    assert [one.verb for one in states.history(kept)] == ["adopt", "consider"]


@pytest.mark.parametrize("name", ["member", "lead", "chair", "group_member", "outsider", "admin"])
def test_only_who_leads_the_bridging_group_or_coordinates_takes_it(world, meeting, name):
    finding = raised(world)

    for deed in (adopt, decline):
        with pytest.raises(PermissionDenied):
            deed(world, finding, meeting, by=name)


def test_the_coordinator_takes_it_too(world, meeting):
    finding = raised(world)

    decline(world, finding, meeting, by="coordinator")

    assert (finding.state, finding.reason) == ("declined", "It is the highway authority's.")


@pytest.mark.parametrize(("deed", "sentence"), [(adopt, "Say what it changes"), (decline, "Say why")])
def test_both_ways_it_says_why(world, meeting, deed, sentence):
    finding = raised(world)

    with pytest.raises(Refused, match=sentence):
        deed(world, finding, meeting, reason=" ")


def test_it_is_taken_at_a_meeting_of_the_bridging_group_that_was_held(world, bridging):
    finding = raised(world)
    elsewhere = MeetingFactory(body=world.board, starts_at=HELD)
    coming = MeetingFactory(body=bridging)
    called_off = MeetingFactory(body=bridging, starts_at=HELD, state="cancelled", cancel_reason="Snow.")

    for meeting, sentence in (
        (elsewhere, "at a meeting of the bridging group"),
        (coming, "has not been held"),
        (called_off, "has not been held"),
    ):
        with pytest.raises(Refused, match=sentence):
            adopt(world, finding, meeting)


def test_of_two_who_settle_it_the_second_reads_who_was_faster(world, meeting):
    finding = raised(world)
    seen = Finding.objects.get(pk=finding.pk)
    adopt(world, finding, meeting)

    with pytest.raises(SomebodyWasFaster, match="Lead2 was faster"):
        decline(world, seen, meeting, by="coordinator")


def test_a_settled_finding_is_not_worded_anew(world, meeting):
    finding = raised(world)
    findings.alter(finding=finding, values={"title": "No bus at night"}, by=world.member, on=ON)
    decline(world, finding, meeting)

    with pytest.raises(Refused, match="settled as it stands"):
        findings.alter(finding=finding, values={"title": "No tram"}, by=world.member, on=ON)
    assert Finding.objects.get().title == "No bus at night"


@pytest.mark.parametrize(
    ("day", "text", "sentence"),
    [
        (date(2009, 4, 7), "So.", "after the finding was settled"),
        (date(2009, 4, 21), "So.", "not on a day to come"),
        (ON, " ", "Say what the community was told"),
    ],
)
def test_an_answer_is_given_after_it_was_settled_and_in_words(world, meeting, day, text, sentence):
    finding = raised(world)
    decline(world, finding, meeting)

    with pytest.raises(Refused, match=sentence):
        answer(world, finding, day=day, text=text)


def test_a_community_is_answered_once_and_not_before(world, meeting):
    finding = raised(world)
    with pytest.raises(Refused, match="once the group has adopted or declined"):
        answer(world, finding)
    decline(world, finding, meeting)
    answer(world, finding)

    with pytest.raises(Refused, match="Lead2 has noted an answer already"):
        answer(world, finding, by="coordinator")


def test_members_see_every_finding_and_others_what_was_adopted_or_answered(world, meeting):
    waiting, adopted, declined = (raised(world) for _ in range(3))
    adopt(world, adopted, meeting)
    decline(world, declined, meeting)

    assert set(Finding.objects.visible_to(world.lead, ON)) == {waiting, adopted, declined}
    assert set(Finding.objects.visible_to(world.owner, ON)) == {adopted}
    answer(world, declined)
    assert set(Finding.objects.visible_to(world.owner, ON)) == {adopted, declined}


def test_findings_of_a_place_are_those_of_the_places_within_it_too(world):
    parish = AreaFactory(parent=world.north, kind="parish")
    here, elsewhere = FindingFactory(area=parish), FindingFactory(area=world.south)

    assert [set(Finding.objects.from_area(area)) for area in (parish, world.north, world.county)] == [
        {here},
        {here},
        {here, elsewhere},
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "adopted", "settled_on": ON},
        {"state": "declined", "settled_on": ON},
        {"state": "raised", "settled_on": ON},
        {"answer": "Yes."},
    ],
)
def test_the_database_holds_what_each_state_needs(db, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingFactory(**fields)
