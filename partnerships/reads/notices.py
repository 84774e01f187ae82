"""Reads of what people were told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from dorset_lsp.common.notices import ByMail

if TYPE_CHECKING:
    from partnerships.models import Person


class PostedNoticeQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own, and nobody else's: not even an administrator's view shows what a notice says."""
        return self.filter(person=viewer) if viewer.is_authenticated else self.none()

    def unread(self) -> Self:
        return self.filter(read_on__isnull=True)

    def waiting_for_a_digest(self) -> Self:
        """Not read, not yet taken into a digest, and wanted in one."""
        return self.unread().filter(by_mail=ByMail.DIGEST, settled_on__isnull=True)
