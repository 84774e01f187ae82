"""What a group has written on its own sheet so far: for its members' eyes while the others are blind."""

from __future__ import annotations

from datetime import date

from delivery_chain.answers import Answer
from delivery_chain.models import GroupRating, ReviewGroup
from partnerships.models import Person


def own_answers(group: ReviewGroup, reader: Person, on: date) -> dict[int, Answer]:
    """The group's answers by stage, for one of its members; nothing for anybody else."""
    rows = GroupRating.objects.visible_to(reader, on).filter(group=group, group__members__person=reader)
    return {row.stage_id: Answer(row.value, row.reason) for row in rows}
