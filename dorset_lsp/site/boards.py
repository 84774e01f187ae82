"""The Board's meetings, for pages that bring something before it."""

from __future__ import annotations

from typing import Any

from dorset_lsp.common.today import today
from partnerships.enums import BodyKind
from partnerships.models import Meeting


def next_board_meeting(viewer: Any) -> Meeting | None:
    """The Board's next meeting that is still ahead of today."""
    rows = Meeting.objects.visible_to(viewer).ahead().ending_on_or_after(today())
    return rows.filter(body__kind=BodyKind.BOARD).select_related("body").first()
