"""Who works together: areas, organisations, people, bodies, their seats and who sits in them."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.cells import DAY, EMAIL, NUMBER, SLUG, WHOLE, YES_NO, choice, text
from dorset_lsp.site.loading.columns import ILLUSTRATIVE, LIFE, File, Together, may, must
from partnerships import enums as people

FILES: Final = (
    File("areas", (
        must("slug", SLUG), must("name", text(120)), must("kind", choice(people.AreaKind)),
        may("parent", SLUG, "areas"),
    ), key=("slug",), above="parent"),
    File("organisations", (
        must("slug", SLUG), must("name", text(160)), may("short_name", text(60)),
        must("kind", choice(people.OrganisationKind)), may("area", SLUG, "areas"), ILLUSTRATIVE,
    ), key=("slug",)),
    File("people", (
        must("email", EMAIL), must("name", text(120)), may("job_title", text(120)),
        may("organisation", SLUG, "organisations"), must("signs_in", YES_NO), may("staff", YES_NO), ILLUSTRATIVE,
    ), key=("email",)),
    File("bodies", (
        must("slug", SLUG), must("name", text(160)), must("kind", choice(people.BodyKind)),
        may("parent", SLUG, "bodies"), must("area", SLUG, "areas"), must("layer", choice(people.Layer)),
        may("character", choice(people.Character)), may("purpose", text()), may("terms_of_reference", text()),
        may("quorum", WHOLE), may("meetings_a_year", WHOLE), may("support_a_year", NUMBER), *LIFE, ILLUSTRATIVE,
    ), key=("slug",), above="parent"),
    File("seats", (
        must("body", SLUG, "bodies"), must("number", WHOLE), may("organisation", SLUG, "organisations"),
        may("title", text(120)), *LIFE,
    ), key=("body", "number")),
    File("memberships", (
        must("body", SLUG, "bodies"), may("seat", WHOLE), must("person", EMAIL, "people"),
        must("role", choice(people.MembershipRole)), may("basis", choice(people.Basis)), *LIFE,
        may("end_reason", text(200)),
    ), key=("body", "seat", "person", "role", "from"), together=(Together(("body", "seat"), "seats"),)),
    File("interests", (
        must("person", EMAIL, "people"), must("kind", choice(people.InterestKind)), must("text", text(300)),
        must("declared", DAY), *LIFE, ILLUSTRATIVE,
    ), key=("person", "text", "from")),
    File("trainings", (
        must("person", EMAIL, "people"), must("topic", choice(people.TrainingTopic)), must("on", DAY),
        may("trainer", text(120)), ILLUSTRATIVE,
    ), key=("person", "topic", "on")),
)  # fmt: skip
