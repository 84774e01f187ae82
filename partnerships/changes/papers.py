"""Changes to the papers of a meeting: added, and withdrawn with a reason. A paper is never replaced in silence."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.conf import settings

from dorset_lsp.common import files
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from partnerships import papers
from partnerships.enums import MeetingState, PaperAudience
from partnerships.models import AgendaItem, Meeting, Paper


@change
def add(
    *,
    meeting: Meeting,
    title: str,
    file_name: str,
    content: bytes,
    audience: str = PaperAudience.OPEN,
    item: AgendaItem | None = None,
    is_illustrative: bool = False,
    by: Actor,
    on: date,
) -> Paper:
    """Keep a file as a paper of the meeting. The same file under the same title twice is one.

    Raises Refused when the file may not be taken, and for a meeting that is cancelled or whose minutes are agreed.
    """
    require(by, "partnerships.run_meeting", meeting)
    if meeting.state in (MeetingState.CANCELLED, MeetingState.AGREED):
        raise Refused(f"{meeting} is {meeting.get_state_display().lower()}, so it takes no more papers.")
    digest = sha256(content).hexdigest()
    same = meeting.papers.current().filter(sha256=digest, title=title).first()
    if same is not None:
        nothing_to_change()
        return same
    try:
        file = files.check(name=file_name, content=content, most_bytes=settings.PAPER_MAX_BYTES)
    except files.NotTaken as reason:
        raise Refused(str(reason)) from reason
    paper = Paper.objects.create(
        meeting=meeting, item=item, title=title, audience=audience, path=papers.keep(file), file_name=file.name,
        media_type=file.kind.media_type, size=len(content), sha256=digest, added_on=on, is_illustrative=is_illustrative,
    )  # fmt: skip
    record(
        "paper.add", paper, by=by, on=on, difference={"file": (None, file.name), "audience": (None, audience)}
    )
    return paper


@change
def withdraw(*, paper: Paper, reason: str, by: Actor, on: date) -> None:
    """Take a paper out of the meeting's list, with the reason. That it was there stays to be seen."""
    require(by, "partnerships.run_meeting", paper.meeting)
    if not reason.strip():
        raise Refused("Say why the paper is withdrawn.")
    if paper.withdrawn_on is not None:
        nothing_to_change()
        return
    save_fields(paper, {"withdrawn_on": on, "withdraw_reason": reason})
    record("paper.withdraw", paper, by=by, on=on, why=reason, difference={"withdrawn": (None, on)})
