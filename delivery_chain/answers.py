"""What a sheet must say: a rating for each stage, and a reason for red and for any change since the last round. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from delivery_chain.enums import Rating


@dataclass(frozen=True, slots=True)
class Answer:
    """One rating with its reason."""

    value: str
    reason: str = ""


def why_a_reason(answer: Answer, before: str) -> str:
    """Why the answer needs a reason that it does not give; "" when nothing is wanting.

    ``before`` is the agreed rating of the last round, "" where there was none.
    """
    if not answer.value or answer.reason.strip():
        return ""
    if answer.value == Rating.RED:
        return "Say why it is red"
    if before and answer.value != before:
        return f"Say why it is no longer {Rating(before).label}"
    return ""


def faults(
    stage_ids: Iterable[int], answers: Mapping[int, Answer], before: Mapping[int, str]
) -> dict[int, str]:
    """What is wanting on a sheet that is handed in, by stage; nothing for a sheet that says all it must."""
    found = {}
    for stage_id in stage_ids:
        answer = answers.get(stage_id)
        if answer is None or not answer.value:
            found[stage_id] = "Choose a rating, or “don’t know”"
        elif fault := why_a_reason(answer, before.get(stage_id, "")):
            found[stage_id] = fault
    return found
