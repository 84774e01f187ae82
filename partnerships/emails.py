"""What the partnership tells people by e-mail."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from dorset_lsp.common.letters import Letter, html_of, text_of
from dorset_lsp.common.mail import AUTOMATIC, message_id
from dorset_lsp.common.stamps import kept
from partnerships.models import Partnership, Person

HOUR = 60 * 60


def link_to_set_password(person: Person) -> str:
    """The address at which a person sets a password, once, without knowing an old one."""
    key = default_token_generator.make_token(person)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key}
    )
    return f"{settings.PUBLIC_URL}{path}"


def sender() -> str:
    """Who writes: the partnership, by its name."""
    partnership = kept("partnership", Partnership.objects.first, of_kinds=(Partnership,))
    return partnership.name if partnership else "The partnership"


def invite(person: Person, *, invited_by: str) -> None:
    """Send the invitation now, in text and HTML. OSError when the mail server does not take it."""
    name = sender()
    letter = Letter(
        name=person.name,
        opening=f"{invited_by} has entered you as a member of {name}.",
        paragraphs=(
            f"The link below works once, for {settings.PASSWORD_RESET_TIMEOUT // HOUR} hours.",
            f"After that you sign in with this e-mail address, {person.email}.",
            "If the link no longer works, ask for another by “Forgotten your password?” where you sign in.",
        ),
        link_label="Set a password",
        link=link_to_set_password(person),
        why=f"You get this because {invited_by} entered your address. If you do not know why, do nothing.",
        sender=name,
    )
    subject = " ".join(f"{settings.EMAIL_SUBJECT_PREFIX}Your account with {name}".split())
    message = EmailMultiAlternatives(
        subject, text_of(letter), to=[person.email], headers=AUTOMATIC | {"Message-ID": message_id()}
    )
    message.attach_alternative(html_of(letter, subject=subject), "text/html")
    message.send()
