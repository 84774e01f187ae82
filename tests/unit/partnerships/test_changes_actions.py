"""Actions move by one verb each, by those who lead the group or work on them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent
from partnerships.changes import actions
from partnerships.models import Action, ActionNote
from tests.factories.partnerships import ActionFactory
from tests.factories.world import ON

DUE = date(2009, 9, 30)


@pytest.fixture
def action(world):
    """An open action of the economy group, led by somebody of the county council."""
    return ActionFactory(body=world.economy, organisation=world.council, lead=world.owner, due_on=DUE)


def fresh(action):
    return Action.objects.get(pk=action.pk)


def moves_of(action):
    return [(one.verb, one.to_state, one.by_name, one.why) for one in states.history(action)]


def test_a_proposed_action_says_who_leads_for_whom_and_by_when(world):
    action = actions.propose(
        title="Repair faster", body=world.economy, organisation=world.council, lead=world.owner, due_on=DUE,
        by=world.lead, on=ON,
    )  # fmt: skip

    assert (action.state, action.raised_by, action.raised_on, action.due_on) == (
        "proposed",
        world.lead,
        ON,
        DUE,
    )
    event = AuditEvent.objects.get(what="action.propose")
    assert event.difference == {"due": [None, "2009-09-30"], "lead": [None, "Owner"]}


@pytest.mark.parametrize("name", ["lead2", "group_member", "owner", "chair", "admin", "outsider"])
def test_only_those_who_lead_the_group_propose_to_it(world, name):
    with pytest.raises(PermissionDenied):
        actions.propose(
            title="Repair faster", body=world.economy, organisation=world.council, lead=world.owner, due_on=DUE,
            by=world.people[name], on=ON,
        )  # fmt: skip


def test_the_whole_life_of_an_action_stands_in_its_history(world):
    action = ActionFactory(body=world.economy, state="proposed")
    actions.agree(action=action, by=world.lead, on=ON)
    actions.complete(action=action, by=world.lead, on=ON)
    actions.reopen(action=action, reason="It broke again.", by=world.lead, on=ON)
    actions.drop(action=action, reason="No money.", by=world.coordinator, on=ON)

    assert moves_of(action) == [
        ("drop", "dropped", "Coordinator", "No money."),
        ("reopen", "open", "Lead", "It broke again."),
        ("complete", "done", "Lead", ""),
        ("agree", "open", "Lead", ""),
    ]


@pytest.mark.parametrize("name", ["owner", "colleague", "lead", "coordinator"])
def test_those_who_work_on_it_and_those_who_lead_say_that_it_is_done(world, action, name):
    actions.complete(action=action, by=world.people[name], on=ON)

    assert (fresh(action).state, fresh(action).ended_on) == ("done", ON)


@pytest.mark.parametrize("name", ["lead2", "group_member", "chair", "admin", "outsider"])
def test_nobody_else_says_that_it_is_done(world, action, name):
    with pytest.raises(PermissionDenied):
        actions.complete(action=action, by=world.people[name], on=ON)


def test_dropping_takes_a_reason_and_keeps_it(world, action):
    with pytest.raises(Refused, match="Say why the action is dropped"):
        actions.drop(action=action, reason=" ", by=world.lead, on=ON)
    actions.drop(action=action, reason="No money.", by=world.lead, on=ON)

    assert (fresh(action).state, fresh(action).drop_reason, fresh(action).ended_on) == (
        "dropped",
        "No money.",
        ON,
    )


def test_the_person_who_carries_it_out_does_not_drop_it(world, action):
    with pytest.raises(PermissionDenied):
        actions.drop(action=action, reason="No time.", by=world.owner, on=ON)


def test_opening_again_takes_a_reason_and_forgets_the_end(world, action):
    actions.drop(action=action, reason="No money.", by=world.lead, on=ON)

    with pytest.raises(Refused, match="Say why the action is opened again"):
        actions.reopen(action=action, reason="", by=world.lead, on=ON)
    actions.reopen(action=action, reason="Money came.", by=world.lead, on=ON)

    assert (fresh(action).state, fresh(action).ended_on, fresh(action).drop_reason) == ("open", None, "")


def test_what_is_done_is_not_done_again_by_another(world, action):
    seen = fresh(action)
    actions.complete(action=action, by=world.owner, on=ON)

    with pytest.raises(SomebodyWasFaster, match=f"Owner was faster: {action} is now done"):
        actions.complete(action=seen, by=world.lead, on=ON)


def test_saying_twice_that_it_is_done_leaves_one_event(world, action):
    for _ in range(2):
        actions.complete(action=action, by=world.owner, on=ON)

    assert AuditEvent.objects.filter(what="action.complete").count() == 1


def test_a_proposal_is_not_done_before_it_is_agreed(world):
    action = ActionFactory(body=world.economy, state="proposed")

    with pytest.raises(Refused, match="is proposed, so this cannot be done now"):
        actions.complete(action=action, by=world.lead, on=ON)


def test_a_change_is_kept_with_what_it_was_before_and_why(world, action):
    actions.alter(
        action=action,
        version=0,
        values={"due_on": date(2009, 12, 31)},
        why="Steel is late.",
        by=world.lead,
        on=ON,
    )

    event = AuditEvent.objects.get(what="action.alter")
    assert fresh(action).due_on == date(2009, 12, 31)
    assert (event.difference, event.why) == ({"due_on": ["2009-09-30", "2009-12-31"]}, "Steel is late.")


def test_a_change_to_the_same_leaves_no_event(world, action):
    actions.alter(action=action, version=action.version, values={"due_on": DUE}, why="", by=world.lead, on=ON)

    assert AuditEvent.objects.filter(what="action.alter").count() == 0


def test_what_has_ended_is_neither_changed_nor_reported_on(world, action):
    actions.complete(action=action, by=world.owner, on=ON)

    with pytest.raises(Refused, match="Open it again before changing it"):
        actions.alter(
            action=action, version=action.version, values={"due_on": ON}, why="", by=world.lead, on=ON
        )
    with pytest.raises(Refused, match="no more progress is noted"):
        actions.note(action=action, text="More.", by=world.owner, on=ON)


def test_a_progress_note_is_written_once_and_bears_its_writer(world, action):
    note = actions.note(action=action, text="Half way.", by=world.colleague, on=ON)

    assert (note.text, note.written_by, note.written_on) == ("Half way.", world.colleague, ON)
    with pytest.raises(TypeError, match="written once"):
        note.save()
    with pytest.raises(TypeError, match="never removed"):
        ActionNote.objects.all().delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "dropped", "ended_on": ON},
        {"state": "done"},
        {"state": "open", "ended_on": ON},
        {"state": "lost"},
    ],
)
def test_the_database_refuses_an_end_without_its_day_or_reason(db, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionFactory(**wrong)


def test_overdue_follows_from_the_day_and_is_never_stored(db):
    action = ActionFactory(due_on=DUE)
    done = ActionFactory(due_on=DUE, state="done", ended_on=ON)

    assert [action.is_overdue(day) for day in (DUE, date(2009, 10, 1))] == [False, True]
    assert done.is_overdue(date(2010, 1, 1)) is False
    assert list(Action.objects.overdue(date(2009, 10, 1))) == [action]


def test_a_change_between_the_look_and_the_save_is_not_overwritten(world, action):
    """Both drew the form from the same version; the second's save asks for that version and finds another."""
    mine = fresh(action)
    actions.alter(
        action=action, version=0, values={"title": "Theirs"}, why="First", by=world.coordinator, on=ON
    )

    with pytest.raises(SomebodyWasFaster, match="Somebody has changed"):
        actions.alter(action=mine, version=0, values={"title": "Mine"}, why="Second", by=world.lead, on=ON)

    assert (fresh(action).title, fresh(action).version) == ("Theirs", 1)


def test_several_are_changed_together_or_not_at_all(world, action):
    done = ActionFactory(title="Ended", body=world.economy, state="done", ended_on=ON)
    later = {"due_on": date(2009, 12, 31), "why": "Steel.", "by": world.lead, "on": ON}

    with pytest.raises(Refused, match=r"“Ended”: This action has ended.*Nothing was changed"):
        actions.update_many(chosen=[action, done], **later)
    assert fresh(action).due_on == DUE

    assert actions.update_many(chosen=[fresh(action)], **later) == 1
    assert fresh(action).due_on == date(2009, 12, 31)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"drop_reason": "No money."}, ("dropped", "No money.", 0)),
        ({"note_text": "It goes on."}, ("open", "", 1)),
    ],
)
def test_several_are_dropped_or_noted_at_once(world, action, asked, left):
    actions.update_many(chosen=[action], **asked, by=world.lead, on=ON)

    now = fresh(action)
    assert (now.state, now.drop_reason, now.notes.count()) == left


def test_nobody_changes_several_of_another_group(world, action):
    other = ActionFactory(body=world.housing)

    with pytest.raises(PermissionDenied):
        actions.update_many(chosen=[action, other], drop_reason="No.", by=world.lead, on=ON)

    assert fresh(action).state == "open"
