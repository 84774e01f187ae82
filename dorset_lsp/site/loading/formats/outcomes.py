"""To what end: the challenges of the strategy, and the outcomes."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import SLUG, WHOLE, YES_NO, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, File, may, must

FILES: Final = (
    File("challenges", (
        must("slug", SLUG), must("number", WHOLE), must("title", text(200)),
    ), key=("slug",)),
    File("outcomes", (
        must("slug", SLUG), must("title", text(200)), must("short_title", text(40)), may("description", text()),
        may("challenge", SLUG, "challenges"), must("body", SLUG, "bodies"), must("in_agreement", YES_NO),
        must("position", WHOLE), ILLUSTRATIVE,
    ), key=("slug",)),
)  # fmt: skip
