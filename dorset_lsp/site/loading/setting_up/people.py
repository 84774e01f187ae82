"""Who works together: areas, organisations, people, the partnership itself, bodies and their seats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.words import Words
from dorset_lsp.site.loading.writer import JOB, Writer
from partnerships.changes import people
from partnerships.models import (
    Area,
    Body,
    Organisation,
    Partnership,
    PreElectionPeriod,
    Seat,
    StandingItem,
    Strategy,
)


def _area(writer: Writer, row: Row) -> None:
    values = {"name": row["name"], "kind": row["kind"], "parent": writer.find("areas", row["parent"])}
    writer.records["areas", row["slug"]] = writer.put(Area, {"slug": row["slug"]}, values)


def _organisation(writer: Writer, row: Row) -> None:
    values = {
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": row["kind"],
        "area": writer.find("areas", row["area"]),
        "is_illustrative": row["illustrative"],
    }
    writer.records["organisations", row["slug"]] = writer.put(Organisation, {"slug": row["slug"]}, values)


def _person(writer: Writer, row: Row) -> None:
    writer.records["people", row["email"]] = people.add(
        email=row["email"],
        name=row["name"],
        organisation=writer.find("organisations", row["organisation"]),
        job_title=row["job_title"],
        is_staff=row["staff"],
        is_illustrative=row["illustrative"],
        by=JOB,
        on=writer.on,
    )


def write_partnership(writer: Writer, words: Words) -> None:
    """What partnership.yaml says of the partnership itself and of its strategy."""
    values = {
        "name": words.name,
        "short_name": words.short_name,
        "area": writer.find("areas", words.area),
        "about": words.about,
        "note_on_figures": words.note_on_figures,
        "people_note": words.people_note,
        "year_start_month": words.year_start_month,
    }
    writer.put(Partnership, {"pk": 1}, values)
    if words.strategy is not None:
        strategy = words.strategy
        writer.records["strategy", strategy.slug] = writer.put(
            Strategy,
            {"slug": strategy.slug},
            {
                "title": strategy.title,
                "vision": strategy.vision,
                "from_on": strategy.from_on,
                "to_on": strategy.to_on,
                "source": strategy.source,
            },
        )
        writer.records["strategy", "the only one"] = writer.records["strategy", strategy.slug]


def _body(writer: Writer, row: Row) -> None:
    values = {
        "name": row["name"],
        "kind": row["kind"],
        "parent": writer.find("bodies", row["parent"]),
        "area": writer.find("areas", row["area"]),
        "layer": row["layer"],
        "character": row["character"],
        "purpose": row["purpose"],
        "terms_of_reference": row["terms_of_reference"],
        "quorum": row["quorum"],
        "meetings_a_year": row["meetings_a_year"],
        "support_pence": None if row["support_a_year"] is None else int(row["support_a_year"] * 100),
        "from_on": row["from"],
        "to_on": row["to"],
        "is_illustrative": row["illustrative"],
    }
    writer.records["bodies", row["slug"]] = writer.put(Body, {"slug": row["slug"]}, values)


def _seat(writer: Writer, row: Row) -> None:
    values = {
        "organisation": writer.find("organisations", row["organisation"]),
        "title": row["title"],
        "from_on": row["from"],
        "to_on": row["to"],
    }
    key = {"body": writer.find("bodies", row["body"]), "number": row["number"]}
    writer.records["seats", row["body"], row["number"]] = writer.put(Seat, key, values)


def _standing_item(writer: Writer, row: Row) -> None:
    key = {"body_kind": row["body_kind"], "position": row["position"]}
    writer.put(StandingItem, key, {"kind": row["kind"], "title": row["title"], "text": row["text"]})


def _election(writer: Writer, row: Row) -> None:
    writer.put(
        PreElectionPeriod, {"election": row["election"], "from_on": row["from"]}, {"to_on": row["until"]}
    )


WRITES: Final[dict[str, Callable[[Writer, Row], None]]] = {
    "areas": _area,
    "organisations": _organisation,
    "people": _person,
    "bodies": _body,
    "seats": _seat,
    "standing_items": _standing_item,
    "elections": _election,
}
