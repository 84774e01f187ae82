"""How allauth behaves here (docs/decisions/0007-allauth-owns-sign-in.md)."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest

from dorset_lsp.common.mail import AUTOMATIC, message_id


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: an administrator enters people, who then set their own password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a partnership knows its people."""
        return False

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """The message about an account, marked as sent by a machine.

        It is sent at once rather than by a job: its link opens the account, so it must not lie in a table.
        """
        ours = AUTOMATIC | {"Message-ID": message_id()}
        return super().render_mail(template_prefix, email, context, headers=ours | (headers or {}))
