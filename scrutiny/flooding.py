"""A limit on what one address may send without an account, so that nobody floods the form that is open to everybody."""

from __future__ import annotations

from hashlib import blake2b

from django.core.cache import cache
from django.http import HttpRequest

HOUR = 60 * 60
AN_HOUR = 5
"""How many suggestions one address may send in an hour."""


def may_send(request: HttpRequest) -> bool:
    """Whether this address may send one more now; counts it if so. The address itself is not kept."""
    digest = blake2b(str(request.META.get("REMOTE_ADDR", "")).encode(), digest_size=16).hexdigest()
    key = f"suggestions:{digest}"
    cache.add(key, 0, HOUR)
    try:
        sent = int(cache.incr(key))
    except ValueError:  # its hour ended between the two lines: this is the first of the next
        sent = 1
    return sent <= AN_HOUR
