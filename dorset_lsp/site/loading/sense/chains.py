"""Whether a review can have gone as told."""

from __future__ import annotations

from typing import Final

from delivery_chain.enums import Rating
from dorset_lsp.site.loading.frameworks import is_shipped, stages_of
from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences

DAYS: Final = ("set_up", "opened", "agreed", "planned", "closed")


def _framework(row: Row, tables: Tables) -> Sentences:
    if is_shipped(row["slug"], row["version"]):
        yield "This version comes with the site. Give yours another number."


def _review(row: Row, tables: Tables) -> Sentences:
    if not stages_of(row["framework"], row["version"], tables):
        yield f"There is no version {row['version']} of a framework “{row['framework']}”."
    days = [row[name] for name in DAYS]
    told = [day for day in days if day is not None]
    if None in days[: len(told)] or told != sorted(told):
        yield f"A review is {', then '.join(DAYS)}; each of these days needs the one before it."


def _group(row: Row, tables: Tables) -> Sentences:
    if bool(row["submitted"]) != bool(row["submitted_by"]):
        yield "“submitted” and “submitted_by” are filled together."
    if bool(row["left_out"]) != bool(row["reason"]):
        yield "“left_out” and “reason” are filled together."


def _rated(row: Row, tables: Tables) -> Sentences:
    review = next((one for one in tables["reviews"] if one["slug"] == row["review"]), None)
    if review is None:
        return
    stages = {one["number"] for one in stages_of(review["framework"], review["version"], tables)}
    if row["stage"] not in stages:
        yield f"{review['framework']} has no stage {row['stage']}."
    if row.values.get("rating") == Rating.RED and not row["reason"]:
        yield "Red needs a reason."


RULES: Final[dict[str, Rule]] = {
    "frameworks": _framework,
    "reviews": _review,
    "review_groups": _group,
    "ratings": _rated,
    "agreed_ratings": _rated,
    "dissents": _rated,
    "chain_maps": _rated,
}
