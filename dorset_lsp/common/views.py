"""What views share: one mixin for permission on an object, one way to run a change and answer for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dorset_lsp.common.changes import Refused


def object_or_404(rows: models.QuerySet, request: HttpRequest, permission: str, /, **lookup: Any) -> Any:
    """One record out of what the viewer may see, if the policy lets them do this with it; else 404, so nothing leaks."""
    found = get_object_or_404(rows, **lookup)
    if not request.user.has_perm(permission, found):
        raise Http404
    return found


class AllowedObjectMixin:
    """For generic views: the object must pass ``permission``; anyone else gets 404, as for a record that is not there."""

    permission = ""

    def get_object(self, queryset: models.QuerySet | None = None) -> Any:
        found = super().get_object(queryset)
        if self.permission and not self.request.user.has_perm(self.permission, found):
            raise Http404
        return found


def carried_out(request: HttpRequest, change: Callable[[], object], *, said: str) -> bool:
    """Run a change and tell the person how it went. False, with its reason as a message, when it was refused."""
    try:
        change()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, said)
    return True
