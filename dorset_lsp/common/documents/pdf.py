"""A PDF from a template and data: tagged, with title, language, outline and a text for each picture, set by Typst."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from dorset_lsp.common.documents.letters import characters_of, showable

HERE: Final = Path(__file__).parent
FONTS: Final = HERE / "fonts"
TEXT_FONTS: Final = (FONTS / "SourceSans3_400Regular.ttf", FONTS / "SourceSans3_600SemiBold.ttf")
"""The fonts in which people's texts are set; the italic one sets words of our own."""


class CannotBeSet(Exception):
    """Typst refused the template or its data; the sentence is its own."""


def typeset(template: Path, data: Mapping[str, Any], pictures: Mapping[str, str] | None = None) -> bytes:
    """The PDF of ``data`` as the template lays it out.

    The template finds the data as ``data.json``, the house's style as ``house.typ``, and each picture (name ending in
    .svg: drawing) as a file of its name. So nothing that people wrote is ever read as markup; characters that the fonts
    cannot show are written as numbers. Raises CannotBeSet, for a picture without an alternative text among others.
    """
    letters = characters_of(*TEXT_FONTS)
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(template, folder / "document.typ")
        shutil.copy(HERE / "house.typ", folder)
        (folder / "data.json").write_text(json.dumps(showable(dict(data), letters), ensure_ascii=False))
        for picture, drawing in (pictures or {}).items():
            (folder / picture).write_text(showable(drawing, letters))
        setting = [sys.executable, "-I", str(HERE / "setter.py"), name, str(FONTS)]
        done = subprocess.run(setting, check=False, capture_output=True, text=True)  # noqa: S603 our own words
        if done.returncode:
            raise CannotBeSet(done.stderr.strip())
        return (folder / "document.pdf").read_bytes()
