"""What could go wrong: what each layer bears, the risks, and how they were judged."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, SLUG, WHOLE, choice, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, File, may, must
from partnerships import enums as people

_MARKS: Final = (
    must("likelihood_before", WHOLE), must("impact_before", WHOLE), may("controls", text()),
    must("likelihood", WHOLE), must("impact", WHOLE), must("review", DAY),
)  # fmt: skip

FILES: Final = (
    File("appetites", (
        must("layer", choice(people.Layer)), must("score", WHOLE), may("words", text(300)),
    ), key=("layer",)),
    File("risks", (
        must("key", SLUG), must("title", text(160)), must("cause", text()), must("event", text()),
        must("effect", text()), must("body", SLUG, "bodies"), may("outcome", SLUG, "outcomes"),
        must("owner", EMAIL, "people"), *_MARKS, must("raised", DAY), must("raised_by", EMAIL, "people"),
        may("closed", DAY), may("closed_by", EMAIL, "people"), may("close_reason", text()), ILLUSTRATIVE,
    ), key=("key",)),
    File("risk_assessments", (
        must("risk", SLUG, "risks"), must("on", DAY), must("by", EMAIL, "people"), *_MARKS, may("reason", text()),
    ), key=("risk", "on")),
)  # fmt: skip
