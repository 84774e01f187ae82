"""Changes to findings: raised, worded anew, considered, adopted or declined at a meeting, answered."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, change, nothing_to_change, record, require, save_fields
from partnerships.enums import FINDING_MOVES, BodyKind, MeetingState
from partnerships.models import Area, Finding, Meeting, Outcome, Partnership, Person


@change
def raise_(
    *,
    title: str,
    text: str,
    area: Area,
    source: str,
    heard_on: date,
    from_whom: str,
    source_title: str = "",
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Finding:
    """Bring what a community said to the bridging group. Raises Refused for a day to come."""
    require(by, "partnerships.raise_finding", Partnership)
    if heard_on > on:
        raise Refused("It was said on a day that has been.")
    finding = Finding.objects.create(
        title=title, text=text, area=area, source=source, source_title=source_title, heard_on=heard_on,
        from_whom=from_whom, raised_on=on, raised_by=by, is_illustrative=is_illustrative,
    )  # fmt: skip
    record("finding.raise", finding, by=by, on=on, difference={"from": (None, area)})
    return finding


@change
def alter(*, finding: Finding, values: dict[str, object], by: Person, on: date) -> None:
    """Correct what is told of a finding. Raises Refused once it was adopted or declined as it stood."""
    require(by, "partnerships.edit_finding", finding)
    if not finding.is_waiting:
        raise Refused("This finding was settled as it stands.")
    difference = save_fields(finding, values)
    if difference:
        record("finding.alter", finding, by=by, on=on, difference=difference)
    else:
        nothing_to_change()


@change
def consider(*, finding: Finding, meeting: Meeting, note: str, by: Person, on: date) -> None:
    """Say that a meeting looked at it and wants more before it decides. Raises Refused without saying what."""
    require(by, "partnerships.settle_finding", finding)
    _refuse_unless_it_bridges(meeting, on)
    if not note.strip():
        raise Refused("Say what the meeting wants to know.")
    states.move(
        finding, "consider", FINDING_MOVES, by=by, on=on, why=note, difference=_at(meeting),
        meeting=meeting,
    )  # fmt: skip


@change
def adopt(*, finding: Finding, meeting: Meeting, outcome: Outcome, reason: str, by: Person, on: date) -> None:
    """Adopt it into an outcome of the strategy. Raises Refused without saying what it changes."""
    require(by, "partnerships.settle_finding", finding)
    _refuse_unless_it_bridges(meeting, on)
    if not reason.strip():
        raise Refused("Say what it changes.")
    states.move(
        finding, "adopt", FINDING_MOVES, by=by, on=on, why=reason, meeting=meeting, outcome=outcome,
        difference=_at(meeting) | {"outcome": (None, outcome)}, reason=reason, settled_on=meeting.day,
    )  # fmt: skip


@change
def decline(*, finding: Finding, meeting: Meeting, reason: str, by: Person, on: date) -> None:
    """Decline it. Raises Refused without the reason, which the community will read."""
    require(by, "partnerships.settle_finding", finding)
    _refuse_unless_it_bridges(meeting, on)
    if not reason.strip():
        raise Refused("Say why it is declined.")
    states.move(
        finding, "decline", FINDING_MOVES, by=by, on=on, why=reason, meeting=meeting, reason=reason,
        settled_on=meeting.day, difference=_at(meeting),
    )  # fmt: skip


@change
def answer(*, finding: Finding, text: str, answered_on: date, by: Person, on: date) -> None:
    """Note what the community was told, and when. It is told once.

    Raises Refused before it is settled, without words, or for a day before it was settled or to come.
    """
    require(by, "partnerships.settle_finding", finding)
    finding.refresh_from_db()
    if finding.settled_on is None:
        raise Refused("The community is answered once the group has adopted or declined the finding.")
    if finding.answered_by is not None:
        raise Refused(f"{finding.answered_by} has noted an answer already.")
    if not text.strip():
        raise Refused("Say what the community was told.")
    if not finding.settled_on <= answered_on <= on:
        raise Refused("The answer was given after the finding was settled, and not on a day to come.")
    difference = save_fields(finding, {"answer": text, "answered_on": answered_on, "answered_by": by})
    record("finding.answer", finding, by=by, on=on, difference=difference)


def _refuse_unless_it_bridges(meeting: Meeting, on: date) -> None:
    if meeting.body.kind != BodyKind.BRIDGING_GROUP:
        raise Refused("A finding is taken at a meeting of the bridging group.")
    if meeting.state == MeetingState.CANCELLED or meeting.day > on:
        raise Refused("That meeting has not been held.")


def _at(meeting: Meeting) -> dict[str, tuple[object, object]]:
    return {"at": (None, meeting)}
