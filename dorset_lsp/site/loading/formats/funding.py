"""What it costs: streams of money, their allocations, projects with their claims, and what partners align."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, MONEY, SLUG, WHOLE, choice, one_of, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, File, Together, may, must
from partnerships import enums as people

FILES: Final = (
    File("streams", (
        must("slug", SLUG), must("title", text(160)), must("giver", SLUG, "organisations"),
        must("kind", choice(people.MoneyKind)), must("from", DAY), must("to", DAY), must("amount", MONEY),
        may("purpose", text()), may("source", text(300)), ILLUSTRATIVE,
    ), key=("slug",)),
    File("allocations", (
        must("stream", SLUG, "streams"), must("title", text(160)), may("organisation", SLUG, "organisations"),
        must("amount", MONEY), may("delegated", MONEY), must("made", DAY), must("by", EMAIL, "people"),
        may("source", text(300)), ILLUSTRATIVE,
    ), key=("stream", "title")),
    File("projects", (
        must("key", SLUG), must("stream", SLUG, "streams"), must("allocation", text(160)),
        must("organisation", SLUG, "organisations"), must("title", text(160)), must("description", text()),
        may("area", SLUG, "areas"), may("outcome", SLUG, "outcomes"), must("asked", MONEY), may("own", MONEY),
        must("begun", DAY), must("begun_by", EMAIL, "people"), may("applied", DAY), may("applied_by", EMAIL, "people"),
        may("decided", DAY), may("decided_by", EMAIL, "people"), may("decided_as", one_of("offered", "refused")),
        may("offered", MONEY), may("decision", text()), may("authority", text(200)), may("claim_by", DAY),
        may("report_due", DAY), may("accepted", DAY), may("finished", DAY), may("what_changed", text()),
        may("people_helped", WHOLE), may("lesson", text()), may("withdrawn", DAY), may("withdraw_reason", text()),
        ILLUSTRATIVE,
    ), key=("key",), together=(Together(("stream", "allocation"), "allocations"),)),
    File("claims", (
        must("project", SLUG, "projects"), must("on", DAY), must("by", EMAIL, "people"), must("amount", MONEY),
        must("spent_on_what", text()), may("settled", DAY), may("settled_by", EMAIL, "people"),
        may("settled_as", one_of("paid", "refused")), may("reason", text()),
    ), key=("project", "on", "amount")),
    File("aligned_money", (
        must("organisation", SLUG, "organisations"), must("title", text(200)),
        must("kind", choice(people.MoneyKind)), must("amount", MONEY), must("from", DAY), must("to", DAY),
        may("outcome", SLUG, "outcomes"), must("declared", DAY), must("by", EMAIL, "people"), ILLUSTRATIVE,
    ), key=("organisation", "title", "from")),
)  # fmt: skip
