"""The site's own pages, and beside them a bare view that answers given bytes behind the same sign-in."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from dorset_lsp.urls import urlpatterns as site

_kept: dict[str, bytes] = {}


def bare(request: HttpRequest, name: str) -> HttpResponse:
    """The bytes of a page, ready made. Asks who is signed in, as every page does, and nothing else."""
    if name not in _kept:
        _kept[name] = Path(settings.FOLDER, f"{name}.html").read_bytes()
    assert request.user.is_authenticated
    return HttpResponse(_kept[name])


urlpatterns = [path("bare/<slug:name>/", bare), *site]
