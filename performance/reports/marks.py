"""The marks of signals as pictures for a report's files, taken from the one sprite of the site."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from django.conf import settings

from dorset_lsp.common.colours import ASSURANCES, VARIATIONS

SVG: Final = "http://www.w3.org/2000/svg"


@cache
def shapes() -> dict[str, str]:
    """The inside of each mark's drawing, a box of 20 by 20, by the mark's code."""
    root = ElementTree.parse(Path(settings.BASE_DIR) / "static/img/marks.svg").getroot()  # noqa: S314 (a file of our own)
    cells = {group.attrib["id"]: group for group in root.iter(f"{{{SVG}}}g") if "id" in group.attrib}
    return {code: "".join(_text(part) for part in cells[code]) for code in (*VARIATIONS, *ASSURANCES)}


def picture(code: str) -> str:
    """One mark as an SVG file that stands by itself."""
    return f'<svg xmlns="{SVG}" width="20" height="20" viewBox="0 0 20 20">{shapes()[code]}</svg>'


def _text(part: ElementTree.Element) -> str:
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(part, encoding="unicode").replace(f' xmlns="{SVG}"', "").strip()
