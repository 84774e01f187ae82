"""What an e-mail says, laid out once for all: plain text and HTML with the same words and one link to the page.

Whatever people typed is escaped in the HTML. Nothing is fetched from elsewhere when it is read: no picture, no pixel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from dorset_lsp.common import mail
from dorset_lsp.common.models.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The parts of an e-mail in the order in which they are read.

    ``name`` is whom it greets; ``quotation`` what somebody typed; ``lines`` a list; ``link`` the one thing to press, an
    absolute address; ``why`` why the reader gets this; ``sender`` the partnership's name; ``choose`` the address where
    they choose which e-mails they get, where it is theirs to choose.
    """

    name: str
    opening: str
    link_label: str
    link: str
    why: str
    sender: str
    quotation: str = ""
    lines: Sequence[str] = ()
    paragraphs: Sequence[str] = ()
    choose: str = ""


def text_of(letter: Letter) -> str:
    """The letter as plain text."""
    return render_to_string("email/base.txt", {"letter": letter, "site": settings.PUBLIC_URL}).rstrip() + "\n"


def html_of(letter: Letter, *, subject: str) -> str:
    """The letter as HTML."""
    context = {"letter": letter, "subject": subject, "site": settings.PUBLIC_URL}
    return render_to_string("email/base.html", context)


def post(
    letter: Letter, *, to: str, subject: str, key: str, attachment: mail.Attachment | None = None,
    notice_id: int | None = None,
) -> Job | None:  # fmt: skip
    """Send a letter once for its key (see ``mail.send``), in both forms."""
    return mail.send(
        to=to, subject=subject, text=text_of(letter), html=html_of(letter, subject=subject), key=key,
        attachment=attachment, notice_id=notice_id,
        headers={"List-Unsubscribe": f"<{letter.choose}>"} if letter.choose else None,
    )  # fmt: skip
