"""Practice is shared and copied; benefits are begun, achieved, dropped and acted on."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dorset_lsp.common.changes import Refused
from partnerships.changes import benefits, practice
from partnerships.models import BenefitAction, PracticeNote
from tests.factories.money import BenefitFactory, PracticeNoteFactory, ProgrammeFactory
from tests.factories.world import ON


def written(world, by="member"):
    return practice.write(
        title="Forms in the magazine", tried="a", happened="b", area=world.north, organisation=world.council,
        contact=world.owner, cost_pence=640_00, by=world.people[by], on=ON,
    )  # fmt: skip


def test_members_of_any_body_share_what_they_tried(world):
    assert written(world).written_by == world.member
    with pytest.raises(PermissionDenied):
        written(world, by="outsider")


@pytest.mark.parametrize(
    ("name", "may"), [("member", True), ("coordinator", True), ("lead", False), ("owner", False)]
)
def test_whoever_wrote_a_note_and_the_coordinator_correct_it(world, name, may):
    note = written(world)

    if may:
        practice.alter(note=note, values={"happened": "c"}, by=world.people[name], on=ON)
    else:
        with pytest.raises(PermissionDenied):
            practice.alter(note=note, values={"happened": "c"}, by=world.people[name], on=ON)

    assert PracticeNote.objects.get().happened == ("c" if may else "b")


def test_an_organisation_copies_a_note_of_another_once(world):
    note = PracticeNoteFactory(organisation=world.council)

    made = practice.copy(note=note, area=world.south, what_differs="By post.", by=world.member, on=ON)

    assert (made.organisation, note.copies.count()) == (world.member.organisation, 1)
    with pytest.raises(Refused, match="noted already"):
        practice.copy(note=note, area=world.south, what_differs="", by=world.lead, on=ON)
    for name in ("owner", "chair", "outsider"):
        with pytest.raises(PermissionDenied):
            practice.copy(note=note, area=world.south, what_differs="", by=world.people[name], on=ON)


@pytest.fixture
def benefit(world):
    """A planned benefit of a programme that the economy group leads, led by the owner for the council."""
    programme = ProgrammeFactory(body=world.economy)
    return BenefitFactory(
        programme=programme, lead=world.owner, organisation=world.council, outcome=world.outcomes["economy"]
    )


def test_a_benefit_is_begun_noted_and_achieved_with_words_that_residents_read(world, benefit):
    benefits.begin(benefit=benefit, by=world.owner, on=ON)
    benefits.note(benefit=benefit, text="Half is built.", by=world.colleague, on=ON)
    benefits.achieve(benefit=benefit, text="It is open.", by=world.owner, on=ON)

    assert (benefit.state, [one.text for one in benefit.notes.all()]) == (
        "achieved",
        ["It is open.", "Half is built."],
    )


@pytest.mark.parametrize("deed", [benefits.note, benefits.achieve])
def test_nothing_is_said_without_words(world, benefit, deed):
    benefits.begin(benefit=benefit, by=world.owner, on=ON)

    with pytest.raises(Refused):
        deed(benefit=benefit, text=" ", by=world.owner, on=ON)


def test_a_benefit_is_dropped_with_a_reason_and_can_be_taken_up_again(world, benefit):
    with pytest.raises(Refused, match="Say why"):
        benefits.drop(benefit=benefit, reason="", by=world.lead, on=ON)
    benefits.drop(benefit=benefit, reason="Others do it.", by=world.lead, on=ON)
    assert (benefit.state, benefit.end_reason) == ("dropped", "Others do it.")

    benefits.resume(benefit=benefit, reason="They do not.", by=world.lead, on=ON)

    assert (benefit.state, benefit.end_reason) == ("under_way", "")


@pytest.mark.parametrize("name", ["owner", "colleague", "member", "chair", "outsider"])
def test_only_who_leads_the_programme_drops_a_benefit(world, benefit, name):
    with pytest.raises(PermissionDenied):
        benefits.drop(benefit=benefit, reason="So.", by=world.people[name], on=ON)


def test_an_action_from_a_benefit_is_followed_by_the_group_that_leads_the_programme(world, benefit):
    action = benefits.propose_action(
        benefit=benefit, title="Build it", organisation=world.council, lead=world.owner, due_on=date(2009, 9, 30),
        by=world.lead, on=ON,
    )  # fmt: skip

    assert (action.body, action.outcome) == (world.economy, world.outcomes["economy"])
    assert BenefitAction.objects.get().benefit == benefit


def test_a_benefit_that_is_there_raises_no_more_actions(world, benefit):
    benefits.begin(benefit=benefit, by=world.owner, on=ON)
    benefits.achieve(benefit=benefit, text="Open.", by=world.owner, on=ON)

    with pytest.raises(Refused, match="no longer worked on"):
        benefits.propose_action(
            benefit=benefit,
            title="Build it",
            organisation=world.council,
            lead=world.owner,
            due_on=ON,
            by=world.lead,
            on=ON,
        )


def test_the_database_holds_a_reason_for_a_dropped_benefit(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        BenefitFactory(state="dropped")
