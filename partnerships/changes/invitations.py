"""Changes that bring somebody in: an account, and the e-mail by which its owner sets a password."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from dorset_lsp.common.changes import Actor, Refused, change, record, require
from partnerships import emails
from partnerships.changes import people
from partnerships.models import Organisation, Partnership, Person


@change
def invite(
    *, email: str, name: str, organisation: Organisation | None, job_title: str = "", by: Actor, on: date
) -> Person:
    """Add a person and send the invitation. Raises Refused when somebody has this address already."""
    require(by, "partnerships.invite", Partnership)
    if Person.objects.filter(email=email.lower()).exists():
        raise Refused(f"Somebody with the address {email.lower()} is here already.")
    person = people.add(email=email, name=name, organisation=organisation, job_title=job_title, by=by, on=on)
    send(person=person, by=by, on=on)
    return person


@change
def send(*, person: Person, by: Actor, on: date) -> None:
    """Send a link by which the person sets a password, after the transaction commits.

    Raises Refused for a closed account. The mail goes out at once and not by a job: its link opens the account, so it
    must not lie in a table of jobs. OSError, after the commit, when the mail server does not take it.
    """
    require(by, "partnerships.invite", Partnership)
    if not person.is_active:
        raise Refused(f"The account of {person} is closed.")
    record("person.invite", person, by=by, on=on)
    transaction.on_commit(lambda: emails.invite(person, invited_by=by.name))
