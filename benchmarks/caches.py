"""A cache that keeps values and no drawings, so that every page is drawn afresh from what was worked out before."""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.utils.safestring import SafeString


class NoDrawings(LocMemCache):
    """What a template has drawn is a safe text; it is not kept."""

    def set(self, key: str, value: Any, *arguments: Any, **more: Any) -> None:
        if not isinstance(value, SafeString):
            super().set(key, value, *arguments, **more)
