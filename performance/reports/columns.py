"""The columns of a report's tables, each with what it means: the CSV file and the workbook have the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from dorset_lsp.common.colours import mark_for, word_of
from performance.enums import Absence, Direction
from performance.signals import assurance_mark, variation_mark

Row = dict[str, Any]
PLACES: Final = 6
"""Decimals of a number in a cell; exact values stand in the JSON file."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it means, and how it is taken from a row."""

    heading: str
    meaning: str
    take: Callable[[Row], Any]


def results(canonical: dict[str, Any]) -> Iterator[Row]:
    """One row for each indicator: its result with its outcome and its unit."""
    indicators = {one["code"]: one for one in canonical["indicators"]}
    outcomes = {code: one["title"] for one in canonical["outcomes"] for code in one["codes"]}
    for result in canonical["results"]:
        code = result["code"]
        yield {
            **result,
            "outcome": outcomes[code],
            "unit": indicators[code]["unit"] or indicators[code]["sign"],
        }


def figures(canonical: dict[str, Any]) -> Iterator[Row]:
    """One row for each indicator and period."""
    for indicator in canonical["indicators"]:
        for figure in indicator["figures"]:
            yield {**figure, "code": indicator["code"], "title": indicator["title"]}


def header(columns: tuple[Column, ...]) -> list[str]:
    """The headings in order."""
    return [column.heading for column in columns]


def cells(columns: tuple[Column, ...], row: Row) -> list[Any]:
    """The cells of a row: texts, whole numbers, decimals, days, or None for an empty cell."""
    return [column.take(row) for column in columns]


def _field(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name] if row.get(name, "") != "" else None


def _day(name: str) -> Callable[[Row], date | None]:
    return lambda row: date.fromisoformat(row[name]) if row[name] else None


def _number(name: str) -> Callable[[Row], Decimal | None]:
    return lambda row: None if row[name] is None else _decimal(Fraction(row[name]))


def _decimal(value: Fraction) -> Decimal:
    return round(Decimal(value.numerator) / Decimal(value.denominator), PLACES).normalize()


def _yes(name: str) -> Callable[[Row], str]:
    return lambda row: "yes" if row[name] else "no"


def _mark(name: str) -> Callable[[Row], str | None]:
    return lambda row: mark_for(row[name]).word if row[name] else None


def _direction(row: Row) -> str:
    return str(Direction(row["direction"]).label)


def _absence(row: Row) -> str | None:
    return Absence(row["absence"]).label if row["absence"] else None


def _variation(row: Row) -> str:
    return variation_mark(row["variation"], row.get("signal_side", 0))


def _assurance(row: Row) -> str:
    return assurance_mark(row["assurance"])


def _forecast(row: Row) -> str | None:
    return row["forecast"]["sentence"] if row.get("forecast") else None


def _word(code_of: Callable[[Row], str]) -> Callable[[Row], str | None]:
    return lambda row: word_of(code_of(row)) or None


RESULTS: Final = (
    Column("Code", "The indicator’s code, as printed in the agreement.", _field("code")),
    Column("Indicator", "What is measured.", _field("title")),
    Column("Outcome", "The outcome that it belongs to.", _field("outcome")),
    Column("Owner", "The organisation that answers for the figure.", _field("owner_name")),
    Column("Period", "The period of the figure shown; empty when there is none.", _field("period_label")),
    Column("Figure", "The figure judged, as a number; for a sum to date, the year so far.", _number("value")),
    Column("No figure because", "Why there is no figure where one is due.", _absence),
    Column("Unit", "What the figure counts.", _field("unit")),
    Column("Figure as shown", "As the report prints it; where nothing is due, the last one published.",
           _field("shown_value")),
    Column("Milestone as shown", "What was to be reached by then, as the report prints it.",
           _field("shown_milestone")),
    Column("Status", "Green, amber or red against the milestone; otherwise why there is no colour.", _mark("mark")),
    Column("Status before", "The status in the round before; empty when there was none.", _mark("previous_status")),
    Column("Direction", "Whether the figure improves or worsens, by what is good for this indicator.", _direction),
    Column("Periods running", "For how many periods it has been on this side of the milestone.", _field("streak")),
    Column("Variation", "The last point against its usual range; empty below 12 points.", _word(_variation)),
    Column("Assurance", "Whether the target lies within the usual range; empty where nobody can say.", _word(_assurance)),
    Column("Points", "Figures in the chart since the last change of definition or rebase; the marks need 12.",
           _field("points")),
    Column("Forecast", "Where the trend leads at the agreement’s end; empty where there is too little to go by.", _forecast),
    Column("In words", "The sentence made from the figures on the day of publication.", _field("sentence")),
    Column("Provisional", "Whether the figure may still be corrected by its source.", _yes("is_provisional")),
    Column("Data quality", "What to know of the figure beside its status; empty where there is nothing.", _field("quality")),
    Column("Illustrative", "Whether the figure is invented, to show how the site works.", _yes("is_illustrative")),
    Column("Received", "The day on which the figure was received.", _day("received_on")),
    Column("Commentary", "What the owner said about the figure.", _field("commentary")),
)  # fmt: skip

FIGURES: Final = (
    Column("Code", "The indicator’s code.", _field("code")),
    Column("Indicator", "What is measured.", _field("title")),
    Column("Period", "The period of the figure.", _field("period")),
    Column("From", "The first day of the period.", _day("from")),
    Column("Until", "The first day after the period.", _day("to")),
    Column("Figure", "The period’s own figure, as a number; empty when there is none.", _number("value")),
    Column("No figure because", "Why there is no figure.", _field("absence")),
    Column("Target of the period", "The period’s own target, as its chart draws it.", _number("target")),
    Column("Definition", "By which version of its definition it was counted.", _field("definition")),
    Column("Against its usual range", "What the chart says of the point; empty below 12 points.",
           _field("judgement")),
    Column("Provisional", "Whether the figure may still be corrected by its source.", _yes("is_provisional")),
    Column("Revision", "1 as first published; higher after a correction; 0 where there is no figure.",
           _field("revision")),
    Column("Received", "The day on which it was received.", _day("received_on")),
)  # fmt: skip

DIFFERENCES: Final = (
    Column("Code", "The indicator’s code.", _field("code")),
    Column("Indicator", "What is measured.", _field("title")),
    Column("What differs", "Which part of the report is another than in the edition before.", _field("field")),
    Column("Before", "What the edition before says.", _field("before")),
    Column("Now", "What this edition says.", _field("after")),
)  # fmt: skip
