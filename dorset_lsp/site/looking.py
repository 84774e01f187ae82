"""Who opens the page to which a notice leads has read that notice, whether they came by the list, by an e-mail or by themselves.

The frame of a page asks for the unread notices anyway, to count them. Only when one of them leads to this very page is
something written: once, because then it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse

from dorset_lsp.common.today import today
from partnerships.models import Person
from partnerships.reading_notices import mark_read, unread_paths

ASKED = "_unread_paths"


def unread_count(request: HttpRequest, viewer: Person) -> int:
    """How many notices wait for whoever looks, those that this page shows left out. One query a request."""
    paths = unread_paths(viewer)
    setattr(request, ASKED, paths)
    return sum(path != request.path for path in paths)


class NoticesAreReadMiddleware:
    """Marks the notices that lead to a page as read when that page was shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        is_shown = request.method == "GET" and answer.status_code == HTTPStatus.OK
        if is_shown and request.path in getattr(request, ASKED, ()):
            mark_read(cast(Person, request.user), on=today(), path=request.path)
        return answer
