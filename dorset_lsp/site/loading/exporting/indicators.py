"""What is measured, in the order of the pages, and how each is defined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from dorset_lsp.site.loading.catalogues import catalogues
from dorset_lsp.site.loading.exporting.printing import Cells
from dorset_lsp.site.loading.exporting.whole import Whole, parents_first
from performance.models import ComparisonArea, ComparisonFigure, DefinitionVersion, Indicator


def _indicators(whole: Whole) -> Iterator[Cells]:
    for indicator in indicators_in_order(
        "part_of", "outcome", "owner_organisation", "owner", "catalogue_entry__catalogue"
    ):
        yield _what_it_is(indicator) | _how_it_is_measured(indicator)


def indicators_in_order(*with_: str) -> list[Indicator]:
    """Every indicator in the order of the pages, a whole above its parts; with what it points at, if asked."""
    indicators = Indicator.objects.select_related(*with_).prefetch_related("aliases", "splits__area")
    in_order = sorted(indicators, key=place_of)
    return parents_first(in_order, lambda one: one.part_of_id)


def _what_it_is(indicator: Indicator) -> dict[str, Any]:
    return {
        "code": indicator.code,
        **_chosen_from(indicator),
        "title": indicator.title,
        "part_of": indicator.part_of.code if indicator.part_of else "",
        "outcome": indicator.outcome.slug,
        "owner_organisation": indicator.owner_organisation.slug,
        "owner": indicator.owner.email if indicator.owner else "",
        "source": indicator.source,
        "source_status": indicator.source_status,
        "source_note": indicator.source_note,
        "illustrative_figures": indicator.has_illustrative_figures,
        "first_figure": indicator.first_figure_on,
        "withdrawn": indicator.withdrawn_on,
        "withdrawn_by_whom": indicator.withdrawn_by_whom,
        "aliases": tuple(sorted(alias.alias for alias in indicator.aliases.all())),
    }


def _chosen_from(indicator: Indicator) -> dict[str, str]:
    """The entry of a catalogue, where that ships with the site: a folder can name no other."""
    entry = indicator.catalogue_entry
    contents = catalogues().get(entry.catalogue.slug) if entry else None
    if entry is None or contents is None or entry.code not in contents.entries:
        return {"catalogue": "", "catalogue_code": ""}
    code = "" if entry.code == indicator.code else entry.code
    return {"catalogue": entry.catalogue.slug, "catalogue_code": code}


def _how_it_is_measured(indicator: Indicator) -> dict[str, Any]:
    splits = sorted((split.area.slug, split.weight) for split in indicator.splits.all())
    return {
        "measure": indicator.measure,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "polarity": indicator.polarity,
        "frequency": indicator.frequency,
        "first_year": indicator.first_year,
        "year_start_month": indicator.year_start_month,
        "seasonal": indicator.is_seasonal,
        "lag_days": indicator.lag_days,
        "combine": indicator.combine,
        "profile": tuple(Decimal(str(share)) for share in indicator.profile),
        "per": indicator.per,
        "numerator_label": indicator.numerator_label,
        "denominator_label": indicator.denominator_label,
        "county_rule": indicator.county_rule,
        "tolerance_kind": indicator.tolerance_kind,
        "tolerance": indicator.tolerance,
        "stated_low": indicator.stated_low,
        "stated_high": indicator.stated_high,
        "splits": tuple(splits),
    }


def _definitions(whole: Whole) -> Iterator[Cells]:
    definitions = DefinitionVersion.objects.select_related("indicator")
    for definition in sorted(definitions, key=lambda one: (*place_of(one.indicator), one.number)):
        yield {
            "indicator": definition.indicator.code,
            "number": definition.number,
            "from": definition.from_on,
            "text": definition.text,
            "reason": definition.reason,
        }


def _comparison_areas(whole: Whole) -> Iterator[Cells]:
    for area in sorted(ComparisonArea.objects.all(), key=_place_of_area):
        yield {"slug": area.slug, "name": area.name, "about": area.about}


def _comparisons(whole: Whole) -> Iterator[Cells]:
    """What other areas' figures were, with where each is from."""
    rows = ComparisonFigure.objects.select_related("indicator", "area")
    for one in sorted(
        rows, key=lambda one: (*place_of(one.indicator), *_place_of_area(one.area), one.from_on, one.to_on)
    ):
        yield {
            "indicator": one.indicator.code,
            "area": one.area.slug,
            "label": one.label,
            "from": one.from_on,
            "to": one.to_on,
            "value": one.value,
            "source": one.source,
            "note": one.note,
            "illustrative": one.is_illustrative,
        }


def _place_of_area(area: ComparisonArea) -> tuple[int, str]:
    return area.position, area.slug


def place_of(indicator: Indicator) -> tuple[int, str]:
    """Where it stands on the pages."""
    return indicator.position, indicator.code


ROWS: Final[dict[str, Callable[[Whole], Iterator[Cells]]]] = {
    "indicators": _indicators,
    "definitions": _definitions,
    "comparison_areas": _comparison_areas,
    "comparisons": _comparisons,
}
