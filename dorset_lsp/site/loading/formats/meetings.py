"""Meetings: what agendas begin with, when bodies met and meet, their agendas, papers and decisions."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, EMAILS, SLUG, TIME, WHOLE, choice, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, File, Together, may, must
from partnerships import enums as people

_OF_AN_ITEM: Final = (Together(("meeting", "item"), "agenda"),)

FILES: Final = (
    File("standing_items", (
        must("body_kind", choice(people.BodyKind)), must("position", WHOLE), must("kind", choice(people.ItemKind)),
        must("title", text(200)), may("text", text()),
    ), key=("body_kind", "position")),
    File("meetings", (
        must("key", SLUG), must("body", SLUG, "bodies"), may("title", text(160)), must("day", DAY),
        must("begins", TIME), must("ends", TIME), may("place", text(200)), must("scheduled", DAY),
        must("by", EMAIL, "people"), may("held", DAY), may("drafted", DAY), may("agreed", DAY), may("cancelled", DAY),
        may("cancel_reason", text(300)), may("apologies", EMAILS, "people"), may("absent", EMAILS, "people"),
        may("minutes", text()), ILLUSTRATIVE,
    ), key=("key",)),
    File("agenda", (
        must("meeting", SLUG, "meetings"), must("position", WHOLE), must("kind", choice(people.ItemKind)),
        must("title", text(200)), may("text", text()), may("presenter", EMAIL, "people"), may("minutes", text()),
    ), key=("meeting", "position")),
    File("substitutes", (
        must("meeting", SLUG, "meetings"), must("person", EMAIL, "people"), must("instead_of", EMAIL, "people"),
    ), key=("meeting", "person")),
    File("papers", (
        must("meeting", SLUG, "meetings"), may("item", WHOLE), must("title", text(200)), must("file", text(120)),
        may("audience", choice(people.PaperAudience)), must("added", DAY), ILLUSTRATIVE,
    ), key=("meeting", "title"), together=_OF_AN_ITEM),
    File("decisions", (
        must("meeting", SLUG, "meetings"), must("number", WHOLE), may("item", WHOLE), must("wording", text(3000)),
    ), key=("meeting", "number"), together=_OF_AN_ITEM),
)  # fmt: skip
