"""A cache that keeps values and no drawings, so that every page is drawn afresh from what was worked out before."""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.utils.safestring import SafeString


class NoDrawings(LocMemCache):
    """What a template has drawn is a safe text beside the stamp of what it rests on; it is not kept."""

    def set(self, key: str, value: Any, *arguments: Any, **more: Any) -> None:
        is_drawing = isinstance(value, tuple) and any(isinstance(part, SafeString) for part in value)
        if not is_drawing:
            super().set(key, value, *arguments, **more)
