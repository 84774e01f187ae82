"""Who works together. A person's password never leaves; whoever is entered again gets a link to set one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from dorset_lsp.site.loading.exporting.printing import Cells
from dorset_lsp.site.loading.exporting.whole import Whole, parents_first
from partnerships.models import Area, Body, Membership, Organisation, Person, Seat, StandingItem


def _areas(whole: Whole) -> Iterator[Cells]:
    areas = Area.objects.select_related("parent")
    for area in parents_first(sorted(areas, key=by_slug), lambda one: one.parent_id):
        yield {"slug": area.slug, "name": area.name, "kind": area.kind, "parent": slug_of(area.parent)}


def _organisations(whole: Whole) -> Iterator[Cells]:
    for organisation in sorted(Organisation.objects.select_related("area"), key=by_slug):
        yield {
            "slug": organisation.slug,
            "name": organisation.name,
            "short_name": organisation.short_name,
            "kind": organisation.kind,
            "area": slug_of(organisation.area),
            "illustrative": organisation.is_illustrative,
        }


def _people(whole: Whole) -> Iterator[Cells]:
    for person in sorted(Person.objects.select_related("organisation"), key=lambda one: str(one.email)):
        yield {
            "email": person.email,
            "name": person.name,
            "job_title": person.job_title,
            "organisation": slug_of(person.organisation),
            "signs_in": person.is_active,
            "staff": person.is_staff,
            "illustrative": person.is_illustrative,
        }


def _bodies(whole: Whole) -> Iterator[Cells]:
    bodies = Body.objects.select_related("parent", "area")
    for body in parents_first(sorted(bodies, key=by_slug), lambda one: one.parent_id):
        yield {
            "slug": body.slug,
            "name": body.name,
            "kind": body.kind,
            "parent": slug_of(body.parent),
            "area": body.area.slug,
            "layer": body.layer,
            "character": body.character,
            "purpose": body.purpose,
            "terms_of_reference": body.terms_of_reference,
            "quorum": body.quorum,
            "meetings_a_year": body.meetings_a_year,
            "support_a_year": None if body.support_pence is None else Decimal(body.support_pence) / 100,
            "from": body.from_on,
            "to": body.to_on,
            "illustrative": body.is_illustrative,
        }


def _seats(whole: Whole) -> Iterator[Cells]:
    seats = Seat.objects.select_related("body", "organisation")
    for seat in sorted(seats, key=lambda one: (one.body.slug, one.number)):
        yield {
            "body": seat.body.slug,
            "number": seat.number,
            "organisation": slug_of(seat.organisation),
            "title": seat.title,
            "from": seat.from_on,
            "to": seat.to_on,
        }


def _standing_items(whole: Whole) -> Iterator[Cells]:
    for item in sorted(StandingItem.objects.all(), key=lambda one: (one.body_kind, one.position)):
        yield {
            "body_kind": item.body_kind,
            "position": item.position,
            "kind": item.kind,
            "title": item.title,
            "text": item.text,
        }


def _memberships(whole: Whole) -> Iterator[Cells]:
    """What is believed now: a row that was found to be wrong stays behind."""
    believed = Membership.objects.believed().select_related("body", "seat", "person")
    for membership in sorted(believed, key=_by_body_and_day):
        yield {
            "body": membership.body.slug,
            "seat": membership.seat.number if membership.seat else None,
            "person": membership.person.email,
            "role": membership.role,
            "basis": membership.basis,
            "from": membership.from_on,
            "to": membership.to_on,
            "end_reason": membership.end_reason,
        }


def _by_body_and_day(one: Membership) -> tuple[Any, ...]:
    number = one.seat.number if one.seat else -1
    return one.body.slug, one.from_on, number, one.person.email, one.role


def by_slug(record: Any) -> str:
    """Sorted here and not by the database, whose alphabet is a matter of its set-up."""
    return str(record.slug)


def slug_of(record: Area | Organisation | Body | None) -> str:
    """The short name of what a row points at, if it does."""
    return record.slug if record else ""


ROWS: Final[dict[str, Callable[[Whole], Iterator[Cells]]]] = {
    "areas": _areas,
    "organisations": _organisations,
    "people": _people,
    "bodies": _bodies,
    "seats": _seats,
    "memberships": _memberships,
    "standing_items": _standing_items,
}
