"""What needs attention across the apps: an explicit list of what each offers, in the one order of ``common.attention``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import delivery_chain.attention
import partnerships.attention
import performance.attention
import scrutiny.attention
from dorset_lsp.common.attention import Concern, ranked
from performance.models import Edition


@dataclass(frozen=True, slots=True)
class Attention:
    """Everything that a viewer may know to need attention, ranked; and what it was read from."""

    concerns: list[Concern]
    edition: Edition | None
    figures: performance.attention.Attention | None
    partnership: partnerships.attention.Attention


def attention(viewer: Any, on: date) -> Attention:
    """Read it as far as the viewer may see it. A fixed number of queries."""
    edition = Edition.objects.visible_to(viewer).latest().first()
    figures = performance.attention.Attention(edition) if edition else None
    partnership = partnerships.attention.attention(viewer, on)
    found = [
        *(figures.concerns(viewer) if figures else []),
        *delivery_chain.attention.concerns(viewer, on),
        *scrutiny.attention.concerns(viewer, on),
        *partnerships.attention.concerns(viewer, on, partnership),
    ]
    return Attention(ranked(found), edition, figures, partnership)
