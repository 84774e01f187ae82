"""What the partnership tells people by e-mail."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from dorset_lsp.common.letters import Letter, html_of, post, text_of
from dorset_lsp.common.mail import AUTOMATIC, Attachment, message_id
from dorset_lsp.common.stamps import kept
from partnerships import calendar
from partnerships.models import Invitation, Meeting, Partnership, Person

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


def tell_of_meeting(invitation: Invitation) -> None:
    """Tell one person of a meeting as it now stands: invited, changed, or cancelled, with a file for their calendar."""
    meeting, person, name = invitation.meeting, invitation.person, sender()
    when = when_in_words(meeting)
    if invitation.is_cancellation:
        subject, opening = f"Cancelled: {meeting}", f"The meeting of {meeting.body} on {when} is cancelled."
    elif meeting.invitations.filter(person=person).count() > 1:
        subject, opening = (
            f"Changed: {meeting}",
            f"The meeting of {meeting.body} has been changed. It is now on {when}.",
        )
    else:
        subject, opening = (
            f"Invitation: {meeting}",
            f"You are invited to the meeting of {meeting.body} on {when}.",
        )
    letter = Letter(
        name=person.name,
        opening=opening,
        quotation=meeting.cancel_reason,
        paragraphs=(f"Place: {meeting.place}.",) if meeting.place and not invitation.is_cancellation else (),
        link_label="See the agenda and the papers" if not invitation.is_cancellation else "See the meeting",
        link=f"{settings.PUBLIC_URL}{meeting.get_absolute_url()}",
        why=f"You get this because you belong to {meeting.body}.",
        sender=name,
    )
    words = calendar.invitation(meeting, person, sender=name, stamp=timezone.now())
    post(
        letter,
        to=person.email,
        subject=subject,
        key=f"meeting:{meeting.pk}:{meeting.revision}:{person.pk}",
        attachment=Attachment("meeting.ics", f"text/calendar; method={calendar.method_of(meeting)}", words),
    )


def when_in_words(meeting: Meeting) -> str:
    """Thursday 14 May 2009, 10:00 to 12:00."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return f"{starts:%A %-d %B %Y}, {starts:%H:%M} to {ends:%H:%M}"
