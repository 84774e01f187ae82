"""What the figures were: from before the first round here, and round by round."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, NUMBER, SLUG, WHOLE, YES_NO, choice, one_of, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, File, Together, may, must
from performance import enums as figures

_FIGURE: Final = (
    may("value", NUMBER),
    may("numerator", NUMBER),
    may("denominator", NUMBER),
    may("absence", choice(figures.Absence)),
    may("absence_reason", text(300)),
)
_RETURN: Final = (must("round", SLUG, "rounds"), must("indicator", text(20), "indicators"))
_ATTEMPT: Final = ("round", "indicator", "attempt")

FILES: Final = (
    File("history", (
        must("indicator", text(20), "indicators"), must("area", SLUG, "areas"), must("from", DAY), must("to", DAY),
        *_FIGURE, must("received", DAY), must("published", DAY), may("provisional", YES_NO),
        may("source", text(300)), ILLUSTRATIVE,
    ), key=("indicator", "area", "from", "to")),
    File("rounds", (
        must("slug", SLUG), must("title", text(60)), must("from", DAY), must("to", DAY), must("opens", DAY),
        must("due", DAY), must("closes", DAY), may("opened", DAY), may("published", DAY),
        may("published_by", EMAIL, "people"), may("release", DAY),
    ), key=("slug",)),
    File("rebases", (
        must("indicator", text(20), "indicators"), must("from", DAY), must("reason", text(300)), must("on", DAY),
        may("by", EMAIL, "people"),
    ), key=("indicator", "from")),
    File("corporate_measures", (
        must("organisation", SLUG, "organisations"), must("title", text(200)), must("definition", text()),
        must("measure", choice(figures.Measure)), may("unit", text(60)), must("decimals", WHOLE),
        must("polarity", choice(figures.Polarity)), must("frequency", choice(figures.Frequency)), may("target", NUMBER),
        must("added", DAY), must("by", EMAIL, "people"), may("shared", DAY), ILLUSTRATIVE,
    ), key=("organisation", "title")),
    File("corporate_figures", (
        must("organisation", SLUG, "organisations"), must("title", text(200)), must("from", DAY), must("to", DAY),
        must("value", NUMBER), may("note", text(500)), must("on", DAY), must("by", EMAIL, "people"),
    ), key=("organisation", "title", "from", "to"),
        together=(Together(("organisation", "title"), "corporate_measures"),)),
    File("corporate_lines", (
        must("organisation", SLUG, "organisations"), must("indicator", text(20), "indicators"), must("on", DAY),
        must("by", EMAIL, "people"),
    ), key=("organisation", "indicator")),
    File("elections", (must("election", text(160)), must("from", DAY), must("until", DAY)), key=("election",)),
    File("answers", (
        *_RETURN, must("attempt", WHOLE), must("area", SLUG, "areas"), *_FIGURE,
    ), key=("round", "indicator", "attempt", "area")),
    File("commentaries", (
        *_RETURN, must("attempt", WHOLE), may("provisional", YES_NO), may("surprise_confirmed", YES_NO),
        may("direction_view", choice(figures.Direction)), may("commentary", text()),
    ), key=("round", "indicator", "attempt")),
    File("events", (
        *_RETURN, must("on", DAY), must("event", one_of("save", "submit", "send_back", "verify", "reopen")),
        may("attempt", WHOLE), must("by", EMAIL, "people"), may("text", text()),
    ), key=("round", "indicator", "on", "event", "attempt"), together=(Together(_ATTEMPT, "answers", _ATTEMPT),)),
    File("corrections", (
        must("round", SLUG, "rounds"), must("on", DAY), must("by", EMAIL, "people"), must("note", text()),
    ), key=("round", "on")),
)  # fmt: skip
