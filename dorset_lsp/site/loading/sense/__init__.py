"""Whether a folder makes sense as a whole: rules between cells and between files that a form cannot tell.

Each module holds the rules of its files, one function a file.
"""

from __future__ import annotations

from typing import Final

from django.utils.text import slugify

from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense import (
    actions,
    agreement,
    chains,
    engagement,
    funding,
    indicators,
    meetings,
    people,
    programmes,
    risks,
    rounds,
    scrutiny,
)
from dorset_lsp.site.loading.sense.rule import Rule, Sentences
from dorset_lsp.site.loading.words import FILE, Words

__all__ = ["check"]


def check(words: Words, tables: Tables, faults: Faults) -> None:
    """Tell every row, and every entry of partnership.yaml, that cannot be true beside the others."""
    for sentence in _about_words(words, tables):
        faults.add(FILE, 0, sentence)
    _tell_codes_alike(tables, faults)
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


def _tell_codes_alike(tables: Tables, faults: Faults) -> None:
    """Tell two indicators that would have the same address."""
    seen: dict[str, Row] = {}
    for row in tables["indicators"]:
        other = seen.setdefault(slugify(row["code"]), row)
        if other["code"] != row["code"]:
            sentence = f"“{row['code']}” and “{other['code']}” in row {other.number} would share one page."
            faults.add(row.file, row.number, sentence)


_RULES: Final[dict[str, Rule]] = {
    **people.RULES,
    **indicators.RULES,
    **agreement.RULES,
    **rounds.RULES,
    **meetings.RULES,
    **chains.RULES,
    **risks.RULES,
    **programmes.RULES,
    **funding.RULES,
    **engagement.RULES,
    **scrutiny.RULES,
    **actions.RULES,
    **scrutiny.RULES,
}
