"""Whether a folder makes sense as a whole: rules between cells and between files that a form cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.words import FILE, Words
from partnerships.enums import SEATED_ROLES
from performance.enums import Combine, CountyRule, Frequency, TargetState

Sentences = Iterator[str]

WHOLE: Final = 100
MONTHS: Final = range(1, 13)


def check(words: Words, tables: Tables, faults: Faults) -> None:
    """Tell every row, and every entry of partnership.yaml, that cannot be true beside the others."""
    for sentence in _about_words(words, tables):
        faults.add(FILE, 0, sentence)
    versions = {version.number for version in words.agreement.versions} if words.agreement else set()
    for name, rule in _RULES.items():
        for row in tables[name]:
            for sentence in rule(row, tables):
                faults.add(row.file, row.number, sentence)
    for name in ("targets", "target_points"):
        for row in tables[name]:
            if row["version"] is not None and row["version"] not in versions:
                faults.add(row.file, row.number, f"The agreement has no version {row['version']}.")


def _about_words(words: Words, tables: Tables) -> Sentences:
    areas = {row["slug"] for row in tables["areas"]}
    people = {row["email"] for row in tables["people"]}
    named = {words.area} | ({words.agreement.area} if words.agreement else set())
    for area in sorted(named - areas):
        yield f"There is no area “{area}” in areas.csv."
    for account in words.demo_accounts:
        if account.email not in people:
            yield f"There is nobody with the address {account.email} in people.csv."
    if tables["challenges"] and words.strategy is None:
        yield "There are challenges, but no “strategy” that they belong to."


def _membership(row: Row, tables: Tables) -> Sentences:
    if (row["role"] in SEATED_ROLES) != (row["seat"] is not None):
        yield "A chair, vice chair or member sits in a seat; everybody else stands beside the seats."
    if row["end_reason"] and row["to"] is None:
        yield "It gives a reason for an end, but no “to”."


def _indicator(row: Row, tables: Tables) -> Sentences:
    if row["frequency"] == Frequency.BIENNIAL and row["first_year"] is None:
        yield "What is measured every second year needs “first_year”, a year in which it is measured."
    if row["profile"] and (row["combine"] != Combine.SUM_TO_DATE or row["profile"][-1] != WHOLE):
        yield "A profile belongs to a sum to date, and its last share is 100."
    if row["county_rule"] not in ("", CountyRule.ENTERED) and not row["splits"]:
        yield "The whole is derived from its parts, but “splits” names none."
    if row["year_start_month"] is not None and row["year_start_month"] not in MONTHS:
        yield "“year_start_month” is a month from 1 to 12."
    if row["withdrawn_by_whom"] and row["withdrawn"] is None:
        yield "It says who withdrew it, but not when (“withdrawn”)."


def _target(row: Row, tables: Tables) -> Sentences:
    if row["state"] == TargetState.PLACEHOLDER and row["baseline"] is not None:
        yield "A placeholder is a target whose baseline is missing, but this one has a baseline."
    if row["baseline"] is not None and row["baseline_to"] is None:
        yield "The baseline has no date: fill in “baseline_from” and “baseline_to”."
    if row["baseline_from"] and row["baseline_to"] and row["baseline_to"] <= row["baseline_from"]:
        yield "“baseline_to” is the first day after, so it comes after “baseline_from”."


def _scorecard(row: Row, tables: Tables) -> Sentences:
    if bool(row["body"]) == bool(row["organisation"]):
        yield "A scorecard belongs to one body or to one organisation."


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
    if row["attempt"] is None:
        if row["event"] == "save":
            yield "A save says which attempt of the answers it keeps (“attempt”)."
    elif not any(answer.key(_ATTEMPT) == row.key(_ATTEMPT) for answer in tables["answers"]):
        yield f"There is no attempt {row['attempt']} for {row['indicator']} in answers.csv."


def _action(row: Row, tables: Tables) -> Sentences:
    for one, other in (("agreed", "agreed_by"), ("ended", "ended_by"), ("ended", "end")):
        if bool(row[one]) != bool(row[other]):
            yield f"“{one}” and “{other}” are filled together."
    if row["end"] == "dropped" and not row["reason"]:
        yield "An action is dropped with a reason."
    if row["end"] == "done" and not row["agreed"]:
        yield "An action that is done was agreed first (“agreed”)."
    if bool(row["from_indicator"]) != bool(row["from_round"]):
        yield "“from_indicator” and “from_round” are filled together."


_ATTEMPT: Final = ("round", "indicator", "attempt")

_RULES: Final[dict[str, Callable[[Row, Tables], Sentences]]] = {
    "memberships": _membership,
    "indicators": _indicator,
    "targets": _target,
    "scorecards": _scorecard,
    "history": _figure,
    "rounds": _round,
    "answers": _figure,
    "events": _event,
    "actions": _action,
}
