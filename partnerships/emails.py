"""What the partnership tells people by e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from dorset_lsp.common.days import in_full
from dorset_lsp.common.letters import Letter, html_of, text_of
from dorset_lsp.common.mail import AUTOMATIC, Attachment, message_id
from dorset_lsp.common.today import real_time
from partnerships import calendar
from partnerships.models import Action, Body, Invitation, Meeting, Membership, Person
from partnerships.notice_kinds import ACTIONS, MEETINGS, PAPERS, SEATS
from partnerships.posting import sender, tell

HOUR = 60 * 60
PAPERS_BY = timedelta(days=5)
"""So long before a meeting its papers go out."""
COORDINATES = "You get this because you support the Board."


def link_to_set_password(person: Person) -> str:
    """The address at which a person sets a password, once, without knowing an old one."""
    key = default_token_generator.make_token(person)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key}
    )
    return f"{settings.PUBLIC_URL}{path}"


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
    meeting, person = invitation.meeting, invitation.person
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
    words = calendar.invitation(meeting, person, sender=sender(), stamp=real_time())
    tell(
        person,
        MEETINGS,
        about=meeting,
        subject=subject,
        opening=opening,
        quotation=meeting.cancel_reason,
        paragraphs=(f"Place: {meeting.place}.",) if meeting.place and not invitation.is_cancellation else (),
        link_label="See the agenda and the papers" if not invitation.is_cancellation else "See the meeting",
        path=meeting.get_absolute_url(),
        why=f"You get this because you belong to {meeting.body}.",
        key=f"meeting:{meeting.pk}:{meeting.revision}:{person.pk}",
        attachment=Attachment("meeting.ics", f"text/calendar; method={calendar.method_of(meeting)}", words),
    )


def when_in_words(meeting: Meeting) -> str:
    """Thursday 14 May 2009, 10:00 to 12:00."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return f"{starts:%A %-d %B %Y}, {starts:%H:%M} to {ends:%H:%M}"


def tell_of_term(person: Person, membership: Membership, *, on: date) -> None:
    """Tell the holder of a seat, or a co-ordinator, that its term is about to end."""
    last = membership.to_on - timedelta(days=1) if membership.to_on else on
    is_own = person.pk == membership.person_id
    whose = "Your term" if is_own else f"The term of {membership.person}"
    tell(
        person,
        SEATS,
        about=membership.body,
        subject=f"A term on {membership.body} ends on {in_full(last)}",
        opening=f"{whose} as {membership.get_role_display()} of {membership.body} ends on {in_full(last)}.",
        link_label="See the body and its seats",
        path=membership.body.get_absolute_url(),
        why="You get this because the seat is yours." if is_own else COORDINATES,
        key=f"term:{membership.pk}:{membership.to_on}:{person.pk}",
    )


def tell_of_series(person: Person, body: Body, *, due_on: date) -> None:
    """Tell whoever acts for a body that its next meeting is not in the calendar."""
    tell(
        person,
        SEATS,
        about=body,
        subject=f"{body}: no further meeting is scheduled",
        opening=f"By its interval the next meeting of {body} would fall on about {in_full(due_on)}, and none is scheduled.",
        link_label="Schedule it",
        path=reverse("partnerships:meeting-schedule", args=[body.slug]),
        why=f"You get this because you act for {body}.",
        key=f"series:{body.pk}:{due_on}:{person.pk}",
    )


def ask_for_papers(person: Person, meeting: Meeting) -> None:
    """Ask somebody for the papers of a meeting that is near; the items that they present are named."""
    items = [item.title for item in meeting.items.all() if item.presenter_id == person.pk]
    tell(
        person,
        PAPERS,
        about=meeting,
        subject=f"Papers for {meeting}",
        opening=f"{meeting.body} meets on {when_in_words(meeting)}. Its papers go out on {in_full(meeting.day - PAPERS_BY)}.",
        lines=[f"You present: {title}" for title in items],
        link_label="See the agenda and add papers" if not items else "See the agenda",
        path=meeting.get_absolute_url(),
        why=f"You get this because you present an item, or act for {meeting.body}.",
        key=f"papers:{meeting.pk}:{meeting.day}:{person.pk}",
    )


def remind_of_actions(person: Person, actions: Sequence[Action], *, on: date) -> None:
    """Remind somebody of the actions that they lead, the late ones named as such."""
    late = sum(action.is_overdue(on) for action in actions)
    words = f"{len(actions)} action{'' if len(actions) == 1 else 's'}"
    tell(
        person,
        ACTIONS,
        subject=f"{words} due{f', {late} late' if late else ''}",
        opening="You lead these actions. Please write how they go, or say that they are done:",
        lines=[
            f"{action.title}: {'was due' if action.is_overdue(on) else 'due'} {in_full(action.due_on)}"
            for action in actions
        ],
        link_label="See your work",
        path=reverse("site:my-work"),
        why="You get this because you lead the actions named above.",
        key=f"actions:{person.pk}:{on}",
    )
