"""Changes to the packs of meetings: sent out, which freezes what they say; their file kept, and everybody told; a failed
making asked for again.
"""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require
from dorset_lsp.common.keeping import Stored
from dorset_lsp.site import emails
from dorset_lsp.site.models import Pack, PackFile
from dorset_lsp.site.packs import making
from dorset_lsp.site.packs.content import canonical_of
from partnerships.models import Meeting, Person


@change
def send(*, meeting: Meeting, by: Person, on: date) -> Pack:
    """Freeze what the members are to read, as it stands now, and ask for its file. The same again is the same edition.

    Raises Refused for a meeting that is not ahead any more, and for one without an agenda.
    """
    require(by, "site.send_pack", meeting)
    if not meeting.is_ahead:
        raise Refused("The meeting is not ahead any more, so its packs stay as they are.")
    if not meeting.items.exists():
        raise Refused("Nothing is on the agenda yet.")
    Meeting.objects.select_for_update().get(pk=meeting.pk)  # the second of two who send at once waits here
    last = Pack.objects.filter(meeting=meeting).first()
    canonical = canonical_of(meeting, on)
    if last is not None and last.canonical == canonical:
        nothing_to_change()
        return last
    pack = Pack.objects.create(
        meeting=meeting, number=last.number + 1 if last else 1, canonical=canonical, sent_on=on, sent_by=by
    )
    making.ask(pack)
    record("pack.send", pack, by=by, on=on, difference={"edition": (None, pack.number)})
    return pack


@change
def keep(*, pack: Pack, file: Stored, by: Actor, on: date) -> None:
    """Show the file of a pack, and tell whoever is expected at the meeting. Of two workers one does it.

    Of a meeting that was held or cancelled meanwhile nobody is told.
    """
    require(by, "site.keep_pack", pack)
    # The second of two workers waits here.
    meeting = Meeting.objects.select_for_update().get(pk=pack.meeting_id)
    if PackFile.objects.filter(pack=pack).exists():
        nothing_to_change()
        return
    PackFile.objects.create(pack=pack, name=file.name, path=file.path, sha256=file.sha256, size=file.size)
    told = emails.tell_of_pack(pack) if meeting.is_ahead else 0
    record("pack.keep", pack, by=by, on=on, difference={"sha256": (None, file.sha256), "told": (None, told)})


@change
def make_again(*, pack: Pack, by: Actor, on: date) -> None:
    """Ask once more for a file whose making failed. Raises Refused when it is there or still being made."""
    require(by, "site.send_pack", pack.meeting)
    state = making.state_of(pack)
    if state.is_ready:
        raise Refused("The pack is there already.")
    if not state.has_failed:
        raise Refused("The pack is being made.")
    making.ask(pack)
    record("pack.make_again", pack, by=by, on=on)
