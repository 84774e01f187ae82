"""A person's meetings in their own calendar: the feed, and the page on which its key is made, renewed and voided."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from dorset_lsp.common.today import real_time, today
from partnerships.calendar import feed
from partnerships.calendar_keys import key_of, owner_of
from partnerships.changes import calendars
from partnerships.models import Meeting
from partnerships.posting import sender

PAST = timedelta(days=90)
"""So far back a feed reaches."""


@require_GET
@login_not_required
@never_cache
@sensitive_variables("key")
def meetings_feed(request: HttpRequest) -> HttpResponse:
    """The meetings of whoever the key belongs to: of the bodies they are of today, from 90 days ago on. 404 otherwise."""
    person = owner_of(request.GET.get("key", ""))
    if person is None:
        raise Http404
    rows = Meeting.objects.visible_to(person).filter(body__in=person.standing(today()).body_ids)
    recent = rows.ending_on_or_after(today() - PAST).select_related("body")
    return HttpResponse(
        feed(recent, name=sender(), stamp=real_time()),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="meetings.ics"',
            "Referrer-Policy": "no-referrer",
        },
    )


@require_GET
def calendar_page(request: HttpRequest) -> HttpResponse:
    """What a calendar address is, and whether the viewer has one."""
    return render(request, "partnerships/calendar.html", {"key": key_of(request.user), "address": ""})


@require_POST
@never_cache
@sensitive_variables()
def renew(request: HttpRequest) -> HttpResponse:
    """Make a new address and show it, once: it is kept nowhere, so the answer is the page itself."""
    key = calendars.renew(person=request.user, by=request.user, on=today())
    address = f"{settings.PUBLIC_URL}{reverse('partnerships:meeting-feed')}?key={key}"
    return render(request, "partnerships/calendar.html", {"key": key_of(request.user), "address": address})


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Void the address."""
    calendars.stop(person=request.user, by=request.user, on=today())
    messages.success(request, "The address is void. Calendars that use it get nothing any more.")
    return redirect("partnerships:calendar")
