"""What is measured: indicators, their definitions, and figures of other areas beside them."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import (
    DAY,
    EMAIL,
    NUMBER,
    NUMBERS,
    SLUG,
    WEIGHTS,
    WHOLE,
    WORDS,
    YES_NO,
    choice,
    text,
    whole,
)
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, File, may, must
from performance import enums as figures

FILES: Final = (
    File("indicators", (
        must("code", text(20)), may("catalogue", SLUG), may("catalogue_code", text(20)), may("title", text(200)),
        may("part_of", text(20), "indicators"),
        must("outcome", SLUG, "outcomes"), must("owner_organisation", SLUG, "organisations"),
        may("owner", EMAIL, "people"), must("measure", choice(figures.Measure)), may("unit", text(60)),
        must("decimals", WHOLE), may("polarity", choice(figures.Polarity)),
        may("frequency", choice(figures.Frequency)), may("first_year", WHOLE), may("year_start_month", WHOLE),
        may("seasonal", YES_NO), may("lag_days", WHOLE), must("combine", choice(figures.Combine)),
        may("profile", NUMBERS), may("per", whole(999_999_999)), may("numerator_label", text(120)),
        may("denominator_label", text(120)), may("county_rule", choice(figures.CountyRule)),
        may("tolerance_kind", choice(figures.ToleranceKind)), may("tolerance", NUMBER), may("stated_low", NUMBER),
        may("stated_high", NUMBER), may("source", text(300)), may("source_status", choice(figures.SourceStatus)),
        may("source_note", text(300)), may("illustrative_figures", YES_NO), may("first_figure", DAY),
        may("withdrawn", DAY), may("withdrawn_by_whom", text(160)), may("aliases", WORDS),
        may("splits", WEIGHTS, "areas"),
    ), key=("code",), above="part_of"),
    File("definitions", (
        must("indicator", text(20), "indicators"), must("number", WHOLE), must("from", DAY), must("text", text()),
        may("reason", text(300)),
    ), key=("indicator", "number")),
    File("comparison_areas", (must("slug", SLUG), must("name", text(120)), may("about", text(300))), key=("slug",)),
    File("comparisons", (
        must("indicator", text(20), "indicators"), must("area", SLUG, "comparison_areas"), must("label", text(60)),
        must("from", DAY), must("to", DAY), must("value", NUMBER), must("source", text(300)), may("note", text(300)),
        ILLUSTRATIVE,
    ), key=("indicator", "area", "from", "to")),
)  # fmt: skip
