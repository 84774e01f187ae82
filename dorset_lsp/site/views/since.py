"""What a page tells whoever comes back to it."""

from __future__ import annotations

from typing import Any

from dorset_lsp.common.today import real_time, today
from dorset_lsp.site.changed import since
from dorset_lsp.site.looks import look


class SinceLastLook:
    """Adds to a detail page what changed since its viewer last looked."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, record, on = self.request.user, self.object, today()
        before = look(viewer, record, on=on, now=real_time())
        return super().get_context_data(since=since(viewer, record, before, on), **kwargs)
