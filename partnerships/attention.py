"""What of money and risks the chair should look at: unspent money, and risks that no layer bears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerships.models import FundingStream, Risk
from partnerships.money import StreamMoney, money_of
from partnerships.risk_appetite import appetites


@dataclass(frozen=True, slots=True)
class Attention:
    """The streams of the newest year with what is unspent, and the open risks that weigh most."""

    monies: list[StreamMoney]
    risks: list[Risk]
    late_reviews: int

    @property
    def year(self) -> str:
        return self.monies[0].stream.year_label if self.monies else ""


def attention(viewer: Any, on: date) -> Attention:
    """Read it for somebody who may see it: risks are for members of a body, money for everybody. Five queries."""
    streams = FundingStream.objects.visible_to(viewer).newest_year(on).select_related("giver")
    risks = Risk.objects.visible_to(viewer, on)
    above = risks.above_all(appetites()).select_related("owner", "body").order_by_weight()
    return Attention(money_of(streams, on), list(above), risks.review_passed(on).count())
