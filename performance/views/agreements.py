"""An agreement with its versions and targets, and what its reward would be."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dorset_lsp.common.today import today
from performance.agreement_page import AgreementPage
from performance.models import Agreement
from performance.reward_page import RewardPage


def agreement_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Every target with its state in words, under the version that was asked for, else the latest in force."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), slug=slug)
    page = AgreementPage(agreement, today(), request.GET.get("version", ""), request.user)
    return render(request, "performance/agreement_detail.html", {"agreement": agreement, "page": page})


def reward(request: HttpRequest, slug: str) -> HttpResponse:
    """What the agreement would pay: each figure may be tried, and nothing is stored."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), slug=slug)
    page = RewardPage(agreement, request.user, today(), request.GET.dict())
    return render(request, "performance/reward.html", {"agreement": agreement, "page": page})
