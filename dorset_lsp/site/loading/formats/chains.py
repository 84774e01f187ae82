"""Why an outcome is stuck: frameworks of stages, and the reviews that used them."""

from __future__ import annotations

from typing import Final

from delivery_chain import enums as words
from dorset_lsp.site.loading.cells import DAY, EMAIL, EMAILS, SLUG, WHOLE, YES_NO, choice, text
from dorset_lsp.site.loading.columns import File, Together, may, must

REVIEW_AND_STAGE: Final = (must("review", SLUG, "reviews"), must("stage", WHOLE))

FRAMEWORKS: Final = (
    File("frameworks", (
        must("slug", SLUG), must("title", text(120)), must("short_title", text(40)),
        must("subject", choice(words.Subject)), may("about", text()), may("asks_for_maps", YES_NO),
        must("months", WHOLE), must("position", WHOLE), must("version", WHOLE), must("from", DAY),
        may("source", text(300)), may("note", text()),
    ), key=("slug", "version")),
    File("stages", (
        must("framework", SLUG), must("version", WHOLE), must("number", WHOLE), must("short_name", text(60)),
        must("question", text(300)), may("red", text(300)), may("amber", text(300)), may("green", text(300)),
        may("prompts", text()),
    ), key=("framework", "version", "number"), together=(Together(("framework", "version"), "frameworks"),)),
)  # fmt: skip

FILES: Final = (
    *FRAMEWORKS,
    File("reviews", (
        must("slug", SLUG), must("framework", SLUG), must("version", WHOLE), may("outcome", SLUG, "outcomes"),
        must("body", SLUG, "bodies"), may("previous", SLUG, "reviews"), must("facilitator", EMAIL, "people"),
        may("assessor", text(160)), may("individual", choice(words.IndividualMode)), may("why_now", text(1000)),
        must("set_up", DAY), must("set_up_by", EMAIL, "people"), may("workshop", DAY), may("sheets_due", DAY),
        may("opened", DAY), may("agreed", DAY), may("planned", DAY), may("closed", DAY), may("next_round", DAY),
        may("illustrative", text(120)),
    ), key=("slug",), above="previous"),
    File("review_groups", (
        must("review", SLUG, "reviews"), must("number", WHOLE), must("name", text(80)), must("people", EMAILS, "people"),
        may("submitted", DAY), may("submitted_by", EMAIL, "people"), may("paper", YES_NO), may("left_out", DAY),
        may("reason", text(500)),
    ), key=("review", "number")),
    File("ratings", (
        *REVIEW_AND_STAGE, must("group", WHOLE), must("rating", choice(words.Rating)), may("reason", text(500)),
    ), key=("review", "stage", "group"), together=(Together(("review", "group"), "review_groups"),)),
    File("agreed_ratings", (
        *REVIEW_AND_STAGE, must("rating", choice(words.Rating)), may("reason", text(500)), must("on", DAY),
    ), key=("review", "stage")),
    File("dissents", (
        *REVIEW_AND_STAGE, must("held_by", text(120)), must("text", text(2000)), must("on", DAY),
        must("by", EMAIL, "people"),
    ), key=("review", "stage", "held_by")),
    File("chain_maps", (
        *REVIEW_AND_STAGE, must("drawn", DAY), must("by", EMAIL, "people"), may("illustrative", YES_NO),
    ), key=("review", "stage")),
    File("chain_actors", (
        *REVIEW_AND_STAGE, must("name", text(80)), must("level", choice(words.Level)),
        may("kind", choice(words.ActorKind)), may("controls", text(120)), may("owner", YES_NO),
        may("outside", YES_NO),
    ), key=("review", "stage", "name"), together=(Together(("review", "stage"), "chain_maps"),)),
    File("chain_links", (
        *REVIEW_AND_STAGE, must("from_actor", text(80)), must("kind", choice(words.LinkKind)),
        must("to_actor", text(80)), must("strength", choice(words.Strength)), may("evidence", text(300)),
        may("one_person", YES_NO),
    ), key=("review", "stage", "from_actor", "kind", "to_actor"), together=(
        Together(("review", "stage", "from_actor"), "chain_actors"),
        Together(("review", "stage", "to_actor"), "chain_actors"),
    )),
)  # fmt: skip
