"""Changes to shared practice: written, corrected, copied."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from partnerships.models import (
    Area,
    Challenge,
    Organisation,
    Partnership,
    Person,
    PracticeCopy,
    PracticeNote,
)


@change
def write(
    *,
    title: str,
    tried: str,
    happened: str,
    area: Area,
    organisation: Organisation,
    contact: Person,
    cost_pence: int | None = None,
    cost_note: str = "",
    challenge: Challenge | None = None,
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> PracticeNote:
    """Write down what was tried, so that others can find it."""
    require(by, "partnerships.write_practice", Partnership)
    note = PracticeNote.objects.create(
        title=title, tried=tried, happened=happened, area=area, organisation=organisation, contact=contact,
        cost_pence=cost_pence, cost_note=cost_note, challenge=challenge, written_on=on, written_by=by,
        is_illustrative=is_illustrative,
    )  # fmt: skip
    record("practice.write", note, by=by, on=on, difference={"title": (None, title)})
    return note


@change
def alter(*, note: PracticeNote, values: dict[str, object], by: Actor, on: date) -> None:
    """Correct a note, or say how it went on."""
    require(by, "partnerships.edit_practice", note)
    difference = save_fields(note, values)
    if difference:
        record("practice.alter", note, by=by, on=on, difference=difference)
    else:
        nothing_to_change()


@change
def copy(*, note: PracticeNote, area: Area, what_differs: str, by: Person, on: date) -> PracticeCopy:
    """Say that one's own organisation does the same. Raises Refused when that is noted already."""
    require(by, "partnerships.copy_practice", note)
    organisation = by.organisation
    if organisation is None:
        raise Refused("Only an organisation can copy a note.")
    if note.copies.filter(organisation=organisation).exists():
        raise Refused(f"That {organisation.label} does the same is noted already.")
    made = PracticeCopy.objects.create(
        note=note, organisation=organisation, area=area, what_differs=what_differs, copied_on=on, copied_by=by
    )
    record("practice.copy", note, by=by, on=on, difference={"copied by": (None, organisation.label)})
    return made
