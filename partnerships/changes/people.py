"""Changes to people and their accounts."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require, save_fields
from partnerships.models import Organisation, Partnership, Person


@change
def add(
    *,
    email: str,
    name: str,
    organisation: Organisation | None,
    job_title: str = "",
    is_staff: bool = False,
    is_illustrative: bool = False,
    password: str | None = None,
    by: Actor,
    on: date,
) -> Person:
    """Add a person by e-mail address, or bring the one with that address up to date.

    Only an administrator makes or changes an administrator. Without a password the account cannot sign in until its
    owner sets one by the link in an invitation.
    """
    person = Person.objects.filter(email=email.lower()).first()
    is_administrators = is_staff or (person is not None and person.is_staff)
    require(by, "common.set_up" if is_administrators else "partnerships.invite", Partnership)
    values = {
        "name": name, "organisation": organisation, "job_title": job_title,
        "is_staff": is_staff, "is_superuser": is_staff, "is_illustrative": is_illustrative,
    }  # fmt: skip
    if person is None:
        person = Person.objects.create_user(email, password, **values)
        record(
            "person.add",
            person,
            by=by,
            on=on,
            difference={"email": (None, person.email), "name": (None, name)},
        )
        return person
    difference = save_fields(person, values)
    if difference:
        record("person.change", person, by=by, on=on, difference=difference)
    else:
        nothing_to_change()
    return person


@change
def set_password(*, person: Person, password: str, by: Actor, on: date) -> None:
    """Set a password for somebody, as a demonstration does for its accounts. The password itself is never recorded."""
    require(by, "common.set_up", Partnership)
    if person.check_password(password):
        nothing_to_change()
        return
    person.set_password(password)
    person.save(update_fields=["password"])
    record("person.set_password", person, by=by, on=on)


@change
def change_own_details(*, person: Person, name: str, job_title: str, by: Actor, on: date) -> None:
    """A person corrects how their own name and post are written."""
    require(by, "partnerships.edit_account", person)
    difference = save_fields(person, {"name": name, "job_title": job_title})
    if difference:
        record("person.change", person, by=by, on=on, difference=difference)
    else:
        nothing_to_change()


@change
def stop_signing_in(*, person: Person, reason: str, by: Actor, on: date) -> None:
    """Close somebody's account. Their past seats, figures and history stay."""
    require(by, "partnerships.invite", Partnership)
    if not person.is_active:
        nothing_to_change()
        return
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(
        "person.stop_signing_in", person, by=by, on=on, difference={"is_active": (True, False)}, why=reason
    )
