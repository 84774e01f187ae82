"""The web page of a report: one file with its style, its letters and its charts inside, that opens from a disk."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string

from performance.reports.marks import shapes

FONTS: Final = {
    "regular": "source-sans-3-latin-400-normal.woff2",
    "semibold": "source-sans-3-latin-600-normal.woff2",
}
STYLE: Final = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def draw(report: dict[str, Any], sections: list[dict[str, Any]]) -> bytes:
    """The page, from the report in words and its sections with their charts."""
    style = render_to_string("performance/report.css", _fonts())
    context = {
        "report": report,
        "sections": sections,
        "style": style,
        "symbols": shapes(),
        "style_hash": _hash_source(style.encode()),
    }
    return render_to_string("performance/report_frozen.html", context).encode()


def policy_of(page: bytes) -> dict[str, Any]:
    """What a browser may do with a frozen page: nothing but apply the very style that is in it, in a sandbox."""
    found = STYLE.search(page)
    nothing = ["'none'"]
    return {
        **dict.fromkeys(("default-src", "script-src", "img-src", "connect-src", "form-action"), nothing),
        "base-uri": nothing,
        "frame-ancestors": nothing,
        "style-src": [f"'{_hash_source(found.group(1))}'"] if found else nothing,
        "font-src": ["data:"],
        "sandbox": True,
    }


def _hash_source(style: bytes) -> str:
    """The style's hash as a content security policy names it."""
    return f"sha256-{b64encode(sha256(style).digest()).decode()}"


def _fonts() -> dict[str, str]:
    folder = Path(settings.BASE_DIR) / "static" / "fonts"
    return {name: b64encode((folder / file).read_bytes()).decode() for name, file in FONTS.items()}
