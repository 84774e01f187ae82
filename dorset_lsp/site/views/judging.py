"""How figures are judged: the rules in plain English, with examples that the rules themselves have worked out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dorset_lsp.site import worked_examples as examples


@login_not_required
def how_figures_are_judged(request: HttpRequest) -> HttpResponse:
    """A page to hand to a councillor. It is open to everybody: rules are no secret."""
    context = {
        "colour_cases": examples.colour_cases(),
        "whole_working": examples.whole_working(),
        "straight_milestones": examples.straight_milestones(),
        "milestones_to_date": examples.milestones_to_date(),
        "directions": examples.directions(),
        "series": ", ".join(str(value) for value in examples.SERIES),
        "screened": examples.usual_range(screened=True),
        "not_screened": examples.usual_range(screened=False),
        "surprising": examples.surprising(),
        "steady": ", ".join(str(value) for value in examples.STEADY),
        "impossible": examples.impossible(),
    }
    return render(request, "site/judging.html", context)
