"""Whether figures and rounds can have come about as told."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences
from performance.enums import Absence
from performance.suppression import count_in

_ATTEMPT: Final = ("round", "indicator", "attempt")


def _figure(row: Row, tables: Tables) -> Sentences:
    has_ratio = row["numerator"] is not None and row["denominator"] is not None
    if (row["numerator"] is None) != (row["denominator"] is None):
        yield "A numerator needs a denominator, and the other way round."
    if row["value"] is not None and has_ratio:
        yield "Give the value, or numerator and denominator; not both."
    if (row["value"] is not None or has_ratio) == bool(row["absence"]):
        yield "It should hold a number, or an absence in its place; one of them."


def _round(row: Row, tables: Tables) -> Sentences:
    days = [row["opens"], row["due"], row["closes"]]
    if None not in days and not days[0] < days[1] < days[2]:
        yield "A round opens, then is due, then closes."
    if row["published"] and (not row["opened"] or not row["published_by"]):
        yield "A published round says when it was opened (“opened”) and who published it (“published_by”)."


def _event(row: Row, tables: Tables) -> Sentences:
    if row["event"] in ("send_back", "reopen") and not row["text"]:
        yield "Sending back and reopening need a reason (“text”)."
    if row["attempt"] is None and row["event"] == "save":
        yield "A save says which attempt of the answers it keeps (“attempt”)."


def _correction(row: Row, tables: Tables) -> Sentences:
    published = next((one["published"] for one in tables["rounds"] if one["slug"] == row["round"]), None)
    if row["on"] and not (published and published < row["on"]):
        yield "A correction comes after its round was published."


def _commentary(row: Row, tables: Tables) -> Sentences:
    answers = (one for one in tables["answers"] if one.key(_ATTEMPT) == row.key(_ATTEMPT))
    is_suppressed = any(one["absence"] == Absence.SUPPRESSED for one in answers)
    if is_suppressed and (told := count_in(row["commentary"])):
        yield f"The figure is suppressed, but the commentary tells a count: “{told}”. Say it without numbers."


RULES: Final[dict[str, Rule]] = {
    "history": _figure,
    "rounds": _round,
    "answers": _figure,
    "commentaries": _commentary,
    "events": _event,
    "corrections": _correction,
}
