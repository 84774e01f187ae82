"""Whether scrutiny can have gone as told."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences

STEPS: Final = ("proposed", "scoped", "gathered", "drafted", "approved", "issued", "monitored")


def _topic(row: Row, tables: Tables) -> Sentences:
    for one, other in (("decision", "decided"), ("decided", "decided_by"), ("decided", "reason")):
        if bool(row[one]) != bool(row[other]):
            yield f"“{one}” and “{other}” are filled together."
    if (row["decision"] == "merged") != bool(row["into"]):
        yield "“into” is filled when a topic is merged, and only then."
    if not row["asked_by"] and not row["asker_name"]:
        yield "Somebody asked: fill “asked_by” or “asker_name”."


def _review(row: Row, tables: Tables) -> Sentences:
    days = [row[step] for step in STEPS]
    told = [day for day in days if day is not None]
    if told != days[: len(told)]:
        yield f"A review goes through its steps in order: {', '.join(STEPS)}."
    if told != sorted(told):
        yield "The days of a review’s steps come one after the other."
    if row["scoped"] and not row["purpose"]:
        yield "A review that is scoped has a “purpose”."
    if bool(row["approved"]) != bool(row["approved_by"]):
        yield "“approved” and “approved_by” are filled together."


def _access(row: Row, tables: Tables) -> Sentences:
    if row["audience"] == "exempt" and not (row["paragraph"] and row["ground"]):
        yield "An exempt text has a “paragraph” and a “ground”."
    if row["readers"] and row["audience"] != "confidential":
        yield "“readers” are named on a confidential text, and on no other."


def _recommendation(row: Row, tables: Tables) -> Sentences:
    yield from _access(row, tables)
    if bool(row["chain"]) != bool(row["stage"]):
        yield "“chain” and “stage” are filled together."
    if row["chain"] and row["indicator"]:
        yield "Fill “indicator”, or “chain” and “stage”, and not all."
    for other in ("because", "judged", "judged_by"):
        if bool(row["made"]) != bool(row[other]):
            yield f"“made” and “{other}” are filled together."


def _addressee(row: Row, tables: Tables) -> Sentences:
    if bool(row["organisation"]) == bool(row["body"]):
        yield "Fill “organisation” or “body”, and not both."
    if bool(row["report_received"] or row["notice_received"]) != bool(row["recorded"]):
        yield "What was received has the day on which it was “recorded”."


def _ask(row: Row, tables: Tables) -> Sentences:
    if (row["basis"] == "asked") != bool(row["asked_for"]):
        yield "“asked_for” is filled where an answer is asked for, and only there."
    for other in ("closed_by", "close_reason"):
        if bool(row["closed"]) != bool(row[other]):
            yield f"“closed” and “{other}” are filled together."


def _claim(row: Row, tables: Tables) -> Sentences:
    if bool(row["decided"]) != bool(row["decided_by"]):
        yield "“decided” and “decided_by” are filled together."


def _question(row: Row, tables: Tables) -> Sentences:
    if bool(row["answered"]) != bool(row["answer"]):
        yield "“answered” and “answer” are filled together."
    if row["settled"] and not row["answered"]:
        yield "A question is settled after it is answered."


RULES: Final[dict[str, Rule]] = {
    "topics": _topic,
    "scrutiny_reviews": _review,
    "evidence": _access,
    "scrutiny_findings": _access,
    "recommendations": _recommendation,
    "addressees": _addressee,
    "asks": _ask,
    "progress_claims": _claim,
    "member_questions": _question,
}
