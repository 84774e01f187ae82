"""The change that keeps a catalogue of indicators as it was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require
from performance.models import Catalogue, CatalogueEntry

ABOUT: Final = ("title", "publisher", "source", "note")
ENTRY: Final = (
    "title", "theme", "unit", "polarity", "frequency", "state", "source_status", "source", "note",
)  # fmt: skip

Cells = Mapping[str, str]


@change
def keep(*, about: Cells, entries: Sequence[Cells], by: Actor, on: date) -> tuple[Catalogue, int]:
    """Add a catalogue with its entries, or bring it up to date. Returns it with how many entries are new or changed.

    An entry that is gone from the catalogue stays, because an indicator may be chosen from it. Raises ValidationError
    for words that the site does not know.
    """
    require(by, "common.set_up", Catalogue)
    catalogue = Catalogue.objects.filter(slug=about["slug"]).first() or Catalogue(slug=about["slug"])
    wanted = {name: about[name] for name in ABOUT}
    is_changed = catalogue.pk is None or any(getattr(catalogue, name) != wanted[name] for name in ABOUT)
    if is_changed:
        for name, value in wanted.items():
            setattr(catalogue, name, value)
        catalogue.full_clean(validate_unique=False)
        catalogue.save()
    changed = _keep_entries(catalogue, entries)
    if is_changed or changed:
        record("catalogue.keep", catalogue, by=by, on=on, difference={"entries": (None, changed)})
    else:
        nothing_to_change()
    return catalogue, changed


def _keep_entries(catalogue: Catalogue, entries: Sequence[Cells]) -> int:
    standing = {entry.code: entry for entry in catalogue.entries.all()}
    changed = 0
    for position, cells in enumerate(entries, 1):
        wanted = {name: cells[name] for name in ENTRY} | {"position": position}
        entry = standing.get(cells["code"]) or CatalogueEntry(catalogue=catalogue, code=cells["code"])
        if entry.pk is not None and all(getattr(entry, name) == value for name, value in wanted.items()):
            continue
        for name, value in wanted.items():
            setattr(entry, name, value)
        entry.full_clean(validate_unique=False, exclude=("catalogue",))
        entry.save()
        changed += 1
    return changed
