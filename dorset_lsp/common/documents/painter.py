"""Paints one drawing. Run as a process of its own, as ``setter`` is and for its reason.

    python painter.py FOLDER FONTS

paints ``drawing.svg`` of the folder into ``drawing.png`` beside it. It imports nothing of the site.
"""

import sys
from pathlib import Path

import typst

SHARPNESS = 144
"""Dots an inch: one and a half for each unit of the drawing."""

folder, fonts = map(Path, sys.argv[1:])
page = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")\n'
(folder / "drawing.typ").write_text(page)
try:
    typst.compile(
        folder / "drawing.typ",
        output=folder / "drawing.png",
        root=folder,
        font_paths=[fonts],
        ignore_system_fonts=True,
        format="png",
        ppi=SHARPNESS,
    )
except typst.TypstError as fault:
    sys.exit(f"{fault}")
