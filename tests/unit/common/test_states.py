"""The state door: one way from state to state, of two at once exactly one, and a history that is never rewritten."""

from datetime import date

import pytest

from dorset_lsp.common import states
from dorset_lsp.common.changes import NamedJob, Refused, SomebodyWasFaster, change
from dorset_lsp.common.models import AuditEvent, StateChange
from partnerships.enums import ACTION_MOVES
from partnerships.models import Action
from tests.factories.partnerships import ActionFactory, PersonFactory

pytestmark = pytest.mark.django_db
ON = date(2009, 4, 20)
JOB = NamedJob("the nightly job")
ENDED = {"ended_on": ON}


@change
def move(*, target, verb, by, on, why="", expecting=None, fields=None):
    return states.move(
        target, verb, ACTION_MOVES, by=by, on=on, why=why, expecting=expecting, **(fields or {})
    )


@pytest.fixture
def ann():
    return PersonFactory(name="Ann Bee")


@pytest.fixture
def bob():
    return PersonFactory(name="Bob Cee")


def fresh(action):
    return Action.objects.get(pk=action.pk)


def test_a_move_changes_the_row_and_the_object_and_what_goes_with_it(ann):
    action = ActionFactory(state="open")

    assert move(target=action, verb="complete", by=ann, on=ON, fields=ENDED) is True

    assert (action.state, action.ended_on) == (fresh(action).state, fresh(action).ended_on) == ("done", ON)


def test_a_move_leaves_a_history_row_and_an_event(ann):
    action = ActionFactory(state="open", title="Repair")

    move(
        target=action,
        verb="drop",
        by=ann,
        on=ON,
        why="No money.",
        fields={**ENDED, "drop_reason": "No money."},
    )

    row, event = states.history(action).get(), AuditEvent.objects.get()
    assert (row.verb, row.from_state, row.to_state, row.by_id, row.by_name, row.on, row.why) == (
        "drop", "open", "dropped", ann.pk, "Ann Bee", ON, "No money.",
    )  # fmt: skip
    assert (event.what, event.difference, event.why) == (
        "action.drop",
        {"state": ["open", "dropped"]},
        "No money.",
    )


@pytest.mark.parametrize(
    ("verb", "state"),
    [(verb, state) for verb in ACTION_MOVES for state in ("proposed", "open", "done", "dropped")],
)
def test_a_verb_starts_where_the_table_says_and_nowhere_else(verb, state):
    action = Action(state=state)

    assert states.can_move(action, verb, ACTION_MOVES) is (state in ACTION_MOVES[verb][0])


def test_a_move_that_the_table_does_not_allow_is_refused_and_changes_nothing(ann):
    action = ActionFactory(state="proposed", title="Repair")

    with pytest.raises(Refused, match="Repair is proposed, so this cannot be done now"):
        move(target=action, verb="complete", by=ann, on=ON, fields=ENDED)

    assert (fresh(action).state, StateChange.objects.count(), AuditEvent.objects.count()) == (
        "proposed",
        0,
        0,
    )


def test_the_second_of_two_people_is_told_who_was_faster(ann, bob):
    action = ActionFactory(state="open", title="Repair")
    seen_by_bob = fresh(action)
    move(target=action, verb="complete", by=ann, on=ON, fields=ENDED)

    with pytest.raises(SomebodyWasFaster, match="Ann Bee was faster: Repair is now done"):
        move(target=seen_by_bob, verb="drop", by=bob, on=ON, why="x", fields={**ENDED, "drop_reason": "x"})

    assert states.history(action).count() == 1


def test_repeating_ones_own_move_is_harmless(ann):
    action = ActionFactory(state="open")
    seen_before = fresh(action)
    move(target=action, verb="complete", by=ann, on=ON, fields=ENDED)

    assert move(target=seen_before, verb="complete", by=ann, on=ON, fields=ENDED) is False
    assert move(target=fresh(action), verb="complete", by=ann, on=ON, fields=ENDED) is False

    assert (states.history(action).count(), AuditEvent.objects.count()) == (1, 1)


def test_the_same_move_by_another_job_is_not_ones_own():
    action = ActionFactory(state="open")
    move(target=action, verb="complete", by=JOB, on=ON, fields=ENDED)

    with pytest.raises(SomebodyWasFaster, match="the nightly job was faster"):
        move(target=fresh(action), verb="complete", by=NamedJob("another job"), on=ON, fields=ENDED)


def test_a_row_that_is_no_longer_as_expected_is_not_moved(ann):
    action = ActionFactory(state="open", title="Repair")
    Action.objects.filter(pk=action.pk).update(due_on=date(2010, 1, 1))

    with pytest.raises(SomebodyWasFaster, match="Somebody has changed Repair since you opened it"):
        move(target=action, verb="complete", by=ann, on=ON, expecting={"due_on": action.due_on}, fields=ENDED)

    assert fresh(action).state == "open"


def test_a_move_within_a_state_leaves_an_event_but_no_history(ann):
    action = ActionFactory(state="open")
    within = {"restate": (("open",), "open")}

    @change
    def restate(*, by, on):
        states.move(action, "restate", within, by=by, on=on, difference={"title": ("a", "b")}, title="b")

    restate(by=ann, on=ON)

    assert (states.history(action).count(), fresh(action).title) == (0, "b")
    assert AuditEvent.objects.get().difference == {"title": ["a", "b"]}


def test_a_history_is_of_one_record_and_newest_first(ann):
    action, other = ActionFactory(state="proposed"), ActionFactory(state="proposed")
    for verb, more in (("agree", None), ("complete", ENDED)):
        move(target=action, verb=verb, by=ann, on=ON, fields=more)
    move(target=other, verb="agree", by=ann, on=ON)

    assert [row.verb for row in states.history(action)] == ["complete", "agree"]


@change
def agree_all(*, actions, by, on):
    states.move_many(actions, "agree", ACTION_MOVES, by=by, on=on)


@pytest.mark.parametrize("count", [1, 20])
def test_many_records_move_in_a_fixed_number_of_statements(ann, count, django_assert_num_queries):
    actions = ActionFactory.create_batch(count, state="proposed")

    with django_assert_num_queries(5):  # the savepoint's two, the move, the histories, the events
        agree_all(actions=actions, by=ann, on=ON)

    assert {one.state for one in actions} == set(Action.objects.values_list("state", flat=True)) == {"open"}
    assert (StateChange.objects.count(), AuditEvent.objects.count()) == (count, count)


def test_many_records_move_all_or_none(ann):
    actions = ActionFactory.create_batch(3, state="proposed")
    Action.objects.filter(pk=actions[1].pk).update(state="open")

    with pytest.raises(SomebodyWasFaster):
        agree_all(actions=actions, by=ann, on=ON)

    assert sorted(Action.objects.values_list("state", flat=True)) == ["open", "proposed", "proposed"]


def test_moving_none_is_no_change(ann):
    agree_all(actions=[], by=ann, on=ON)

    assert AuditEvent.objects.count() == 0
