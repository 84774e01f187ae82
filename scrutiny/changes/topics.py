"""Changes to the work programme: suggested, admitted, taken up, merged, not taken up; whoever asked is told why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dorset_lsp.common import states
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require
from partnerships.models import Body, Person
from scrutiny import emails
from scrutiny.enums import TOPIC_MOVES, TopicSource, TopicState
from scrutiny.models import Criterion, Topic, TopicMark


@change
def suggest(
    *,
    title: str,
    why: str,
    committee: Body | None = None,
    asker_name: str = "",
    asker_email: str = "",
    is_illustrative: bool = False,
    source: str = TopicSource.MEMBER,
    by: Actor,
    on: date,
) -> Topic:
    """Suggest a topic. What the public sends is held until somebody has looked at it; anything else is listed at once."""
    require(by, "scrutiny.suggest_topic", Topic)
    is_public = source == TopicSource.PUBLIC
    topic = Topic.objects.create(
        title=title, why=why, source=source, committee=committee, asked_on=on, asker_name=asker_name,
        asked_by=by if isinstance(by, Person) else None, asker_email=asker_email, is_illustrative=is_illustrative,
        state=TopicState.HELD if is_public else TopicState.SUGGESTED,
    )  # fmt: skip
    record("topic.suggest", topic, by=by, on=on, difference={"source": (None, source)})
    return topic


@change
def call_for_action(
    *,
    title: str,
    why: str,
    committee: Body,
    ward: str,
    steps_tried: str,
    resolution_sought: str,
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Topic:
    """A councillor places a matter of their ward before a committee, as a last resort."""
    require(by, "scrutiny.call_for_action", committee)
    topic = Topic.objects.create(
        title=title, why=why, source=TopicSource.CALL_FOR_ACTION, committee=committee, asked_on=on, asked_by=by,
        ward=ward, steps_tried=steps_tried, resolution_sought=resolution_sought, is_illustrative=is_illustrative,
    )  # fmt: skip
    record("topic.call_for_action", topic, by=by, on=on, difference={"ward": (None, ward)})
    return topic


@change
def admit(*, topic: Topic, committee: Body, by: Person, on: date) -> None:
    """Put a suggestion of the public on the list, for a committee to decide."""
    require(by, "scrutiny.handle_topic", topic)
    require(by, "scrutiny.propose_review", committee)
    states.move(topic, "admit", TOPIC_MOVES, by=by, on=on, committee=committee)


@change
def turn_away(*, topic: Topic, reason: str, by: Person, on: date) -> None:
    """Turn away what is no matter for scrutiny. Raises Refused without a reason."""
    require(by, "scrutiny.handle_topic", topic)
    _decide(topic, "turn_away", reason, by, on)


@change
def take_up(
    *,
    topic: Topic,
    reason: str,
    planned_on: date | None = None,
    marks: Mapping[Criterion, bool] | None = None,
    by: Person,
    on: date,
) -> None:
    """Take a suggestion up, for a month of the calendar. Whoever asked is told."""
    require(by, "scrutiny.handle_topic", topic)
    _decide(topic, "take_up", reason, by, on, planned_on=planned_on)
    _mark(topic, marks or {})
    emails.tell_asker(topic)


@change
def merge(*, topic: Topic, into: Topic, reason: str, by: Person, on: date) -> None:
    """Let a suggestion go on as part of another one. Raises Refused into itself, or into what is not on the programme."""
    require(by, "scrutiny.handle_topic", topic)
    if into.pk == topic.pk or into.state not in (TopicState.SUGGESTED, TopicState.TAKEN_UP):
        raise Refused("Merge it into another suggestion that is on the programme.")
    _decide(topic, "merge", reason, by, on, merged_into=into)
    emails.tell_asker(topic)


@change
def reject(
    *, topic: Topic, reason: str, marks: Mapping[Criterion, bool] | None = None, by: Person, on: date
) -> None:
    """Do not take a suggestion up. Whoever asked is told why."""
    require(by, "scrutiny.handle_topic", topic)
    _decide(topic, "reject", reason, by, on)
    _mark(topic, marks or {})
    emails.tell_asker(topic)


@change
def plan(*, topic: Topic, planned_on: date | None, by: Person, on: date) -> None:
    """Move a topic to another month of the calendar, or take it off."""
    require(by, "scrutiny.plan_topic", topic)
    if topic.planned_on == planned_on:
        nothing_to_change()
        return
    before, topic.planned_on = topic.planned_on, planned_on
    topic.save(update_fields=["planned_on"])
    record("topic.plan", topic, by=by, on=on, difference={"planned": (before, planned_on)})


def _decide(topic: Topic, verb: str, reason: str, by: Person, on: date, **fields: Any) -> None:
    if not reason.strip():
        raise Refused("Give the reason: whoever asked is told.")
    states.move(
        topic, verb, TOPIC_MOVES, by=by, on=on, why=reason, decision_reason=reason, decided_on=on, decided_by=by,
        **fields,
    )  # fmt: skip


def _mark(topic: Topic, marks: Mapping[Criterion, bool]) -> None:
    for criterion, is_met in marks.items():
        TopicMark.objects.get_or_create(topic=topic, criterion=criterion, defaults={"is_met": is_met})
