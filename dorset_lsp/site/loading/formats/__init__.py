"""The files of a partnership folder, version 1, in the order of loading; each file is declared beside its kin.

``docs/how-to/start-a-partnership.md`` tells the same in the words of whoever writes a folder.
"""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.columns import File
from dorset_lsp.site.loading.formats import (
    actions,
    agreement,
    chains,
    engagement,
    funding,
    indicators,
    meetings,
    outcomes,
    people,
    programmes,
    risks,
    rounds,
    scrutiny,
)

__all__ = ["FILES", "FORMAT"]

FORMAT: Final = 1

FILES: Final[dict[str, File]] = {
    file.name: file
    for part in (
        people,
        outcomes,
        indicators,
        agreement,
        rounds,
        meetings,
        chains,
        risks,
        programmes,
        funding,
        engagement,
        actions,
        scrutiny,
    )
    for file in part.FILES
}
