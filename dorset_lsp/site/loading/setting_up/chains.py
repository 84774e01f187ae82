"""The questions that reviews may use: the frameworks that ship with the site, then the folder's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from delivery_chain.models import Framework, FrameworkVersion, Stage
from dorset_lsp.site.loading.frameworks import shipped
from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.writer import Tally, Writer


def write_frameworks(writer: Writer, tables: Tables) -> None:
    """Write all frameworks, versions and stages. A version that a review keeps is left as it stands."""
    for name in ("frameworks", "stages"):
        for rows in (shipped()[name], tables[name]):
            if rows:
                writer.tallies.setdefault(rows[0].file, Tally(len(rows)))
            writer.each(rows, WRITES[name])


def _framework(writer: Writer, row: Row) -> None:
    values = {
        "title": row["title"],
        "short_title": row["short_title"],
        "subject": row["subject"],
        "about": row["about"],
        "asks_for_maps": row["asks_for_maps"],
        "months_between_rounds": row["months"],
        "position": row["position"],
    }
    framework = writer.put(Framework, {"slug": row["slug"]}, values)
    version = FrameworkVersion.objects.filter(framework=framework, number=row["version"]).first()
    if version is None or not version.reviews.exists():
        said = {"from_on": row["from"], "source": row["source"], "note": row["note"]}
        version = writer.put(FrameworkVersion, {"framework": framework, "number": row["version"]}, said)
    writer.records["frameworks", row["slug"], row["version"]] = version


def _stage(writer: Writer, row: Row) -> None:
    version = writer.find("frameworks", row["framework"], row["version"])
    if version.reviews.exists():
        return
    values = {name: row[name] for name in ("short_name", "question", "red", "amber", "green", "prompts")}
    writer.put(Stage, {"version": version, "number": row["number"]}, values)


WRITES: Final[dict[str, Callable[[Writer, Row], None]]] = {
    "frameworks": _framework,
    "stages": _stage,
}
