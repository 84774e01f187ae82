"""What all pages of the open site share: nobody's eyes, one kept copy until anything is written, and sound caching.

Every page is drawn for somebody without an account, whoever asks, so that one copy serves all. Its key holds the number
of the last event in the history: whatever is written anywhere makes a new key at once, in every process.
"""

from __future__ import annotations

import functools
import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from dorset_lsp.common.stamps import of_everything
from dorset_lsp.common.today import today

View = Callable[..., HttpResponse]

ANYBODY: Final = AnonymousUser()
"""Whoever reads the open site: somebody without an account."""
KEPT_SECONDS: Final = 600
MAX_AGE: Final = 60
"""How long a browser or a proxy may show its copy without asking again."""
LONGEST_KEPT: Final = 2_000_000
SMALLEST_PACKED: Final = 400
ASKED: Final = ("", "all")
"""Queries whose pages are kept; any other is drawn anew, so that addresses cannot fill the cache."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as it was drawn, with its packed form and the mark by which a browser knows it again."""

    content: bytes
    packed: bytes
    etag: str
    headers: dict[str, str] = field(default_factory=dict)


def open_page(view: View) -> Callable[..., HttpResponseBase]:
    """Make a view a page of the open site. It gets the request and must not ask who is signed in."""

    @login_not_required
    @require_safe
    @functools.wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.is_open_page = True  # type: ignore[attr-defined]  # read by the context of the page's frame
        copy = _copy(request, lambda: view(request, *args, **kwargs))
        takes_packed = "gzip" in request.headers.get("Accept-Encoding", "") and copy.packed
        answer = HttpResponse(copy.packed if takes_packed else copy.content, headers=copy.headers)
        if takes_packed:
            answer["Content-Encoding"] = "gzip"
        answer["ETag"] = f'W/"{copy.etag}"'
        answer["Cache-Control"] = f"public, max-age={MAX_AGE}"
        patch_vary_headers(answer, ["Accept-Encoding", "Accept"])
        return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer

    return shown


def _copy(request: HttpRequest, make: Callable[[], HttpResponse]) -> Copy:
    query = request.META.get("QUERY_STRING", "")
    if query not in ASKED:
        return _drawn(make())
    asked = f"{request.get_host()}{request.path}?{query}|{request.headers.get('Accept', '')}"
    name = f"{asked}|{today()}|{of_everything()}"
    key = f"open:{blake2b(name.encode(), digest_size=20).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = _drawn(make())
        if len(found.content) <= LONGEST_KEPT:
            cache.set(key, found, KEPT_SECONDS)
    return found


def _drawn(answer: HttpResponse) -> Copy:
    packed = gzip.compress(answer.content, mtime=0) if len(answer.content) > SMALLEST_PACKED else b""
    mark = blake2b(answer.content, digest_size=16).hexdigest()
    return Copy(answer.content, packed, mark, {"Content-Type": answer["Content-Type"], **_also(answer)})


def _also(answer: HttpResponse) -> dict[str, str]:
    return {name: answer[name] for name in ("Content-Disposition",) if answer.has_header(name)}
