"""Pages that tell whoever comes back what changed since: each the page of its app, at the same address."""

from __future__ import annotations

from delivery_chain.views import reviews as chain_reviews
from dorset_lsp.site.views.since import SinceLastLook
from partnerships.views import bodies
from scrutiny.views import reviews as scrutiny_reviews


class BodyDetail(SinceLastLook, bodies.BodyDetail):
    """One body."""


class ChainReviewDetail(SinceLastLook, chain_reviews.ReviewDetail):
    """One review of a delivery chain."""


class ScrutinyReviewDetail(SinceLastLook, scrutiny_reviews.ReviewDetail):
    """One review of scrutiny."""
