"""What was achieved in the last quarter, from what was recorded and from nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dorset_lsp.common.today import today
from dorset_lsp.site.public.achieved import achieved
from dorset_lsp.site.public.pages import open_page


@open_page
def achievements(request: HttpRequest) -> HttpResponse:
    """Figures that improved or came on target, benefits reached, answers given and recommendations carried out."""
    return render(request, "public/achievements.html", {"achieved": achieved(today())})
