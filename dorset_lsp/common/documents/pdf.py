"""A PDF from a template and data: tagged, with title, language, outline and a text for each picture, set by Typst."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import typst

from dorset_lsp.common.documents.letters import characters_of, showable

if TYPE_CHECKING:
    from typst import PDFStandard

HERE: Final = Path(__file__).parent
FONTS: Final = HERE / "fonts"
TEXT_FONTS: Final = (FONTS / "SourceSans3_400Regular.ttf", FONTS / "SourceSans3_600SemiBold.ttf")
"""The fonts in which people's texts are set; the italic one sets words of our own."""
STANDARDS: Final[list[PDFStandard]] = ["a-2a", "ua-1"]
"""PDF/A-2a to be kept, PDF/UA-1 to be read by everybody. Typst refuses a document that breaks what it can check of them."""


def typeset(template: Path, data: Mapping[str, Any], pictures: Mapping[str, str] | None = None) -> bytes:
    """The PDF of ``data`` as the template lays it out.

    The template finds the data as ``data.json``, the house's style as ``house.typ``, and each picture (name ending in
    .svg: drawing) as a file of its name. So nothing that people wrote is ever read as markup; characters that the fonts
    cannot show are written as numbers. Raises typst.TypstError for a template or a picture without alternative text.
    """
    letters = characters_of(*TEXT_FONTS)
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(template, folder / "document.typ")
        shutil.copy(HERE / "house.typ", folder)
        (folder / "data.json").write_text(json.dumps(showable(dict(data), letters), ensure_ascii=False))
        for picture, drawing in (pictures or {}).items():
            (folder / picture).write_text(showable(drawing, letters))
        made = typst.compile(
            folder / "document.typ",
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
        )
    return bytes(made)
