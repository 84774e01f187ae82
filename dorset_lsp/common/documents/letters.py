"""Which characters a font can show: a PDF that everybody can read may not hold one that has no shape in it.

A character that the font has not (an emoji, say) is written as its number, "[U+1F600]"; a control character is left
out. The other formats keep every text as it is.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

SEGMENTED: Final = 12
"""The format of a character map that covers all of Unicode (OpenType specification, "cmap")."""
SPACES: Final = frozenset("\n\t")


def showable(value: Any, characters: frozenset[str]) -> Any:
    """Texts, lists and dictionaries of texts with nothing in them but these characters; other values as they are."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        strange = set(text) - characters - SPACES
        return text.translate({ord(one): _instead_of(one) for one in strange}) if strange else text
    if isinstance(value, list):
        return [showable(one, characters) for one in value]
    if isinstance(value, dict):
        return {key: showable(one, characters) for key, one in value.items()}
    return value


def _instead_of(character: str) -> str:
    return "" if unicodedata.category(character).startswith("C") else f"[U+{ord(character):04X}]"


@cache
def characters_of(*fonts: Path) -> frozenset[str]:
    """The characters that every one of the font files can show."""
    return frozenset.intersection(*(frozenset(map(chr, _codes(font.read_bytes()))) for font in fonts))


def _codes(font: bytes) -> Iterator[int]:
    """The code points in a TrueType file's character map. ValueError for a font without one that covers Unicode."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, start + 2)
    for number in range(maps):
        _, _, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        form, _, _, _, groups = struct.unpack_from(">HHLLL", font, start + offset)
        if form == SEGMENTED:
            for group in range(groups):
                first, last, _ = struct.unpack_from(">LLL", font, start + offset + 16 + 12 * group)
                yield from range(first, last + 1)
            return
    raise ValueError("The font has no character map that covers Unicode.")
