"""Meetings as calendar data (RFC 5545 and 5546): the message that goes with an invitation, and somebody's feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from partnerships.enums import MeetingState
from partnerships.models import Meeting, Person

MAKER: Final = "-//Local strategic partnership//Meetings//EN"


def invitation(meeting: Meeting, person: Person, *, sender: str, stamp: datetime) -> str:
    """The calendar part of one message to one person: a request, or for a cancelled meeting a cancellation."""
    is_cancelled = meeting.state == MeetingState.CANCELLED
    calendar = _empty()
    calendar.add("method", "CANCEL" if is_cancelled else "REQUEST")
    event = _event(meeting, stamp)
    organiser = vCalAddress(f"mailto:{_bare(settings.DEFAULT_FROM_EMAIL)}")
    organiser.params["cn"] = vText(sender)
    event["organizer"] = organiser
    attendee = vCalAddress(f"mailto:{person.email}")
    attendee.params["cn"] = vText(person.name)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("NEEDS-ACTION")
    attendee.params["rsvp"] = vText("FALSE")
    event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def method_of(meeting: Meeting) -> str:
    """The method as the message's type names it."""
    return "CANCEL" if meeting.state == MeetingState.CANCELLED else "REQUEST"


def feed(meetings: Iterable[Meeting], *, name: str, stamp: datetime) -> bytes:
    """A calendar of meetings for a program to read again and again. Cancelled ones say so."""
    calendar = _empty()
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", "PT1H")
    for meeting in meetings:
        calendar.add_component(_event(meeting, stamp))
    return bytes(calendar.to_ical())


def _empty() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    return calendar


def _event(meeting: Meeting, stamp: datetime) -> Event:
    """One meeting. Times are in UTC, so that no table of time zones is needed to read them rightly."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    address = f"{settings.PUBLIC_URL}{meeting.get_absolute_url()}"
    event = Event()
    event.add("uid", f"{meeting.calendar_id}@{host}")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", f"{meeting.body}: {meeting.title}" if meeting.title else str(meeting.body))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", address)
    event.add("description", f"Agenda and papers: {address}")
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    return event


def _bare(address: str) -> str:
    """The address alone out of "Name <address>"."""
    return address.rpartition("<")[2].rstrip(">").strip()
