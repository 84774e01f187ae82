"""The whole area's figure, worked out from the figures of its parts where the indicator says so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from partnerships.models import Area, Partnership
from performance.answers import Figure
from performance.combining import Combined, Part, ratio_of_sums, total, weighted_mean
from performance.enums import Absence, CountyRule
from performance.models import Indicator, IndicatorArea
from performance.rounding import rounded

STORED_DECIMALS = 6
"""Decimals kept of a quotient, for sorting and for charts; rules use numerator and denominator themselves."""


def areas_asked(indicator: Indicator) -> list[Area]:
    """The areas for which a return asks a figure: the parts, where the whole is derived from them, else all of them."""
    return areas_asked_within(indicator, headline_area())


def areas_asked_within(indicator: Indicator, headline: Area) -> list[Area]:
    """The same for a whole area that is known, without a query when ``splits__area`` has been prefetched."""
    splits = [split.area for split in _splits(indicator)]
    return splits if indicator.is_derived and splits else [headline, *splits]


def _splits(indicator: Indicator) -> list[IndicatorArea]:
    """In the order of the areas' names, prefetched or not."""
    if "splits" in getattr(indicator, "_prefetched_objects_cache", {}):
        return sorted(indicator.splits.all(), key=lambda split: split.area.name)
    return list(indicator.splits.select_related("area"))


def headline_area() -> Area:
    """The whole area that the partnership covers."""
    return Partnership.objects.select_related("area").get().area


def with_derived(
    indicator: Indicator, figures: Mapping[int, Figure], headline: Area | None = None
) -> dict[int, Figure]:
    """The figures given, and with them the whole area's where it is derived. Nothing is derived from nothing."""
    if not indicator.is_derived:
        return dict(figures)
    headline = headline or headline_area()
    given = {
        area_id: figure for area_id, figure in figures.items() if area_id != headline.pk and figure.is_given
    }
    return {**given, headline.pk: _whole(indicator, given)} if given else {}


def derive(indicator: Indicator, figures: Mapping[int, Figure]) -> Combined:
    """The whole with its working in one line. A part without a number makes the whole absent, and names the part."""
    parts = [
        _part(split.area.name, split.weight, figures.get(split.area_id, Figure()), indicator)
        for split in _splits(indicator)
    ]
    if indicator.county_rule == CountyRule.SUM:
        return total(parts, decimals=indicator.decimals)
    if indicator.county_rule == CountyRule.WEIGHTED_MEAN:
        return weighted_mean(parts, decimals=indicator.decimals)
    return ratio_of_sums(parts, per=indicator.per, decimals=indicator.decimals)


def _whole(indicator: Indicator, figures: Mapping[int, Figure]) -> Figure:
    combined = derive(indicator, figures)
    if combined.value is None:
        return Figure(
            absence=combined.absence or Absence.NOT_AVAILABLE, absence_reason=_sentence(combined.working)
        )
    if indicator.county_rule == CountyRule.RATIO:
        return Figure(
            numerator=sum((figure.numerator or Decimal(0) for figure in figures.values()), Decimal(0)),
            denominator=sum((figure.denominator or Decimal(0) for figure in figures.values()), Decimal(0)),
        )
    return Figure(value=rounded(combined.value, STORED_DECIMALS))


def _part(name: str, weight: object, figure: Figure, indicator: Indicator) -> Part:
    return Part(
        name=name,
        value=figure.exact(indicator.per),
        weight=Fraction(str(weight)),
        numerator=None if figure.numerator is None else Fraction(figure.numerator),
        denominator=None if figure.denominator is None else Fraction(figure.denominator),
    )


def _sentence(working: str) -> str:
    return working[:1].upper() + working[1:] + "."
