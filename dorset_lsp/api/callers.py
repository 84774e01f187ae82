"""Who calls the API: nobody in particular, or a token in the name of its person; and how often they may."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables
from ninja.security import HttpBearer

from dorset_lsp.common.today import real_time, today
from partnerships.api_tokens import token_of
from partnerships.models import ApiToken, Person

A_MINUTE: Final = 60
CALLS_WITH_TOKEN: Final = 300
CALLS_WITHOUT: Final = 60
"""So many calls a minute are answered, by token or by address."""


class Unknown(Exception):
    """The token opens nothing."""


class TooMany(Exception):
    """Too many calls in this minute. ``wait`` is after how many seconds the next is answered."""

    def __init__(self, wait: int) -> None:
        super().__init__("Too many calls.")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the person whose eyes are used, and the token, if any."""

    viewer: Person | AnonymousUser
    token: ApiToken | None = None


class ByToken(HttpBearer):
    """A token that is good. Anything else is answered with 401."""

    @sensitive_variables("token")
    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        row = token_of(token, today(), at=real_time())
        if row is None:
            return None
        limit(f"token:{row.pk}", CALLS_WITH_TOKEN)
        return Caller(row.person, row)


class OpenOrByToken(ByToken):
    """The same, but who shows no token at all reads what is open to everybody."""

    def __call__(self, request: HttpRequest) -> Any:
        if "Authorization" in request.headers:
            return super().__call__(request)
        limit(f"address:{_address(request)}", CALLS_WITHOUT)
        return Caller(AnonymousUser())


def _address(request: HttpRequest) -> str:
    """Where a call comes from. Those of which a proxy does not tell it share one count, and are answered all the same."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "not-told"


def limit(who: str, most: int) -> None:
    """Count a call. Raises TooMany above ``most`` in one minute of the clock."""
    now = time.time()
    key = f"api:{who}:{int(now // A_MINUTE)}"
    cache.add(key, 0, 2 * A_MINUTE)
    try:
        calls = cache.incr(key)
    except ValueError:  # the cache has dropped the count, or keeps nothing
        calls = 1
    if calls > most:
        raise TooMany(A_MINUTE - int(now % A_MINUTE))
