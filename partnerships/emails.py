"""What the partnership tells people by e-mail."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from dorset_lsp.common.mail import AUTOMATIC
from partnerships.models import Partnership, Person

HOUR = 60 * 60


def link_to_set_password(person: Person) -> str:
    """The address at which a person sets a password, once, without knowing an old one."""
    key = default_token_generator.make_token(person)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key}
    )
    return f"{settings.PUBLIC_URL}{path}"


def invite(person: Person, *, invited_by: str) -> None:
    """Send the invitation now. OSError when the mail server does not take it."""
    partnership = Partnership.objects.first()
    name = partnership.name if partnership else "the partnership"
    forgotten = f"{settings.PUBLIC_URL}{reverse('account_reset_password')}"
    text = (
        f"Dear {person.name},\n\n"
        f"{invited_by} has entered you as a member of {name}.\n\n"
        f"Set a password here; the link works once, for {settings.PASSWORD_RESET_TIMEOUT // HOUR} hours:\n\n"
        f"{link_to_set_password(person)}\n\n"
        f"After that you sign in with this e-mail address, {person.email}.\n"
        f"If the link no longer works, ask for another here: {forgotten}\n"
    )
    EmailMessage(
        f"{settings.EMAIL_SUBJECT_PREFIX}Your account with {name}", text, to=[person.email], headers=AUTOMATIC
    ).send()
