"""The PDF of a report: tagged, with title, language, outline and a text for each chart, typeset by Typst."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import typst

from performance.reports.letters import characters_of, showable

if TYPE_CHECKING:
    from typst import PDFStandard

HERE: Final = Path(__file__).parent
FONTS: Final = HERE / "fonts"
TEXT_FONTS: Final = (FONTS / "SourceSans3_400Regular.ttf", FONTS / "SourceSans3_600SemiBold.ttf")
"""The fonts in which people's texts are set; the italic one sets words of our own."""
STANDARDS: Final[list[PDFStandard]] = ["a-2a", "ua-1"]
"""PDF/A-2a to be kept, PDF/UA-1 to be read by everybody. Typst refuses a document that breaks what it can check of them."""


def draw(report: dict[str, Any], sections: list[dict[str, Any]]) -> bytes:
    """The PDF, from the report in words and its sections with their charts.

    Texts go in as JSON and charts as files, so that nothing that people wrote is ever read as markup; characters that
    the fonts cannot show are written as numbers.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(HERE / "report.typ", folder)
        data = {**report, "sections": [_with_chart(one, folder) for one in sections]}
        letters = characters_of(*TEXT_FONTS)
        (folder / "report.json").write_text(json.dumps(showable(data, letters), ensure_ascii=False))
        made = typst.compile(
            folder / "report.typ",
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
        )
    return bytes(made)


def _with_chart(section: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The section with its chart as a file of its own, named by the indicator's slug."""
    if not section["chart"]:
        return section
    name = f"{section['slug']}.svg"
    (folder / name).write_text(showable(section["chart"].strip(), characters_of(*TEXT_FONTS)))
    return {**section, "chart": name}
