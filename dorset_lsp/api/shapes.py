"""What goes in and comes out, field by field. The document of the API is drawn from here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from ninja import Field, Schema


class Fault(Schema):
    """Why nothing was answered or kept; ``rows`` names each fault of a delivery by its row, counted from 0."""

    detail: str
    rows: list[RowFault] = []


class RowFault(Schema):
    row: int
    sentence: str


class IndicatorOut(Schema):
    slug: str
    code: str
    title: str
    outcome: str
    owner: str
    unit: str
    decimals: int
    polarity: str
    frequency: str
    definition: str
    is_withdrawn: bool
    page: str


class ObservationOut(Schema):
    indicator: str
    area: str
    period: str
    period_from: date
    period_to: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    absence: str
    absence_reason: str
    is_provisional: bool
    revision: int
    revision_reason: str
    received_on: date
    published_on: date
    is_illustrative: bool


class TargetOut(Schema):
    indicator: str
    agreement: str
    version: str
    kind: str
    state: str
    state_reason: str
    baseline: Decimal | None
    points: list[PointOut]


class PointOut(Schema):
    label: str
    period_to: date
    value: Decimal | None
    value_high: Decimal | None
    as_printed: str


class ResultOut(Schema):
    indicator: str
    round: str
    edition: int
    period: str
    status: str
    direction: str
    value: Decimal | None
    shown_value: str
    shown_milestone: str
    sentence: str
    rule: list[list[str]] = Field(description="How the status was worked out: label and text of each line.")
    commentary: str
    is_provisional: bool


class ScorecardOut(Schema):
    slug: str
    title: str
    owner: str
    indicators: list[str]


class ReportOut(Schema):
    round: str
    edition: int
    published_on: date
    note: str
    files: list[FileOut]


class FileOut(Schema):
    name: str
    format: str
    size: int
    sha256: str
    address: str


class ActionOut(Schema):
    id: int
    title: str
    organisation: str
    body: str
    due_on: date
    state: str


class RecommendationOut(Schema):
    id: int
    review: str
    number: int
    label: str
    words: str
    different: str
    different_by: date


class ReturnOut(Schema):
    round: str
    indicator: str
    code: str
    period: str
    state: str
    version: int
    due_on: date
    takes: Literal["value", "numerator and denominator"]
    areas: list[str]
    figures: dict[str, FigureOut]
    commentary: str


class FigureOut(Schema):
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    absence: str
    absence_reason: str


Number = Decimal | None


class FigureIn(Schema, extra="forbid"):
    """A number, or a numerator with a denominator, or the reason for none."""

    value: Number = Field(None, max_digits=15, decimal_places=6)
    numerator: Number = Field(None, max_digits=15, decimal_places=6)
    denominator: Number = Field(None, max_digits=15, decimal_places=6)
    absence: Literal["", "not_collected", "not_available", "suppressed"] = ""
    absence_reason: str = Field("", max_length=300)


class ReturnIn(Schema, extra="forbid"):
    """The answer to one return. ``version`` is the one that was read; another since then is a fault."""

    round: str = Field(max_length=50)
    indicator: str = Field(max_length=50)
    version: int = Field(ge=0, le=1_000_000)
    do: Literal["save", "submit"]
    figures: dict[str, FigureIn] = Field(max_length=100)
    commentary: str = Field("", max_length=2000)
    direction_view: Literal["", "improving", "steady", "worsening"] = ""
    is_provisional: bool = False
    is_surprise_confirmed: bool = False


class DeliveryIn(Schema, extra="forbid"):
    returns: list[ReturnIn] = Field(min_length=1, max_length=500)


class ReturnDone(Schema):
    round: str
    indicator: str
    state: str
    version: int


class DeliveryOut(Schema):
    key: str
    returns: list[ReturnDone]


class Indicators(Schema):
    items: list[IndicatorOut]
    next: str


class Observations(Schema):
    items: list[ObservationOut]
    next: str


class Targets(Schema):
    items: list[TargetOut]
    next: str


class Results(Schema):
    items: list[ResultOut]
    next: str


class Scorecards(Schema):
    items: list[ScorecardOut]
    next: str


class Reports(Schema):
    items: list[ReportOut]
    next: str


class Actions(Schema):
    items: list[ActionOut]
    next: str


class Recommendations(Schema):
    items: list[RecommendationOut]
    next: str


class Returns(Schema):
    items: list[ReturnOut]
    next: str
