"""The state of somebody's account, in a word."""

from partnerships.models import Person


def account_state(person: Person) -> str:
    """Whether the person can sign in: "open", "no password yet" or "closed"."""
    if not person.is_active:
        return "closed"
    return "open" if person.has_usable_password() else "no password yet"
