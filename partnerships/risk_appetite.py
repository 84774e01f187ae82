"""What each layer of the partnership bears, as it is set now."""

from __future__ import annotations

from dorset_lsp.common.stamps import kept
from partnerships.models import RiskAppetite
from partnerships.risk_scale import Appetites


def appetites() -> Appetites:
    """The highest score that each layer bears. Kept until an appetite is changed."""
    return kept("risk-appetites", _read, of_kinds=(RiskAppetite,))


def _read() -> dict[str, int]:
    return dict(RiskAppetite.objects.values_list("layer", "score"))
