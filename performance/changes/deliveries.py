"""The change by which an organisation's own system answers returns: all of them or none, and each key once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from dorset_lsp.common.changes import Refused, change, nothing_to_change, record, require
from partnerships.models import ApiToken, Area, Person
from performance.answers import Answer, Figure
from performance.changes import returns
from performance.derived import areas_asked
from performance.models import Delivery, Return


@dataclass(frozen=True, slots=True)
class Row:
    """One return as a system answers it: which, in which version, with which figures by the slug of their area."""

    round: str
    indicator: str
    version: int
    figures: dict[str, Figure]
    is_final: bool
    is_provisional: bool = False
    commentary: str = ""
    direction_view: str = ""
    is_surprise_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row; counted from 0."""

    row: int
    sentence: str


class Faulty(Exception):
    """Nothing was kept, because some rows were at fault. All of them are named."""

    def __init__(self, faults: list[RowFault]) -> None:
        super().__init__("Nothing was kept.")
        self.faults = faults


@change
def deliver(
    *, token: ApiToken, key: str, sha256: str, rows: Sequence[Row], by: Person, on: date
) -> dict[str, Any]:
    """Save or submit every row, or none. Returns what the system is answered.

    Raises Faulty with every fault by its row, and Refused when the key was used for something else.
    """
    require(by, "performance.deliver", token)
    before = Delivery.objects.filter(token=token, key=key).first()
    if before is not None:
        if before.sha256 != sha256:
            raise Refused("This key was used for another delivery. Choose a new one.")
        nothing_to_change()
        return dict(before.answer)
    kept: list[dict[str, Any]] = []
    faults: list[RowFault] = []
    for number, row in enumerate(rows):
        try:
            kept.append(_take(token, row, by, on))
        except (Refused, PermissionDenied) as refusal:
            faults.append(RowFault(number, str(refusal)))
    if faults:
        raise Faulty(faults)
    answer = {"key": key, "returns": kept}
    delivery = Delivery.objects.create(token=token, key=key, sha256=sha256, answer=answer, delivered_on=on)
    record("delivery.take", delivery, by=by, on=on, difference={"returns": (None, len(kept))})
    return answer


def _take(token: ApiToken, row: Row, by: Person, on: date) -> dict[str, Any]:
    """One row. What is asked of another organisation is not there for this token."""
    found = Return.objects.filter(
        round__slug=row.round,
        indicator__slug=row.indicator,
        indicator__owner_organisation=token.organisation_id,
    )
    return_ = found.select_related("round", "indicator__outcome").prefetch_related("figures").first()
    if return_ is None:
        raise Refused(f"{token.organisation.label} owes no return on {row.indicator} in {row.round}.")
    answer = Answer(
        figures=_by_area(return_, row.figures),
        is_provisional=row.is_provisional,
        commentary=row.commentary,
        direction_view=row.direction_view,
        is_surprise_confirmed=row.is_surprise_confirmed,
    )
    if row.is_final:
        returns.submit(return_=return_, version=row.version, answer=answer, by=by, on=on)
    else:
        returns.save(return_=return_, version=row.version, answer=answer, by=by, on=on)
    return {
        "round": row.round, "indicator": row.indicator, "state": str(return_.state), "version": return_.version,
    }  # fmt: skip


def _by_area(return_: Return, figures: dict[str, Figure]) -> dict[int, Figure]:
    asked: dict[str, Area] = {area.slug: area for area in areas_asked(return_.indicator)}
    unknown = sorted(figures.keys() - asked.keys())
    if unknown:
        known = ", ".join(sorted(asked))
        raise Refused(f"No figure is asked for {', '.join(unknown)}; asked for: {known}.")
    wanted = "numerator" if return_.indicator.is_ratio else "value"
    for slug, figure in figures.items():
        if (figure.numerator is None) != (figure.denominator is None):
            raise Refused(f"A numerator and a denominator come together ({slug}).")
        if figure.absence and any(
            part is not None for part in (figure.value, figure.numerator, figure.denominator)
        ):
            raise Refused(f"A number or an absence, not both ({slug}).")
        if figure.absence and not figure.absence_reason.strip():
            raise Refused(f"Say why there is no figure ({slug}).")
        if figure.has_number and getattr(figure, wanted) is None:
            kind = "a numerator and a denominator" if return_.indicator.is_ratio else "a value"
            raise Refused(f"{return_.indicator.code} takes {kind} ({slug}).")
    return {asked[slug].pk: figure for slug, figure in figures.items()}
