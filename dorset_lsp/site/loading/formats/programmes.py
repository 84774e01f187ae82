"""Programmes of benefits: the benefits, how they come on, and the posts that are paid for."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, SLUG, WHOLE, WORDS, one_of, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, LIFE, File, Together, may, must

FILES: Final = (
    File("programmes", (
        must("slug", SLUG), must("title", text(160)), may("about", text()), must("body", SLUG, "bodies"), *LIFE,
        may("source", text(300)), may("note", text(300)),
    ), key=("slug",)),
    File("benefits", (
        must("programme", SLUG, "programmes"), must("number", WHOLE), must("title", text(200)), may("field", text(80)),
        may("will_be_noticed", text()), must("lead", EMAIL, "people"), must("organisation", SLUG, "organisations"),
        may("outcome", SLUG, "outcomes"), may("indicators", WORDS, "indicators"), ILLUSTRATIVE,
    ), key=("programme", "number")),
    File("benefit_events", (
        must("programme", SLUG, "programmes"), must("number", WHOLE), must("on", DAY), must("by", EMAIL, "people"),
        must("event", one_of("begin", "note", "achieve", "drop")), may("text", text()),
    ), key=("programme", "number", "on", "event"), together=(Together(("programme", "number"), "benefits"),)),
    File("posts", (
        must("programme", SLUG, "programmes"), must("title", text(120)), may("purpose", text()),
        may("employer", SLUG, "organisations"), may("holder", EMAIL, "people"), must("years", WHOLE), *LIFE,
        may("source", text(300)), may("note", text(300)),
    ), key=("programme", "title")),
)  # fmt: skip
