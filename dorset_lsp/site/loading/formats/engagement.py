"""What communities said and what partners tried: findings, shared practice, and districts' priorities."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, MONEY, SLUG, WHOLE, choice, one_of, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, File, may, must
from partnerships import enums as people

FILES: Final = (
    File("priorities", (
        must("area", SLUG, "areas"), must("number", WHOLE), must("title", text(200)), may("outcome", SLUG, "outcomes"),
        may("body", SLUG, "bodies"), may("source", text(300)), ILLUSTRATIVE,
    ), key=("area", "number")),
    File("findings", (
        must("key", SLUG), must("title", text(160)), must("text", text()), must("area", SLUG, "areas"),
        must("source", choice(people.FindingSource)), may("source_title", text(200)), must("heard", DAY),
        must("from_whom", text(200)), must("raised", DAY), must("raised_by", EMAIL, "people"),
        may("considered", DAY), may("considered_by", EMAIL, "people"), may("considered_note", text()),
        may("settled", DAY), may("settled_by", EMAIL, "people"), may("settled_as", one_of("adopted", "declined")),
        may("outcome", SLUG, "outcomes"), may("reason", text()), may("answered", DAY),
        may("answered_by", EMAIL, "people"), may("answer", text()), ILLUSTRATIVE,
    ), key=("key",)),
    File("practice", (
        must("key", SLUG), must("title", text(160)), must("tried", text()), must("happened", text()),
        may("cost", MONEY), may("cost_note", text(200)), must("area", SLUG, "areas"), may("challenge", SLUG, "challenges"),
        must("organisation", SLUG, "organisations"), must("contact", EMAIL, "people"), must("written", DAY),
        must("written_by", EMAIL, "people"), ILLUSTRATIVE,
    ), key=("key",)),
    File("practice_copies", (
        must("note", SLUG, "practice"), must("on", DAY), must("by", EMAIL, "people"), must("area", SLUG, "areas"),
        may("what_differs", text()),
    ), key=("note", "by")),
)  # fmt: skip
