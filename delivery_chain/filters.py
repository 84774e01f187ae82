"""The filters above the registers. Every choice is optional."""

from __future__ import annotations

import django_filters as filters

from delivery_chain.enums import ReviewState
from delivery_chain.models import Framework, Review
from partnerships.filters import Words
from partnerships.models import Body


class ReviewFilter(filters.FilterSet):
    """Which reviews: by framework, group, state and words."""

    framework = filters.ModelChoiceFilter(
        field_name="version__framework",
        queryset=Framework.objects.all(),
        empty_label="Any",
        label="Framework",
    )
    body = filters.ModelChoiceFilter(
        queryset=Body.objects.filter(chain_reviews__isnull=False).distinct(), empty_label="Any", label="Group"
    )
    state = filters.ChoiceFilter(choices=ReviewState.choices, empty_label="Any")
    words = Words("outcome__title", "strategy__title", "body__name")

    class Meta:
        model = Review
        fields = ("framework", "body", "state", "words")
