"""What was done about it: actions and what was noted on their way."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, SLUG, WHOLE, one_of, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, File, Together, may, must

FILES: Final = (
    File("actions", (
        must("key", SLUG), must("title", text(200)), may("description", text()),
        may("outcome", SLUG, "outcomes"), must("body", SLUG, "bodies"),
        must("organisation", SLUG, "organisations"), must("lead", EMAIL, "people"), must("due", DAY),
        must("raised", DAY), must("raised_by", EMAIL, "people"), may("agreed", DAY),
        may("agreed_by", EMAIL, "people"), may("ended", DAY), may("ended_by", EMAIL, "people"),
        may("end", one_of("done", "dropped")), may("reason", text()),
        may("from_indicator", text(20), "indicators"), may("from_round", SLUG, "rounds"),
        may("from_meeting", SLUG, "meetings"), may("from_decision", WHOLE),
        may("from_review", SLUG, "reviews"), may("from_stage", WHOLE), may("link_from", text(80)), may("link_to", text(80)),
        may("from_risk", SLUG, "risks"), ILLUSTRATIVE,
    ), key=("key",), together=(Together(("from_meeting", "from_decision"), "decisions"),)),
    File("action_notes", (
        must("action", SLUG, "actions"), must("on", DAY), must("by", EMAIL, "people"), must("text", text()),
    ), key=("action", "on", "by")),
)  # fmt: skip
