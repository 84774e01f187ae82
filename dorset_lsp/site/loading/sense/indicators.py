"""Whether an indicator can be measured as its row says."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences
from performance.enums import Combine, CountyRule, Frequency

WHOLE: Final = 100
MONTHS: Final = range(1, 13)


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


RULES: Final[dict[str, Rule]] = {
    "indicators": _indicator,
}
