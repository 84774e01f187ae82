"""What was agreed: targets, their points, refreshes of them, and the table in which they were printed; and scorecards."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, NUMBER, SLUG, WHOLE, WORDS, YES_NO, choice, one_of, text
from dorset_lsp.site.loading.columns import File, Together, may, must
from performance import enums as figures

FILES: Final = (
    File("targets", (
        must("version", WHOLE), must("indicator", text(20), "indicators"),
        must("kind", choice(figures.TargetKind)), must("state", choice(figures.TargetState)),
        may("state_as_printed", text(120)), may("state_reason", text(300)), may("baseline", NUMBER),
        may("baseline_as_printed", text(300)), may("baseline_label", text(60)), may("baseline_from", DAY),
        may("baseline_to", DAY), may("relates_to", WORDS, "organisations"),
    ), key=("version", "indicator")),
    File("target_points", (
        must("version", WHOLE), must("indicator", text(20), "indicators"), must("label", text(60)),
        must("from", DAY), must("to", DAY), may("value", NUMBER), may("value_high", NUMBER),
        may("as_printed", text(300)),
    ), key=("version", "indicator", "to"), together=(Together(("version", "indicator"), "targets"),)),
    File("refreshes", (
        must("key", SLUG), must("title", text(120)), must("reason", text()), must("proposed", DAY),
        must("proposed_by", EMAIL, "people"), may("decided", DAY), may("decided_by", EMAIL, "people"),
        may("decided_as", one_of("approved", "refused")), may("decision", text()),
    ), key=("key",)),
    File("refresh_targets", (
        must("refresh", SLUG, "refreshes"), must("indicator", text(20), "indicators"),
        must("kind", choice(figures.TargetKind)), must("state", choice(figures.TargetState)),
        may("state_reason", text(300)), may("baseline", NUMBER), may("baseline_label", text(60)),
        may("baseline_from", DAY), may("baseline_to", DAY),
    ), key=("refresh", "indicator")),
    File("refresh_points", (
        must("refresh", SLUG, "refreshes"), must("indicator", text(20), "indicators"), must("label", text(60)),
        must("from", DAY), must("to", DAY), must("value", NUMBER), may("value_high", NUMBER),
    ), key=("refresh", "indicator", "to"), together=(Together(("refresh", "indicator"), "refresh_targets"),)),
    File("printed", (
        must("document", SLUG), must("row", WHOLE), must("indicator", text(20), "indicators"),
        must("heading", text(120)), may("text", text()), may("read_as", choice(figures.PrintedKind)),
    ), key=("document", "row", "heading")),
    File("scorecards", (
        must("slug", SLUG), must("title", text(120)), may("subtitle", text(200)), may("body", SLUG, "bodies"),
        may("organisation", SLUG, "organisations"), may("outcome", SLUG, "outcomes"), may("agreement", YES_NO),
        may("indicators", WORDS, "indicators"), must("position", WHOLE),
    ), key=("slug",)),
)  # fmt: skip
