"""An answer to a return, as it is typed: figures or absences by area, commentary, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from performance.enums import Absence
from performance.models import Return


@dataclass(frozen=True, slots=True)
class Figure:
    """A number (or its numerator and denominator), or the reason for none, for one area."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    absence: str = ""
    absence_reason: str = ""

    @property
    def has_number(self) -> bool:
        return self.value is not None or (self.numerator is not None and self.denominator is not None)

    @property
    def is_given(self) -> bool:
        return self.has_number or bool(self.absence)

    def exact(self, per: int) -> Fraction | None:
        """The number without rounding, in the indicator's unit; None where there is none or the denominator is nought."""
        if self.numerator is not None and self.denominator is not None:
            return Fraction(self.numerator) / Fraction(self.denominator) * per if self.denominator else None
        return None if self.value is None else Fraction(self.value)

    def __str__(self) -> str:
        if self.absence:
            return f"{Absence(self.absence).label}: {self.absence_reason}"
        return self.number

    @property
    def number(self) -> str:
        """The number as typed, without needless noughts: 12.5, or 3,581 ÷ 3,655 for a share. Empty where there is none."""
        if self.numerator is not None and self.denominator is not None:
            return f"{_plain(self.numerator)} ÷ {_plain(self.denominator)}"
        return "" if self.value is None else _plain(self.value)


def _plain(number: Decimal) -> str:
    """With commas and never with an exponent: 1,000, not 1E+3."""
    return f"{number.normalize():,f}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that an owner says in one return. ``figures`` is keyed by the area's id."""

    figures: dict[int, Figure] = field(default_factory=dict)
    is_provisional: bool = False
    commentary: str = ""
    direction_view: str = ""
    is_surprise_confirmed: bool = False

    @property
    def is_suppressed(self) -> bool:
        """Whether a number is withheld so that nobody can be identified."""
        return any(figure.absence == Absence.SUPPRESSED for figure in self.figures.values())


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where a return stood before a change that may be undone: its state, its answer, and who had done what."""

    state: str
    answer: Answer
    saved_on: date | None = None
    saved_by_id: int | None = None
    sent_back_on: date | None = None
    sent_back_reason: str = ""


def standing_of(return_: Return) -> Earlier:
    """Where a return stands now, to be put back later."""
    return Earlier(
        state=return_.state,
        answer=answer_of(return_),
        saved_on=return_.saved_on,
        saved_by_id=return_.saved_by_id,
        sent_back_on=return_.sent_back_on,
        sent_back_reason=return_.sent_back_reason,
    )


def answer_of(return_: Return) -> Answer:
    """The answer as it was last saved."""
    return Answer(
        figures={
            row.area_id: Figure(
                value=row.value,
                numerator=row.numerator,
                denominator=row.denominator,
                absence=row.absence,
                absence_reason=row.absence_reason,
            )
            for row in return_.figures.all()
        },
        is_provisional=return_.is_provisional,
        commentary=return_.commentary,
        direction_view=return_.direction_view,
        is_surprise_confirmed=return_.is_surprise_confirmed,
    )
