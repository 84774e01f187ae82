"""The agenda and the minutes of a meeting as tagged PDF, laid out by ``agenda.typ`` and ``minutes.typ``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from dorset_lsp.common.days import in_full
from dorset_lsp.common.documents.pdf import typeset
from partnerships.attendance import quorum_of
from partnerships.emails import when_in_words
from partnerships.enums import Presence
from partnerships.models import Attendance, Meeting, Paper
from partnerships.posting import sender

HERE: Final = Path(__file__).parent
GROUPS: Final = {
    Presence.PRESENT: "Present",
    Presence.SUBSTITUTE: "Substitutes",
    Presence.APOLOGIES: "Apologies",
    Presence.ABSENT: "Absent",
}


def agenda_pdf(meeting: Meeting, papers: Sequence[Paper]) -> bytes:
    """The agenda, with the titles of these papers under their items."""
    items = [
        {
            "title": item.title,
            "kind": item.get_kind_display(),
            "text": item.text,
            "presenter": item.presenter.name if item.presenter else "",
            "papers": [paper.title for paper in papers if paper.item_id == item.pk],
        }
        for item in meeting.items.select_related("presenter")
    ]
    general = [paper.title for paper in papers if paper.item_id is None]
    quorum = meeting.body.quorum
    told = {"items": items, "papers": general, "quorum": f"{quorum} seats make a quorum." if quorum else ""}
    return typeset(HERE / "agenda.typ", {**_head(meeting, "Agenda"), **told})


def minutes_pdf(meeting: Meeting) -> bytes:
    """The minutes: who came, what was said under each item, and every decision with its number."""
    attendances = list(meeting.attendances.select_related("person", "seat__organisation"))
    decisions = [
        {"number": one.number, "wording": one.wording, "item": one.item_id} for one in meeting.decisions.all()
    ]
    items = [
        {
            "title": item.title,
            "minutes": _paragraphs(item.minutes),
            "decisions": [one for one in decisions if one["item"] == item.pk],
        }
        for item in meeting.items.all()
    ]
    told = {
        "standing": _standing(meeting),
        "attendance": _groups(attendances),
        "quorum": quorum_of(meeting, attendances).sentence,
        "items": items,
        "rest": _paragraphs(meeting.minutes),
        "decisions": [one for one in decisions if one["item"] is None],
    }
    return typeset(HERE / "minutes.typ", {**_head(meeting, "Minutes"), **told})


def _head(meeting: Meeting, what: str) -> dict[str, Any]:
    name = meeting.title or meeting.body.name
    return {
        "partnership": sender(),
        "title": f"{what}: {name}",
        "full_title": f"{what} of {meeting}",
        "when": when_in_words(meeting),
        "place": meeting.place,
        "made_on": meeting.day.isoformat(),
        "is_illustrative": meeting.is_illustrative,
    }


def _standing(meeting: Meeting) -> str:
    if meeting.agreed_on:
        return f"Agreed by the body on {in_full(meeting.agreed_on)}."
    return "Draft: not yet agreed by the body."


def _groups(attendances: Sequence[Attendance]) -> list[dict[str, str]]:
    found = []
    for presence, words in GROUPS.items():
        names = [_name(one) for one in attendances if one.presence == presence]
        if names:
            found.append({"label": words, "names": "; ".join(names)})
    return found


def _name(one: Attendance) -> str:
    if one.seat is None:
        return f"{one.person.name} (in attendance)" if one.presence == Presence.PRESENT else one.person.name
    whose = one.seat.organisation.label if one.seat.organisation else one.seat.title or "independent"
    return f"{one.person.name} ({whose})"


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]
